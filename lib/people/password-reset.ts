import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { queueMessages } from '../messages/queue.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { Secret } from '../secret.ts'
import type { Settings } from '../services.ts'
import { deleteFactors } from '../store/people/factors.ts'
import { deleteIdentities } from '../store/people/identities.ts'
import {
  consumePasswordReset,
  consumeResetRequest,
  deleteUnusedPasswordResets,
  findOpenPasswordReset,
  insertPasswordReset,
  insertResetRequest,
} from '../store/people/password-resets.ts'
import {
  findPersonByEmail,
  lockPassword,
  lockPerson,
  type PersonRow,
  readPerson,
  setEmailConfirmed,
} from '../store/people/people.ts'
import { digest } from '../vault/digest.ts'
import { hashPassword } from '../vault/password.ts'
import { newId, randomToken } from '../vault/random.ts'
import { localUse } from './local-use.ts'
import { parseEmail } from './parse-person.ts'
import { replacePassword, requireUnusedPassword } from './password-history.ts'
import { requireStrongPassword } from './require-strong-password.ts'
import { endSessionsOf } from './sessions.ts'
import { mostFailures } from './sign-in.ts'
import { allow, isWithin, refundTry } from './throttle.ts'

/** A reset link works once, for this long. */
export const resetLifeMs = 24 * 3_600_000

/**
 * Creates a one-time link with which somebody who has forgotten their password chooses another; an earlier unused link
 * of theirs stops working. The token is shown once. `isTakenOver`: somebody else may have got in, so everybody is shut
 * out until the link is used. Throws `person_enters_by_provider` where that is impossible.
 */
export async function createPasswordReset(
  ctx: Context,
  personId: string,
  { isTakenOver }: { readonly isTakenOver: boolean } = { isTakenOver: false },
): Promise<{ readonly token: Secret }> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  return inTransaction(ctx, async (tx) => {
    const person = isRowId(personId) ? await lockPerson(tx.db, personId) : null
    if (person === null) throw new AppError('person_not_found')
    if (person.disabledAt !== null) throw new AppError('person_is_disabled')
    await deleteUnusedPasswordResets(tx.db, personId)
    if (isTakenOver) await shutOut(tx, person)
    return addPasswordReset(tx, person)
  })
}

/** Nobody can add another way to sign in until the person has chosen another password. */
async function shutOut(tx: Tx, person: PersonRow): Promise<void> {
  // Their provider is their only way in, and still lets an intruder in.
  if (localUse(tx, person) === 'off') throw new AppError('person_enters_by_provider')
  await lockPassword(tx.db, person.id, mostFailures)
  await removeOtherWays(tx, person)
  await endSessionsOf(tx, person.id, null, 'taken-over')
}

async function addPasswordReset(tx: Tx, { id: personId, accountId }: PersonRow) {
  const token = randomToken()
  const id = newId()
  const createdAt = tx.now()
  const expiresAt = new Date(createdAt.getTime() + resetLifeMs)
  await insertPasswordReset(tx.db, {
    id,
    digest: digest(token),
    personId,
    createdAt,
    expiresAt,
    createdBy: 'personId' in tx.actor ? tx.actor.personId : null,
  })
  await recordAudit(
    tx,
    'person.reset-link-created',
    { kind: 'person', id: personId, accountId },
    { resetId: id },
  )
  return { id, expiresAt, token: new Secret(token) }
}

/**
 * Requests a reset link by email. Does the same whether or not the address has an account, so that neither the response
 * nor its time reveals it: the worker finds out.
 */
export async function requestPasswordReset(ctx: Context, request: { readonly email: string }): Promise<void> {
  requireScope(ctx, 'people:enter')
  if (ctx.mail === null) throw new AppError('smtp_not_configured')
  const email = parseEmail(request.email)
  await allow(ctx, 'forgot.address')
  if (!(await isWithin(ctx, 'forgot.email', email))) return
  await insertResetRequest(autocommit(ctx.db), {
    id: newId(),
    email,
    address: ctx.address,
    requestedAt: ctx.now(),
  })
}

/** Sends a reset link to everybody who asked for one and has an account. Returns how many asked. */
export async function answerResetRequests(ctx: Context): Promise<number> {
  requireScope(ctx, 'people:manage')
  let total = 0
  while (await answerOneRequest(ctx)) total += 1
  return total
}

