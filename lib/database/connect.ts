import { readFileSync } from 'node:fs'
import { isIP, connect as openSocket, type Socket } from 'node:net'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import postgres from 'postgres'
import type { Secret } from '../secret.ts'
import { createHosts, type Hosts } from './hosts.ts'
import { parseServerUrl, type ServerHost, type ServerUrl } from './server-url.ts'

/** The location of Postgres: a server's URL, or the socket of the embedded one. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: Secret }
  | { readonly kind: 'socket'; readonly path: string; readonly username: string; readonly database: string }

/** The session settings that our statements rely on, whatever the server, the database or the role has configured. */
export const session = {
  application_name: 'gatehouse',
  search_path: 'public',
  // In full, as the server reports it: PgBouncer sets it again for each transaction if the two differ.
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed',
} as const

export const statementTimeoutMs = 15_000

type Settings = postgres.Options<Record<string, postgres.PostgresType>>

/**
 * Asking each new connection about array types is off: when that query is cut off, postgres.js leaves its rejection to
 * nobody, which ends the process.
 */
const always = { fetch_types: false, onnotice: () => {} }

/**
 * A plain postgres.js client, for what drizzle can't express. Behind a pooler, it prepares no statements, and its
 * `connection` settings apply only in transactions that begin with `localSettings`.
 */
export function connect(location: DatabaseLocation, settings: Settings): postgres.Sql {
  if (location.kind === 'socket') {
    const { path, username, database } = location
    return postgres({ ...always, ...settings, ...by(() => connectToServer({ path })), username, database })
  }
  const { hosts, isPooled, ...server } = serverOptions(location.url)
  const known = hostsOf(location)
  const socket =
    known === null
      ? () => connectToServer(addressOf(hosts[0] as ServerHost))
      : async () => connectToServer(addressOf(await known.choose()))
  const pooled = isPooled ? { prepare: false, connection: passedOn(settings.connection) } : {}
  return postgres({ ...always, ...settings, ...pooled, ...by(socket), ...server })
}

/** An option that is missing in the types of postgres.js. */
const by = (socket: () => Socket | Promise<Socket>): object => ({ socket })

const addressOf = ({ host, port }: ServerHost): ServerAddress =>
  host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }

/** Whether each transaction of this location may run in another session. */
export const isPooled = (location: DatabaseLocation): boolean =>
  location.kind === 'server' && parsed(location.url).isPooled

/** More than one: the one that accepts writes is used. */
export const hostCount = (location: DatabaseLocation): number =>
  location.kind === 'socket' ? 1 : parsed(location.url).hosts.length

function parsed(url: Secret): ServerUrl {
  const server = parseServerUrl(url.expose())
  if (typeof server === 'string') throw new Error(`DATABASE_URL ${server}`)
  return server
}

/** The settings that PgBouncer keeps for each of its clients. It refuses a connection with any other setting. */
const keptByPoolers = ['application_name', 'DateStyle', 'TimeZone']

type Connection = Readonly<Record<string, unknown>>

const passedOn = (connection: Connection = {}): object =>
  Object.fromEntries(Object.entries(connection).filter(([name]) => keptByPoolers.includes(name)))

/**
 * The settings that a transaction behind a pooler has to begin with, because no session keeps them. Isolation is not
 * included: it is part of `begin`.
 */
export function localSettings(connection: Connection): string {
  return Object.entries(connection)
    .filter(([name]) => !keptByPoolers.includes(name) && name !== 'default_transaction_isolation')
    .map(([name, value]) => `set local ${name} = '${value}'`)
    .join('; ')
}

const hostsByUrl = new WeakMap<Secret, Hosts>()

/** Null unless the location names several hosts. */
export function hostsOf(location: DatabaseLocation): Hosts | null {
  if (location.kind === 'socket') return null
  const { hosts, isPooled: _, ...server } = serverOptions(location.url)
  if (hosts.length === 1) return null
  const known = hostsByUrl.get(location.url) ?? createHosts(hosts, (host) => openTo(host, server))
  hostsByUrl.set(location.url, known)
  return known
}

/** For a query to one of several hosts. */
function openTo(host: ServerHost, server: object): postgres.Sql {
  return postgres({
    ...always,
    max: 1,
    connect_timeout: 2,
    prepare: false,
    backoff: () => 0.25,
    // Has its own name: a restore refuses to run while another session of Gatehouse exists.
    connection: { application_name: 'hosts of gatehouse' },
    ...by(() => connectToServer(addressOf(host))),
    ...server,
  })
}

const authorities = new Map<string, Buffer>()

/**
 * The certificate authority's file. While it can't be read, as when it is being replaced, connections are opened with
 * what it last held. Throws if it has never been readable.
 */
function readAuthority(path: string): Buffer {
  try {
    const content = readFileSync(path)
    authorities.set(path, content)
    return content
  } catch (error) {
    const last = authorities.get(path)
    if (last === undefined) throw error
    return last
  }
}

/** Throws when the certificate authority's file has never been readable. */
function serverOptions(url: Secret) {
  const { hosts, user, password, database, tls, authority, isPooled } = parsed(url)
  const ssl = tls !== 'off' && {
    ...identityOf(hosts),
    rejectUnauthorized: tls === 'verified',
    ...(authority !== null && { ca: readAuthority(authority) }),
  }
  return { hosts, isPooled, user, database, ssl, ...(password !== null && { password }) }
}

/**
 * The name that a certificate has to have. A TLS handshake names no IP address, so a single host is named here. With
 * several hosts, those with a name are checked by it, and the others may have the certificate of any of the addresses.
 */
function identityOf(hosts: readonly ServerHost[]): object {
  const [first, ...others] = hosts
  if (others.length === 0) return { host: first?.host }
  const addresses = hosts.map(({ host }) => host).filter((host) => isIP(host) !== 0)
  return {
    checkServerIdentity: (name: string, certificate: PeerCertificate) => {
      if (hosts.some(({ host }) => host === name)) return checkServerIdentity(name, certificate)
      const isOneOfThem = addresses.some((one) => checkServerIdentity(one, certificate) === undefined)
      return isOneOfThem ? undefined : checkServerIdentity(addresses[0] ?? name, certificate)
    },
  }
}

type ServerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

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
