import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Sql, TransactionSql } from 'postgres'
import { listBreakingChanges } from './breaking-changes.ts'
import { connect, type DatabaseLocation, localSettings, session } from './connect.ts'
import { ServerError, unlessLost } from './errors.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url))

/** Any number that nothing else in this database locks: 'gate' in ASCII. */
const lockNumber = 0x67617465

const askAgainMs = 500
/** How long the statements of others may have to wait behind a migration that waits for a table. */
const tableLockMs = 500
const afterTableLockMs = 2_000
/** Error codes of Postgres: a lock wasn't released in time, or two sessions waited for each other. */
const lockErrors: readonly unknown[] = ['55P03', '40P01']

export interface MigrateOptions {
  /** How long to wait for a process that holds the migration lock. */
  readonly patienceMs?: number
  /** Receives a line for people when the lock isn't free. */
  readonly report?: (line: string) => void
  /** Stops waiting: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Where the migrations are, for tests of another version's. */
  readonly folder?: string
}

/**
 * Migrates the schema to the current version, while processes of the previous one keep working. If several processes
 * start concurrently, one migrates and the others wait. A schema that the next version has migrated is left as it is,
 * as long as this version can work with it. Throws ServerError when the server or its content is unsuitable, or when a
 * lock isn't released in time.
 */