async function answerOneRequest(ctx: Context): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const request = await consumeResetRequest(tx.db)
    if (request === null) return false
    const found = await findPersonByEmail(tx.db, request.email)
    const person = found === null ? null : await lockPerson(tx.db, found.id)
    const isLate = tx.now().getTime() - request.requestedAt.getTime() > resetLifeMs
    // A person without a password is known to the provider only, and nobody has proved that the address is theirs.
    if (person === null || person.disabledAt !== null || person.passwordHash === null || isLate) return true
    const { id, token, expiresAt } = await addPasswordReset(tx, person)
    await queueMessages(tx, [
      {
        kind: 'password-reset',
        key: `password-reset ${id}`,
        recipient: person.email,
        expiresAt,
        personId: person.id,
        facts: { hours: resetLifeMs / 3_600_000 },
        link: new Secret(passwordResetLink(tx.settings, token)),
      },
    ])
    return true
  })
}

/** Browsers don't send the fragment, so no log and no Referer has the token. */
export function passwordResetLink({ appUrl }: Settings, token: Secret): string {
  return `${appUrl}/reset#${token.expose()}`
}

/** The person of a link, without using it. */
export async function readPasswordReset(ctx: Context, token: Secret): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  await allow(ctx, 'reset.address')
  const found = await findOpenPasswordReset(ctx.db, digest(token.expose()), ctx.now())
  if (found === null) throw new AppError('reset_not_found')
  await refundTry(ctx, 'reset.address')
  return { email: found.email }
}

/**
 * Sets another password and ends all sessions of the person. The link is used up together with it, and stays valid when
 * the password is refused.
 */
export async function resetPassword(
  ctx: Context,
  { token, password }: { readonly token: Secret; readonly password: Secret },
): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  await readPasswordReset(ctx, token)
  const tokenDigest = digest(token.expose())
  const { personId, email, createdBy } =
    (await findOpenPasswordReset(ctx.db, tokenDigest, ctx.now())) ?? gone()
  await requireStrongPassword(password, [email, ctx.settings.companyName])
  const before = await readPerson(ctx.db, personId)
  if (before !== null) await requireUnusedPassword(ctx, before, password)
  const passwordHash = await hashPassword(password)
  return inTransaction(ctx, async (tx) => {
    // Locks the person first, like the creation of a link: in another order, the two could deadlock.
    const person = await lockPerson(tx.db, personId)
    const isConsumed = await consumePasswordReset(tx.db, tokenDigest, tx.now())
    if (person === null || person.disabledAt !== null || !isConsumed) return gone()
    await replacePassword(tx, person, passwordHash)
    // The person's other links can't be used to undo it.
    await deleteUnusedPasswordResets(tx.db, person.id)
    await endSessionsOf(tx, person.id, null, 'password-reset')
    await recordAudit(tx, 'person.password-reset', targetOf(person))
    // The link came by email, so the person who opened it reads the mail of that address.
    if (createdBy === null) await proveAddress(tx, person)
    return { email: person.email }
  })
}

/**
 * A stranger can sign up with somebody else's address. So the first proof of a seller's address removes every other way
 * to sign in that was added before it. Operators are named by an invitation or by their provider: theirs stay.
 */
async function proveAddress(tx: Tx, person: PersonRow): Promise<void> {
  if (person.role === 'account' && person.emailConfirmedAt === null) await removeOtherWays(tx, person)
  await setEmailConfirmed(tx.db, person.id, person.email, tx.now())
}

/** Removes every way to sign in but the password. */
async function removeOtherWays(tx: Tx, person: PersonRow): Promise<void> {
  const { hadApp, passkeys } = await deleteFactors(tx.db, person.id)
  const identities = await deleteIdentities(tx.db, person.id)
  const details = { hadApp, passkeys, identities }
  if (hadApp || passkeys + identities > 0)
    await recordAudit(tx, 'person.factors-removed', targetOf(person), details)
}

function targetOf({ id, accountId }: PersonRow) {
  return { kind: 'person', id, accountId } as const
}

function gone(): never {
  throw new AppError('reset_not_found')
}
