import type { Tone } from '../theme.ts'
import { counted, utcDate } from '../ui/format.ts'

const dayMs = 86_400_000
/** Within this period, weeks are listed individually. */
const weeksAhead = 8

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const

/** `2026-12` → December 2026. */
export function monthName(month: string): string {
  const [year, number] = month.split('-')
  return `${months[Number(number) - 1]} ${year}`
}

/** The words for a level of the calendar, which has none of the days of the previous one in `levels`. */
export function levelName(level: string, levels: readonly { readonly name: string }[]): string {
  if (level === 'overdue') return 'Overdue'
  if (level === 'later') return 'Later'
  const before = levels[levels.findIndex(({ name }) => name === level) - 1]?.name
  const [from, to] = [daysOf(before) + 1, daysOf(level)]
  if (from === 1) return `Within ${counted(to, 'day')}`
  return from === to ? `In ${counted(to, 'day')}` : `In ${from} to ${counted(to, 'day')}`
}

const daysOf = (level = ''): number => Number(/^within-(\d+)$/.exec(level)?.[1] ?? 0)

/** Never the color of a failure: a date alone doesn't mean that access was revoked. */
export function levelTone(level: string): Tone {
  if (level === 'overdue') return 'doubt'
  return level === 'later' ? 'neutral' : 'due'
}

/** The heading for a date in the list: its week while it is near, its month later. UTC, weeks start on Monday. */
export function renewalGroup(renewsBy: Date, now: Date): string {
  if (renewsBy <= now) return 'Overdue'
  const monday = mondayOf(renewsBy)
  const weeks = (monday.getTime() - mondayOf(now).getTime()) / (7 * dayMs)
  if (weeks === 0) return 'This week'
  if (weeks <= weeksAhead) return `Week of ${utcDate(monday)}`
  return monthName(renewsBy.toISOString().slice(0, 7))
}

function mondayOf(at: Date): Date {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  return new Date(day - ((at.getUTCDay() + 6) % 7) * dayMs)
}
