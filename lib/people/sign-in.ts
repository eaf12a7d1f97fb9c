import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError, isAppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { readFactors } from '../store/people/factors.ts'
import {
  countFailure,
  findPersonSigningIn,
  lockPerson,
  type PersonRow,
  setPasswordHash,
} from '../store/people/people.ts'
import { hashPassword, isHashOutdated, isPasswordRight } from '../vault/password.ts'
import { newId } from '../vault/random.ts'
import { beginCeremony } from './ceremonies.ts'
import { localUse, raiseBreakGlassAlert } from './local-use.ts'
import { readEmail } from './parse-person.ts'
import { isFactorRequired } from './second-factor.ts'
import { startSession } from './start-session.ts'
import { addressSubject, allow, refundTry } from './throttle.ts'

export interface SignIn {
  readonly email: string
  readonly password: Secret
  readonly userAgent: string | null
  /** The same request has just set this password: it isn't a guess, so no limit of guesses refuses it. */
  readonly isJustSet?: boolean
}

export interface SignedIn {
  /** For the browser's cookie; the database holds only its digest. */
  readonly sessionToken: Secret
  readonly personId: string
  readonly isOperator: boolean
}

/** The password was correct, and a code is missing. */
export interface SecondStep {
  /** For the browser's cookie: it may submit the code. */
  readonly stepToken: Secret
  readonly isOperator: boolean
}

/** An address counts as the person's own when they have signed in from it within this time. */
const ownAddressMs = 30 * 24 * 3_600_000

/** How many wrong passwords in a row lock a password, as Amazon's Data Protection Policy asks. */
export const mostFailures = 10

/** As `beginSignIn`, for callers that can't ask for a code. */
export async function signIn(ctx: Context, request: SignIn): Promise<SignedIn> {
  const result = await beginSignIn(ctx, request)
  if ('stepToken' in result) throw new AppError('second_step_required')
  return result
}

/**
 * Starts a session, or asks for the second step. Throws `credentials_wrong` after the same time and with the same
 * message, whether the person is unknown, disabled, locked or entered a wrong password.
 */
export async function beginSignIn(
  ctx: Context,
  { email, password, userAgent, isJustSet = false }: SignIn,
): Promise<SignedIn | SecondStep> {
  requireScope(ctx, 'people:enter')
  const address = readEmail(email)
  const since = new Date(ctx.realNow().getTime() - ownAddressMs)
  const person = await findPersonSigningIn(ctx.db, address ?? '', ctx.address, since)
  const returnTries = isJustSet ? async () => {} : await countTries(ctx, address ?? 'no address', person)

  const right = await isPasswordRight(person?.passwordHash ?? null, password)
  // A locked password is refused whether or not it is correct: otherwise, guessing could continue.
  const isRefused = person === null || !right || isLocked(person) || person.disabledAt !== null
  if (isRefused) {
    // An unknown person takes the same steps as a known one.
    if (!right) await countFailure(autocommit(ctx.db), person?.id ?? newId(), person?.knowsAddress === true)
    throw await refused(
      ctx,
      person,
      person !== null && isLocked(person) ? 'password_locked' : right ? 'person_disabled' : 'password_wrong',
    )
  }
  const use = localUse(ctx, person)
  if (use === 'off') {
    await returnTries()
    await refused(ctx, person, 'password_off')
    throw new AppError('provider_required')
  }
  const isOperator = person.role !== 'account'
  const newHash = isHashOutdated(person.passwordHash ?? '') ? await hashPassword(password) : null
  const { hasTotp, hasPasskey } = await readFactors(ctx.db, person.id)
  const takesStep = hasTotp || (hasPasskey && isFactorRequired(ctx, person.role))
  const outcome = await inTransaction(ctx, async (tx) => {
    const now = await lockPerson(tx.db, person.id)
    // Disabled, changed, or locked while this password was being checked.
    if (now === null || now.disabledAt !== null || now.passwordHash !== person.passwordHash) return 'changed'
    if (isLocked({ ...now, knowsAddress: person.knowsAddress })) return 'changed'
    if (newHash !== null) await setPasswordHash(tx.db, person.id, newHash)
    if (takesStep) return 'step'
    if (use === 'break-glass') await raiseBreakGlassAlert(tx, person)
    return startSession(tx, now, userAgent, { method: 'password', provedAt: tx.realNow() })
  })
  if (outcome === 'changed') throw await refused(ctx, person, 'person_changed')
  await returnTries()
  if (outcome !== 'step') return { sessionToken: outcome, personId: person.id, isOperator }
  const stepToken = await beginCeremony(ctx, 'second-step', { personId: person.id, challenge: null })
  return { stepToken, isOperator }
}

/**
 * Counted apart by address, so that strangers lock the password elsewhere, but not where its person signs in from. It
 * stays locked until they sign in in another way, choose another password, or are unlocked.
 */
function isLocked(
  person: Pick<PersonRow, 'failedSignIns' | 'failedOwnSignIns'> & { readonly knowsAddress: boolean },
): boolean {
  return (person.knowsAddress ? person.failedOwnSignIns : person.failedSignIns) >= mostFailures
}

/** Counts a try at each limit; returns a function that refunds those of guesses, which only wrong passwords use up. */
async function countTries(
  ctx: Context,
  email: string,
  person: (PersonRow & { readonly knowsAddress: boolean }) | null,
): Promise<() => Promise<void>> {
  const own = person?.knowsAddress === true
  const limit = own ? 'sign-in.own-address' : 'sign-in.account'
  const subject = own ? `${email} ${addressSubject(ctx.address)}` : email
  try {
    await allow(ctx, 'password.address')
    await allow(ctx, 'sign-in.address')
    await allow(ctx, limit, subject)
  } catch (error) {
    // A flood leaves one entry for each window, not one for each try.
    if (isAppError(error) && error.details.first === true) await refused(ctx, person, 'too_many_tries')
    throw error
  }
  return async () => {
    await refundTry(ctx, 'sign-in.address')
    await refundTry(ctx, limit, subject)
  }
}

/** Records the true reason, and returns the generic error. Never records the email: people type passwords there. */
async function refused(ctx: Context, person: PersonRow | null, reason: string): Promise<AppError> {
  await recordAudit(
    ctx,
    'session.refused',
    { kind: 'person', id: person?.id ?? 'unknown', accountId: person?.accountId ?? null },
    { reason: person === null ? 'person_unknown' : reason },
  )
  return new AppError('credentials_wrong')
}
