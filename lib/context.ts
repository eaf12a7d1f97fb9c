import type { ApiScope, Role, Tags } from '#drizzle/schema.ts'
import { inTransactionOf, type Transaction } from './database/pool.ts'
import { AppError } from './errors.ts'
import type { Services } from './services.ts'
import { everything, type Visibility } from './store/visibility.ts'

/** Identifies the caller. Created by a route, never by a use case. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'account'
      readonly personId: string
      readonly accountId: string
      readonly sessionId: string
    }
  | {
      readonly kind: 'operator'
      readonly personId: string
      readonly role: 'viewer' | 'operator' | 'admin'
      readonly sessionId: string
      /** Their role requires a second factor and they have none: they may set one up, and nothing else. */
      readonly lacksFactor?: true
    }
  | {
      readonly kind: 'api-key'
      readonly keyId: string
      readonly scopes: readonly ApiScope[]
      /** Null: all. */
      readonly applicationId: string | null
      /** Null: all. */
      readonly accountId: string | null
      /** Only authorizations with all of these; left out or empty: any. */
      readonly tags?: Tags
      /** The minimum token lifetime of requests that name none; left out: the default. */
      readonly minTtlSeconds?: number
      /** The name of the agent that has this key; left out: it belongs to a program. */
      readonly agent?: string
    }
  | { readonly kind: 'system'; readonly job: string }

/** Passed to every use case: the outside world, the actor, and the request. */
export interface Context extends Services {
  readonly actor: Actor
  /** Follows one request through logs and audit. */
  readonly requestId: string
  /** Where the request came from; null for jobs and when unknown. */
  readonly address: string | null
}

export type Scope =
  | 'people:enter'
  | 'authorizations:begin'
  | 'authorizations:complete'
  | 'authorizations:read'
  | 'authorizations:disconnect'
  | 'authorizations:operate'
  | 'authorizations:annotate'
  | 'attempts:read'
  | 'links:read'
  | 'links:manage'
  | 'calls:read'
  | 'calls:run'
  | 'calls:personal-data'
  | 'calls:prune'
  | 'audit:read'
  | 'audit:search'
  | 'audit:keep'
  | 'compliance:manage'
  | 'people:read'
  | 'people:manage'
  | 'applications:read'
  | 'incidents:read'
  | 'applications:manage'
  | 'keys:manage'
  | 'encryption:manage'
  | 'sessions:own'
  | 'events:consume'
  | 'views:own'
  | 'views:share'
  | 'views:manage'
  | 'bulk:read'
  | 'bulk:run'
  | 'bulk:perform'
  | 'webhooks:read'
  | 'webhooks:deliver'
  | 'notifications:read'
  | 'notifications:manage'
  | 'notifications:send'
  | 'branding:manage'
  | ApiScope

/** To sign in, to sign up, to accept an invitation: these check a proof of their own, so everybody may try. */
const anybody: readonly Scope[] = ['people:enter']
const visitor: readonly Scope[] = [...anybody, 'authorizations:complete']
const viewer: readonly Scope[] = [
  ...visitor,
  'authorizations:read',
  'attempts:read',
  'links:read',
  'calls:read',
  'applications:read',
  'incidents:read',
  'audit:read',
  'webhooks:read',
  'notifications:read',
  'views:own',
  'bulk:read',
  'sessions:own',
]
const operator: readonly Scope[] = [
  ...viewer,
  'audit:search',
  'authorizations:operate',
  'authorizations:annotate',
  'links:manage',
  'tokens:import',
  'calls:run',
  'views:share',
  'bulk:run',
]

/** Their own sign-in settings, as for everybody. */
const lackingFactor: readonly Scope[] = [...anybody, 'sessions:own']

/** The scopes of each role. */
const scopes: Readonly<Record<Role | 'visitor' | 'system', readonly Scope[]>> = {
  visitor,
  account: [
    ...visitor,
    'authorizations:begin',
    'authorizations:read',
    'authorizations:disconnect',
    'sessions:own',
  ],
  viewer,
  operator,
  admin: [
    ...operator,
    'people:read',
    'people:manage',
    'applications:manage',
    'keys:manage',
    'encryption:manage',
    'webhooks:manage',
    'notifications:manage',
    'branding:manage',
    'calls:personal-data',
    'views:manage',
    'compliance:manage',
  ],
  system: [
    ...anybody,
    'authorizations:complete',
    'authorizations:read',
    'authorizations:operate',
    'tokens:import',
    'applications:manage',
    'people:manage',
    'keys:manage',
    'encryption:manage',
    'events:consume',
    'bulk:perform',
    'webhooks:deliver',
    'notifications:read',
    'notifications:manage',
    'notifications:send',
    'calls:prune',
    'audit:keep',
  ],
}

/** People have the scopes of their role, keys those that they were given. */
function scopesOf(actor: Actor): readonly Scope[] {
  if (actor.kind === 'api-key') return actor.scopes
  if (actor.kind === 'operator' && actor.lacksFactor) return lackingFactor
  return scopes[actor.kind === 'operator' ? actor.role : actor.kind]
}

export function hasScope(actor: Actor, scope: Scope): boolean {
  return scopesOf(actor).includes(scope)
}

/** Throws `sign_in_required` for a visitor, `not_allowed` for any other actor without the scope. */
export function requireScope(ctx: Pick<Context, 'actor'>, scope: Scope): void {
  if (hasScope(ctx.actor, scope)) return
  throw new AppError(ctx.actor.kind === 'visitor' ? 'sign_in_required' : 'not_allowed', { scope })
}

/**
 * Throws `not_allowed` for a key that is limited to one account or to some tags: the request concerns all of an
 * application.
 */
export function requireWholeApplication(actor: Actor): void {
  if (!seesWholeApplication(actor)) throw new AppError('not_allowed')
}

/** False for a key that is limited to one account or to some tags: figures about all of an application aren't its. */
export function seesWholeApplication(actor: Actor): boolean {
  return actor.kind !== 'api-key' || (actor.accountId === null && !hasAny(actor.tags))
}

/** The tags that a key is limited to; empty for any other actor. */
export function limitingTags(actor: Actor): Tags {
  return actor.kind === 'api-key' ? (actor.tags ?? {}) : {}
}

function hasAny(tags: Tags = {}): boolean {
  return Object.keys(tags).length > 0
}

/** The rows that an actor may see, for every query that takes an id: others are treated as missing. */
export function visibleTo(actor: Actor): Visibility {
  if (actor.kind === 'account') return { accountId: actor.accountId }
  if (actor.kind === 'api-key') {
    const { accountId, applicationId, tags = {} } = actor
    if (accountId === null && applicationId === null && !hasAny(tags)) return everything
    return {
      ...(accountId !== null && { accountId }),
      ...(applicationId !== null && { applicationId }),
      ...(hasAny(tags) && { tags }),
    } as Visibility
  }
  return actor.kind === 'visitor' ? { nobody: true } : everything
}

/** A context within a transaction. Functions that write take it; those that only read take a `Context`, so either. */
export interface Tx extends Context {
  readonly db: Transaction
}

/** One transaction for all that `work` writes. No network call belongs in it. */
export function inTransaction<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransactionOf(ctx.db, (db) => work({ ...ctx, db }))
}

/** A context for work without a person or program behind it: a job, a start, a script. */
export function systemContext(services: Services, job: string, requestId: string): Context {
  return { ...services, actor: { kind: 'system', job }, requestId, address: null }
}

/**
 * Shows a real time, such as a session's, next to times of the clock that the demo can move: as far from now as it is.
 */
export function toShown({ now, realNow }: Pick<Services, 'now' | 'realNow'>) {
  const aheadMs = now().getTime() - realNow().getTime()
  return <At extends Date | null>(at: At) => (at && new Date(at.getTime() + aheadMs)) as At
}
