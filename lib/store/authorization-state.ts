import { type SQL, sql } from 'drizzle-orm'
import { application, authorization } from '#drizzle/schema.ts'
import { incidentSince } from './incidents.ts'

/** When LWA's refusals condemn, in the units of SQL's intervals. */
export interface StateThresholds {
  readonly invalidGrantsToCondemn: number
  readonly invalidGrantSpanMinutes: number
}

/**
 * The state of a row joined with its application, as text, so that lists can filter and count by it. Says what
 * `deriveState` says.
 */
export function stateExpression(now: Date, thresholds: StateThresholds): SQL<string> {
  return sql<string>`case
    when ${authorization.disconnectedAt} is not null then 'disconnected'
    when ${authorization.pausedAt} is not null then 'paused'
    when ${application.credentialsProblemAt} is not null then 'blocked'
    when ${authorization.invalidGrants} > 0 and ${authorization.firstInvalidGrantAt} is not null
      and ${incidentSince} is null then
      case when ${authorization.invalidGrants} >= ${thresholds.invalidGrantsToCondemn}
        and ${authorization.lastInvalidGrantAt} - ${authorization.firstInvalidGrantAt}
          >= make_interval(mins => ${thresholds.invalidGrantSpanMinutes})
      then 'needs-reauthorization' else 'in-doubt' end
    when ${authorization.lastRefreshProblem} is not null and ${incidentSince} is null then 'degraded'
    when ${application.roleAddedAt} > ${authorization.renewedAt} then 'needs-reauthorization'
    when ${authorization.workflow} <> 'self' and ${application.retiredAt} is null and ${authorization.renewedAt}
      + make_interval(hours => (${application.renewalTermDays} - ${application.renewalDueDays}) * 24)
      <= ${now.toISOString()}::timestamptz then 'renewal-due'
    when ${authorization.participationsProblem} is not null then 'unverified'
    else 'healthy' end`
}

/** A number to sort by, from a table of states to numbers. */
export function orderExpression(
  state: SQL<string>,
  priorities: Readonly<Record<string, number>>,
): SQL<number> {
  const cases = Object.entries(priorities).map(([name, priority]) => sql`when ${name} then ${priority}::int`)
  return sql<number>`case ${state} ${sql.join(cases, sql` `)} else 99 end`
}
