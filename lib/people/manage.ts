import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { deleteUnusedPasswordResets } from '../store/people/password-resets.ts'
import { lockAdmins, lockPerson, type PersonRow, setDisabledAt, setRole } from '../store/people/people.ts'
import { parseOperatorRole } from './operator-role.ts'
import { endSessionsOf } from './sessions.ts'

/** Takes effect at the person's next request. */
export async function changeRole(ctx: Context, personId: string, wanted: string): Promise<void> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  const role = parseOperatorRole(wanted)
  await inTransaction(ctx, async (tx) => {
    const { person, isLastAdmin } = await lockPersonAndAdmins(tx, personId)
    if (person.role === 'account') throw new AppError('input_invalid', { field: 'role' })
    if (person.role === role) return
    if (isLastAdmin) throw new AppError('last_admin')
    requireNotBreakGlass(tx, person)
    await setRole(tx.db, personId, role)
    await recordAudit(tx, 'person.role-changed', targetOf(person), { from: person.role, to: role })
  })
}

/** Ends all sessions of the person and blocks new ones. */
export async function disablePerson(ctx: Context, personId: string): Promise<void> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const { person, isLastAdmin } = await lockPersonAndAdmins(tx, personId)
    if (person.disabledAt !== null) return
    if (isLastAdmin) throw new AppError('last_admin')
    requireNotBreakGlass(tx, person)
    await setDisabledAt(tx.db, personId, tx.now())
    await deleteUnusedPasswordResets(tx.db, personId)
    await endSessionsOf(tx, personId, null, 'person-disabled')
    await recordAudit(tx, 'person.disabled', targetOf(person))
  })
}

export async function enablePerson(ctx: Context, personId: string): Promise<void> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const { person } = await lockPersonAndAdmins(tx, personId)
    if (person.disabledAt === null) return
    await setDisabledAt(tx.db, personId, null)
    await recordAudit(tx, 'person.enabled', targetOf(person))
  })
}

/** With OIDC_ONLY, one administrator can sign in when the provider fails. */
function requireNotBreakGlass(ctx: Context, { email, role }: PersonRow): void {
  if (role === 'admin' && email === ctx.providers.operators?.access.breakGlassEmail)
    throw new AppError('break_glass_needed')
}

/** Locks the person and all enabled admins until the transaction ends. */
async function lockPersonAndAdmins(tx: Tx, id: string): Promise<{ person: PersonRow; isLastAdmin: boolean }> {
  // Always the admins first: the second transaction waits here, so two can't deadlock.
  const admins = await lockAdmins(tx.db)
  const person = isRowId(id) ? await lockPerson(tx.db, id) : null
  if (person === null) throw new AppError('person_not_found')
  return { person, isLastAdmin: admins.length === 1 && admins[0] === id }
}

function targetOf({ id, accountId }: PersonRow) {
  return { kind: 'person', id, accountId } as const
}
