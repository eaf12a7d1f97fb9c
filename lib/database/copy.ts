import type { Writable } from 'node:stream'
import type { TransactionSql } from 'postgres'
import { connect, type DatabaseLocation, localSettings, session } from './connect.ts'
import { ServerError } from './errors.ts'
import {
  applyMigrations,
  classifyMigrations,
  findForeignTable,
  listApplied,
  listOwn,
  lockMigrations,
} from './migrate.ts'

/** The content of one table in the text format of `COPY`: a line for each row. */
export interface TableCopy {
  readonly table: string
  readonly columns: readonly string[]
}

export interface SequenceCopy {
  readonly sequence: string
  /** As text: it may be larger than JavaScript's integers. */
  readonly value: string
  readonly isCalled: boolean
}

/** A row of `key_canary`, also of a schema from before keys could be retired. */
export interface KeyCanary {
  readonly keyId: string
  readonly sealed: string
  readonly retiredAt: Date | null
}

/** Gatehouse's part of a database at one moment. A database may have tables of other programs, too. */
export interface Snapshot {
  /** The times of its applied migrations. */
  readonly migrations: readonly number[]
  /** Ordered so that rows that others refer to come first. */
  readonly tables: readonly TableCopy[]
  readonly sequences: readonly SequenceCopy[]
  /** What each key that sealed it has left. */
  readonly canaries: readonly KeyCanary[]
  read(table: TableCopy): Promise<AsyncIterable<Buffer>>
}

const settings = {
  max: 1,
  connect_timeout: 10,
  prepare: false,
  // Copying has no time limit.
  connection: {
    ...session,
    application_name: 'gatehouse backup',
    statement_timeout: 0,
    lock_timeout: 60_000,
  },
}

