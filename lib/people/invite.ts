import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, systemContext, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { queueMessages } from '../messages/queue.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { Secret } from '../secret.ts'
import type { Services, Settings } from '../services.ts'
import {
  deleteOpenInvitation,
  deleteUnusedInvitations,
  insertInvitation,
  listOpenInvitations,
} from '../store/people/invitations.ts'
import { findPersonByEmail, findPersonWithAccount, hasAdmin } from '../store/people/people.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { type OperatorRole, operatorRoleLabel, parseOperatorRole } from './operator-role.ts'
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

/** A seller's account whose sign-in uses the invited address, and loses it once the invitation is accepted. */
export interface DisplacedAccount {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
}

/**
 * Creates a one-time link for a new operator; an earlier unused one for the same address stops working. The token is
 * shown once. A seller who signed up with the address doesn't block it: they are displaced when the link is used.
 */
export async function inviteOperator(
  ctx: Context,
  request: { readonly email: string; readonly role: string; readonly isSent?: boolean },
): Promise<{ readonly token: Secret; readonly displaces: DisplacedAccount | null }> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  if (ctx.providers.operators?.access.breakGlassEmail != null) throw new AppError('provider_required')
  const email = parseEmail(request.email)
  const role = parseOperatorRole(request.role)
  const present = await findPersonWithAccount(ctx.db, email)
  if (present !== null && present.person.role !== 'account') throw new AppError('person_exists')
  const token = await inTransaction(ctx, async (tx) => {
    const invitation = await addInvitation(tx, role, email)
    if (request.isSent === true) await sendInvitation(tx, invitation, email, role)
    return invitation.token
  })
  return { token, displaces: present?.account ?? null }
}

export async function listInvitations(ctx: Context): Promise<InvitationView[]> {
  requireScope(ctx, 'people:read')
  const rows = await listOpenInvitations(ctx.db, ctx.now())
  return rows.map(({ id, email, role, createdAt, expiresAt }) => ({
    id,
    createdAt,
    expiresAt,
    email: email ?? '',
    role: parseOperatorRole(role),
  }))
}

/** Throws `invitation_not_found` when the invitation was used, has expired or was canceled. */
export async function cancelInvitation(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'people:manage')
  await requireConfirmation(ctx)
  if (!isRowId(id)) throw new AppError('invitation_not_found')
  await inTransaction(ctx, async (tx) => {
    if (!(await deleteOpenInvitation(tx.db, id, tx.now()))) throw new AppError('invitation_not_found')
    await recordAudit(tx, 'invitation.cancelled', { kind: 'invitation', id })
  })
}

/** For the start: a setup link while there is no administrator, otherwise null. */
export async function firstAdminLink(services: Services): Promise<string | null> {
  return (await hasAdmin(services.db)) ? null : makeSetupLink(services)
}

/** For the start: with OIDC_ONLY, the address of the one password that should exist and doesn't; otherwise null. */
export async function missingBreakGlass({ db, providers }: Services): Promise<string | null> {
  const email = providers.operators?.access.breakGlassEmail ?? null
  if (email === null) return null
  const person = await findPersonByEmail(db, email)
  const canEnter = person?.role === 'admin' && person.disabledAt === null && person.passwordHash !== null
  return canEnter ? null : email
}

/**
 * A setup link for one more administrator: for the first one, and for a person with access to the command line (and
 * so to the database) when no administrator can sign in anymore. An earlier unused link stops working.
 */
export async function makeSetupLink(services: Services): Promise<string> {
  const ctx = systemContext(services, 'setup-link', newId())
  requireScope(ctx, 'people:manage')
  const { token } = await inTransaction(ctx, (tx) => addInvitation(tx, 'admin', null))
  return invitationLink(services.settings, token)
}

/** The token is in the fragment, which browsers don't send: it appears in no log and no Referer. */
export function invitationLink({ appUrl }: Settings, token: Secret): string {
  return `${appUrl}/setup#${token.expose()}`
}

interface NewInvitation {
  readonly id: string
  readonly token: Secret
  readonly expiresAt: Date
}

async function sendInvitation(
  tx: Tx,
  { id, token, expiresAt }: NewInvitation,
  recipient: string,
  role: OperatorRole,
): Promise<void> {
  await queueMessages(tx, [
    {
      kind: 'invitation',
      key: `invitation ${id}`,
      recipient,
      expiresAt,
      facts: { role: operatorRoleLabel(role).toLowerCase(), hours: invitationLifeMs / 3_600_000 },
      link: new Secret(invitationLink(tx.settings, token)),
    },
  ])
}

async function addInvitation(tx: Tx, role: OperatorRole, email: string | null): Promise<NewInvitation> {
  const token = randomToken()
  const id = newId()
  const createdAt = tx.now()
  const expiresAt = new Date(createdAt.getTime() + invitationLifeMs)
  for (const earlier of await deleteUnusedInvitations(tx.db, email))
    await recordAudit(tx, 'invitation.cancelled', { kind: 'invitation', id: earlier }, { invitationId: id })
  await insertInvitation(tx.db, { id, digest: digest(token), role, email, createdAt, expiresAt })
  await recordAudit(tx, 'person.invited', { kind: 'invitation', id }, { role })
  return { id, token: new Secret(token), expiresAt }
}
