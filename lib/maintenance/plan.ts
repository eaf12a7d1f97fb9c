import { isBeforeGrant } from '../authorizations/participations.ts'
import { leases } from '../leases.ts'
import { refreshLimits } from '../policy.ts'
import { isConsideredRevoked } from '../state/revocation-policy.ts'
import type { MaintenanceRow } from '../store/maintenance.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** When each task is due. Jitter is subtracted, so each of these is the latest time. */
export const maintenanceTimes = {
  /** For this long after its last vend, an authorization counts as in use. */
  inUseMs: dayMs,
  /** When the token of one in use is refreshed, before it expires. */
  refreshAheadMs: 10 * minuteMs,
  refreshAheadJitterMs: 5 * minuteMs,
  /** An unused authorization is only tested: does its refresh token still work? */
  idleCheckMs: 7 * dayMs,
  idleJitterMs: dayMs,
  /** A refresh token that is refused for good comes back when the seller enables the application again. */
  revokedCheckMs: dayMs,
  participationsMs: dayMs,
  participationsJitterMs: hourMs,
  /** When Amazon throttled, or was unavailable. */
  participationsRetryMs: hourMs,
  /**
   * After the call that could have proven a selling partner id: when Amazon was unavailable, and when it proved
   * nothing.
   */
  idRetryMs: hourMs,
  idCheckMs: 7 * dayMs,
  /** A new grant is checked right away; older ones are spread, such as all of them after an upgrade. */
  newMs: hourMs,
  idJitterMs: 30 * minuteMs,
  /** When to look again at one that is to be left alone. */
  restMs: dayMs,
} as const

export type Task = 'rest' | 'refresh' | 'read-participations' | 'prove-id'

/** The next task, and when it is due. */
export interface Plan {
  readonly task: Task
  readonly at: Date
  readonly isIdle: boolean
}

/** Plans an authorization's next task from recorded facts alone, so that a late worker also finds missed ones. */
export function planMaintenance(facts: MaintenanceRow, now: Date): Plan {
  const isIdle = !isWithin(facts.usedAt, maintenanceTimes.inUseMs, now)
  if (!facts.isConnected || facts.pausedAt !== null) {
    return { task: 'rest', at: later(now, maintenanceTimes.restMs), isIdle }
  }
  const refreshAt = refreshDueAt(facts, isIdle)
  const readAt = participationsDueAt(facts, isIdle, now)
  const vital: Plan =
    readAt !== null && readAt < refreshAt
      ? { task: 'read-participations', at: readAt, isIdle }
      : { task: 'refresh', at: refreshAt, isIdle }
  const proveAt = idProofDueAt(facts, now)
  // Nothing depends on the proof, so it never delays what is due.
  return proveAt !== null && vital.at > now && proveAt < vital.at
    ? { task: 'prove-id', at: proveAt, isIdle }
    : vital
}

/** Null: not needed, or not before the next refresh, because no refresh happens for this alone. */
function idProofDueAt(facts: MaintenanceRow, now: Date): Date | null {
  const { sellingPartnerId, idVerifiedAt, idCheckedAt, idProblem, expiresAt } = facts
  if (sellingPartnerId === null || idVerifiedAt !== null || facts.partnerType === 'vendor') return null
  if (isFailing(facts)) return null
  const { idRetryMs, idCheckMs, idJitterMs, newMs } = maintenanceTimes
  const firstAt = isWithin(facts.renewedAt, newMs, now)
    ? facts.renewedAt
    : later(facts.lastRefreshAt ?? facts.renewedAt, idJitterMs * jitterOf(facts.id))
  const againMs = idProblem === 'unavailable' ? idRetryMs : idCheckMs
  const dueAt = idCheckedAt === null ? firstAt : later(idCheckedAt, againMs)
  const askAt = dueAt < now ? now : dueAt
  return expiresAt !== null && expiresAt > later(askAt, refreshLimits.everyMs) ? dueAt : null
}

function refreshDueAt(facts: MaintenanceRow, isIdle: boolean): Date {
  const { lease, expiresAt, renewedAt } = facts
  if (lease !== null && isFailing(facts)) {
    // The operator may have fixed the credentials. While they are refused, no authorization is maintained.
    if (lease.problem === 'application_refused') return later(lease.startedAt, refreshLimits.everyMs)
    const isRevoked = facts.incidentId === null && isConsideredRevoked(facts)
    if (facts.lastInvalidGrantAt !== null && isRevoked) {
      return later(facts.lastInvalidGrantAt, maintenanceTimes.revokedCheckMs)
    }
    const leaseMs = lease.heldUntil === null ? 0 : leases.refresh.lastsMs
    return lease.retryAt ?? later(lease.startedAt, leaseMs)
  }
  if (isIdle) {
    const { idleCheckMs, idleJitterMs } = maintenanceTimes
    return later(facts.lastRefreshAt ?? renewedAt, idleCheckMs - idleJitterMs * jitterOf(facts.id))
  }
  if (expiresAt === null) return renewedAt
  const dueAt = later(expiresAt, -refreshAheadMsOf(facts.id))
  // LWA can issue tokens that have already expired.
  const soonestAt = lease === null ? dueAt : later(lease.startedAt, refreshLimits.everyMs)
  return dueAt < soonestAt ? soonestAt : dueAt
}

/** Problems that left the question unanswered, so that it is asked again. */
const owed: readonly string[] = ['throttled', 'unavailable', 'secret_expired']

/**
 * Null: none needed. Only authorizations that a program uses are kept up to date; the regular refresh is enough for
 * idle ones.
 */
function participationsDueAt(facts: MaintenanceRow, isIdle: boolean, now: Date): Date | null {
  const { participationsProblem, renewedAt } = facts
  if (facts.partnerType === 'vendor' || isFailing(facts)) return null
  const { participationsMs, participationsJitterMs, participationsRetryMs } = maintenanceTimes
  const isOwed =
    isBeforeGrant(facts) || (participationsProblem !== null && owed.includes(participationsProblem))
  if (isIdle && !(isOwed && isWithin(renewedAt, dayMs, now))) return null
  const askedAt = facts.participationsAskedAt ?? facts.participationsReadAt
  if (askedAt === null) return renewedAt
  return later(
    askedAt,
    isOwed ? participationsRetryMs : participationsMs - participationsJitterMs * jitterOf(facts.id),
  )
}

function isFailing({ lease, tokenVersion }: MaintenanceRow): boolean {
  return lease !== null && lease.tokenVersion === tokenVersion && lease.problem !== null
}

/** How long before its expiry the token of this authorization is refreshed. */
export function refreshAheadMsOf(id: string): number {
  return maintenanceTimes.refreshAheadMs + maintenanceTimes.refreshAheadJitterMs * jitterOf(id)
}

/** From 0 to 1, always the same for one id: authorizations created together fall due apart. */
function jitterOf(id: string): number {
  return Number.parseInt(id.slice(-8), 16) / 2 ** 32
}

function isWithin(at: Date | null, ms: number, now: Date): boolean {
  return at !== null && now.getTime() - at.getTime() < ms
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}
