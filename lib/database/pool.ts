import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { parsePgArray } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import * as schema from '#drizzle/schema.ts'
import {
  connect,
  type DatabaseLocation,
  hostsOf,
  isPooled,
  localSettings,
  session,
  statementTimeoutMs,
} from './connect.ts'
import { inPooledTransactions } from './pooled-statements.ts'
import { prepareStatements } from './prepare-statements.ts'

/** For reads, inside or outside a transaction. Functions that write take a `Transaction` or an `Autocommit`. */
export type Database = PostgresJsDatabase<typeof schema>

declare const isTransaction: unique symbol
declare const isAutocommit: unique symbol

/** The database inside a transaction: everything written through it is committed together, or not at all. */
export type Transaction = Database & { readonly [isTransaction]: true }

/**
 * The database outside a transaction. A function that takes this writes with a single statement, which is a transaction
 * of its own and saves the round trips for `begin` and `commit`, or it opens its own transaction.
 */
export type Autocommit = Database & { readonly [isAutocommit]: true }

/**
 * Commits together everything that `work` writes through its argument. Inside a transaction, it creates a savepoint.
 */
export function inTransactionOf<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction((tx) => work(tx as Database as Transaction))
}

/**
 * States that this write needs no transaction beyond its own statement. Every caller outside lib/store is listed in
 * tests/boundaries/writes.ts, with its reason. Throws inside a transaction, which could still be rolled back.
 */
export function autocommit(db: Database): Autocommit {
  if (isInTransaction(db))
    throw new Error("a statement that commits automatically can't be part of a transaction")
  return db as Autocommit
}

/**
 * For the audit and the timeline: their rows belong to the caller's transaction, and are also written where there is
 * none.
 */
export function withOrWithoutTransaction(db: Database): Transaction | Autocommit {
  return db as Transaction | Autocommit
}

export interface OpenDatabase {
  readonly db: Database
  close(): Promise<void>
}

/** `text[]`, for queries that go through postgres.js directly. drizzle reads and writes arrays itself. */
const texts = {
  to: 1009,
  from: [1009],
  serialize: (written: string) => written,
  parse: (text: string): unknown => parsePgArray(text),
}

interface PoolOptions {
  readonly connections?: number
  /** How the server shows the sessions to others. */
  readonly sessionName?: string
  /** Receives a log line when the database starts or stops refusing writes. */
  readonly report?: (message: string) => void
}

/**
 * Opens a pool. It connects on first use, reconnects automatically, replaces connections that turn out to be read-only,
 * and cancels a statement after 15 s.
 */
export function openDatabase(
  location: DatabaseLocation,
  { connections = 10, sessionName = session.application_name, report = () => {} }: PoolOptions = {},
): OpenDatabase {
  const settings = {
    max: connections,
    connect_timeout: 5,
    idle_timeout: 60,
    // postgres.js doesn't reserve the connection for a `begin` that comes last in a full pipeline (see its `execute`),
    // so other statements would run in that transaction. Without a limit, the pipeline is never full.
    max_pipeline: Number.POSITIVE_INFINITY,
    // Seconds between two connection attempts: while the database is down, callers fail fast.
    backoff: () => 0.25,
    types: { texts },
    connection: { ...session, application_name: sessionName, statement_timeout: statementTimeoutMs },
  }
  const open = (
    options: typeof settings & { readonly connection: Readonly<Record<string, string | number>> },
  ): postgres.Sql => {
    const opened = connect(location, options)
    return isPooled(location) ? inPooledTransactions(opened, localSettings(options.connection)) : opened
  }
  const client = renewable(() => {
    const opened = open(settings)
    // Makes the client leave dates to drizzle, which parses them itself.
    drizzle(opened)
    return opened
  })
  const vend = renewable(() =>
    open({
      ...settings,
      max: Math.min(settings.max, vendConnections),
      connection: { ...settings.connection, plan_cache_mode: 'force_generic_plan' },
    }),
  )
  const watch = createWriteWatch({
    probe: () => acceptsWrites(location),
    renew: () => {
      client.renew(retireSeconds)
      vend.renew(retireSeconds)
    },
    report,
  })
  const endHostWatch = hostsOf(location)?.watch(() => {
    report('the database has a new primary host; all connections were replaced')
    // Statements still running there would write to a server that the other processes have left.
    client.renew(0)
    vend.renew(0)
  })
  const prepared = prepareStatements(client.current, (error) => {
    if (isReadOnlyRefusal(error)) watch.noteReadOnly()
  })
  const db: Database = drizzle(prepared, { schema })
  pools.set(db, { vend: vend.current, watch })
  return {
    db,
    close: async () => {
      watch.stop()
      await Promise.all([client.end(), vend.end(), endHostWatch?.()])
    },
  }
}

