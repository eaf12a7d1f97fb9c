import { z } from 'zod'
import { applicationIdShape, lwaClientIdShape } from './amazon/identifiers.ts'
import { defaultTokenEndpoint, tokenEndpoints } from './amazon/regions.ts'
import { parseServerUrl } from './database/server-url.ts'
import { Secret } from './secret.ts'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Printed in .env.example, so nothing may ever be sealed with it. */
export const exampleKey = 'ZXhhbXBsZS1rZXktZG8tbm90LXVzZS1pdC1hbnl3aCE'

const port = (fallback: number) =>
  z
    .string()
    .transform((text, issues) => {
      const fault = portFault(text)
      if (fault !== null) issues.addIssue({ code: 'custom', message: fault })
      return Number(text)
    })
    .default(fallback)

/** What is wrong with a port, as the rest of a sentence that begins with its variable; null when nothing is. */
function portFault(text: string): string | null {
  if (/^(?:tcp|udp|sctp):\/\/[\w.:[\]-]+$/.test(text)) {
    return `is ${text}, which Kubernetes sets for a Service of that name: set enableServiceLinks: false in the pod's spec, rename the Service, or set this variable to a port number`
  }
  if (!/^\d{1,5}$/.test(text)) return 'must be a port number, for example 3000'
  const port = Number(text)
  return port >= 1 && port <= 65_535 ? null : 'must be between 1 and 65535'
}

/** Email addresses, phone numbers and pages, separated by commas, as URIs. */
const contacts = z.string().transform((text, issues) => {
  const uris = text.split(',').map((part) => contactUri(part.trim()))
  if (!uris.includes(null)) return uris as readonly string[]
  issues.addIssue({
    code: 'custom',
    message: 'must be an email address or an https:// page, for example security@example.com',
  })
  return z.NEVER
})

/** As `Contact` of RFC 9116 wants it; null when the text is no contact. */
function contactUri(text: string): string | null {
  const [, scheme = 'mailto', rest = ''] = /^(?:(mailto|tel|https):)?(.*)$/.exec(text) ?? []
  if (scheme === 'tel') return /^\+[\d-]{5,20}$/.test(rest) ? `tel:${rest}` : null
  if (scheme === 'https') return rest.startsWith('//') ? (URL.parse(text)?.href ?? null) : null
  return z.email().safeParse(rest).success ? `mailto:${rest}` : null
}

const days = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number of days, for example 30')
    .transform(Number)
    .default(fallback)

const oneOf = <const T extends string>(...words: [T, ...T[]]) =>
  z.enum(words, `must be one of: ${words.join(', ')}`)

const secret = (shape: z.ZodType<string>) => shape.transform((value) => new Secret(value))

const keyRing = z.string().transform((text, issues) => {
  const keys = text.split(',').map((part) => part.trim().split(':'))
  const seen = new Set<string>()
  return keys.flatMap(([id = '', value = '', ...rest]) => {
    const problem = requireKey(id, value, rest.length > 0, seen)
    seen.add(id)
    if (problem === null) return [{ id, key: new Secret(value) }]
    issues.addIssue({ code: 'custom', message: problem })
    return []
  })
})

function requireKey(id: string, value: string, malformed: boolean, seen: ReadonlySet<string>): string | null {
  if (malformed || !/^[a-z0-9-]{1,16}$/.test(id)) {
    return 'must be a list of id:key, for example k1:<43 characters>; make one with: npm run gatehouse -- new-key'
  }
  if (seen.has(id)) return `has two keys with the id ${id}`
  if (value === exampleKey)
    return `holds the example key (${id}); make one with: npm run gatehouse -- new-key`
  if (!/^[A-Za-z0-9_-]{43}$/.test(value)) {
    return `holds a key (${id}) that is not 32 bytes in base64url (43 characters); make one with: npm run gatehouse -- new-key`
  }
  return null
}

const httpUrl = (example: string) =>
  z.string().transform((value, issues) => {
    const url = URL.parse(value)
    if (url !== null && /^https?:$/.test(url.protocol)) return url
    issues.addIssue({ code: 'custom', message: `must be an address such as ${example}` })
    return z.NEVER
  })

const appUrl = httpUrl('https://gatehouse.example.com')
  .refine(
    (url) => url.href === `${url.origin}/`,
    'must have no path, query or password: it is the address of the whole site',
  )
  .refine(
    (url) => url.protocol === 'https:' || loopbackHosts.has(url.hostname),
    'must begin with https:// unless it is localhost',
  )
  .transform((url) => url.origin)

const databaseUrl = z.string().superRefine((text, issues) => {
  const server = parseServerUrl(text)
  if (typeof server === 'string') issues.addIssue({ code: 'custom', message: server })
})

