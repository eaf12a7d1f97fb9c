import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { applicationIdShape, lwaClientIdShape } from './amazon/identifiers.ts'
import { defaultTokenEndpoint, tokenEndpoints } from './amazon/regions.ts'
import { crossFaults, type Variables } from './env-faults.ts'
import { readNamed } from './env-names.ts'
import {
  absolutePath,
  anyPort,
  appUrl,
  type ConfiguredKey,
  clientSecretText,
  contacts,
  databaseUrl,
  days,
  demoSignIns,
  domains,
  headers,
  httpUrl,
  issuerUrl,
  keyRing,
  localOrigin,
  loopbackHosts,
  networks,
  oneOf,
  operatorRoles,
  port,
  providerName,
  providerScope,
  proxyUrl,
  roleMap,
  secret,
} from './env-values.ts'
import { mailFrom, mailSettings, smtpUrl } from './messages/mail-settings.ts'
import { noNetworks } from './outbound/address.ts'
import { readUtf8 } from './read-utf8.ts'

const shape = z.object({
  GATEHOUSE_ENVIRONMENT: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be a short name such as production')
    .default('production'),
  GATEHOUSE_DATA: z.string().default('.gatehouse'),
  GATEHOUSE_KEYS: keyRing,
  GATEHOUSE_KEYS_FILE: z.string().optional(),
  GATEHOUSE_INIT_ADMIN_EMAIL: z.email('must be an email address').optional(),
  GATEHOUSE_INIT_ADMIN_PASSWORD_FILE: absolutePath.optional(),
  GATEHOUSE_INIT_APPLICATIONS_FILE: absolutePath.optional(),
  GATEHOUSE_INIT_API_KEY_FILE: absolutePath.optional(),
  AUTH_SECRET: secret(
    z.string().min(32, 'must have at least 32 characters; make one with: npm run gatehouse -- new-key'),
  ),
  APP_URL: appUrl.optional(),
  DATABASE_URL: secret(databaseUrl).optional(),
  DATABASE_DIRECT_URL: secret(databaseUrl).optional(),
  LISTEN_HOST: z
    .union([z.ipv4(), z.ipv6()], 'must be an IP address of this machine, for example 0.0.0.0')
    .optional(),
  PORT: port(3000),
  API_PORT: port(3001),
  SIMULATOR_PORT: port(4270),
  MAILBOX_PORT: port(4271),
  MAILBOX_SMTP_PORT: port(4272),
  API_URL: httpUrl('http://api:3001')
    .refine(
      (url) => url.href === `${url.origin}/`,
      'must have no path, query or password: paths are appended to it',
    )
    .transform((url) => url.origin)
    .optional(),
  KEEP_ALIVE_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number of seconds from 1 to 9999, for example 75')
    .transform(Number)
    .default(75),
  WORKER: oneOf('on', 'off').default('on'),
  ROLE_CHECKS: oneOf('on', 'off').default('on'),
  REFRESHES_AT_ONCE: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a number from 1 to 999, for example 20')
    .transform(Number)
    .default(20),
  API_REQUESTS_PER_SECOND: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number of requests, for example 100; 0 for no limit')
    .transform(Number)
    .default(100),
  LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error').default('info'),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d{1,2}$/, 'must be the number of proxies in front of the app, for example 1')
    .transform(Number)
    .default(0),
  API_TRUSTED_PROXIES: z
    .string()
    .regex(/^\d{1,2}$/, 'must be the number of proxies in front of the api, for example 1')
    .transform(Number)
    .default(0),
  COMPANY_NAME: z.string().max(80, 'must have at most 80 characters').default('Your company'),
  SUPPORT_EMAIL: z.email('must be an email address').optional(),
  SECURITY_CONTACT: contacts.optional(),
  SIGN_UP: oneOf('open', 'closed').default('open'),
  SECOND_FACTOR_REQUIRED: operatorRoles,
  OIDC_ISSUER: issuerUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: secret(z.string()).optional(),
  OIDC_NAME: providerName,
  OIDC_SCOPE: providerScope,
  OIDC_ROLE_CLAIM: z.string().default('groups'),
  OIDC_ROLE_MAP: roleMap.optional(),
  OIDC_ALLOWED_DOMAINS: domains.optional(),
  OIDC_ONLY: oneOf('0', '1').default('0'),
  OIDC_BREAK_GLASS_EMAIL: z
    .email('must be an email address')
    .transform((email) => email.toLowerCase())
    .optional(),
  SELLER_OIDC_ISSUER: issuerUrl.optional(),
  SELLER_OIDC_CLIENT_ID: z.string().optional(),
  SELLER_OIDC_CLIENT_SECRET: secret(z.string()).optional(),
  SELLER_OIDC_NAME: providerName,
  SELLER_OIDC_SCOPE: providerScope,
  SMTP_URL: smtpUrl.optional(),
  SMTP_SECURITY: oneOf('starttls', 'none').optional(),
  MAIL_FROM: mailFrom.optional(),
  KEEP_PREVIOUS_TOKEN_DAYS: days(30),
  KEEP_QUARANTINE_DAYS: days(30),
  DELETE_SELLERS_AFTER_DAYS: days(0),
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
  LWA_CLIENT_SECRET: secret(clientSecretText).optional(),
  LWA_TOKEN_ENDPOINT: oneOf(...tokenEndpoints).default(defaultTokenEndpoint),
  AMAZON_BASE_URL: httpUrl('http://127.0.0.1:4270')
    .refine(
      (url) => url.href === url.origin + url.pathname,
      "must have no query, fragment or password: Amazon's hosts are appended to it",
    )
    .transform((url) => url.href.replace(/\/+$/, ''))
    .optional(),
  AMAZON_ALLOW_OTHER_HOSTS: oneOf('true', 'false').default('false'),
  DEMO_SIGN_INS: demoSignIns.optional(),
  METRICS_PORT: anyPort.optional(),
  METRICS_HOST: z
    .union([z.ipv4(), z.ipv6()], 'must be an IP address of this machine, for example 127.0.0.1')
    .default('127.0.0.1'),
  METRICS_TOKEN: secret(
    z
      .string()
      .regex(
        /^[\w.~+/=:-]{16,200}$/,
        'must have 16 to 200 letters, digits or any of . _ ~ + / = : -; make one with: npm run gatehouse -- new-key',
      ),
  ).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl('http://127.0.0.1:4318')
    .refine(
      (url) => url.href === url.origin + url.pathname,
      'must have no query, fragment or password: put credentials into OTEL_EXPORTER_OTLP_HEADERS',
    )
    .transform((url) => url.href.replace(/\/+$/, ''))
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.default({}),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, 'must be a number from 0 to 1, for example 0.1')
    .transform(Number)
    .default(1),
  HTTPS_PROXY: proxyUrl.optional(),
  NO_PROXY: z.string().default(''),
  OUTBOUND_ALLOWED_NETWORKS: networks.optional(),
})

