import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { parsePgArray } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import * as schema from '#drizzle/schema.ts'
import { connect, type DatabaseLocation, session, statementTimeoutMs } from './connect.ts'
import { prepareStatements } from './prepare-statements.ts'

/** For reads, inside a transaction or outside. What writes takes a `Transaction` or an `Autocommit`. */
export type Database = PostgresJsDatabase<typeof schema>

declare const isTransaction: unique symbol
declare const isAutocommit: unique symbol

/** The database within a transaction: what is written through it is committed together, or not at all. */
export type Transaction = Database & { readonly [isTransaction]: true }

/**
 * The database outside a transaction. A function that takes this writes with one statement, which is a transaction of its
 * own and needs no round trips for `begin` and `commit`, or opens its own transaction.
 */
export type Autocommit = Database & { readonly [isAutocommit]: true }

/** All that `work` writes through its argument is committed together. Within a transaction, it is a savepoint. */
export function inTransactionOf<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction((tx) => work(tx as Database as Transaction))
}

/**
 * Says that what is written here needs no other transaction than its own statement. Each call outside lib/store is listed
 * with its reason in tests/boundaries/writes.ts. Throws inside a transaction, which could still be rolled back.
 */
export function autocommit(db: Database): Autocommit {
  if (isInTransaction(db)) throw new Error('a statement that commits itself is no part of a transaction')
  return db as Autocommit
}

/** For traces, such as the audit: they belong to the caller's transaction, and are also written where there is none. */
export function withOrWithoutTransaction(db: Database): Transaction | Autocommit {
  return db as Transaction | Autocommit
}

export interface OpenDatabase {
  readonly db: Database
  close(): Promise<void>
}

/** `text[]`, in what a bare client reads. drizzle writes and reads arrays itself. */
const texts = {
  to: 1009,
  from: [1009],
  serialize: (written: string) => written,
  parse: (text: string): unknown => parsePgArray(text),
}

interface PoolOptions {
  readonly connections?: number
  /** Gets a line for the log when the database stops taking writes, and when it does so again. */
  readonly report?: (message: string) => void
}

/**
 * Opens a pool. It connects on first use, reconnects automatically, replaces connections that turn out to be read-only,
 * and gives up on a statement after 15 s.
 */
export function openDatabase(
  location: DatabaseLocation,
  { connections = 10, report = () => {} }: PoolOptions = {},
): OpenDatabase {
  const settings = {
    max: connections,
    connect_timeout: 5,
    idle_timeout: 60,
    // A `begin` that comes last in a full pipeline is sent, but its connection is not kept for it (postgres.js,
    // `execute`): others' statements would run in the transaction. Without a limit there is no last place.
    max_pipeline: Number.POSITIVE_INFINITY,
    // Seconds between two tries to connect: whoever asks while the database is away is told so at once.
    backoff: () => 0.25,
    onnotice: () => {},
    // Else it asks each new connection about arrays, and when that is cut, the rejection is heard by nobody.
    fetch_types: false,
    types: { texts },
    connection: { ...session, statement_timeout: statementTimeoutMs },
  }
  const client = renewable(() => {
    const opened = connect(location, settings)
    // Sets how the client reads and writes times, which drizzle does itself.
    drizzle(opened)
    return opened
  })
  const hot = renewable(() =>
    connect(location, {
      ...settings,
      max: Math.min(settings.max, vendConnections),
      connection: { ...settings.connection, plan_cache_mode: 'force_generic_plan' },
    }),
  )
  const watch = createWriteWatch({
    probe: () => acceptsWrites(location),
    renew: () => {
      client.renew()
      hot.renew()
    },
    report,
  })
  const prepared = prepareStatements(client.current, (error) => {
    if (isReadOnlyRefusal(error)) watch.noteReadOnly()
  })
  const db: Database = drizzle(prepared, { schema })
  pools.set(db, { hot: hot.current, watch })
  return {
    db,
    close: async () => {
      watch.stop()
      await Promise.all([client.end(), hot.end()])
    },
  }
}

const poolsKey = Symbol.for('gatehouse.database-pools')
export const vendConnections = 4
type Pools = WeakMap<Database, { readonly hot: postgres.Sql; readonly watch: WriteWatch }>
/** One for all copies of this module: Next bundles several, and what one of them opened the others are asked about. */
const shared = globalThis as { [poolsKey]?: Pools }
const pools: Pools = shared[poolsKey] ?? new WeakMap()
shared[poolsKey] = pools

