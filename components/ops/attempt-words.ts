import type { AttemptView } from '#lib/authorizations/attempts.ts'
import type { ErrorCode } from '#lib/errors.ts'
import type { Tone } from '../theme.ts'

/** How an attempt stands, in words for operators. */
export const attemptStatuses: Readonly<Record<AttemptView['status'], { label: string; tone: Tone }>> = {
  arrived: { label: 'Waits for sign-in', tone: 'neutral' },
  started: { label: 'At Amazon', tone: 'neutral' },
  received: { label: 'Permission received', tone: 'due' },
  exchanging: { label: 'Exchanging', tone: 'due' },
  exchanged: { label: 'Storing', tone: 'due' },
  completed: { label: 'Completed', tone: 'good' },
  quarantined: { label: 'Quarantined', tone: 'blocked' },
  failed: { label: 'Failed', tone: 'bad' },
}

interface OperatorWords {
  readonly cause: string
  readonly next: string
}

const sellerRepeats = 'Ask the seller to start again from the connect page.'

/** What a problem means for operators. Sellers read the words of lib/errors.ts, without the cause. */
const causes: Readonly<Partial<Record<ErrorCode, OperatorWords>>> = {
  not_finished: {
    cause:
      'The seller did not come back from Amazon: they left, pressed Cancel, or saw an error of Amazon’s there.',
    next: `If they saw an error at Amazon, compare the application id and the redirect URI with those in the Solution Provider Portal. Otherwise, the seller can simply start again.`,
  },
  consent_refused: { cause: 'Amazon sent the seller back without a permission.', next: sellerRepeats },
  state_expired: { cause: 'The redirect came after the ten minutes of its state.', next: sellerRepeats },
  code_refused: {
    cause:
      'Login with Amazon refused the code: it was used already, belongs to another application, or the redirect URI differs from the registered one.',
    next: 'Compare LWA_CLIENT_ID and the OAuth Redirect URI with those in the Solution Provider Portal. If they are right, ask the seller to start again.',
  },
  code_expired: {
    cause: 'Amazon’s code was not exchanged within its five minutes.',
    next: 'Look whether the app and the worker were running and could reach Amazon. Then ask the seller to start again.',
  },
  exchange_interrupted: {
    cause: 'The connection broke after the code had been sent, so Amazon may have spent it.',
    next: sellerRepeats,
  },
  application_refused: {
    cause: 'Login with Amazon refuses the application’s own credentials. No seller is at fault.',
    next: 'Check LWA_CLIENT_ID and LWA_CLIENT_SECRET, and whether the secret has been rotated. Then ask the seller to start again.',
  },
  amazon_unavailable: {
    cause: 'Amazon did not answer, or answered that it is overloaded.',
    next: 'It is tried again for as long as the code lives, five minutes. Afterwards the seller has to start again.',
  },
  amazon_answer_unreadable: {
    cause: 'An answer came that is no answer of Login with Amazon, perhaps from a proxy in between.',
    next: 'Look at the detail. It is tried again for as long as the code lives.',
  },
  refresh_token_missing: {
    cause: 'Login with Amazon gave an access token without a refresh token.',
    next: 'Check in the Solution Provider Portal that the application is an SP-API application with its own LWA credentials.',
  },
  selling_partner_mismatch: {
    cause:
      'The seller re-authorized with another selling partner than the record’s. The old tokens were kept.',
    next: 'Ask the seller to sign in to Seller Central with the right account and to authorize again.',
  },
  selling_partner_taken: {
    cause: 'Another account has connected this selling partner already. Nothing was changed.',
    next: 'Find out who should own it. Revoke the other authorization before the seller tries again.',
  },
}

/** Cause and next step of an attempt's problem; null when only the seller's words exist. */
export function attemptCause(problem: ErrorCode): OperatorWords | null {
  return causes[problem] ?? null
}