/** Every fault in the configuration, one sentence each, so that all can be fixed together. */
export class EnvironmentError extends Error {
  readonly code = 'environment_invalid'
  readonly faults: readonly string[]

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(
      `The configuration has ${faults.length === 1 ? 'an error' : `${faults.length} errors`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
      options,
    )
    this.name = 'EnvironmentError'
    this.faults = faults
  }
}

export type Environment = ReturnType<typeof readEnvironment>

/** Our variables that are set, and what is wrong with how they are. */
export function readVariables(source: Variables): { present: Record<string, string>; faults: string[] } {
  return readNamed(source, isOwnVariable)
}

/** Whether Gatehouse reads this variable. */
export const isOwnVariable = (name: string): boolean => Object.hasOwn(shape.shape, name)

/** Replaces the keys of the environment by those in the file, one per line. Returns what is wrong with it, or null. */
function readKeysFile(present: Record<string, string>): string | null {
  const { GATEHOUSE_KEYS_FILE: file, GATEHOUSE_KEYS: keys } = present
  if (file === undefined) return null
  if (keys !== undefined) return 'is set, and so is GATEHOUSE_KEYS: remove one of them'
  if (!isAbsolute(file)) return 'must be an absolute path, for example /run/secrets/gatehouse-keys'
  const read = readUtf8(file)
  if ('fault' in read) return read.fault
  const entries = parseKeysFile(read.text)
  if (entries.some((entry) => /^(["'`]).*\1$/.test(entry))) return 'has a key in quotes: remove them'
  present.GATEHOUSE_KEYS = entries.join(',')
  return entries.length === 0 ? 'names an empty file; add a key with: npm run gatehouse -- keys add' : null
}

