import { recordAudit } from '../audit/record.ts'
import type { Context, Tx } from '../context.ts'
import { deleteUnusedPasswordResets } from '../store/people/password-resets.ts'
import {
  findPersonByEmail,
  lockPersonByEmail,
  type PersonRow,
  setDisabledAt,
  setRole,
} from '../store/people/people.ts'
import { replacePassword } from './password-history.ts'
import { endSessionsOf } from './sessions.ts'

/**
 * The operator who has the emergency address; null for every other address. With a setup link, somebody with access to
 * the command line gives them a password, so that one person can sign in when the provider lets nobody in.
 */
export async function findBreakGlassOperator(ctx: Context, email: string): Promise<PersonRow | null> {
  if (email !== ctx.providers.operators?.access.breakGlassEmail) return null
  const person = await findPersonByEmail(ctx.db, email)
  return person === null || person.role === 'account' ? null : person
}

/**
 * Sets the password of that operator, who is an enabled administrator from then on. Returns their id; null if they
 * don't have the address anymore.
 */
export async function restoreBreakGlass(
  tx: Tx,
  { email, passwordHash }: { readonly email: string; readonly passwordHash: string },
  invitationId: string,
): Promise<string | null> {
  const person = await lockPersonByEmail(tx.db, email)
  if (person === null || person.role === 'account') return null
  const { id, role } = person
  const target = { kind: 'person', id } as const
  await replacePassword(tx, person, passwordHash)
  await deleteUnusedPasswordResets(tx.db, id)
  await endSessionsOf(tx, id, null, 'password-reset')
  await recordAudit(tx, 'person.password-reset', target, { invitationId })
  if (person.disabledAt !== null) {
    await setDisabledAt(tx.db, id, null)
    await recordAudit(tx, 'person.enabled', target, { invitationId })
  }
  if (role !== 'admin') {
    await setRole(tx.db, id, 'admin')
    await recordAudit(tx, 'person.role-changed', target, { from: role, to: 'admin', invitationId })
  }
  return id
}