/** Shows `work` the database as it was at one moment, while other processes keep writing. */
export async function withSnapshot<T>(
  location: DatabaseLocation,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const client = connect(location, settings)
  try {
    return (await client.begin('isolation level repeatable read read only', async (tx) => {
      await tx.unsafe(localSettings(settings.connection))
      const migrations = await listApplied(tx)
      if (migrations.length === 0) {
        throw new ServerError('it contains no data of Gatehouse', 'Check DATABASE_URL or GATEHOUSE_DATA.')
      }
      return work({
        migrations,
        tables: await listTables(tx),
        sequences: await listSequences(tx),
        canaries: await listCanaries(tx),
        read: ({ table, columns }) =>
          tx.unsafe(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`).readable(),
      })
    })) as T
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** The destination of a restore, within one transaction. */
export interface Target {
  /** Whether the schema has this table. */
  has(table: string): boolean
  write(table: TableCopy, rows: AsyncIterable<Buffer>): Promise<void>
  /** Sequences that the schema doesn't have are left out. */
  setSequence(sequence: SequenceCopy): Promise<void>
}

/**
 * Commits everything together that `work` writes into an empty database, whose schema is the one of these migrations.
 * Throws ServerError when they are newer than this version, or the database isn't empty. `replaces`: Gatehouse's data
 * in it is deleted first, in the same transaction.
 */
export async function intoEmptyDatabase<T>(
  location: DatabaseLocation,
  migrations: readonly number[],
  { replaces }: { readonly replaces: boolean },
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const client = connect(location, settings)
  try {
    return (await client.begin(async (tx) => {
      await tx.unsafe(localSettings(settings.connection))
      await lockMigrations(tx)
      await requireOwnDatabase(tx)
      if (replaces) await dropEverything(tx)
      await prepareSchema(tx, migrations)
      const known = new Map((await listTables(tx)).map(({ table, columns }) => [table, new Set(columns)]))
      const names = [...known.keys()].map(quoted)
      const sequences = new Set((await listSequences(tx)).map(({ sequence }) => sequence))
      // The backup also contains the rows that migrations wrote.
      if (names.length > 0) await tx.unsafe(`truncate ${names.join(', ')}`)
      return work({
        has: (table) => known.has(table),
        write: async ({ table, columns }, rows) => {
          const has = known.get(table)
          if (has === undefined || !columns.every((column) => has.has(column))) {
            throw new ServerError(
              `the schema has no ${table} (${columns.join(', ')})`,
              'The archive is damaged.',
            )
          }
          await copyIn(tx, `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`, rows)
        },
        setSequence: async ({ sequence, value, isCalled }) => {
          if (!sequences.has(sequence)) return
          await tx`select setval(${quoted(sequence)}::regclass, ${value}::bigint, ${isCalled})`
        },
      })
    })) as T
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** Deletes everything of Gatehouse in a database, unless a process still uses it, and nothing of other programs. */
async function dropEverything(tx: TransactionSql): Promise<void> {
  if ((await listApplied(tx)).length === 0) return
  const [other] = await tx<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name like 'gatehouse%' limit 1`
  if (other !== undefined) {
    throw new ServerError('a Gatehouse process is still using it', 'Stop every process of Gatehouse first.')
  }
  const tables = (await listTables(tx)).map(({ table }) => quoted(table))
  if (tables.length > 0) await tx.unsafe(`drop table ${tables.join(', ')}`)
  const { functions } = await listOwn(tx)
  for (const name of functions) await tx.unsafe(`drop function if exists public.${name}`)
  await tx`delete from drizzle.__drizzle_migrations`
}

/** If all of these are empty, the database is unused. */
const usedTables = ['person', 'account', 'application', 'authorization', 'attempt', 'audit']

/** Refuses a database with tables that no Gatehouse has migrated: it is probably not the one that the person meant. */
async function requireOwnDatabase(tx: TransactionSql): Promise<void> {
  const found = await findForeignTable(tx)
  if (found !== null) {
    throw new ServerError(
      `it holds the table ${found} of another program`,
      'Restore into an empty database of its own.',
    )
  }
}

async function prepareSchema(tx: TransactionSql, migrations: readonly number[]): Promise<void> {
  const applied = await listApplied(tx)
  const verdict = classifyMigrations(migrations, applied)
  if (typeof verdict !== 'string') {
    throw new ServerError(
      'its schema is newer than the one of the backup',
      'Restore into an empty database that no Gatehouse has migrated.',
    )
  }
  for (const table of applied.length === 0 ? [] : usedTables) {
    const [present] = await tx<
      { name: string | null }[]
    >`select to_regclass(${`public.${table}`})::text as name`
    if (present?.name == null) continue
    const [row] = await tx.unsafe(`select 1 from ${quoted(table)} limit 1`)
    if (row !== undefined) {
      throw new ServerError(
        `its table ${table} isn't empty`,
        'Restore into an empty database, or add --replace to delete what is in it.',
      )
    }
  }
  await applyMigrations(
    tx,
    migrations.filter((time) => !applied.includes(time)),
  )
}

/** Sends rows as fast as the server takes them. */
async function copyIn(tx: TransactionSql, statement: string, rows: AsyncIterable<Buffer>): Promise<void> {
  const stream: Writable = await tx.unsafe(statement).writable()
  let refusal: unknown = null
  // Without a listener, an error of the server would end the process.
  stream.on('error', (error) => {
    refusal ??= error
  })
  try {
    for await (const chunk of rows) {
      await new Promise<void>((done, fail) => {
        stream.write(chunk, (error) => (error ? fail(error) : done()))
      })
    }
  } catch (error) {
    stream.destroy(error as Error)
    throw refusal ?? error
  }
  // postgres.js never ends the stream when the server refuses rows at the end: then the next statement fails.
  stream.end()
  await new Promise(setImmediate)
  await tx`select 1`
}

/** Ordered so that tables that others refer to come first. */
async function listTables(tx: TransactionSql): Promise<TableCopy[]> {
  const own = await listOwn(tx)
  const tables = await tx<{ table: string; columns: string; needs: string | null }[]>`
    select c.relname as "table",
      (select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select string_agg(distinct o.relname, ',') from pg_constraint f join pg_class o on o.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname in ${tx(own.tables)}
    order by 1`
  const left = new Map(tables.map((row) => [row.table, row]))
  const sorted: TableCopy[] = []
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ needs }) => !(needs ?? '').split(',').some((table) => left.has(table)),
    )
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const { table, columns } of free) {
      left.delete(table)
      sorted.push({ table, columns: columns.split(',') })
    }
  }
  return sorted
}

/** Those that count the rows of our tables. */
async function listSequences(tx: TransactionSql): Promise<SequenceCopy[]> {
  const { tables } = await listOwn(tx)
  const names = await tx<{ name: string }[]>`
    select s.relname as name
    from pg_class s
    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i')
    join pg_class t on d.refclassid = 'pg_class'::regclass and t.oid = d.refobjid
    where s.relnamespace = 'public'::regnamespace and s.relkind = 'S'
      and t.relnamespace = 'public'::regnamespace and t.relname in ${tx(tables)}
    order by 1`
  const copies: SequenceCopy[] = []
  for (const { name } of names) {
    const [row] = await tx.unsafe<{ value: string; isCalled: boolean }[]>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted(name)}`,
    )
    if (row !== undefined) copies.push({ sequence: name, ...row })
  }
  return copies
}

async function listCanaries(tx: TransactionSql): Promise<KeyCanary[]> {
  // Read as JSON, so that a schema from before the column can be read, too.
  const rows = await tx<{ keyId: string; sealed: string; retired: string | null }[]>`
    select key_id as "keyId", sealed, to_jsonb(key_canary) ->> 'retired_at' as retired
    from key_canary order by created_at, 1`
  return rows.map(({ retired, ...row }) => ({
    ...row,
    retiredAt: retired === null ? null : new Date(retired),
  }))
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
