import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { parsePgArray } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '#drizzle/schema.ts'
import type { Secret } from '../secret.ts'
import { prepareStatements } from './prepare-statements.ts'
import { type Place, reachServer } from './reach-server.ts'
import { readServerUrl } from './read-server-url.ts'

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

/** Opens a pool. It connects on first use, reconnects by itself, and gives up on a statement after 15 s. */
export function openDatabase(
  location: DatabaseLocation,
  options: { readonly connections?: number } = {},
): OpenDatabase {
  const settings = {
    max: options.connections ?? 10,
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
  const client = connect(location, settings)
  const db: Database = drizzle(prepareStatements(client), { schema })
  const hot = connect(location, {
    ...settings,
    max: Math.min(settings.max, hotConnections),
    connection: { ...settings.connection, plan_cache_mode: 'force_generic_plan' },
  })
  hotClients.set(db, hot)
  return {
    db,
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), hot.end({ timeout: 5 })])
    },
  }
}

export const hotConnections = 4
const hotClients = new WeakMap<Database, postgres.Sql>()

/**
 * A few connections beside the pool, for a statement that many wait for: it never stands behind a slow one, and is
 * planned once. Where Postgres may choose, it remembers what a plan seemed to cost in a table that has grown since, and
 * then plans every single time, which takes longer than the answer.
 */
export function hotClient(db: Database): postgres.Sql {
  const hot = hotClients.get(db)
  if (hot === undefined) throw new Error('a hot statement needs a database that openDatabase opened')
  return hot
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
const by = (place: Place): object => ({ socket: () => reachServer(place) })

/** A server as both postgres.js and pg take it. Throws when the file of its authority cannot be read. */
export function serverOptions(url: Secret) {
  const server = readServerUrl(url.expose())
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
export function bareClient(db: Database): postgres.Sql {
  if (isInTransaction(db)) throw new Error('a hot statement is no part of a transaction')
  return (db as unknown as { $client: postgres.Sql }).$client
}

export function isInTransaction(db: Database): boolean {
  return !('$client' in db)
}

/** Throws when the database does not answer. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`)
}
