import type { MessageProblem } from '#drizzle/schema.ts'
import type { Context } from '../context.ts'
import type { MessageFacts, MessageKind } from '../messages/texts.ts'
import { isRowId } from '../row-id.ts'
import { renewsBy } from '../state/derive-state.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { isConnectLinkOpen } from '../store/connect-links.ts'
import { isUndeliverable, type MessageRow } from '../store/events/messages.ts'
import { isRemindable } from '../store/events/reminders.ts'
import { listIncidentSpans } from '../store/incidents.ts'
import { isEmailConfirmationOpen } from '../store/people/email-confirmations.ts'
import { isInvitationOpen } from '../store/people/invitations.ts'
import { isPasswordResetOpen } from '../store/people/password-resets.ts'
import { everything } from '../store/visibility.ts'
import { contactObstacle } from './contact-obstacle.ts'
import { coverageMs, isCovered } from './covered.ts'
import { readSellerEmails } from './seller-emails.ts'

export type SendDecision = 'send' | 'wait' | MessageProblem

/**
 * Whether there is still a reason to send a message: since it was written, the seller may have renewed, or an incident
 * may explain it, or its link may have been revoked.
 */
export async function decideToSend(ctx: Context, message: MessageRow): Promise<SendDecision> {
  if (message.expiresAt <= ctx.now()) return message.problem === 'unreachable' ? 'unreachable' : 'expired'
  switch (message.kind as MessageKind) {
    case 'renewal-reminder':
    case 'access-lost':
      return decideForSeller(ctx, message)
    case 'event':
      return decideForEvent(ctx, message)
    case 'incident-opened':
    case 'incident-resolved':
    case 'digest':
      return (await isUnreachableEmail(ctx, message)) ? 'address_undeliverable' : 'send'
    default:
      // A person waits for it, and their mailbox may work again.
      return (await isLinkOver(ctx, message)) ? 'no_longer_true' : 'send'
  }
}

/** The keys of these messages begin with their kind and the id of the link that they bring. */
const openLinks: Partial<Record<MessageKind, typeof isConnectLinkOpen>> = {
  'connect-link': isConnectLinkOpen,
  invitation: isInvitationOpen,
  'password-reset': isPasswordResetOpen,
  'confirm-email': isEmailConfirmationOpen,
}

/** Whether the link was used, revoked or replaced since the message was written. */
async function isLinkOver(ctx: Context, { kind, key }: MessageRow): Promise<boolean> {
  const isOpen = openLinks[kind as MessageKind]
  const [keyKind, id = ''] = key.split(' ')
  if (isOpen === undefined || keyKind !== kind || !isRowId(id)) return false
  return !(await isOpen(ctx.db, id, ctx.now()))
}

async function decideForSeller(ctx: Context, message: MessageRow): Promise<SendDecision> {
  const found = await findAuthorization(ctx.db, message.authorizationId ?? '', everything)
  if (found === null || contactObstacle(found) !== null) return 'no_longer_true'
  const { authorization, application } = found
  const { accountId, health } = authorization
  const { linkId } = message.data as unknown as MessageFacts['access-lost' | 'renewal-reminder']
  if (linkId !== undefined && !(await isConnectLinkOpen(ctx.db, linkId, ctx.now()))) return 'no_longer_true'
  const personId = message.personId ?? ''
  if (!(await isRemindable(ctx.db, { personId, email: message.recipient, accountId }))) return 'unsubscribed'
  const switches = await readSellerEmails(ctx)
  if (message.kind === 'access-lost') {
    if (!switches.accessLost || health !== 'reauthorization_needed') return 'no_longer_true'
  } else {
    const { dueAt } = message.data as unknown as MessageFacts['renewal-reminder']
    const isDue = renewsBy(authorization, application)?.toISOString() === dueAt
    if (!switches.renewals || !isDue) return 'no_longer_true'
  }
  // The company has to solve the problem first.
  const incidents = await listIncidentSpans(ctx.db, [application.id], ctx.now())
  return incidents.some(({ endedAt }) => endedAt === null) ? 'wait' : 'send'
}

async function decideForEvent(ctx: Context, message: MessageRow): Promise<SendDecision> {
  if (await isUnreachableEmail(ctx, message)) return 'address_undeliverable'
  const { applicationId, items } = message.data as unknown as MessageFacts['event']
  if (applicationId === null || items.some(({ failure }) => failure === undefined)) return 'send'
  const since = new Date(message.createdAt.getTime() - coverageMs)
  const incidents = await listIncidentSpans(ctx.db, [applicationId], since)
  const areCovered = items.every(
    ({ failure, happenedAt }) =>
      failure !== undefined && isCovered(applicationId, new Date(happenedAt), failure, incidents),
  )
  return areCovered ? 'covered_by_incident' : 'send'
}

async function isUnreachableEmail(ctx: Context, { channelKind, recipient }: MessageRow): Promise<boolean> {
  return channelKind === 'email' && (await isUndeliverable(ctx.db, recipient))
}
