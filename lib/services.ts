import { type Amazon, createAmazon } from './amazon/client.ts'
import { maskExchange } from './amazon/mask-exchange.ts'
import { createOrigins } from './amazon/origins.ts'
import { userAgent } from './amazon/user-agent.ts'
import { type Branding, plainBranding } from './branding/defaults.ts'
import { createSharedClock } from './database/clock.ts'
import { type DatabaseLocation, isPooled } from './database/connect.ts'
import { type Database, openDatabase } from './database/pool.ts'
import { createSignals, type Signals } from './database/signals.ts'
import { embeddedConnection } from './embedded-postgres/connection.ts'
import type { Environment } from './env.ts'
import type { UsableKey } from './env-values.ts'
import { send, sendThrough } from './http.ts'
import { createJobs, type Jobs } from './jobs/queue.ts'
import { createLog, type Log } from './log.ts'
import { createMail, type Mail } from './messages/mail.ts'
import { createProviders, type Providers } from './oidc/provider.ts'
import type { AllowedNetworks } from './outbound/address.ts'
import { createPostOutbound, type PostOutbound } from './outbound/post.ts'
import type { Secret } from './secret.ts'
import { eventChannel } from './store/events/events.ts'
import { sessionName } from './store/key-canaries.ts'
import { sessionChannel } from './store/people/sessions.ts'
import { deriveKey } from './vault/digest.ts'
import { createKeyRing, type KeyRing } from './vault/key-ring.ts'

/** The configuration that routes and use cases need. `withBranding` adds administrators' changes. */
export interface Settings extends Branding {
  readonly appUrl: string
  /** The registered OAuth Redirect URI: a constant, never from a request's headers. */
  readonly redirectUri: string
  /** Where security problems are reported, as URIs. */
  readonly securityContacts: readonly string[]
  readonly signUpOpen: boolean
  /** Operators with these roles need a second factor. */
  readonly secondFactorRoles: readonly ('admin' | 'operator' | 'viewer')[]
  /** How long the previous refresh token stays sealed, so that a re-authorization can be rolled back. */
  readonly keepPreviousTokenDays: number
  /** How long a quarantined grant waits for an operator. */
  readonly keepQuarantineDays: number
  /** When the data of sellers who disconnected everything is deleted; 0: never, unless they ask for it. */
  readonly deleteSellersAfterDays: number
  /** Networks that aren't public, but that webhooks may be sent to. */
  readonly outboundAllowedNetworks: AllowedNetworks
}

/** The outside world as one object: everything that a use case may touch. */
export interface Services {
  readonly db: Database
  readonly keyRing: KeyRing
  readonly amazon: Amazon
  readonly jobs: Jobs
  /** The OpenID Connect providers with which people sign in. */
  readonly providers: Providers
  /** Null: no SMTP server is configured, and emails are held in the outbox. */
  readonly mail: Mail | null
  readonly log: Log
  readonly signals: Signals
  /** Sends to URLs that people typed, such as webhooks. */
  readonly postOutbound: PostOutbound
  readonly settings: Settings
  /** The time that Amazon and people see. The demo can move it. */
  readonly now: () => Date
  /** Real time, which the demo can't move: for sessions, drafts, rate limits and leases. */
  readonly realNow: () => Date
}

interface DemoSignIn {
  readonly email: string
  readonly password: Secret
}

/** Exists only in the demo. */
interface Demo {
  /** The people whom visitors of the demo may sign in as. */
  readonly signIns: Readonly<Record<'operator' | 'seller', DemoSignIn>>
  /** The address of the simulated Amazon and its controls, without a trailing slash. */
  readonly simulator: string
}

export interface OpenServices extends Services {
  /** Encrypts what browsers keep. Only for the app, not for use cases. */
  readonly authSecret: Secret
  /** Opens `/metrics` beside pages and API; null: it isn't there. */
  readonly metricsToken: Secret | null
  /** Null: this isn't a demo. */
  readonly demo: Demo | null
  /** Prefixes the names of this installation's cookies; empty if no other installation can share them. */
  readonly cookiePrefix: string
  /** Compares the clock with the database's now, rather than gradually. */
  syncClock(): Promise<void>
  close(): Promise<void>
}

/**
 * The database without the pooler, if there is one: for work that needs its own session or takes long, such as
 * listening, migrations, backups and the worker.
 */
export function directLocation(environment: Environment): DatabaseLocation {
  const { databaseDirectUrl: url } = environment
  return url === null ? databaseLocation(environment) : { kind: 'server', url }
}

