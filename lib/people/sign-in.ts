import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { findPersonSigningIn, lockPerson, type PersonRow, setPasswordHash } from '../store/people.ts'
import { hashPassword, isHashOutdated, isPasswordRight } from '../vault/password.ts'
import { localUse, raiseBreakGlassAlert } from './local-use.ts'
import { readEmail } from './parse-person.ts'
import { startSession } from './start-session.ts'
import { addressSubject, allow, refundTry } from './throttle.ts'

export interface SignIn {
  readonly email: string
  readonly password: Secret
  readonly userAgent: string | null
}

export interface SignedIn {
  /** For the browser's cookie; the database holds only its digest. */
  readonly sessionToken: Secret
  readonly personId: string
  readonly isOperator: boolean
}

/** An address counts as the person's own when they have signed in from it within this time. */
const ownAddressMs = 30 * 24 * 3_600_000

/**
 * Starts a session. Throws `credentials_wrong` after the same time and with the same message, whether the person is
 * unknown, disabled or entered a wrong password.
 */
export async function signIn(ctx: Context, { email, password, userAgent }: SignIn): Promise<SignedIn> {
  requireScope(ctx, 'people:enter')
  const address = readEmail(email)
  const since = new Date(ctx.realNow().getTime() - ownAddressMs)
  const person = await findPersonSigningIn(ctx.db, address ?? '', ctx.address, since)
  const returnTries = await countTries(ctx, address ?? 'no address', person)

  const right = await isPasswordRight(person?.passwordHash ?? null, password)
  if (person === null || !right || person.disabledAt !== null) {
    throw await refused(ctx, person, right ? 'person_disabled' : 'password_wrong')
  }
  const use = localUse(ctx, person)
  if (use === 'off') {
    await returnTries()
    await refused(ctx, person, 'password_off')
    throw new AppError('provider_required')
  }
  const newHash = isHashOutdated(person.passwordHash ?? '') ? await hashPassword(password) : null
  const sessionToken = await inTransaction(ctx, async (tx) => {
    const now = await lockPerson(tx.db, person.id)
    // Disabled, or given another password, while this one was being checked.
    if (now === null || now.disabledAt !== null || now.passwordHash !== person.passwordHash) return null
    if (newHash !== null) await setPasswordHash(tx.db, person.id, newHash)
    if (use === 'break-glass') await raiseBreakGlassAlert(tx, person)
    return startSession(tx, now, userAgent)
  })
  if (sessionToken === null) throw await refused(ctx, person, 'person_changed')
  await returnTries()
  return { sessionToken, personId: person.id, isOperator: person.role !== 'account' }
}

/** Counts a try at each limit; returns what takes back those of guesses, which only wrong passwords use up. */
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
