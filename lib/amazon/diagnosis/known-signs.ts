import type { ErrorCode } from '../../errors.ts'

/** What our own records add to the words of an error. All of it is optional. */
export interface Known {
  /** Seconds between the redirect and the exchange. */
  readonly codeAgeSeconds?: number
  /** True when the code was sent before, with or without an answer. */
  readonly codeSentBefore?: boolean
  /** How often in a row LWA has refused the refresh token, over several minutes. */
  readonly refusals?: number
  /** True when many authorizations fail alike at the same time. */
  readonly manyAlike?: boolean
  readonly clientSecretAgeDays?: number
  readonly partnerType?: 'seller' | 'vendor'
  readonly renewedDaysAgo?: number
  /** How an attempt ended. */
  readonly attemptProblem?: ErrorCode
}

export type KnownSign =
  | 'known-code-old'
  | 'known-code-spent'
  | 'known-refused-once'
  | 'known-refused-often'
  | 'known-many-alike'
  | 'known-secret-old'
  | 'known-vendor'
  | 'known-renewal-lapsed'
  | `attempt-${ErrorCode}`

const codeLifeSeconds = 300
const secretLifeDays = 180
const renewalTermDays = 365
const refusalsToBelieve = 3

export function* knownSigns(known: Known): Iterable<KnownSign> {
  if ((known.codeAgeSeconds ?? 0) > codeLifeSeconds) yield 'known-code-old'
  if (known.codeSentBefore === true) yield 'known-code-spent'
  if (known.refusals !== undefined && known.refusals > 0) {
    yield known.refusals < refusalsToBelieve ? 'known-refused-once' : 'known-refused-often'
  }
  if (known.manyAlike === true) yield 'known-many-alike'
  if ((known.clientSecretAgeDays ?? 0) >= secretLifeDays) yield 'known-secret-old'
  if (known.partnerType === 'vendor') yield 'known-vendor'
  if ((known.renewedDaysAgo ?? 0) >= renewalTermDays) yield 'known-renewal-lapsed'
  if (known.attemptProblem !== undefined) yield `attempt-${known.attemptProblem}`
}
