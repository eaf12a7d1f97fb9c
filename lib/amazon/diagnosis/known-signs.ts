import type { ErrorCode } from '../../errors.ts'

/** What our own records add to the words of an error, judged by the policies that they belong to. All optional. */
export interface Known {
  /**
   * How the code was exchanged: after an earlier send that was never answered, after its five minutes, or neither:
   * in time, and not used here before.
   */
  readonly code?: 'sent-before' | 'late' | 'in-time'
  /** True when the redirect named the code `code`, not `spapi_oauth_code`. */
  readonly isCodeBare?: boolean
  /** Whether LWA has refused the refresh token often enough to be believed. */
  readonly refusal?: 'in-doubt' | 'revoked'
  /** True when many authorizations fail alike at the same time. */
  readonly manyAlike?: boolean
  /** True when the client secret is past its life. */
  readonly isSecretOver?: boolean
  readonly partnerType?: 'seller' | 'vendor'
  /** How old the grant is beside the newest role of the application, where its roles were entered. */
  readonly grant?: 'older-than-role' | 'newer-than-role'
  /** True when LWA accepted the refresh token the last time. */
  readonly refreshWorks?: boolean
  /** True when the same call works for other sellers of the application. */
  readonly othersWork?: boolean
  /** True when the authorization is past the application's own term of renewal. */
  readonly isTermOver?: boolean
  /** The request as it was sent, such as `GET /orders/v0/orders`. */
  readonly request?: string
  /** The token that was sent with it. */
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

/** The signs of our own records. */
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
