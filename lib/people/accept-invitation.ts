import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import type { Secret } from '../secret.ts'
import { consumeInvitation, findOpenInvitation } from '../store/people/invitations.ts'
import { insertPerson } from '../store/people/people.ts'
import { digest } from '../vault/digest.ts'
import { hashPassword } from '../vault/password.ts'
import { newId } from '../vault/random.ts'
import { makeWayForOperator } from './free-address.ts'
import { type OperatorRole, parseOperatorRole } from './operator-role.ts'
import { parseEmail } from './parse-person.ts'
import { requireUnusedPassword } from './password-history.ts'
import { requireStrongPassword } from './require-strong-password.ts'
import { findBreakGlassOperator, restoreBreakGlass } from './restore-break-glass.ts'
import { allow, forgetTries, refundTry } from './throttle.ts'

export interface Acceptance {
  readonly token: Secret
  readonly name: string
  /** Ignored when the invitation is for one address. */
  readonly email: string
  readonly password: Secret
}

/** Describes an invitation before it is accepted. */
export async function readInvitation(
  ctx: Context,
  token: Secret,
): Promise<{ readonly email: string | null; readonly role: OperatorRole }> {
  requireScope(ctx, 'people:enter')
  await allow(ctx, 'invitation.address')
  const found = await findOpenInvitation(ctx.db, digest(token.expose()), ctx.now())
  if (found === null) throw new AppError('invitation_not_found')
  await refundTry(ctx, 'invitation.address')
  return { email: found.email, role: parseOperatorRole(found.role) }
}

/** How many sign-ups for the invited address may interfere before we give up. */
const mostRaces = 5

/**
 * Creates the operator that the link is for. The link is consumed in the same transaction, and stays valid if anything
 * is wrong. A seller's sign-in with the same address is displaced, because the link came from an administrator. With a
 * setup link, the operator with the emergency address gets another password.
 */
export async function acceptInvitation(
  ctx: Context,
  acceptance: Acceptance,
): Promise<{ readonly personId: string; readonly email: string }> {
  requireScope(ctx, 'people:enter')
  const invited = await readInvitation(ctx, acceptance.token)
  const email = invited.email ?? parseEmail(acceptance.email)
  const name = parseName(acceptance.name)
  await requireStrongPassword(acceptance.password, [email, name, ctx.settings.companyName])
  const emergency = invited.email === null ? await findBreakGlassOperator(ctx, email) : null
  if (emergency !== null) await requireUnusedPassword(ctx, emergency, acceptance.password)
  const passwordHash = await hashPassword(acceptance.password)

  const personId = await inTransaction(ctx, async (tx) => {
    const taken = await consumeInvitation(tx.db, digest(acceptance.token.expose()), tx.now())
    if (taken === null) throw new AppError('invitation_not_found')
    const restored = emergency && (await restoreBreakGlass(tx, { email, passwordHash }, taken.id))
    if (restored !== null) return restored
    const id = newId()
    const role = parseOperatorRole(taken.role)
    await addOperator(tx, { id, email, name, passwordHash, role, createdAt: tx.now() }, taken.id)
    await forgetTries(tx, email)
    await recordAudit(tx, 'person.added', { kind: 'person', id }, { role, invitationId: taken.id })
    return id
  })
  return { personId, email }
}

async function addOperator(
  tx: Tx,
  person: Parameters<typeof insertPerson>[1],
  invitationId: string,
): Promise<void> {
  for (let race = 0; race < mostRaces; race += 1) {
    await makeWayForOperator(tx, person.email, invitationId)
    // False when someone has just signed up with the address: they have to be displaced too.
    if (await insertPerson(tx.db, person)) return
  }
  throw new AppError('email_taken')
}