/** As long as a statement may take, and a little more. */
const retireSeconds = statementTimeoutMs / 1_000 + 5

/** A client of postgres.js whose connections can be replaced while it is used. It can't close one of its own alone. */
function renewable(open: () => postgres.Sql) {
  let current = open()
  return {
    current: new Proxy(current, {
      get: (_target, name) => Reflect.get(current, name),
      apply: (_target, _self, args) => Reflect.apply(current, undefined, args),
    }),
    /** What runs already ends on its old connection. */
    renew: () => {
      const old = current
      current = open()
      void old.end({ timeout: retireSeconds })
    },
    end: () => current.end({ timeout: 5 }),
  }
}

/** Asks a session that is opened for this. */
async function acceptsWrites(location: DatabaseLocation): Promise<boolean> {
  const probe = connect(location, { max: 1, connect_timeout: 5, onnotice: () => {}, fetch_types: false })
  try {
    const [row] = await probe<{ isReadOnly: boolean }[]>`
      select current_setting('transaction_read_only') = 'on' as "isReadOnly"`
    return row?.isReadOnly === false
  } finally {
    await probe.end({ timeout: 5 })
  }
}

/**
 * A few connections beside the pool, for a statement that many wait for: it never stands behind a slow one, and is
 * planned once. Where Postgres may choose, it remembers what a plan seemed to cost in a table that has grown since, and
 * then plans every single time, which takes longer than the answer.
 */
export function vendPool(db: Database): postgres.Sql {
  return poolOf(db).hot
}

/**
 * The client under `db`, for hot statements: its tagged queries are prepared once per connection, so that each is one
 * round trip; drizzle has every statement parsed and described anew, which is two. Not inside a transaction.
 */
export function sqlClient(db: Database): postgres.Sql {
  if (isInTransaction(db)) throw new Error('a hot statement is no part of a transaction')
  return (db as unknown as { $client: postgres.Sql }).$client
}

export function isInTransaction(db: Database): boolean {
  return !('$client' in db)
}

function poolOf(db: Database) {
  const pool = pools.get(db)
  if (pool === undefined) throw new Error('this needs a database that openDatabase opened, not a transaction')
  return pool
}

/** Whether the database takes writes. Throws when it does not answer. */
export async function pingDatabase(db: Database): Promise<'ok' | 'read-only'> {
  const { watch } = poolOf(db)
  const [row] = await db.execute<{ isReadOnly: boolean }>(
    sql`select current_setting('transaction_read_only') = 'on' as "isReadOnly"`,
  )
  if (row?.isReadOnly) watch.noteReadOnly()
  return watch.isReadOnly() ? 'read-only' : 'ok'
}

/** Waits, after a session turned out to be read-only, for new ones that aren't, and then has all replaced. */
export interface WriteWatch {
  /** A session was refused a write, or said that it takes none. */
  noteReadOnly(): void
  /** From the first refusal until the connections have been replaced. */
  isReadOnly(): boolean
  stop(): void
}

interface Actions {
  /** Whether a new session takes writes. Rejects while the database is away. */
  readonly probe: () => Promise<boolean>
  /** Replaces every connection. */
  readonly renew: () => void
  readonly report: (message: string) => void
}

const retryMs = 1_000

/**
 * A session that was opened while a standby answered, or under `default_transaction_read_only`, can stay read-only for
 * as long as it lives, although the database has long been taking writes again. Nothing but a new session shows that.
 */
export function createWriteWatch({ probe, renew, report }: Actions): WriteWatch {
  const stopping = new AbortController()
  let isWatching = false
  let renewedAt = Number.NEGATIVE_INFINITY

  async function watch(): Promise<void> {
    report('the database refuses writes; waiting until it accepts them again')
    // An address behind which a standby and the primary take turns must not make us reconnect without a pause.
    await wait(renewedAt + retryMs - performance.now())
    while (!(await probe().catch(() => false))) await wait(retryMs)
    renew()
    renewedAt = performance.now()
    isWatching = false
    report('the database accepts writes again; all connections were replaced')
  }

  const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal: stopping.signal, ref: false })

  return {
    noteReadOnly: () => {
      if (isWatching || stopping.signal.aborted) return
      isWatching = true
      // Rejects when it is stopped.
      watch().catch(() => {})
    },
    isReadOnly: () => isWatching,
    stop: () => stopping.abort(),
  }
}

/** Whether the database refused this statement because the session is read-only. */
export function isReadOnlyRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && error.code === '25006') return true
  return 'cause' in error && isReadOnlyRefusal(error.cause)
}
