import { readFileSync } from 'node:fs'
import { connect as openSocket, type Socket } from 'node:net'
import postgres from 'postgres'
import type { Secret } from '../secret.ts'
import { parseServerUrl } from './server-url.ts'

/** The location of Postgres: a server's URL, or the socket of the embedded one. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: Secret }
  | { readonly kind: 'socket'; readonly path: string; readonly username: string; readonly database: string }

/** The session settings that our statements rely on, whatever the server, the database or the role has configured. */
export const session = {
  application_name: 'gatehouse',
  search_path: 'public',
  DateStyle: 'ISO',
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed',
} as const

export const statementTimeoutMs = 15_000

/**
 * Asking each new connection about array types is off: when that query is cut off, postgres.js leaves its rejection to
 * nobody, which ends the process.
 */
const always = { fetch_types: false, onnotice: () => {} }

/** A plain postgres.js client, for what drizzle can't express. */
export function connect(
  location: DatabaseLocation,
  settings: postgres.Options<Record<string, postgres.PostgresType>>,
): postgres.Sql {
  if (location.kind === 'socket') {
    const { path, username, database } = location
    return postgres({ ...always, ...settings, ...by({ path }), username, database })
  }
  const { host, port, ...server } = serverOptions(location.url)
  const address = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  return postgres({ ...always, ...settings, ...by(address), ...server })
}

/** An option that is missing in the types of postgres.js. */
const by = (address: ServerAddress): object => ({ socket: () => connectToServer(address) })

/** Connection options for both postgres.js and pg. Throws when the certificate authority's file can't be read. */
export function serverOptions(url: Secret) {
  const server = parseServerUrl(url.expose())
  if (typeof server === 'string') throw new Error(`DATABASE_URL ${server}`)
  const { host, port, user, password, database, tls, authority } = server
  const ssl = tls !== 'off' && {
    // Otherwise the certificate isn't checked against an IP address, which a TLS handshake doesn't name.
    host,
    rejectUnauthorized: tls === 'verified',
    ...(authority !== null && { ca: readFileSync(authority) }),
  }
  return { host, port, user, database, ssl, ...(password !== null && { password }) }
}

export type ServerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

/**
 * The first byte of a Postgres server: an authentication request, an error, its protocol version, or its answer about
 * TLS.
 */
const beginnings = 'REvSN'

/**
 * Opens a socket to a server. A connection that is closed without a word, as proxies do while the server behind them is
 * down, is an error here, and so is one that doesn't speak the protocol of Postgres: postgres.js would retry without a
 * pause, forever, and never answer its caller.
 */
export function connectToServer(address: ServerAddress): Socket {
  // postgres.js reads the host from the socket, for the TLS handshake and for its messages.
  const socket = Object.assign(openSocket(address), address)
  const fail = (message: string) =>
    socket.destroy(Object.assign(new Error(message), { code: 'CONNECTION_CLOSED' }))
  const hangUp = () => fail('it closed the connection without an answer')
  socket.once('end', hangUp)
  socket.once('data', ([first = 0]: Uint8Array) => {
    socket.off('end', hangUp)
    if (!beginnings.includes(String.fromCharCode(first))) fail('the server at this address is not Postgres')
  })
  return socket
}
