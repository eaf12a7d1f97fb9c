import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'
import { Secret } from '../secret.ts'
import type { Settings } from '../services.ts'
import {
  consumePasswordReset,
  deleteUnusedPasswordResets,
  findOpenPasswordReset,
  insertPasswordReset,
} from '../store/password-resets.ts'
import { lockPerson, setPasswordHash } from '../store/people.ts'
import { digest } from '../vault/digest.ts'
import { hashPassword } from '../vault/password.ts'
import { newId, randomToken } from '../vault/random.ts'
import { judgePassword } from './judge-password.ts'
import { endSessionsOf } from './sessions.ts'
import { allow, giveBack } from './throttle.ts'

/** A reset link works once, for this long. */
export const resetLifeMs = 24 * 3_600_000

/**
 * Creates a one-time link with which somebody who has forgotten their password chooses another; an earlier unused link
 * of theirs stops working. The token is shown once. Throws `person_not_found`, `person_is_disabled`.
 */
export async function createPasswordReset(
  ctx: Context,
  personId: string,
): Promise<{ readonly token: Secret }> {
  requireScope(ctx, 'people:manage')
  const token = randomToken()
  const id = newId()
  await inTransaction(ctx, async (tx) => {
    const person = isRowId(personId) ? await lockPerson(tx.db, personId) : null
    if (person === null) throw new AppError('person_not_found')
    if (person.disabledAt !== null) throw new AppError('person_is_disabled')
    await deleteUnusedPasswordResets(tx.db, personId)
    const createdAt = tx.now()
    await insertPasswordReset(tx.db, {
      ...{ id, digest: digest(token), personId, createdAt },
      createdBy: 'personId' in tx.actor ? tx.actor.personId : null,
      expiresAt: new Date(createdAt.getTime() + resetLifeMs),
    })
    const target = { kind: 'person', id: personId, accountId: person.accountId } as const
    await recordAudit(tx, 'person.reset-link-created', target, { resetId: id })
  })
  return { token: new Secret(token) }
}

/** Browsers keep the fragment to themselves, so no log and no Referer has the token. */
export function passwordResetLink({ appUrl }: Settings, token: Secret): string {
  return `${appUrl}/reset#${token.expose()}`
}

/** Whose link it is, before it is used. Throws `reset_not_found`, `too_many_tries`. */
export async function readPasswordReset(ctx: Context, token: Secret): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  await allow(ctx, 'reset.address')
  const found = await findOpenPasswordReset(ctx.db, digest(token.expose()), ctx.now())
  if (found === null) throw new AppError('reset_not_found')
  await giveBack(ctx, 'reset.address')
  return { email: found.email }
}

/**
 * Sets another password and ends all sessions of the person. The link is used up together with it, and stays valid
 * when the password is refused. Throws `reset_not_found`, `password_…`, `too_many_tries`.
 */
export async function resetPassword(
  ctx: Context,
  { token, password }: { readonly token: Secret; readonly password: Secret },
): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  await readPasswordReset(ctx, token)
  const tokenDigest = digest(token.expose())
  const { personId, email } = (await findOpenPasswordReset(ctx.db, tokenDigest, ctx.now())) ?? gone()
  await judgePassword(password, [email, ctx.settings.companyName])
  const passwordHash = await hashPassword(password)
  return inTransaction(ctx, async (tx) => {
    // The person first, as where a link is created: in another order, the two could wait for each other.
    const person = await lockPerson(tx.db, personId)
    const isConsumed = await consumePasswordReset(tx.db, tokenDigest, tx.now())
    if (person === null || person.disabledAt !== null || !isConsumed) return gone()
    await setPasswordHash(tx.db, person.id, passwordHash)
    await endSessionsOf(tx, person.id, null, 'password-reset')
    const target = { kind: 'person', id: person.id, accountId: person.accountId } as const
    await recordAudit(tx, 'person.password-reset', target)
    return { email: person.email }
  })
}

function gone(): never {
  throw new AppError('reset_not_found')
}
