import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { deleteUnusedPasswordResets } from '../store/people/password-resets.ts'
import { lockPerson, readPerson } from '../store/people/people.ts'
import { hashPassword, isPasswordRight } from '../vault/password.ts'
import { replacePassword, requireUnusedPassword } from './password-history.ts'
import { requireStrongPassword } from './require-strong-password.ts'
import { endSessionsOf, requirePerson } from './sessions.ts'
import { allow, refundTry } from './throttle.ts'

export interface PasswordChange {
  readonly current: Secret
  readonly wanted: Secret
}

/** Gives the signed-in person another password and ends their other sessions. */
export async function changePassword(ctx: Context, { current, wanted }: PasswordChange): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId, sessionId } = requirePerson(ctx)
  const person = await readPerson(ctx.db, personId)
  if (person === null) throw new AppError('person_not_found')
  // Counted by person, not by email, so that strangers who guess passwords can't lock the person out.
  await allow(ctx, 'password.person', personId)
  await allow(ctx, 'password.address')
  await requireStrongPassword(wanted, [person.email, person.name, ctx.settings.companyName])
  if (!(await isPasswordRight(person.passwordHash, current))) throw new AppError('password_wrong')

  await refundTry(ctx, 'password.person', personId)
  await requireUnusedPassword(ctx, person, wanted)
  const passwordHash = await hashPassword(wanted)
  await inTransaction(ctx, async (tx) => {
    const now = await lockPerson(tx.db, personId)
    if (now === null || now.passwordHash !== person.passwordHash) throw new AppError('password_wrong')
    await replacePassword(tx, now, passwordHash)
    await deleteUnusedPasswordResets(tx.db, personId)
    await endSessionsOf(tx, personId, sessionId, 'password-changed')
    await recordAudit(tx, 'person.password-changed', { kind: 'person', id: personId })
  })
}
