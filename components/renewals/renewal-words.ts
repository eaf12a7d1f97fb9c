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

/** The word for a level of the calendar. */
export function levelName(level: string): string {
  if (level === 'overdue') return 'Overdue'
  return level === 'later' ? 'Later' : `Within ${counted(Number(level.replace('within-', '')), 'day')}`
}

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
