import { utcDate } from '../ui/format.ts'

/** "ends 27 Mar 2027". */
export function removalDay(day: string): string {
  return `ends ${utcDate(new Date(`${day}T00:00:00Z`))}`
}
