import type { ChannelKind } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { toHtml, toPlainText } from '../messages/render.ts'
import { textOf } from '../messages/texts.ts'
import { checkOutboundUrl, describeOutboundError } from '../outbound/post.ts'
import { parseName } from '../parse-name.ts'
import { parseEmail } from '../people/parse-person.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { forgetUndeliverable } from '../store/events/messages.ts'
import {
  type ChannelRow,
  deleteChannel,
  findChannel,
  insertChannel,
  listChannels,
  markChannel,
} from '../store/events/notification-rules.ts'
import { newId } from '../vault/random.ts'
import { seal } from '../vault/seal.ts'
import { keptResponse, postToChannel, recipientProblem } from './send.ts'

export const channelKinds = ['email', 'slack', 'teams'] as const satisfies readonly ChannelKind[]
const mostRecipients = 20

export interface ChannelRequest {
  /** Created with the form: submitting it twice creates one channel. */
  readonly id: string
  readonly name: string
  readonly kind: string
  /** Email addresses, separated by commas, spaces or lines; for `email`. */
  readonly recipients: string
  /** For the others. */
  readonly url: Secret
}

/** A channel as operators see it: the URL stays sealed. */
export type ChannelView = Omit<ChannelRow, 'urlSealed'>

export async function createChannel(ctx: Context, request: ChannelRequest): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  const { id } = request
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  const name = parseName(request.name)
  const kind = channelKinds.find((known) => known === request.kind)
  if (kind === undefined) throw new AppError('input_invalid', { field: 'kind' })
  const recipients = kind === 'email' ? parseRecipients(request.recipients) : []
  const url = kind === 'email' ? null : parseUrl(ctx, request.url)
  await inTransaction(ctx, async (tx) => {
    const isNew = await insertChannel(tx.db, {
      id,
      name,
      kind,
      recipients,
      createdAt: tx.now(),
      urlSealed:
        url === null ? null : seal(tx.keyRing, request.url, seals.notificationChannel.urlSealed({ id })),
      urlHost: url?.host ?? null,
    })
    if (!isNew) throw new AppError('form_repeated')
    const target = { kind: 'notification-channel', id } as const
    await recordAudit(tx, 'notification-channel.created', target, { name, kind, host: url?.host ?? null })
  })
}

/** Deletes it with its rules; its messages in the outbox are canceled when their turn comes. */
export async function removeChannel(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const channel = await deleteChannel(tx.db, id)
    if (channel === null) throw new AppError('channel_not_found')
    const target = { kind: 'notification-channel', id } as const
    await recordAudit(tx, 'notification-channel.deleted', target, { name: channel.name })
  })
}

export async function listChannelViews(ctx: Context): Promise<ChannelView[]> {
  requireScope(ctx, 'notifications:read')
  return (await listChannels(ctx.db)).map(({ urlSealed: _urlSealed, ...view }) => view)
}

export interface TestResult {
  readonly isDelivered: boolean
  /** The other side's answer for each recipient. */
  readonly responses: readonly string[]
}

/** Sends a test through a channel, now. */
export async function testChannel(ctx: Context, id: string): Promise<TestResult> {
  requireScope(ctx, 'notifications:manage')
  const channel = await findChannel(ctx.db, id)
  if (channel === null) throw new AppError('channel_not_found')
  const results = await Promise.all(
    channel.kind === 'email'
      ? channel.recipients.map((recipient) => mailTest(ctx, recipient))
      : [postTest(ctx, channel)],
  )
  const problem = results.find(({ isDelivered }) => !isDelivered)?.response ?? null
  await markChannel(autocommit(ctx.db), id, problem, ctx.now())
  return recordTest(ctx, { kind: 'notification-channel', id }, results)
}

/** Sends a test to an address, now. */
export async function testMail(ctx: Context, email: string): Promise<TestResult> {
  requireScope(ctx, 'notifications:manage')
  const result = await mailTest(ctx, parseEmail(email))
  return recordTest(ctx, { kind: 'installation', id: 'smtp' }, [result])
}

interface OneResult {
  readonly isDelivered: boolean
  readonly response: string
}

async function recordTest(
  ctx: Context,
  target: { readonly kind: 'notification-channel' | 'installation'; readonly id: string },
  results: readonly OneResult[],
): Promise<TestResult> {
  const isDelivered = results.every((result) => result.isDelivered)
  const responses = results.map(({ response }) => response)
  const action = isDelivered ? 'notification-channel.tested' : 'notification-channel.test-failed'
  await recordAudit(ctx, action, target, { response: keptResponse(responses.join('; ')) })
  return { isDelivered, responses }
}

async function mailTest(ctx: Context, recipient: string): Promise<OneResult> {
  if (ctx.mail === null) throw new AppError('smtp_not_configured')
  const text = textOf('test', {}, ctx.settings)
  const email = {
    id: newId(),
    to: recipient,
    subject: text.subject,
    date: ctx.now(),
    unsubscribeUrl: null,
    text: toPlainText(text),
    html: toHtml(text, ctx.settings),
  }
  const result = await ctx.mail.deliver(email, async () => true)
  // Otherwise, notifications would not be sent to an address that works again.
  if (result.kind === 'sent') await forgetUndeliverable(autocommit(ctx.db), recipient)
  const response = result.kind === 'withdrawn' ? '' : result.response
  return { isDelivered: result.kind === 'sent', response: recipientProblem(recipient, response) }
}

async function postTest(ctx: Context, channel: ChannelRow): Promise<OneResult> {
  const result = await postToChannel(ctx, channel, textOf('test', {}, ctx.settings))
  const response = result.kind === 'withdrawn' ? '' : keptResponse(result.response)
  return { isDelivered: result.kind === 'sent', response }
}

/** The recipients of a message to a channel: each gets their own. */
export function recipientsOf({ kind, recipients, name }: ChannelRow): readonly string[] {
  return kind === 'email' ? recipients : [name]
}

function parseRecipients(text: string): string[] {
  const addresses = text.split(/[\s,;]+/).filter((part) => part !== '')
  const recipients = [...new Set(addresses.map(parseRecipient))]
  if (recipients.length === 0 || recipients.length > mostRecipients) throw new AppError('recipients_invalid')
  return recipients
}

function parseRecipient(text: string): string {
  try {
    return parseEmail(text)
  } catch {
    throw new AppError('recipients_invalid')
  }
}

function parseUrl(ctx: Context, secret: Secret): URL {
  const text = secret.expose().trim()
  const problem = checkOutboundUrl(text, ctx.settings.outboundAllowedNetworks)
  const url = URL.parse(text)
  if (problem !== null || url === null) {
    throw new AppError('channel_url_refused', { detail: describeOutboundError(problem ?? 'url_invalid') })
  }
  return url
}
