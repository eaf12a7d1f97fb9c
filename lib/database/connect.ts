import { readFileSync } from 'node:fs'
import { connect as openSocket, type Socket } from 'node:net'
import postgres from 'postgres'
import type { Secret } from '../secret.ts'
import { parseServerUrl } from './server-url.ts'

/** Where Postgres is: a server by its URL, or the embedded one by its socket. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: Secret }
  | { readonly kind: 'socket'; readonly path: string; readonly username: string; readonly database: string }

/** What our statements rely on, whatever a server, a database or a role has set for its sessions. */
export const session = {
  application_name: 'gatehouse',
  search_path: 'public',
  DateStyle: 'ISO',
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed',
} as const

export const statementTimeoutMs = 15_000

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
  const address = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  return postgres({ ...settings, ...by(address), ...server })
}

/** An option that the types of postgres.js don't know of. */
const by = (address: ServerAddress): object => ({ socket: () => connectToServer(address) })

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

export type ServerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

/** What a Postgres begins with: a request to authenticate, an error, its protocol, or its word on TLS. */
const beginnings = 'REvSN'

/**
 * The way to a server. What hangs up without a word, as proxies do while the server behind them is away, is a failure
 * here, and so is what speaks another language: postgres.js would try again without a pause, for ever, and never
 * answer who asked.
 */
export function connectToServer(address: ServerAddress): Socket {
  // postgres.js reads the host from it, for the handshake of TLS and for its messages.
  const socket = Object.assign(openSocket(address), address)
  const fail = (message: string) =>
    socket.destroy(Object.assign(new Error(message), { code: 'CONNECTION_CLOSED' }))
  const hangUp = () => fail('it hung up without a word')
  socket.once('end', hangUp)
  socket.once('data', ([first = 0]: Uint8Array) => {
    socket.off('end', hangUp)
    if (!beginnings.includes(String.fromCharCode(first))) fail('what answers there is no Postgres')
  })
  return socket
}