/** The variable that `directLocation` reads. */
export const directVariable = ({ databaseDirectUrl }: Environment): string =>
  databaseDirectUrl === null ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL'

export function databaseLocation(environment: Environment): DatabaseLocation {
  if (environment.databaseUrl !== null) return { kind: 'server', url: environment.databaseUrl }
  const { path, username, database } = embeddedConnection(environment.dataFolder)
  return { kind: 'socket', path, username, database }
}

/**
 * Browsers send a host's cookies to every port of it, so two installations on one localhost would overwrite each
 * other's. An address without a port has its host for itself.
 */
export function cookiePrefix({ appUrl, authSecret }: Pick<Environment, 'appUrl' | 'authSecret'>): string {
  if (new URL(appUrl).port === '') return ''
  return `${deriveKey(authSecret, `cookies of ${appUrl}`).replace(/\W/g, '').slice(0, 8)}.`
}

/** Notifications between processes. */
export const signalChannels = { events: eventChannel, sessions: sessionChannel }

function demoOf({ demoSignIns, amazonBaseUrl }: Environment): Demo | null {
  return demoSignIns === null || amazonBaseUrl === null
    ? null
    : { signIns: demoSignIns, simulator: amazonBaseUrl }
}

/** The environment with every key unwrapped. */
export type OpenableEnvironment = Omit<Environment, 'keys'> & { readonly keys: readonly UsableKey[] }

/** Composes everything from the environment. Opens nothing before it is used. */
export function openServices(
  environment: OpenableEnvironment,
  program: 'app' | 'api' | 'worker' | 'script',
  options: { readonly connections?: number; readonly now?: () => Date } = {},
): OpenServices {
  const log = createLog(environment.logLevel, program)
  const direct = directLocation(environment)
  const location = program === 'app' || program === 'api' ? databaseLocation(environment) : direct
  const { connections } = options
  const name = sessionName(environment.keys.map(({ id }) => id))
  const database = openDatabase(location, {
    ...(connections !== undefined && { connections }),
    sessionName: name,
    report: (message) => log.warn(message),
  })
  const jobs = createJobs(direct, log)
  const isBehindPooler = isPooled(location) && !isPooled(direct)
  const signals = createSignals(direct, signalChannels, log, isBehindPooler ? name : undefined)
  // Other processes see this process's keys in the name of this session: sessions of a pooler belong to no process.
  if (isBehindPooler) signals.onEvents(() => {})
  const clock = createSharedClock(database.db, (error) => log.warn({ error }, 'clock not compared'))
  const sendOut = environment.proxy === null ? send : sendThrough(environment.proxy)
  const mail = environment.mail === null ? null : createMail(environment.mail)
  const now = options.now ?? clock.now
  const realNow = options.now ?? clock.realNow
  return {
    db: database.db,
    keyRing: createKeyRing(environment.environment, environment.keys),
    amazon: createAmazon(
      sendOut,
      createOrigins(environment.amazonBaseUrl),
      userAgent('Gatehouse', '0.1', { Language: 'TypeScript' }),
      now,
      {
        proxy: environment.proxy,
        watch: ({ request, response }) => {
          if (log.isLevelEnabled('debug')) log.debug(maskExchange(request, response), 'amazon')
        },
      },
    ),
    jobs,
    providers: createProviders(sendOut, environment.providers),
    mail,
    log,
    signals,
    postOutbound: createPostOutbound(environment.outboundAllowedNetworks),
    now,
    realNow,
    settings: {
      appUrl: environment.appUrl,
      redirectUri: `${environment.appUrl}/sp-api/auth`,
      ...plainBranding,
      companyName: environment.companyName,
      supportEmail: environment.supportEmail,
      securityContacts: environment.securityContacts,
      signUpOpen: environment.signUpOpen,
      secondFactorRoles: environment.secondFactorRoles,
      keepPreviousTokenDays: environment.keepPreviousTokenDays,
      keepQuarantineDays: environment.keepQuarantineDays,
      deleteSellersAfterDays: environment.deleteSellersAfterDays,
      outboundAllowedNetworks: environment.outboundAllowedNetworks,
    },
    authSecret: environment.authSecret,
    metricsToken: environment.metrics.port === null ? environment.metrics.token : null,
    demo: demoOf(environment),
    cookiePrefix: cookiePrefix(environment),
    syncClock: clock.sync,
    close: async () => {
      mail?.close()
      await jobs.close()
      await signals.close()
      await database.close()
    },
  }
}