const shape = z.object({
  GATEHOUSE_ENVIRONMENT: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be a short name such as production')
    .default('production'),
  GATEHOUSE_DATA: z.string().default('.gatehouse'),
  GATEHOUSE_KEYS: keyRing,
  AUTH_SECRET: secret(
    z.string().min(32, 'must have at least 32 characters; make one with: npm run gatehouse -- new-key'),
  ),
  APP_URL: appUrl.optional(),
  DATABASE_URL: secret(databaseUrl).optional(),
  LISTEN_HOST: z
    .union([z.ipv4(), z.ipv6()], 'must be an IP address of this machine, for example 0.0.0.0')
    .optional(),
  PORT: port(3000),
  API_PORT: port(3001),
  SIMULATOR_PORT: port(4270),
  API_URL: httpUrl('http://api:3001')
    .refine(
      (url) => url.href === `${url.origin}/`,
      'must have no path, query or password: paths are added to it',
    )
    .transform((url) => url.origin)
    .optional(),
  KEEP_ALIVE_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number of seconds from 1 to 9999, for example 75')
    .transform(Number)
    .default(75),
  WORKER: oneOf('on', 'off').default('on'),
  REFRESHES_AT_ONCE: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a number from 1 to 999, for example 20')
    .transform(Number)
    .default(20),
  LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error').default('info'),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d{1,2}$/, 'must be the number of proxies in front of the app, for example 1')
    .transform(Number)
    .default(0),
  COMPANY_NAME: z.string().max(80, 'must have at most 80 characters').default('Your company'),
  SUPPORT_EMAIL: z.email('must be an e-mail address').optional(),
  SECURITY_CONTACT: contacts.optional(),
  SIGN_UP: oneOf('open', 'closed').default('open'),
  KEEP_PREVIOUS_TOKEN_DAYS: days(30),
  KEEP_QUARANTINE_DAYS: days(30),
  SP_API_APPLICATION_ID: z
    .string()
    .regex(
      applicationIdShape,
      'must look like amzn1.sp.solution.… or amzn1.sellerapps.app.…; it is not the LWA client id',
    )
    .optional(),
  SP_API_APPLICATION_STATUS: oneOf('draft', 'published').default('draft'),
  LWA_CLIENT_ID: z
    .string()
    .regex(lwaClientIdShape, 'must look like amzn1.application-oa2-client.…; it is not the application id')
    .optional(),
  LWA_CLIENT_SECRET: secret(
    z
      .string()
      .min(16, 'is too short to be a client secret')
      .max(200, 'is too long to be a client secret')
      .regex(/^\S+$/, 'must not contain spaces or line breaks'),
  ).optional(),
  LWA_TOKEN_ENDPOINT: oneOf(...tokenEndpoints).default(defaultTokenEndpoint),
  AMAZON_BASE_URL: httpUrl('http://127.0.0.1:4270')
    .refine(
      (url) => url.href === url.origin + url.pathname,
      'must have no query, fragment or password: the hosts of Amazon are added to it',
    )
    .transform((url) => url.href.replace(/\/+$/, ''))
    .optional(),
  AMAZON_ALLOW_OTHER_HOSTS: oneOf('true', 'false').default('false'),
  HTTPS_PROXY: secret(
    z.string().regex(/^https?:\/\/[^\s/]+\/?$/, 'must be an address such as http://proxy.example.com:3128'),
  ).optional(),
  NO_PROXY: z.string().default(''),
})

/** Every fault of the configuration, one sentence each, so that all can be mended at once. */
export class EnvironmentError extends Error {
  readonly code = 'environment_invalid'
  readonly faults: readonly string[]

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
      options,
    )
    this.name = 'EnvironmentError'
    this.faults = faults
  }
}

export type Environment = ReturnType<typeof readEnvironment>

type Variables = Readonly<Record<string, string | undefined>>

const quotationMarks = ['""', "''", '``', '“”', '‘’']
const byteOrderMark = '\uFEFF'

/**
 * Our variables that are set, and what was wrong with how they were handed over: Docker passes on the quotes of its
 * --env-file, and systemd the byte order mark of its EnvironmentFile. An empty variable counts as unset.
 */
export function readVariables(source: Variables): { present: Record<string, string>; faults: string[] } {
  const present: Record<string, string> = {}
  // Both spellings are common for these two.
  source = {
    ...source,
    HTTPS_PROXY: source.HTTPS_PROXY || source.https_proxy,
    NO_PROXY: source.NO_PROXY || source.no_proxy,
  }
  const faults: string[] = []
  for (const [name, value = ''] of Object.entries(source)) {
    const known = name.replace(byteOrderMark, '')
    if (value === '' || known in present) continue
    const isOurs = Object.hasOwn(shape.shape, known)
    const isQuoted = value.length > 1 && quotationMarks.includes(`${value.at(0)}${value.at(-1)}`)
    if (isOurs && known !== name) {
      faults.push(
        `${known} is set under a name that begins with a byte order mark: save its file without a BOM`,
      )
    }
    if (isOurs && isQuoted) {
      faults.push(
        `${known} is in quotes, which would be part of the value: remove them (docker --env-file keeps them)`,
      )
    }
    present[known] = isOurs && isQuoted ? value.slice(1, -1) : value
  }
  return { present, faults }
}

