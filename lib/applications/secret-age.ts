import type { ApplicationRow } from '../store/applications.ts'

/** https://developer-docs.amazon.com/sp-api/docs/rotate-your-application-client-secret */
export const secretLifeDays = 180
/** How long Amazon accepts the previous secret after a new one was made. */
export const secretOverlapDays = 7
/** Days before its end on which to warn. */
const warningDays = [90, 30, 7, 1] as const

const dayMs = 86_400_000

/** How much of a client secret's life is left. */
export interface SecretAge {
  /** `YYYY-MM-DD`, when Amazon created it; null if unknown. */
  readonly createdOn: string | null
  readonly endsOn: string | null
  /** Whole days until then; negative after it. */
  readonly daysLeft: number | null
  /** The narrowest warning that it is within; `over` after its end. */
  readonly level: 'unknown' | 'fine' | (typeof warningDays)[number] | 'over'
}

/** A date is all that Amazon shows, so a day is as exact as it gets. */
export function secretAge(
  { secretCreatedOn }: Pick<ApplicationRow, 'secretCreatedOn'>,
  now: Date,
): SecretAge {
  if (secretCreatedOn === null) return { createdOn: null, endsOn: null, daysLeft: null, level: 'unknown' }
  const endsAt = Date.parse(`${secretCreatedOn}T00:00:00Z`) + secretLifeDays * dayMs
  const daysLeft = Math.ceil((endsAt - now.getTime()) / dayMs)
  const narrowest = warningDays.findLast((days) => daysLeft <= days)
  return {
    createdOn: secretCreatedOn,
    endsOn: new Date(endsAt).toISOString().slice(0, 10),
    daysLeft,
    level: daysLeft <= 0 ? 'over' : (narrowest ?? 'fine'),
  }
}
