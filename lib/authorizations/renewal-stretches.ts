import type { RenewalStretch } from '../store/renewals.ts'

const dayMs = 86_400_000

/** What the calendar needs of an application that has a term. */
export interface RenewalApplication {
  readonly id: string
  readonly renewalTermDays: number
  readonly renewalWarningDays: readonly number[]
}

/** How near the end is: over, within so many days (one of its application's warnings), or further off. */
export type RenewalLevel = 'overdue' | `within-${number}` | 'later'

/** Within so many days, for a level that is a warning. */
export function daysOfLevel(level: string): number | null {
  const days = /^within-(\d{1,4})$/.exec(level)?.[1]
  return days === undefined ? null : Number(days)
}

/** An application's calendar, cut at its warnings: each authorization lies in exactly one level. Pure. */
export function cutByLevel(
  { id, renewalTermDays, renewalWarningDays }: RenewalApplication,
  now: Date,
): (RenewalStretch & { readonly name: RenewalLevel })[] {
  const own = { applicationId: id, termDays: renewalTermDays }
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
  const days = [...new Set(renewalWarningDays)].filter((count) => count > 0).toSorted((a, b) => a - b)
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

/** The months (UTC) from this one on, `2026-11` first; what is over by now is in none of them. Pure. */
export function cutByMonth(
  { id, renewalTermDays }: RenewalApplication,
  now: Date,
  months: number,
): RenewalStretch[] {
  const year = now.getUTCFullYear()
  const month = now.getUTCMonth()
  // A stretch takes in its end, not its beginning: the last millisecond of a month is its last.
  const lastMomentBefore = (index: number) => new Date(Date.UTC(year, month + index) - 1)
  return Array.from({ length: months }, (_, index) => ({
    applicationId: id,
    termDays: renewalTermDays,
    name: new Date(Date.UTC(year, month + index)).toISOString().slice(0, 7),
    endsAfter: index === 0 ? now : lastMomentBefore(index),
    endsBy: lastMomentBefore(index + 1),
  }))
}
