import type { ErrorCode } from '../errors.ts'

interface Limit {
  readonly tries: number
  readonly windowMs: number
  /** The error for a caller who exceeds the limit. */
  readonly code: Extract<ErrorCode, 'too_many_tries' | 'too_many_requests'>
}

const minuteMs = 60_000

const guesses = (tries: number): Limit => ({ tries, windowMs: 15 * minuteMs, code: 'too_many_tries' })
const requests = (tries: number): Limit => ({ tries, windowMs: minuteMs, code: 'too_many_requests' })

/**
 * How often, by use case and by subject. Where guesses are counted, a correct password refunds its try, so only wrong
 * ones add up. A window ends automatically, so nobody is locked out permanently.
 */
export const limits = {
  /** Correct passwords count too: each check takes memory and a turn, and one account holder could block all others. */
  'password.address': guesses(300),
  'sign-in.address': guesses(40),
  'sign-in.account': guesses(10),
  /** From an address where the person has signed in recently: counted apart, so that strangers can't lock them out. */
  'sign-in.own-address': guesses(10),
  'password.person': guesses(10),
  /** Wrong codes of an app or recovery codes, by someone who knows the password. */
  'second-factor.person': guesses(10),
  /** Challenges that no passkey has answered: each is a row. */
  'passkey.address': guesses(60),
  /** Failed returns from a provider: each one sends a request to the provider. */
  'provider.address': guesses(40),
  'sign-up.address': guesses(60),
  'invitation.address': guesses(20),
  'reset.address': guesses(20),
  /** Requests for a reset link by email. */
  'forgot.address': guesses(20),
  /** For one email address, whether or not it has an account: a stranger can't flood a mailbox. */
  'forgot.email': { tries: 5, windowMs: 60 * minuteMs, code: 'too_many_tries' },
  'confirmation.address': guesses(20),
  'confirmation.person': { tries: 5, windowMs: 60 * minuteMs, code: 'too_many_tries' },
  'unsubscribe.address': guesses(60),
  /** Changes of a person's own settings: each leaves an audit entry, which is kept for over a year. */
  'settings.person': { tries: 100, windowMs: 60 * minuteMs, code: 'too_many_requests' },
  'authorize.address': requests(200),
  'authorize.person': requests(60),
  'consent-report.person': requests(20),
  /** Visitors at the Login URI: each creates an attempt, and a stranger must not fill the database. */
  'arrival.address': requests(60),
  /** Pastes of visitors: each costs a few milliseconds. */
  'diagnose.address': requests(60),
  /** Only refused redirects count: a valid one is never refused. */
  'redirect.address': requests(200),
  /** Refused redirects that name an attempt: each creates an audit entry. */
  'redirect.attempt': requests(30),
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits
