import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { type Failure, ownFailure } from '../failure.ts'
import { leases, whileRenewing } from '../leases.ts'
import { count, observe, secondsSince } from '../metrics/record.ts'
import { breakerPolicy, refreshLimits } from '../policy.ts'
import type { Secret } from '../secret.ts'
import type { LeaseFacts } from '../store/leases.ts'
import { inSpan } from '../traces/trace.ts'
import { newId } from '../vault/random.ts'

/*
 * How every token of LWA is obtained, whether it belongs to a grant or to the application itself. In one process,
 * callers share a flight; between processes, one holds the lease in the database; a breaker keeps a process from asking
 * for an application that fails as a whole. `plan` decides what comes next, from facts alone.
 */

export type RefreshProblem =
  | 'invalid_grant'
  /** LWA says that the refresh token is another application's. */
  | 'token_foreign'
  /** LWA refuses the application itself. */
  | 'application_refused'
  /** LWA issues no token with this scope to this application. */
  | 'scope_refused'
  /** LWA refuses what was sent, whatever the grant and the credentials are. */
  | 'request_refused'
  | 'amazon_unavailable'
  | 'amazon_answer_unreadable'
  | 'interrupted'

export interface FreshToken {
  readonly accessToken: Secret
  readonly expiresAt: Date
}

export type Refreshed =
  | ({ readonly kind: 'refreshed' } & FreshToken)
  | {
      readonly kind: 'failed'
      readonly problem: RefreshProblem
      readonly failure: Failure
      readonly requestId: string | null
      readonly retryAt: Date
    }

export type TokenRequirement =
  /** A token that is valid for at least this long. */
  | { readonly minTtlSeconds: number }
  /** LWA's answer to a refresh that began then or later: for a person who asks, and after SP-API refused a token. */
  | { readonly refreshedSince: Date }

/** The facts that a lease is acquired with. */
export interface LeaseRequest {
  readonly owner: string
  readonly startedAt: Date
  readonly heldUntil: Date
}

/** The right to ask LWA for one token, for as long as it is renewed. */
export interface Lease {
  /** False: another process took over. */
  renew(heldUntil: Date): Promise<boolean>
  /** Asks LWA and stores the answer. Null: too late, another process's answer counts. */
  refresh(): Promise<Refreshed | null>
}

/** One token as the database has it, and the way to the next one. */
export interface TokenSource {
  readonly kind: 'access' | 'grantless'
  readonly applicationId: string
  readonly stored: FreshToken | null
  readonly tokenVersion: number
  readonly lease: LeaseFacts | null
  /** Null: another process was first. */
  acquire(request: LeaseRequest): Promise<Lease | null>
}

/** This process, among those that share leases. */
const owner = newId()

/** The refreshes in progress in this process. */
const flights = new Map<string, Promise<Refreshed>>()

/**
 * An access token that suffices, from the database or from LWA: `name` identifies it, `look` reads how it is stored.
 * However many callers ask, here and in other processes, LWA is asked once, for programs at most once a minute, and a
 * failure is everybody's answer. The token may live shorter than required when LWA issued no better one.
 */
export async function getToken(
  ctx: Context,
  name: string,
  look: () => Promise<TokenSource>,
  requirement: TokenRequirement,
): Promise<Refreshed> {
  for (let flying = flights.get(name); flying; flying = flights.get(name)) {
    const joinedAt = performance.now()
    const refreshed = await flying
    observe('gatehouse_lease_wait_seconds', { held_by: 'this_process' }, secondsSince(joinedAt))
    if (meets(refreshed, requirement, ctx.now())) return refreshed
  }
  const flight = readOrRefresh(ctx, look, requirement).finally(() => flights.delete(name))
  flights.set(name, flight)
  return flight
}

/** A caller who joined a flight may require more than it was for. */
function meets(refreshed: Refreshed, requirement: TokenRequirement, now: Date): boolean {
  if ('refreshedSince' in requirement) return false
  if (refreshed.kind === 'failed') return true
  return refreshed.expiresAt.getTime() - now.getTime() >= requirement.minTtlSeconds * 1_000
}

/** Resolves when nothing is being refreshed here anymore, for an orderly shutdown. */
export async function settleRefreshes(): Promise<void> {
  while (flights.size > 0) await Promise.allSettled(flights.values())
}

async function readOrRefresh(
  ctx: Context,
  look: () => Promise<TokenSource>,
  requirement: TokenRequirement,
): Promise<Refreshed> {
  const giveUpAt = performance.now() + refreshLimits.callerMs
  let waitsSince: number | null = null
  for (;;) {
    const source = await look()
    const { stored, tokenVersion, lease } = source
    const facts = { expiresAt: stored?.expiresAt ?? null, tokenVersion, lease }
    const step = planRefresh(facts, requirement, ctx.now(), ctx.realNow())
    const isOverdue = performance.now() > giveUpAt
    if (step === 'wait' && !isOverdue) {
      waitsSince ??= performance.now()
      await pause(refreshLimits.lookMs * (0.5 + Math.random()))
      continue
    }
    if (waitsSince !== null) {
      observe('gatehouse_lease_wait_seconds', { held_by: 'other_process' }, secondsSince(waitsSince))
      waitsSince = null
    }
    if (step === 'use' && stored !== null) return { kind: 'refreshed', ...stored }
    if (step === 'report' || isOverdue) return lastFailure(ctx, lease)
    const refreshed = await refresh(ctx, source)
    // Null: what another process stored counts.
    if (refreshed !== null) return refreshed
  }
}

const breaker = createBreaker()

async function refresh(
  ctx: Context,
  { kind, applicationId, acquire }: Pick<TokenSource, 'kind' | 'applicationId' | 'acquire'>,
): Promise<Refreshed | null> {
  // An operator who presses the button wants to know what LWA says now.
  const known = ctx.actor.kind === 'operator' ? null : breaker.failureInstead(applicationId, ctx.now())
  if (known !== null) return known
  breaker.begin(applicationId, ctx.now())
  const { lastsMs, renewEveryMs } = leases.refresh
  const heldUntil = () => new Date(ctx.realNow().getTime() + lastsMs)
  const lease = await acquire({ owner, startedAt: ctx.now(), heldUntil: heldUntil() })
  if (lease === null) return null
  const facts = { 'gatehouse.token': kind, 'gatehouse.application.id': applicationId }
  return inSpan('refresh token', { facts }, async (span) => {
    const refreshed = await whileRenewing(lease.refresh, {
      renew: () => lease.renew(heldUntil()),
      everyMs: renewEveryMs,
      report: (error) => ctx.log.warn({ error }, 'lease not renewed'),
    })
    if (refreshed === null) return null
    breaker.end(applicationId, refreshed, ctx.now())
    const cause = refreshed.kind === 'failed' ? refreshed.problem : 'none'
    span.add({ 'gatehouse.cause': cause })
    count('gatehouse_lwa_refreshes_total', { token: kind, cause })
    return refreshed
  })
}

/** How the last refresh ended, for a caller who didn't make it. */
function lastFailure(ctx: Context, lease: LeaseFacts | null): Refreshed {
  const last = lease?.last ?? 'interrupted'
  const unfinished = ownFailure('Another process is refreshing, and has not finished.')
  if (last === 'interrupted') {
    const retryAt = new Date(ctx.now().getTime() + leases.refresh.lastsMs)
    return { kind: 'failed', problem: last, failure: unfinished, requestId: null, retryAt }
  }
  const { problem, failure, requestId, retryAt } = last
  return {
    kind: 'failed',
    problem: problem as RefreshProblem,
    failure: failure ?? unfinished,
    requestId,
    retryAt,
  }
}

export type RefreshStep = 'use' | 'wait' | 'report' | 'refresh'

/**
 * Decides what to do next: use the stored token, wait for the process that is refreshing, report how the last refresh
 * failed, or refresh. A time further ahead than any process would write comes from a wrong clock, and is ignored.
 * `realNow` is the clock for leases, which the demo doesn't move.
 */
