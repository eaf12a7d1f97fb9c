import { type Amazon, createAmazon } from './amazon/client.ts'
import { maskExchange } from './amazon/mask-exchange.ts'
import { createOrigins } from './amazon/origins.ts'
import { userAgent } from './amazon/user-agent.ts'
import { createSharedClock } from './database/clock.ts'
import type { DatabaseLocation } from './database/connect.ts'
import { type Database, openDatabase } from './database/pool.ts'
import { embeddedConnection } from './embedded-postgres/connection.ts'
import type { Environment } from './env.ts'
import { send, sendThrough } from './http.ts'
import { createJobs, type Jobs } from './jobs/queue.ts'
import { createLog, type Log } from './log.ts'
import type { Secret } from './secret.ts'
import { deriveKey } from './vault/digest.ts'
import { createKeyRing, type KeyRing } from './vault/key-ring.ts'

/** What the doors and verbs need to know of the configuration. */
export interface Settings {
  readonly appUrl: string
  /** The registered OAuth Redirect URI: a constant, never from a request's headers. */
  readonly redirectUri: string
  readonly companyName: string
  readonly supportEmail: string | null
  /** Where security problems are reported, as URIs. */
  readonly securityContacts: readonly string[]
  readonly signUpOpen: boolean
  /** How long the refresh token before stays sealed, so that a re-authorization can be rolled back. */
  readonly keepPreviousTokenDays: number
  /** How long a quarantined grant waits for an operator. */
  readonly keepQuarantineDays: number
}

/** The outside world as one object: everything that a verb may touch. */
export interface Services {
  readonly db: Database
  readonly keyRing: KeyRing
  readonly amazon: Amazon
  readonly jobs: Jobs
  readonly log: Log
  readonly settings: Settings
  /** The time that Amazon and people see. The demo can move it. */
  readonly now: () => Date
  /** The time that nobody moves: for sessions, drafts, rate limits and leases. */
  readonly realNow: () => Date
}

export interface OpenServices extends Services {
  /** Encrypts what browsers keep; for the people's door, not for verbs. */
  readonly authSecret: Secret
  /** Begins the names of this installation's cookies; empty where no other installation can share them. */
  readonly cookiePrefix: string
  /** Compares the clock with the database's now, rather than by and by. */
  syncClock(): Promise<void>
  close(): Promise<void>
}

export function databaseLocation(environment: Environment): DatabaseLocation {
  if (environment.databaseUrl !== null) return { kind: 'server', url: environment.databaseUrl }
  const { path, username, database } = embeddedConnection(environment.dataFolder)
  return { kind: 'socket', path, username, database }
}

/**
 * Browsers send a host's cookies to every port of it, so that two installations on one localhost would overwrite each
 * other's. An address without a port has its host for itself.
 */
export function cookiePrefix({ appUrl, authSecret }: Pick<Environment, 'appUrl' | 'authSecret'>): string {
  if (new URL(appUrl).port === '') return ''
  return `${deriveKey(authSecret, `cookies of ${appUrl}`).replace(/\W/g, '').slice(0, 8)}.`
}

/** Composes everything from the environment. Nothing is opened before it is used. */
export function openServices(
  environment: Environment,
  program: 'app' | 'api' | 'worker' | 'script',
  options: { readonly connections?: number; readonly now?: () => Date } = {},
): OpenServices {
  const log = createLog(environment.logLevel, program)
  const location = databaseLocation(environment)
  const { connections } = options
  const database = openDatabase(location, {
    ...(connections !== undefined && { connections }),
    report: (message) => log.warn(message),
  })
  const jobs = createJobs(location, log)
  const clock = createSharedClock(database.db, (error) => log.warn({ error }, 'clock not compared'))
  const now = options.now ?? clock.now
  const realNow = options.now ?? clock.realNow
  return {
    db: database.db,
    keyRing: createKeyRing(environment.environment, environment.keys),
    amazon: createAmazon(
      environment.proxy === null ? send : sendThrough(environment.proxy),
      createOrigins(environment.amazonBaseUrl),
      userAgent('Gatehouse', '0.1', { Language: 'TypeScript' }),
      now,
      {
        watch: ({ request, response }) => {
          if (log.isLevelEnabled('debug')) log.debug(maskExchange(request, response), 'amazon')
        },
      },
    ),
    jobs,
    log,
    now,
    realNow,
    settings: {
      appUrl: environment.appUrl,
      redirectUri: `${environment.appUrl}/sp-api/auth`,
      companyName: environment.companyName,
      supportEmail: environment.supportEmail,
      securityContacts: environment.securityContacts,
      signUpOpen: environment.signUpOpen,
      keepPreviousTokenDays: environment.keepPreviousTokenDays,
      keepQuarantineDays: environment.keepQuarantineDays,
    },
    authSecret: environment.authSecret,
    cookiePrefix: cookiePrefix(environment),
    syncClock: clock.sync,
    close: async () => {
      await jobs.close()
      await database.close()
    },
  }
}
