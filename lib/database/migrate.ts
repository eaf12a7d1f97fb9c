import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Sql, TransactionSql } from 'postgres'
import { connect, type DatabaseLocation, localSettings, session } from './connect.ts'
import { ServerError, unlessLost } from './errors.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url))

/** Any number that nothing else locks in this database: 'gate' in ASCII. */
const lockNumber = 0x67617465

const askAgainMs = 500

export interface MigrateOptions {
  /** How long to wait for a process that holds the migration lock. */
  readonly patienceMs?: number
  /** Receives a line for people when the lock isn't free. */
  readonly report?: (line: string) => void
  /** Stops waiting: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Migrates the schema to the current version. Of several concurrent processes, one migrates and the others wait. Throws
 * ServerError when the server or its content is unsuitable, or when the lock isn't released in time.
 */
export async function migrateDatabase(
  location: DatabaseLocation,
  { patienceMs = 60_000, report = () => {}, signal }: MigrateOptions = {},
): Promise<void> {
  // Not prepared, because a pooler may run each transaction in another session.
  const settings = { max: 1, connect_timeout: 10, prepare: false, connection: session }
  const client = connect(location, settings)
  // Whatever a statement waits for, such as a table lock of another session, ends with the connection.
  const cut = () => void client.end({ timeout: 0 })
  signal?.addEventListener('abort', cut)
  try {
    signal?.throwIfAborted()
    const [server] = await client<[ServerFacts]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        current_setting('transaction_read_only') = 'on' as "isReadOnly"`
    const unfit = checkServer(server)
    if (unfit !== null) throw unfit
    const deadline = performance.now() + patienceMs
    for (let isReported = false; !(await migrateLocked(client)); isReported = true) {
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

/**
 * False when another session holds the lock. Ours belongs to the transaction and ends with it, whichever session a
 * pooler picks: a session lock would stay in the pooler forever.
 */
function migrateLocked(client: Sql): Promise<boolean> {
  return client.begin((tx) => {
    // A pooler keeps none of these for a session.
    void tx.unsafe(localSettings(session)).execute()
    return unlessLost(migrateWithin(tx))
  }) as Promise<boolean>
}

async function migrateWithin(tx: TransactionSql): Promise<boolean> {
  const [lock] = await tx<{ isOurs: boolean }[]>`select pg_try_advisory_xact_lock(${lockNumber}) as "isOurs"`
  if (!lock?.isOurs) return false
  const migrations = readMigrationFiles({ migrationsFolder })
  const applied = await listApplied(tx)
  const verdict = classifyMigrations(
    migrations.map(({ folderMillis }) => folderMillis),
    applied,
  )
  if (typeof verdict !== 'string') throw verdict
  // Only when a migration is missing: it needs the right to create a schema, even if the schema exists.
  if (verdict === 'behind') {
    const missing = migrations.map(({ folderMillis }) => folderMillis)
    await applyMigrations(
      tx,
      missing.filter((time) => !applied.includes(time)),
    )
  }
  return true
}

/** The times of the migrations that this version knows. */
export const migrationTimes = (): number[] =>
  readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis)

/** Waits for a process that is migrating, and keeps others from it until the end of the transaction. */
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

/** Applies those of these times: what drizzle's own migrator does, within the transaction that holds the lock. */
export async function applyMigrations(tx: TransactionSql, times: readonly number[]): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) =>
    times.includes(folderMillis),
  )
  await tx`create schema if not exists drizzle`
  await tx`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) await tx.unsafe(statement)
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`
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

/** What a server reports about itself and the database. */
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
 * Compares the migrations that were applied to a database with those that this version knows, by their times: up to
 * date, behind, or why it must be left alone.
 */
export function classifyMigrations(
  known: readonly number[],
  applied: readonly number[],
): 'current' | 'behind' | ServerError {
  if (applied.every((time) => known.includes(time)))
    return applied.length < known.length ? 'behind' : 'current'
  return known.every((time) => applied.includes(time))
    ? new ServerError(
        'a newer version of Gatehouse has migrated it',
        'Start that version or a newer one, or restore a backup from before the migration.',
      )
    : new ServerError('it holds the tables of another program', 'Give Gatehouse a database of its own.')
}