/** The keys of a file, as `id:key`. Text after a # is a comment. */
function parseKeysFile(text: string): string[] {
  // A wrapped key contains a # itself.
  const commentIn = (line: string) => (line.includes(':aws-kms:') ? /(?:^|\s)#.*/ : /#.*/)
  const lines = text.split(/[\n,]/).map((line) => line.replace(commentIn(line), '').trim())
  return lines.filter((line) => line !== '')
}

/** Reads the environment once. Throws EnvironmentError with every fault. */
export function readEnvironment(source: Variables = process.env) {
  const { present, faults } = readVariables(source)
  const keysFault = readKeysFile(present)
  if (keysFault !== null) faults.push(`GATEHOUSE_KEYS_FILE ${keysFault}`)
  const { data, error } = shape.safeParse(present)
  for (const { path, message } of error?.issues ?? []) {
    const name = String(path[0])
    if (name === 'GATEHOUSE_KEYS' && keysFault !== null) continue
    const isMissing = !Object.hasOwn(present, name)
    faults.push(
      `${name} ${isMissing ? 'is missing; create one with: npm run gatehouse -- new-key' : message}`,
    )
  }
  faults.push(...crossFaults(present))
  if (data === undefined || faults.length > 0) throw new EnvironmentError(faults)
  const appUrl = data.APP_URL ?? `http://localhost:${data.PORT}`
  const host = data.LISTEN_HOST ?? (loopbackHosts.has(new URL(appUrl).hostname) ? '127.0.0.1' : '0.0.0.0')
  return Object.freeze({
    environment: data.GATEHOUSE_ENVIRONMENT,
    dataFolder: data.GATEHOUSE_DATA,
    keys: data.GATEHOUSE_KEYS as readonly ConfiguredKey[],
    /** Where the keys come from; null: from GATEHOUSE_KEYS. */
    keysFile: data.GATEHOUSE_KEYS_FILE ?? null,
    authSecret: data.AUTH_SECRET,
    /** Set up at the first start. */
    init: {
      adminEmail: data.GATEHOUSE_INIT_ADMIN_EMAIL ?? null,
      adminPasswordFile: data.GATEHOUSE_INIT_ADMIN_PASSWORD_FILE ?? null,
      applicationsFile: data.GATEHOUSE_INIT_APPLICATIONS_FILE ?? null,
      apiKeyFile: data.GATEHOUSE_INIT_API_KEY_FILE ?? null,
    },
    /** The public origin, without a trailing slash. */
    appUrl,
    databaseUrl: data.DATABASE_URL ?? null,
    /** Bypasses a pooler, for the one connection of each process that waits for notifications. */
    databaseDirectUrl: data.DATABASE_DIRECT_URL ?? null,
    /** Where app and api listen: to this machine only, as long as the public address is on it. */
    host,
    port: data.PORT,
    apiPort: data.API_PORT,
    /** Where the app reaches the api. */
    apiOrigin: data.API_URL ?? localOrigin(host, data.API_PORT),
    /** How long app and api keep an idle connection open: longer than a load balancer, which might reuse a dead one. */
    keepAliveMs: data.KEEP_ALIVE_SECONDS * 1_000,
    simulatorPort: data.SIMULATOR_PORT,
    mailboxPort: data.MAILBOX_PORT,
    mailboxSmtpPort: data.MAILBOX_SMTP_PORT,
    worker: data.WORKER === 'on',
    checksRoles: data.ROLE_CHECKS === 'on',
    /** How many calls to Amazon a worker may have in progress for one application. */
    concurrentCalls: data.REFRESHES_AT_ONCE,
    /** Of each API key, in all api processes together; null: no limit. */
    requestsPerSecond: data.API_REQUESTS_PER_SECOND === 0 ? null : data.API_REQUESTS_PER_SECOND,
    logLevel: data.LOG_LEVEL,
    trustedProxies: data.TRUSTED_PROXIES,
    /** Requests through the app carry their address with the app's mark, whatever this says. */
    apiTrustedProxies: data.API_TRUSTED_PROXIES,
    companyName: data.COMPANY_NAME,
    supportEmail: data.SUPPORT_EMAIL ?? null,
    /** Where security problems are reported, as URIs; empty when not configured. */
    securityContacts: data.SECURITY_CONTACT ?? [],
    signUpOpen: data.SIGN_UP === 'open',
    secondFactorRoles: data.SECOND_FACTOR_REQUIRED,
    providers: providersOf(data),
    /** Null: no email is sent. */
    mail:
      data.SMTP_URL && data.MAIL_FROM
        ? mailSettings(data.SMTP_URL, data.MAIL_FROM, data.SMTP_SECURITY)
        : null,
    keepPreviousTokenDays: data.KEEP_PREVIOUS_TOKEN_DAYS,
    keepQuarantineDays: data.KEEP_QUARANTINE_DAYS,
    deleteSellersAfterDays: data.DELETE_SELLERS_AFTER_DAYS,
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
    /** Where Amazon's hosts are reached instead of at Amazon, without a trailing slash. */
    amazonBaseUrl: data.AMAZON_BASE_URL ?? null,
    /** The people whom visitors of the demo may sign in as; null: not a demo. */
    demoSignIns: data.DEMO_SIGN_INS ?? null,
    /** Networks that aren't public, but that webhooks may be sent to. */
    outboundAllowedNetworks: data.OUTBOUND_ALLOWED_NETWORKS ?? noNetworks,
    /** Where `/metrics` is: on a port of its own, else with a token beside pages and API, else nowhere. */
    metrics: {
      port: data.METRICS_PORT ?? null,
      host: data.METRICS_HOST,
      token: data.METRICS_TOKEN ?? null,
    },
    /** Null: spans are not recorded. */
    traces:
      data.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : {
            endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
            headers: data.OTEL_EXPORTER_OTLP_HEADERS,
            share: data.OTEL_TRACES_SAMPLER_ARG,
          },
    /** The proxy for requests to Amazon; no other request uses it. */
    proxy: data.HTTPS_PROXY === undefined ? null : { url: data.HTTPS_PROXY, except: data.NO_PROXY },
  })
}

/** The other places where operators and sellers sign in; null: none. */
function providersOf(data: z.output<typeof shape>) {
  return {
    operators:
      data.OIDC_ISSUER && data.OIDC_CLIENT_ID && data.OIDC_CLIENT_SECRET && data.OIDC_ROLE_MAP
        ? {
            issuer: data.OIDC_ISSUER,
            clientId: data.OIDC_CLIENT_ID,
            clientSecret: data.OIDC_CLIENT_SECRET,
            name: data.OIDC_NAME ?? data.OIDC_ISSUER.host,
            scope: data.OIDC_SCOPE,
            roleClaim: data.OIDC_ROLE_CLAIM,
            roleMap: data.OIDC_ROLE_MAP,
            allowedDomains: data.OIDC_ALLOWED_DOMAINS ?? null,
            breakGlassEmail: data.OIDC_ONLY === '1' ? (data.OIDC_BREAK_GLASS_EMAIL ?? null) : null,
          }
        : null,
    sellers:
      data.SELLER_OIDC_ISSUER && data.SELLER_OIDC_CLIENT_ID && data.SELLER_OIDC_CLIENT_SECRET
        ? {
            issuer: data.SELLER_OIDC_ISSUER,
            clientId: data.SELLER_OIDC_CLIENT_ID,
            clientSecret: data.SELLER_OIDC_CLIENT_SECRET,
            name: data.SELLER_OIDC_NAME ?? data.SELLER_OIDC_ISSUER.host,
            scope: data.SELLER_OIDC_SCOPE,
          }
        : null,
  }
}

/** The environment for a child process. Only scripts/ use it. */
export function childEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}

/** Sets variables of this process, like an env file: those that are already set stay. Only scripts/ use it. */
export function setMissing(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) process.env[name] ??= value
}
