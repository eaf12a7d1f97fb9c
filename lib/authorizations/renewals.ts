import { type Context, requireScope, visibleTo } from '../context.ts'
import { readPage } from '../database/keyset.ts'
import { renewsBy } from '../state/derive-state.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import type { AuthorizationJoined } from '../store/authorizations.ts'
import { countRenewals, listRenewals, type RenewalStretch } from '../store/renewals.ts'
import { type AuthorizationView, toView } from './view.ts'

export interface RenewalQuery {
  /** Left out: all applications. */
  readonly applicationId?: string | undefined
  /** A level (`overdue`, `within-7`, `later`) or a month (`2026-12`). Left out: everything. */
  readonly within?: string | undefined
  /** The `next` of the page before. */
  readonly after?: string | undefined
  readonly limit?: number
}

/** The authorizations to renew, the nearest first. */
export interface RenewalCalendar {
  readonly rows: readonly (AuthorizationView & { readonly renewsBy: Date })[]
  readonly next: string | null
  /** Every level and every month of the coming year, in order, with the number of authorizations in each. */
  readonly levels: readonly RenewalCount[]
  readonly months: readonly RenewalCount[]
  /** The applications whose authorizations are renewed, whatever the filter. */
  readonly applications: readonly { readonly id: string; readonly name: string }[]
}

export interface RenewalCount {
  readonly name: string
  readonly count: number
}

const monthsAhead = 13

/**
 * The calendar of renewals, by the policy of each application. A date is a warning: Amazon's documents disagree
 * whether an authorization ends with its term. Throws `input_invalid` for a damaged `after`.
 */
export async function readRenewals(ctx: Context, query: RenewalQuery): Promise<RenewalCalendar> {
  requireScope(ctx, 'authorizations:read')
  const withTerm = (await listApplications(ctx.db)).filter(isRenewed)
  const chosen = withTerm.filter(({ id }) => query.applicationId === undefined || id === query.applicationId)
  // One division for all, so that a level means the same days for each.
  const warnings = withTerm.flatMap(({ renewalWarningDays }) => renewalWarningDays)
  const levels = chosen.flatMap((application) => cutByLevel(application, ctx.now(), warnings))
  const months = chosen.flatMap((application) => cutByMonth(application, ctx.now(), monthsAhead))
  const wanted =
    query.within === undefined ? levels : [...levels, ...months].filter(({ name }) => name === query.within)

  const limit = Math.min(query.limit ?? 50, 200)
  const visible = visibleTo(ctx.actor)
  const [page, counts] = await Promise.all([
    readPage(
      { after: query.after, kind: 'time', limit },
      (part) => listRenewals(ctx.db, wanted, { visible, ...part }),
      (joined) => ({ key: endOf(joined), id: joined.authorization.id }),
    ),
    countRenewals(ctx.db, [...levels, ...months], visible),
  ])
  const countOf = (name: string): RenewalCount => ({ name, count: counts.get(name) ?? 0 })
  return {
    rows: page.rows.map((joined) => ({ ...toView(ctx, joined), renewsBy: endOf(joined) })),
    next: page.next,
    levels: inOrder(levels.map(({ name }) => name)).map(countOf),
    months: [...new Set(months.map(({ name }) => name))].map(countOf),
    applications: withTerm.map(({ id, name }) => ({ id, name })),
  }
}

/** Authorizations of a retired application can't be renewed: it starts no attempts. */
function isRenewed(row: ApplicationRow): row is ApplicationRow & RenewalApplication {
  return row.renewalTermDays !== null && row.retiredAt === null
}

function endOf({ authorization, application }: AuthorizationJoined): Date {
  return renewsBy(authorization, application) ?? authorization.renewedAt
}

/** Applications may warn on days of their own: all of these days, the nearest first. */
function inOrder(names: readonly string[]): string[] {
  const place = (name: string) => (name === 'overdue' ? 0 : (daysOfLevel(name) ?? Number.POSITIVE_INFINITY))
  return [...new Set(names)].toSorted((one, other) => place(one) - place(other))
}

const dayMs = 86_400_000

/** An application that has a renewal term. */
export interface RenewalApplication {
  readonly id: string
  readonly renewalTermDays: number
  readonly renewalWarningDays: readonly number[]
}

/**
 * For each number of days, the authorizations whose term ends by then, including those already past it; none for an
 * application without a term.
 */
export function cumulativeStretches(
  { id, renewalTermDays }: Pick<ApplicationRow, 'id' | 'renewalTermDays'>,
  days: readonly number[],
  now: Date,
): (RenewalStretch & { readonly days: number })[] {
  if (renewalTermDays === null) return []
  return days.map((count) => ({
    name: `${id} ${count}`,
    applicationId: id,
    termDays: renewalTermDays,
    days: count,
    endsAfter: null,
    endsBy: new Date(now.getTime() + count * dayMs),
  }))
}

/** How near the end is: past, within a number of days (a warning) and not within fewer, or further away. */
export type RenewalLevel = 'overdue' | `within-${number}` | 'later'

/** The number of days, for a level that is a warning. */
export function daysOfLevel(level: string): number | null {
  const days = /^within-(\d{1,4})$/.exec(level)?.[1]
  return days === undefined ? null : Number(days)
}

/** An application's calendar, divided by these warnings: each authorization is in exactly one level. */
export function cutByLevel(
  { id, renewalTermDays, renewalWarningDays }: RenewalApplication,
  now: Date,
  warningDays = renewalWarningDays,
): (RenewalStretch & { readonly name: RenewalLevel })[] {
  const own = { applicationId: id, termDays: renewalTermDays }
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
  const days = [...new Set(warningDays)].filter((count) => count > 0).toSorted((a, b) => a - b)
  const warnings = days.map((count, index) => ({
    ...own,
    name: `within-${count}` as const,
    endsAfter: inDays(days[index - 1] ?? 0),
    endsBy: inDays(count),
  }))
  return [
    { ...own, name: 'overdue', endsAfter: null, endsBy: now },
    ...warnings,
    { ...own, name: 'later', endsAfter: inDays(days.at(-1) ?? 0), endsBy: null },
  ]
}

/** The months (UTC) from the current one on, `2026-11` first. Terms that have already ended are in none of them. */
export function cutByMonth(
  { id, renewalTermDays }: RenewalApplication,
  now: Date,
  months: number,
): RenewalStretch[] {
  const year = now.getUTCFullYear()
  const month = now.getUTCMonth()
  // A stretch includes its end, but not its beginning: the last millisecond of a month belongs to it.
  const lastMomentBefore = (index: number) => new Date(Date.UTC(year, month + index) - 1)
  return Array.from({ length: months }, (_, index) => ({
    applicationId: id,
    termDays: renewalTermDays,
    name: new Date(Date.UTC(year, month + index)).toISOString().slice(0, 7),
    endsAfter: index === 0 ? now : lastMomentBefore(index),
    endsBy: lastMomentBefore(index + 1),
  }))
}
