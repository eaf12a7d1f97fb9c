import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { parsePgArray } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '#drizzle/schema.ts'
import type { Secret } from '../secret.ts'
import { prepareStatements } from './prepare-statements.ts'
import { connectToServer, type Place } from './reach-server.ts'
import { parseServerUrl } from './server-url.ts'
import { createWriteWatch, isReadOnlyRefusal, type WriteWatch } from './write-watch.ts'

export type Database = PostgresJsDatabase<typeof schema>

/** Where Postgres is: a server by its URL, or the embedded one by its socket. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: Secret }
  | { readonly kind: 'socket'; readonly path: string; readonly username: string; readonly database: string }

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

/** What our statements rely on, whatever a server, a database or a role has set for its sessions. */
export const session = {
  application_name: 'gatehouse',
  search_path: 'public',
  DateStyle: 'ISO',
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed',
} as const

export const statementTimeoutMs = 15_000

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

/** A bare client of postgres.js, for what drizzle has no words for. */
export function connect(
  location: DatabaseLocation,
  settings: postgres.Options<Record<string, postgres.PostgresType>>,
): postgres.Sql {
  if (location.kind === 'socket') {
    const { path, username, database } = location
    return postgres({ ...settings, ...by({ path }), username, database })
  }
  const { host, port, ...server } = serverOptions(location.url)
  const place = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  return postgres({ ...settings, ...by(place), ...server })
}

/** An option that the types of postgres.js don't know of. */
const by = (place: Place): object => ({ socket: () => connectToServer(place) })

/** A server as both postgres.js and pg take it. Throws when the file of its authority cannot be read. */
export function serverOptions(url: Secret) {
  const server = parseServerUrl(url.expose())
  if (typeof server === 'string') throw new Error(`DATABASE_URL ${server}`)
  const { host, port, user, password, database, tls, authority } = server
  const ssl = tls !== 'off' && {
    // Else a certificate is not compared with an address, which no handshake names.
    host,
    rejectUnauthorized: tls === 'verified',
    ...(authority !== null && { ca: readFileSync(authority) }),
  }
  return { host, port, user, database, ssl, ...(password !== null && { password }) }
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
