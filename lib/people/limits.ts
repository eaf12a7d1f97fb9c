import type { ErrorCode } from '../errors.ts'

interface Limit {
  readonly tries: number
  readonly windowMs: number
  /** What the one who comes too often is told. */
  readonly code: Extract<ErrorCode, 'too_many_tries' | 'too_many_requests'>
}

const minuteMs = 60_000

const guesses = (tries: number): Limit => ({ tries, windowMs: 15 * minuteMs, code: 'too_many_tries' })
const requests = (tries: number): Limit => ({ tries, windowMs: minuteMs, code: 'too_many_requests' })

/**
 * How often, by door and by what is counted. A right password takes its try back where guesses are counted, so only
 * wrong ones add up; a window ends by itself, so nobody is locked out for ever.
 */
export const limits = {
  /** Right ones, too: each check takes memory and its turn, and whoever has an account could hold all others up. */
  'password.address': guesses(300),
  'sign-in.address': guesses(40),
  'sign-in.account': guesses(10),
  /** From an address where the person has signed in lately: counted apart, so that strangers can't lock them out. */
  'sign-in.own-address': guesses(10),
  'password.person': guesses(10),
  'sign-up.address': guesses(60),
  'invitation.address': guesses(20),
  'reset.address': guesses(20),
  'authorize.address': requests(200),
  'authorize.person': requests(60),
  'consent-report.person': requests(20),
  /** Visitors at the Log-in URI: each leaves an attempt, and a stranger must not fill the database. */
  'arrival.address': requests(60),
  /** Pastes of visitors: each costs a few milliseconds. */
  'diagnose.address': requests(60),
  /** Only refused redirects: a good one is never turned away. */
  'redirect.address': requests(200),
  /** Those of them that name an attempt: each leaves an entry in the audit. */
  'redirect.attempt': requests(30),
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits
