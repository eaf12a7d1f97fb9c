import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, systemContext, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'
import { Secret } from '../secret.ts'
import type { Services, Settings } from '../services.ts'
import {
  deleteOpenInvitation,
  deleteUnusedInvitations,
  insertInvitation,
  listOpenInvitations,
} from '../store/invitations.ts'
import { findPersonWithAccount, hasAdmin } from '../store/people.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { type OperatorRole, parseOperatorRole } from './operator-role.ts'
import { parseEmail } from './parse-person.ts'

/** An invitation works once, for this long. */
export const invitationLifeMs = 24 * 3_600_000

export interface InvitationView {
  readonly id: string
  readonly email: string
  readonly role: OperatorRole
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** A seller's account whose sign-in has the invited address, and loses it once the invitation is accepted. */
export interface DisplacedAccount {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
}

/**
 * Creates a one-time link for a new operator; an earlier unused one for the same address stops working. The token is
 * shown once. A seller who signed up with the address doesn't stand in the way: it gives way when the link is used.
 * Throws `email_invalid`, `input_invalid`, `person_exists`.
 */
export async function inviteOperator(
  ctx: Context,
  request: { readonly email: string; readonly role: string },
): Promise<{ readonly token: Secret; readonly displaces: DisplacedAccount | null }> {
  requireScope(ctx, 'people:manage')
  const email = parseEmail(request.email)
  const role = parseOperatorRole(request.role)
  const present = await findPersonWithAccount(ctx.db, email)
  if (present !== null && present.person.role !== 'account') throw new AppError('person_exists')
  const token = await inTransaction(ctx, (tx) => addInvitation(tx, role, email))
  return { token, displaces: present?.account ?? null }
}

export async function listInvitations(ctx: Context): Promise<InvitationView[]> {
  requireScope(ctx, 'people:read')
  const rows = await listOpenInvitations(ctx.db, ctx.now())
  return rows.map(({ id, email, role, createdAt, expiresAt }) => ({
    ...{ id, createdAt, expiresAt },
    email: email ?? '',
    role: parseOperatorRole(role),
  }))
}

/** Throws `invitation_not_found` when it was used, has run out or was cancelled. */
export async function cancelInvitation(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'people:manage')
  if (!isRowId(id)) throw new AppError('invitation_not_found')
  await inTransaction(ctx, async (tx) => {
    if (!(await deleteOpenInvitation(tx.db, id, tx.now()))) throw new AppError('invitation_not_found')
    await recordAudit(tx, 'invitation.cancelled', { kind: 'invitation', id })
  })
}

/** For a start: a set-up link while nobody is an administrator, else null. */
export async function firstAdminLink(services: Services): Promise<string | null> {
  return (await hasAdmin(services.db)) ? null : makeSetupLink(services)
}

/**
 * A set-up link for one more administrator: for the first one, and for whoever runs the command line, who owns the
 * database anyway, when no administrator can sign in any more. An earlier unused one stops working.
 */
export async function makeSetupLink(services: Services): Promise<string> {
  const ctx = systemContext(services, 'setup-link', newId())
  requireScope(ctx, 'people:manage')
  const token = await inTransaction(ctx, (tx) => addInvitation(tx, 'admin', null))
  return invitationLink(services.settings, token)
}

/** The token stands in the fragment, which browsers keep to themselves: no log and no Referer has it. */
export function invitationLink({ appUrl }: Settings, token: Secret): string {
  return `${appUrl}/setup#${token.expose()}`
}

async function addInvitation(tx: Tx, role: OperatorRole, email: string | null): Promise<Secret> {
  const token = randomToken()
  const id = newId()
  const createdAt = tx.now()
  const expiresAt = new Date(createdAt.getTime() + invitationLifeMs)
  for (const earlier of await deleteUnusedInvitations(tx.db, email))
    await recordAudit(tx, 'invitation.cancelled', { kind: 'invitation', id: earlier }, { invitationId: id })
  await insertInvitation(tx.db, { id, digest: digest(token), role, email, createdAt, expiresAt })
  await recordAudit(tx, 'person.invited', { kind: 'invitation', id }, { role })
  return new Secret(token)
}