const poolsKey = Symbol.for('gatehouse.database-pools')
export const vendConnections = 4
type Pools = WeakMap<Database, { readonly vend: postgres.Sql; readonly watch: WriteWatch }>
/**
 * Shared by all copies of this module: Next bundles several, and one copy may be asked about a pool that another
 * opened.
 */
const shared = globalThis as { [poolsKey]?: Pools }
const pools: Pools = shared[poolsKey] ?? new WeakMap()
shared[poolsKey] = pools

/** The statement timeout, plus a margin. */
const retireSeconds = statementTimeoutMs / 1_000 + 5

/**
 * A postgres.js client whose connections can be replaced while it is in use. postgres.js can't close a single
 * connection.
 */
function renewable(open: () => postgres.Sql) {
  let current = open()
  return {
    current: new Proxy(current, {
      get: (_target, name) => Reflect.get(current, name),
      apply: (_target, _self, args) => Reflect.apply(current, undefined, args),
    }),
    /** Statements that are already running have this long to finish on their old connection. */
    renew: (seconds: number) => {
      const old = current
      current = open()
      void old.end({ timeout: seconds })
    },
    end: () => current.end({ timeout: 5 }),
  }
}

/** Asks in a new session. */
async function acceptsWrites(location: DatabaseLocation): Promise<boolean> {
  const probe = connect(location, { max: 1, connect_timeout: 5 })
  try {
    const [row] = await probe<{ isReadOnly: boolean }[]>`
      select current_setting('transaction_read_only') = 'on' as "isReadOnly"`
    return row?.isReadOnly === false
  } finally {
    await probe.end({ timeout: 5 })
  }
}

/**
 * A few separate connections for the vend statement, which many callers wait for: it never queues behind a slow
 * statement, and it is planned once. If Postgres were free to choose, it would compare with the cost that it estimated
 * when the table was small, and plan every execution anew, which takes longer than the query.
 */
export function vendPool(db: Database): postgres.Sql {
  return poolOf(db).vend
}

/**
 * The postgres.js client behind `db`, for hot statements. It prepares tagged queries once per connection, so each takes
 * one round trip; drizzle has every statement parsed and described anew, which takes two. Throws inside a transaction.
 */
export function sqlClient(db: Database): postgres.Sql {
  if (isInTransaction(db)) throw new Error("sqlClient can't be used within a transaction")
  return (db as unknown as { $client: postgres.Sql }).$client
}

export function isInTransaction(db: Database): boolean {
  return !('$client' in db)
}

function poolOf(db: Database) {
  const pool = pools.get(db)
  if (pool === undefined)
    throw new Error('this requires a database opened by openDatabase, not a transaction')
  return pool
}

/** Whether the database accepts writes. Throws when it doesn't answer. */
export async function pingDatabase(db: Database): Promise<'ok' | 'read-only'> {
  const { watch } = poolOf(db)
  const [row] = await db.execute<{ isReadOnly: boolean }>(
    sql`select current_setting('transaction_read_only') = 'on' as "isReadOnly"`,
  )
  if (row?.isReadOnly) watch.noteReadOnly()
  return watch.isReadOnly() ? 'read-only' : 'ok'
}

/**
 * Once a session turns out to be read-only, waits until new sessions accept writes, then has all connections replaced.
 */
export interface WriteWatch {
  /** Call when a session was refused a write, or reported that it is read-only. */
  noteReadOnly(): void
  /** True from the first refusal until the connections have been replaced. */
  isReadOnly(): boolean
  stop(): void
}

interface Actions {
  /** Whether a new session accepts writes. Rejects while the database is down. */
  readonly probe: () => Promise<boolean>
  /** Replaces every connection. Throws when new ones can't be opened: then it is called again. */
  readonly renew: () => void
  readonly report: (message: string) => void
}

const retryMs = 1_000

/**
 * A session that was opened while a standby answered, or under `default_transaction_read_only`, can stay read-only for
 * its whole life, long after the database accepts writes again. Only a new session can tell.
 */
export function createWriteWatch({ probe, renew, report }: Actions): WriteWatch {
  const stopping = new AbortController()
  let isWatching = false
  let renewedAt = Number.NEGATIVE_INFINITY

  async function watch(): Promise<void> {
    report('the database refuses writes; waiting until it accepts them again')
    // Don't reconnect in a tight loop when a standby and the primary alternate behind one address.
    await wait(renewedAt + retryMs - performance.now())
    while (!(await tryToRenew())) await wait(retryMs)
    renewedAt = performance.now()
    isWatching = false
    report('the database accepts writes again; all connections were replaced')
  }

  async function tryToRenew(): Promise<boolean> {
    try {
      if (!(await probe())) return false
      renew()
      return true
    } catch {
      return false
    }
  }

  const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal: stopping.signal, ref: false })

  return {
    noteReadOnly: () => {
      if (isWatching || stopping.signal.aborted) return
      isWatching = true
      // Rejects when the watch is stopped.
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