/** Reads the environment once. Throws EnvironmentError with every fault. */
export function readEnvironment(source: Variables = process.env) {
  const { present, faults } = readVariables(source)
  const { data, error } = shape.safeParse(present)
  for (const { path, message } of error?.issues ?? []) {
    const name = String(path[0])
    const isMissing = !Object.hasOwn(present, name)
    faults.push(`${name} ${isMissing ? 'is missing; make one with: npm run gatehouse -- new-key' : message}`)
  }
  faults.push(...crossFaults(present))
  if (data === undefined || faults.length > 0) throw new EnvironmentError(faults)
  const appUrl = data.APP_URL ?? `http://localhost:${data.PORT}`
  const host = data.LISTEN_HOST ?? (loopbackHosts.has(new URL(appUrl).hostname) ? '127.0.0.1' : '0.0.0.0')
  return Object.freeze({
    environment: data.GATEHOUSE_ENVIRONMENT,
    dataFolder: data.GATEHOUSE_DATA,
    keys: data.GATEHOUSE_KEYS,
    authSecret: data.AUTH_SECRET,
    /** The public origin, without a slash at its end. */
    appUrl,
    databaseUrl: data.DATABASE_URL ?? null,
    /** Where app and api listen: to this machine only, as long as the public address is on it. */
    host,
    port: data.PORT,
    apiPort: data.API_PORT,
    /** Where the app reaches the api. */
    apiOrigin: data.API_URL ?? localOrigin(host, data.API_PORT),
    /** How long app and api keep an idle connection open: longer than a load balancer does, which would else reuse a dead one. */
    keepAliveMs: data.KEEP_ALIVE_SECONDS * 1_000,
    simulatorPort: data.SIMULATOR_PORT,
    worker: data.WORKER === 'on',
    /** How many calls a worker may have out at Amazon for one application. */
    callsAtOnce: data.REFRESHES_AT_ONCE,
    logLevel: data.LOG_LEVEL,
    trustedProxies: data.TRUSTED_PROXIES,
    companyName: data.COMPANY_NAME,
    supportEmail: data.SUPPORT_EMAIL ?? null,
    /** Where security problems are reported, as URIs; empty when nobody was named. */
    securityContacts: data.SECURITY_CONTACT ?? [],
    signUpOpen: data.SIGN_UP === 'open',
    keepPreviousTokenDays: data.KEEP_PREVIOUS_TOKEN_DAYS,
    keepQuarantineDays: data.KEEP_QUARANTINE_DAYS,
    /** The application that the environment defines; null until all three of its variables are set. */
    application:
      data.SP_API_APPLICATION_ID && data.LWA_CLIENT_ID && data.LWA_CLIENT_SECRET
        ? {
            spApiApplicationId: data.SP_API_APPLICATION_ID,
            status: data.SP_API_APPLICATION_STATUS,
            lwaClientId: data.LWA_CLIENT_ID,
            lwaClientSecret: data.LWA_CLIENT_SECRET,
            tokenEndpoint: data.LWA_TOKEN_ENDPOINT,
          }
        : null,
    /** Where Amazon's hosts are reached instead of at Amazon, without a slash at its end. */
    amazonBaseUrl: data.AMAZON_BASE_URL ?? null,
    /** Through which Amazon is asked; nothing else is asked through it. */
    proxy: data.HTTPS_PROXY === undefined ? null : { url: data.HTTPS_PROXY, except: data.NO_PROXY },
  })
}

/** Where this machine reaches what listens on a port: not every host that can be listened on can be asked for. */
export function localOrigin(host: string, port: number): string {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** Faults that take more than one variable to see, or that no variable of ours holds. */
function crossFaults(present: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = []
  const application = ['SP_API_APPLICATION_ID', 'LWA_CLIENT_ID', 'LWA_CLIENT_SECRET']
  const missing = application.filter((name) => present[name] === undefined)
  if (missing.length < application.length) {
    faults.push(...missing.map((name) => `${name} is missing: ${application.join(', ')} belong together`))
  }
  const { PORT = '3000', API_PORT = '3001' } = present
  if (Number(PORT) === Number(API_PORT)) faults.push(`API_PORT must differ from PORT (both are ${PORT})`)
  const amazon = URL.parse(present.AMAZON_BASE_URL ?? '')
  if (amazon !== null && present.AMAZON_ALLOW_OTHER_HOSTS !== 'true' && !loopbackHosts.has(amazon.hostname)) {
    faults.push('AMAZON_BASE_URL must be on this machine (loopback), unless AMAZON_ALLOW_OTHER_HOSTS=true')
  }
  if (present.HTTPS_PROXY !== undefined && !knowsProxies(process.versions.node)) {
    faults.push('HTTPS_PROXY needs Node 22.21, 24.5 or newer: this one would ignore it')
  }
  if (present.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    faults.push('NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody pose as Amazon: remove it')
  }
  return faults
}

function knowsProxies(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21)
}

/** The environment for a process that we start. Only scripts/ ask for it. */
export function childEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}

/** Sets variables of this process, as a file of variables does: those that are set already stay. Only scripts/ do so. */
export function setMissing(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) process.env[name] ??= value
}