export async function migrateDatabase(
  location: DatabaseLocation,
  { patienceMs = 60_000, report = () => {}, signal, folder = migrationsFolder }: MigrateOptions = {},
): Promise<void> {
  // Not prepared, because a pooler may run each transaction in another session.
  const settings = { max: 1, connect_timeout: 10, prepare: false, connection: session }
  const client = connect(location, settings)
  // Closing the connection also ends any wait, such as for a table lock of another session.
  const cut = () => void client.end({ timeout: 0 })
  signal?.addEventListener('abort', cut)
  try {
    signal?.throwIfAborted()
    const unfit = checkServer(await readServerFacts(client))
    if (unfit !== null) throw unfit
    const deadline = performance.now() + patienceMs
    for (let isReported = false; ; isReported = true) {
      const outcome = await migrateLocked(client, folder)
      if (outcome === 'done') break
      if (outcome === 'table locked') {
        if (performance.now() >= deadline) throw tableLocked(patienceMs)
        if (!isReported) report('Waiting for a table that another session has locked.')
        await pause(afterTableLockMs, undefined, { signal })
        continue
      }
      const holder = await findHolder(client)
      const words = describeHolder(holder)
      if (performance.now() >= deadline) {
        throw new ServerError(
          `${words} has held the migration lock for ${Math.round(patienceMs / 1_000)} seconds`,
          holder === null
            ? 'Start again.'
            : `If no Gatehouse is migrating, end that session: select pg_terminate_backend(${holder.pid}). Then start again.`,
        )
      }
      if (!isReported) report(`Waiting for the migration lock, which ${words} holds.`)
      await pause(askAgainMs, undefined, { signal })
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : error
  } finally {
    signal?.removeEventListener('abort', cut)
    await client.end({ timeout: 5 })
  }
}

function tableLocked(patienceMs: number): ServerError {
  return new ServerError(
    `another session has locked a table for ${Math.round(patienceMs / 1_000)} seconds`,
    'If a backup is running, wait until it is complete. Then start again.',
  )
}

/**
 * Returns whether it is done, or which lock another session holds. Our lock belongs to the transaction and ends with
 * it, whichever session a pooler picks: a session lock would stay in the pooler forever.
 */
async function migrateLocked(client: Sql, folder: string): Promise<'done' | 'migrating' | 'table locked'> {
  try {
    const isOurs = await client.begin((tx) => {
      // A pooler keeps none of these for a session.
      void tx.unsafe(localSettings(session)).execute()
      return unlessLost(migrateWithin(tx, folder))
    })
    return isOurs ? 'done' : 'migrating'
  } catch (error) {
    if (lockErrors.includes((error as { readonly code?: unknown }).code)) return 'table locked'
    throw error
  }
}

async function migrateWithin(tx: TransactionSql, folder: string): Promise<boolean> {
  const [lock] = await tx<{ isOurs: boolean }[]>`select pg_try_advisory_xact_lock(${lockNumber}) as "isOurs"`
  if (!lock?.isOurs) return false
  const applied = await listApplied(tx)
  const times = migrationTimes(folder)
  const verdict = classifyMigrations(times, applied, await listCompatible(tx))
  if (typeof verdict !== 'string') throw verdict
  // Only when a migration is missing: this needs the right to create a schema, even if the schema exists.
  if (verdict === 'behind') {
    // Other statements queue behind one that waits for a lock: better to try again than to hold up tokens.
    await tx.unsafe(`set local lock_timeout = ${tableLockMs}`)
    await applyMigrations(
      tx,
      times.filter((time) => !applied.includes(time)),
      folder,
    )
  }
  return true
}

/** The times of this version's migrations. */
export const migrationTimes = (folder = migrationsFolder): number[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis)

/**
 * Whether the schema is this version's (`ahead`: it works with a newer one), without changing it. Throws ServerError
 * when the server or its content is unsuitable.
 */
export async function compareSchema(location: DatabaseLocation): Promise<'current' | 'behind' | 'ahead'> {
  const client = connect(location, { max: 1, connect_timeout: 10, prepare: false })
  try {
    const unfit = checkServer(await readServerFacts(client))
    if (unfit !== null) throw unfit
    const verdict = await client.begin('read only', async (tx) =>
      classifyMigrations(migrationTimes(), await listApplied(tx), await listCompatible(tx)),
    )
    if (typeof verdict !== 'string') throw verdict
    return verdict
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function readServerFacts(client: Sql): Promise<ServerFacts> {
  const [server] = await client<[ServerFacts]>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only') = 'on' as "isReadOnly"`
  return server
}

/** Waits for a process that is migrating, and keeps others from migrating until the end of the transaction. */
export async function lockMigrations(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${lockNumber})`
}

/** The times of the migrations that were applied to this database, as drizzle stores them. */
export async function listApplied(tx: TransactionSql): Promise<number[]> {
  const [kept] = await tx<{ isKept: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isKept"`
  if (!kept?.isKept) return []
  const rows = await tx<{ created_at: string }[]>`select created_at from drizzle.__drizzle_migrations`
  return rows.map(({ created_at }) => Number(created_at))
}

/**
 * A table in a database that no Gatehouse has migrated: it belongs to another program. Null: there is none. Extensions
 * may have theirs, because providers install some in every database.
 */
export async function findForeignTable(tx: TransactionSql): Promise<string | null> {
  if ((await listApplied(tx)).length > 0) return null
  const [found] = await tx<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_depend
        where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
    limit 1`
  return found?.name ?? null
}

/** The times of those applied migrations with which a version that doesn't know them can work. */
async function listCompatible(tx: TransactionSql): Promise<ReadonlySet<number>> {
  if ((await listApplied(tx)).length === 0) return new Set()
  // The column is missing if only versions have migrated that didn't write it.
  const rows = await tx<{ created_at: string }[]>`
    select created_at from drizzle.__drizzle_migrations as migration
    where to_jsonb(migration) ->> 'is_breaking' = 'false'`
  return new Set(rows.map(({ created_at }) => Number(created_at)))
}

/** Our tables and functions, those of a newer version included. A database may have those of other programs, too. */
export async function listOwn(
  tx: TransactionSql,
): Promise<{ readonly tables: readonly string[]; readonly functions: readonly string[] }> {
  const known = readMigrationFiles({ migrationsFolder }).flatMap(({ sql }) => listCreated(sql))
  // The column is missing if only versions have migrated that didn't write it.
  const recorded = await tx<{ name: string }[]>`
    select jsonb_array_elements_text(to_jsonb(migration) -> 'creates') as name
    from drizzle.__drizzle_migrations as migration
    where jsonb_typeof(to_jsonb(migration) -> 'creates') = 'array'`
  const all = [...new Set([...known, ...recorded.map(({ name }) => name)])]
  const isFunction = (name: string) => name.includes('(')
  return { tables: all.filter((name) => !isFunction(name)), functions: all.filter(isFunction) }
}

/** What a migration creates: tables by name, and functions with their parameters. */
export const listCreated = (migration: readonly string[]): string[] =>
  migration.flatMap((sql) =>
    [
      ...sql.matchAll(
        /^\s*create (?:or replace )?(?:table (?:if not exists )?"?(\w+)|function "?(\w+)"?(\([^)]*\)))/gim,
      ),
    ].map(([, table, name = '', parameters = '']) => table ?? name + parameters),
  )

/**
 * Applies the migrations of these times: like drizzle's own migrator, within the transaction that holds the lock. Each
 * row says for versions that don't know the migration whether they can work with the change, and what it creates.
 */
export async function applyMigrations(
  tx: TransactionSql,
  times: readonly number[],
  folder = migrationsFolder,
): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: folder }).filter(({ folderMillis }) =>
    times.includes(folderMillis),
  )
  await tx`create schema if not exists drizzle`
  await tx`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`
  await tx`
    alter table drizzle.__drizzle_migrations
      add column if not exists is_breaking boolean, add column if not exists creates text[]`
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) await tx.unsafe(statement)
    await tx`
      insert into drizzle.__drizzle_migrations (hash, created_at, is_breaking, creates)
      values (${hash}, ${folderMillis}, ${listBreakingChanges(sql).length > 0},
        string_to_array(${listCreated(sql).join(';')}, ';'))`
  }
}

/** Null when the lock has been released meanwhile. Columns that this role may not see are null. */
async function findHolder(client: Sql): Promise<LockHolder | null> {
  const [holder] = await client<LockHolder[]>`
    select pid, nullif(application_name, '') as application, host(client_addr) as address,
      backend_start as "connectedAt", state, state_change as "stateSince"
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and classid = 0 and objid = ${lockNumber} and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())`
  return holder ?? null
}

/** The session that holds the migration lock, as the server reports it. */
export interface LockHolder {
  readonly pid: number
  readonly application: string | null
  /** Null for a session over a Unix socket. */
  readonly address: string | null
  readonly connectedAt: Date | null
  /** Such as `active` or `idle`, since `stateSince`. */
  readonly state: string | null
  readonly stateSince: Date | null
}

/** Describes the session so that an administrator finds it: "server process 4711 (gatehouse, from 10.0.0.5, …)". */
export function describeHolder(holder: LockHolder | null): string {
  if (holder === null) return 'another session'
  const { pid, application, address, connectedAt, state, stateSince } = holder
  const facts = [
    application ?? 'without a name',
    address === null ? 'from this machine' : `from ${address}`,
    ...(connectedAt === null ? [] : [`connected since ${connectedAt.toISOString()}`]),
    ...(state === null || stateSince === null ? [] : [`${state} since ${stateSince.toISOString()}`]),
  ]
  return `server process ${pid} (${facts.join(', ')})`
}

/** Facts that a server reports about itself and the database. */
export interface ServerFacts {
  /** As `server_version_num`: 150004 is 15.4. */
  readonly version: number
  readonly encoding: string
  readonly isReadOnly: boolean
}

const oldestVersion = 15

/** Why Gatehouse can't use the server; null if it can. */
export function checkServer({ version, encoding, isReadOnly }: ServerFacts): ServerError | null {
  const major = Math.floor(version / 10_000)
  if (major < oldestVersion) {
    return new ServerError(
      `it is Postgres ${major}`,
      `Gatehouse needs ${oldestVersion} or newer: upgrade it, or use another server in DATABASE_URL.`,
    )
  }
  if (encoding !== 'UTF8') {
    return new ServerError(
      `its encoding ${encoding} can't store every name`,
      "Create another one: create database … encoding 'UTF8' template template0.",
    )
  }
  if (isReadOnly) {
    return new ServerError(
      'it is read-only',
      'If it is a standby, put the primary server into DATABASE_URL. Otherwise turn off default_transaction_read_only.',
    )
  }
  return null
}

/**
 * Compares a database's applied migrations with this version's, by their times: up to date, behind, ahead but usable,
 * or why it must be left alone. `compatible`: applied ones that break no earlier version.
 */
export function classifyMigrations(
  known: readonly number[],
  applied: readonly number[],
  compatible: ReadonlySet<number> = new Set(),
): 'current' | 'behind' | 'ahead' | ServerError {
  const unknown = applied.filter((time) => !known.includes(time))
  if (unknown.length === 0) return applied.length < known.length ? 'behind' : 'current'
  const isNewer = known.every((time) => applied.includes(time))
  if (isNewer && unknown.every((time) => compatible.has(time))) return 'ahead'
  return isNewer
    ? new ServerError(
        'a newer version of Gatehouse has migrated it',
        'Start that version or a newer one, or restore a backup from before the migration.',
      )
    : new ServerError('it contains the tables of another program', 'Give Gatehouse a database of its own.')
}
