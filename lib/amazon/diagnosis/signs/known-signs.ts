import type { ErrorCode } from '../../../errors.ts'

/** What our own records add to an error, according to the policies for those records. Everything is optional. */
export interface Known {
  /**
   * How the code was exchanged: `sent-before` after a request that got no response, `late` after its five minutes,
   * `in-time` if neither applies.
   */
  readonly code?: 'sent-before' | 'late' | 'in-time'
  /** True when the redirect named the code `code`, not `spapi_oauth_code`. */
  readonly isCodeBare?: boolean
  /** Whether LWA has refused the refresh token often enough to be conclusive. */
  readonly refusal?: 'in-doubt' | 'revoked'
  /** True if many authorizations fail in the same way at the same time. */
  readonly manyAlike?: boolean
  /** True if the client secret has passed its lifetime. */
  readonly isSecretOver?: boolean
  readonly partnerType?: 'seller' | 'vendor'
  /** The age of the grant relative to the application's newest role, if an operator has entered the roles. */
  readonly grant?: 'older-than-role' | 'newer-than-role'
  /** True if LWA accepted the refresh token the last time. */
  readonly refreshWorks?: boolean
  /** True if the same call works for other sellers of the application. */
  readonly othersWork?: boolean
  /** True if the authorization has passed the application's renewal term. */
  readonly isTermOver?: boolean
  /** The request as it was sent, such as `GET /orders/v0/orders`. */
  readonly request?: string
  /** The token that the request was sent with. */
  readonly tokenKind?: 'access' | 'restricted' | 'grantless'
  /** How an attempt ended. */
  readonly attemptProblem?: ErrorCode
}

export type KnownSign =
  | 'known-code-old'
  | 'known-code-spent'
  | 'known-code-in-time'
  | 'known-code-bare'
  | 'known-refused-once'
  | 'known-refused-often'
  | 'known-many-alike'
  | 'known-secret-old'
  | 'known-vendor'
  | 'known-seller'
  | 'known-others-work'
  | 'known-renewal-lapsed'
  | `attempt-${ErrorCode}`

/** The signs that our own records show. */
export function* knownSigns(known: Known): Iterable<KnownSign> {
  if (known.code === 'late') yield 'known-code-old'
  if (known.code === 'sent-before') yield 'known-code-spent'
  if (known.code === 'in-time') yield 'known-code-in-time'
  if (known.isCodeBare === true) yield 'known-code-bare'
  if (known.refusal === 'in-doubt') yield 'known-refused-once'
  if (known.refusal === 'revoked') yield 'known-refused-often'
  if (known.manyAlike === true) yield 'known-many-alike'
  if (known.isSecretOver === true) yield 'known-secret-old'
  if (known.partnerType === 'vendor') yield 'known-vendor'
  if (known.partnerType === 'seller') yield 'known-seller'
  if (known.othersWork === true) yield 'known-others-work'
  if (known.isTermOver === true) yield 'known-renewal-lapsed'
  if (known.attemptProblem !== undefined) yield `attempt-${known.attemptProblem}`
}

/** The questions that our own records answer, each as `question.answer`. */
export function knownAnswers(known: Known): readonly string[] {
  return [
    ...(known.grant === 'older-than-role' ? ['role-when.after'] : []),
    ...(known.grant === 'newer-than-role' ? ['role-when.before'] : []),
    ...(known.partnerType === undefined ? [] : [`account-kind.${known.partnerType}`]),
    ...(known.othersWork === true ? ['other-seller.yes'] : []),
    ...(known.manyAlike === true ? ['other-seller.no'] : []),
    ...(known.refreshWorks === true ? ['refresh.yes'] : []),
    ...(known.isSecretOver === true ? ['secret-age.old'] : []),
    ...(known.tokenKind === undefined ? [] : [`token-kind.${known.tokenKind}`]),
  ]
}