export function planRefresh(
  stored: {
    readonly expiresAt: Date | null
    readonly tokenVersion: number
    readonly lease: LeaseFacts | null
  },
  requirement: TokenRequirement,
  now: Date,
  realNow: Date,
): RefreshStep {
  const { expiresAt, tokenVersion, lease } = stored
  const leftMs = expiresAt === null ? 0 : expiresAt.getTime() - now.getTime()
  if ('minTtlSeconds' in requirement && expiresAt !== null && leftMs >= requirement.minTtlSeconds * 1_000)
    return 'use'
  if (lease === null) return 'refresh'
  if (isAhead(lease.heldUntil, realNow, leases.refresh.lastsMs)) return 'wait'
  if (lease.tokenVersion !== tokenVersion) return 'refresh'
  const asked = 'refreshedSince' in requirement
  const isRecent = asked
    ? lease.startedAt >= requirement.refreshedSince
    : isWithinMinute(lease.startedAt, now)
  if (lease.last === null) return isRecent && expiresAt !== null ? 'use' : 'refresh'
  if (lease.last === 'interrupted') return 'refresh'
  const isBarred = asked ? isRecent : isAhead(lease.last.retryAt, now, longestWaitMs)
  return isBarred ? 'report' : 'refresh'
}

function isWithinMinute(startedAt: Date, now: Date): boolean {
  const ageMs = now.getTime() - startedAt.getTime()
  return ageMs >= -refreshLimits.apartMs && ageMs < refreshLimits.everyMs
}

const longestWaitMs = refreshLimits.longestRetryMs * 1.25

function isAhead(at: Date | null, now: Date, mostMs: number): boolean {
  const aheadMs = at === null ? 0 : at.getTime() - now.getTime()
  return aheadMs > 0 && aheadMs <= mostMs + refreshLimits.apartMs
}

/** Milliseconds to wait after this many failures in a row; `chance` is from 0 to 1. */
export function retryDelayMs(failures: number, chance: number): number {
  const delayMs = Math.min(refreshLimits.everyMs * 2 ** (failures - 1), refreshLimits.longestRetryMs)
  return Math.round(delayMs * (1 + chance / 4))
}

type Failed = Extract<Refreshed, { kind: 'failed' }>

/** Problems of the application or of Amazon: the next caller would get the same answer. */
const shared: readonly RefreshProblem[] = [
  'application_refused',
  'amazon_unavailable',
  'amazon_answer_unreadable',
]

interface Circuit {
  failures: number
  last: Failed
  askAt: number
}

/**
 * Keeps a process from asking LWA over and over for an application that fails as a whole: after some failures in a
 * row, one caller in ten seconds asks, and all others get the last failure.
 */
export function createBreaker() {
  const circuits = new Map<string, Circuit>()
  return {
    /** The failure to return without asking LWA; null when LWA may be asked. Changes nothing. */
    failureInstead(applicationId: string, now: Date): Failed | null {
      const circuit = circuits.get(applicationId)
      const isOpen = circuit !== undefined && circuit.failures >= breakerPolicy.failures
      if (!isOpen || now.getTime() >= circuit.askAt) return null
      return { ...circuit.last, retryAt: new Date(circuit.askAt) }
    },
    /** A caller is about to ask: while the breaker is open, the others get the last failure for ten more seconds. */
    begin(applicationId: string, now: Date): void {
      const circuit = circuits.get(applicationId)
      if (circuit !== undefined) circuit.askAt = now.getTime() + breakerPolicy.everyMs
    },
    /** How that call ended: a success closes the breaker. */
    end(applicationId: string, refreshed: Refreshed, now: Date): void {
      if (refreshed.kind === 'refreshed' || !shared.includes(refreshed.problem)) {
        circuits.delete(applicationId)
        return
      }
      const failures = (circuits.get(applicationId)?.failures ?? 0) + 1
      circuits.set(applicationId, {
        failures,
        last: refreshed,
        askAt: now.getTime() + breakerPolicy.everyMs,
      })
    },
  }
}
