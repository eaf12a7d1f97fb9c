/** Where a Postgres server is. */
export interface ServerHost {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
}

/** A Postgres server, as its URL describes it. */
export interface ServerUrl {
  /** Several: the one that accepts writes is used. */
  readonly hosts: readonly ServerHost[]
  readonly user: string
  /** Null when the server requires none. */
  readonly password: string | null
  readonly database: string
  readonly tls: (typeof tlsOf)[keyof typeof tlsOf]
  /** A file with the certificates of a certificate authority that this machine doesn't know. */
  readonly authority: string | null
  /** A pooler such as PgBouncer in transaction mode, which lends a session to each transaction. */
  readonly isPooled: boolean
}

/** As in libpq: `require` encrypts, but doesn't verify who answers. */
const tlsOf = { disable: 'off', require: 'unverified', 'verify-full': 'verified' } as const
const parameters = ['sslmode', 'sslrootcert', 'host', 'pooler']

/** `postgres://user:password@`, the hosts, and the rest. */
const parts = /^([^/]*\/\/[^/?#]*@)([^/?#@]*,[^/?#@]*)(.*)$/s

/**
 * Parses a server's URL, because postgres.js interprets `sslmode` in its own way and passes unknown parameters on to
 * the server. Several hosts are written as for libpq: `one:5432,two:5432`. If the URL is invalid, returns the rest of a
 * sentence that starts with the variable's name.
 */
export function parseServerUrl(text: string): ServerUrl | string {
  if (!/^postgres(ql)?:\/\//.test(text)) return 'must begin with postgres://'
  const [, before = '', several, after = ''] = parts.exec(text) ?? []
  if (several === undefined) return parseWithHost(text)
  const servers = several
    .split(',')
    .map((host) => (host === '' ? null : parseWithHost(before + host + after)))
  const hosts: ServerHost[] = []
  for (const server of servers) {
    if (server === null) return 'has an empty host: write them as one:5432,two:5432'
    if (typeof server === 'string') return server
    hosts.push(...server.hosts)
  }
  const [first] = servers as ServerUrl[]
  if (first === undefined) return 'names no host'
  return URL.parse(before + first.hosts[0]?.host + after)?.searchParams.has('host')
    ? 'names several hosts and a host parameter: use one of them'
    : { ...first, hosts }
}

function parseWithHost(text: string): ServerUrl | string {
  const url = URL.parse(text)
  const user = decode(url?.username)
  const password = decode(url?.password)
  const database = decode(url?.pathname.slice(1))
  if (url === null || url.hash !== '' || user === null || password === null || database === null) {
    return 'is not a valid address: in its user and password, characters such as @ : / ? # % have to be percent-encoded (%40 is @)'
  }
  if (user === '') return 'contains no user; expected postgres://user:password@host:5432/database'
  const problem = checkParameters(url.searchParams)
  if (problem !== null) return problem
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host.includes(',')) return 'has several hosts in a parameter: write them as @one:5432,two:5432/'
  const mode = (url.searchParams.get('sslmode') ?? 'disable') as keyof typeof tlsOf
  return {
    hosts: [{ host, port: url.port === '' ? 5432 : Number(url.port) }],
    user,
    password: password === '' ? null : password,
    database: database === '' ? user : database,
    tls: tlsOf[mode],
    authority: url.searchParams.get('sslrootcert'),
    isPooled: url.searchParams.has('pooler'),
  }
}

function checkParameters(given: URLSearchParams): string | null {
  const unknown = [...given.keys()].find((name) => !parameters.includes(name))
  if (unknown !== undefined) {
    return `has an unsupported parameter: ${unknown}. Remove it; supported are ${parameters.join(', ')}`
  }
  const mode = given.get('sslmode')
  const modes = Object.keys(tlsOf)
  if (mode !== null && !modes.includes(mode)) return `must have an sslmode of: ${modes.join(', ')}`
  if ((given.get('pooler') ?? 'transaction') !== 'transaction') return 'must have a pooler of: transaction'
  if (given.has('sslrootcert') && mode !== 'verify-full')
    return 'has sslrootcert, which needs sslmode=verify-full'
  return null
}

function decode(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}
