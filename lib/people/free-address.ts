import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { deleteUnusedPasswordResets } from '../store/people/password-resets.ts'
import { lockPerson, lockPersonByEmail, type PersonRow, setEmail } from '../store/people/people.ts'
import { placeholderAddress } from './parse-person.ts'

/**
 * Takes an email address away from a seller's sign-in, so that its real owner can use it. The seller keeps the account,
 * its sessions and its password, and signs in with a placeholder address from now on, which is returned. Idempotent.
 */
export async function freeAddress(ctx: Context, personId: string): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const person = isRowId(personId) ? await lockPerson(tx.db, personId) : null
    if (person === null) throw new AppError('person_not_found')
    await replaceAddress(tx, person, { reason: 'administrator' })
  })
  return { email: placeholderAddress(personId) }
}

/**
 * Frees an address for an operator who was invited to it or chose it with a setup link: a sign-up proves nothing about
 * an address. Throws `email_taken` if an operator has it.
 */
export async function makeWayForOperator(tx: Tx, email: string, invitationId: string): Promise<void> {
  const person = await lockPersonByEmail(tx.db, email)
  if (person === null) return
  if (person.role !== 'account') throw new AppError('email_taken')
  await replaceAddress(tx, person, { reason: 'invitation', invitationId })
}

/**
 * Frees an address for an operator whom the provider names. Someone who has confirmed it keeps it: they read its mail,
 * and may be the same person, who would lose a sign-in without being asked.
 */
export async function makeWayForIdentity(tx: Tx, email: string): Promise<void> {
  const person = await lockPersonByEmail(tx.db, email)
  if (person?.role !== 'account' || person.emailConfirmedAt !== null) return
  await replaceAddress(tx, person, { reason: 'provider' })
}

/** Frees an address for someone who reads its mail. False if the account's person has confirmed it. */
export async function makeWayForOwner(tx: Tx, personId: string): Promise<boolean> {
  const person = await lockPerson(tx.db, personId)
  if (person?.role !== 'account' || person.emailConfirmedAt !== null) return false
  await replaceAddress(tx, person, { reason: 'owner' })
  return true
}

async function replaceAddress(
  tx: Tx,
  { id, role, email, accountId }: PersonRow,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  if (role !== 'account') throw new AppError('person_is_operator')
  const placeholder = placeholderAddress(id)
  if (email === placeholder) return
  await setEmail(tx.db, id, placeholder)
  // Those were sent to the address, whose owner may be somebody else.
  await deleteUnusedPasswordResets(tx.db, id)
  await recordAudit(tx, 'person.address-freed', { kind: 'person', id, accountId }, details)
}
