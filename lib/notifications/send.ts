import type { ChannelKind } from '#drizzle/schema.ts'
import { withBranding } from '../branding/branding.ts'
import { type Context, requireScope, systemContext } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { createClaimWorker } from '../jobs/claim-worker.ts'
import { leases } from '../leases.ts'
import { toChatBody } from '../messages/chat-body.ts'
import type { MailResult } from '../messages/mail.ts'
import { unsubscribeUrls } from '../messages/queue.ts'
import { toHtml, toPlainText } from '../messages/render.ts'
import { type MessageKind, type MessageLinks, type Text, textOf } from '../messages/texts.ts'
import { isOutboundError } from '../outbound/post.ts'
import { answerResetRequests } from '../people/password-reset.ts'
import { seals } from '../seals.ts'
import { maskAndCut, type Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import {
  abandonMessage,
  addUndeliverable,
  claimMessages,
  forgetUndeliverable,
  laneOf,
  type MessageOutcome,
  type MessageRow,
  markHandedOver,
  reapMessages,
  settleMessage,
} from '../store/events/messages.ts'
import { type ChannelRow, findChannel, markChannel } from '../store/events/notification-rules.ts'
import { newId } from '../vault/random.ts'
import { open } from '../vault/seal.ts'
import { decideToSend } from './still-true.ts'

/** Sends what is in the outbox. Any number may run on one database. */
export interface Sender {
  /** Sends everything that is due now. Resolves with how many messages that was. */
  drainDue(): Promise<number>
  /** Sends due messages until `stop`. */
  start(): void
  /** Claims nothing more, and resolves when all sending in progress has ended. */
  stop(): Promise<void>
}

/** A server that hangs delays only what is sent to it: every chat and all emails have slots of their own. */
const mostPerLane = { email: 8, chat: 2 } as const
const mostConcurrent = 32
const pollMs = 1_000
const minuteMs = 60_000
/** After the first attempt, the second, and so on; the last one repeats until the message expires. */
const retryMinutes = [1, 2, 5, 10, 20, 40, 60, 120, 240]
/** A message that has to wait for something else, such as the end of an incident. */
const waitMs = 5 * minuteMs
const webhook = { timeoutMs: 20_000, maxBytes: 1_000 } as const
const longestResponse = 300

export function createSender(services: Services): Sender {
  const ctx = systemContext(services, 'send-messages', 'schedule')
  const busy = new Map<string, number>()
  const change = (lane: string, by: number) => busy.set(lane, (busy.get(lane) ?? 0) + by)

  async function claim(limit: number): Promise<MessageRow[]> {
    requireScope(ctx, 'notifications:send')
    const now = ctx.realNow()
    await answerResetRequests(ctx)
    await reapMessages(autocommit(ctx.db), now)
    const channelKinds: ChannelKind[] = ctx.mail === null ? ['slack', 'teams'] : ['email', 'slack', 'teams']
    return claimMessages(autocommit(ctx.db), {
      claimId: newId(),
      now,
      channelKinds,
      limit,
      mostPerLane,
      busy: Object.fromEntries(busy),
      until: new Date(now.getTime() + leases.message.lastsMs),
    })
  }

  const worker = createClaimWorker({
    mostConcurrent,
    lookEveryMs: pollMs,
    claim,
    work: async (message) => {
      const lane = laneOf(message)
      change(lane, 1)
      await sendOne(ctx, message).finally(() => change(lane, -1))
    },
    report: (error) => services.log.warn({ error }, 'messages not sent; trying again'),
  })
  return { drainDue: worker.runDue, start: worker.start, stop: worker.stop }
}

/**
 * Sends one claimed message, and writes the result into its row. If that fails, or the process dies, the claim expires.
 */
async function sendOne(ctx: Context, message: MessageRow): Promise<void> {
  let outcome: MessageOutcome | null
  try {
    outcome = await attempt(await withBranding(ctx), message)
  } catch (error) {
    ctx.log.error({ error, messageId: message.id }, 'message not sent')
    await record(ctx, message, abandonMessage(autocommit(ctx.db), message, nextAttemptAt(ctx, message)))
    return
  }
  if (outcome === null) return
  const settle = () => settleMessage(autocommit(ctx.db), message, outcome)
  // Again on another connection, should this one have been lost.
  await record(ctx, message, settle().catch(settle))
}

/** What is written after a message was handed over. A failure to write it doesn't mean that the message wasn't sent. */
async function record(ctx: Context, message: MessageRow, writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    ctx.log.warn({ error, messageId: message.id }, 'result of a message not recorded')
  }
}

/** Null: another worker has taken over. */
async function attempt(ctx: Context, message: MessageRow): Promise<MessageOutcome | null> {
  const decision = await decideToSend(ctx, message)
  if (decision === 'wait') {
    // The claim counted an attempt, but nothing was attempted.
    const attempts = message.attempts - 1
    return { status: 'waiting', attempts, nextAttemptAt: new Date(ctx.realNow().getTime() + waitMs) }
  }
  if (decision !== 'send') {
    const isFailure = decision === 'unreachable' || decision === 'address_undeliverable'
    if (decision === 'address_undeliverable')
      await markRecipient(ctx, message, 'a mail server has refused this address')
    return { status: isFailure ? 'failed' : 'canceled', problem: decision, linksSealed: null }
  }
  const { links, text } = readMessage(ctx, message)
  if (message.channelKind === 'email') return sendEmail(ctx, message, text, links)
  const channel = await findChannel(ctx.db, message.channelId ?? '')
  if (channel === null) return { status: 'canceled', problem: 'channel_removed' }
  return sendWebhook(ctx, message, text, channel)
}

/** The text of a message, with its links. */
function readMessage(
  ctx: Context,
  message: MessageRow,
): { readonly links: MessageLinks; readonly text: Text } {
  const links: MessageLinks =
    message.linksSealed === null
      ? {}
      : JSON.parse(open(ctx.keyRing, message.linksSealed, seals.message.linksSealed(message)).expose())
  const { kind, data, language } = message
  return { links, text: textOf(kind as MessageKind, data as never, ctx.settings, links, language) }
}

async function sendEmail(
  ctx: Context,
  message: MessageRow,
  text: Text,
  links: MessageLinks,
): Promise<MessageOutcome | null> {
  const { mail } = ctx
  if (mail === null) return { status: 'held' }
  const token = links.unsubscribe?.split('/').at(-1)
  const email = {
    id: message.id,
    to: message.recipient,
    subject: text.subject,
    date: ctx.now(),
    text: toPlainText(text),
    html: toHtml(text, ctx.settings),
    unsubscribeUrl: token === undefined ? null : unsubscribeUrls(ctx.settings.appUrl, token).oneClick,
  }
  const result = await mail.deliver(email, () => markHandedOver(autocommit(ctx.db), message, ctx.realNow()))
  const { recipient } = message
  if (result.kind === 'refused' && result.isAddress) {
    const response = keptResponse(result.response)
    await record(ctx, message, addUndeliverable(autocommit(ctx.db), recipient, response, ctx.now()))
  }
  if (result.kind === 'sent') await record(ctx, message, forgetUndeliverable(autocommit(ctx.db), recipient))
  if (result.kind !== 'withdrawn')
    await markRecipient(ctx, message, result.kind === 'sent' ? null : result.response)
  return outcomeOf(ctx, message, result)
}

/** Shows at the channel whether an email reached one of its recipients. */
async function markRecipient(ctx: Context, message: MessageRow, response: string | null): Promise<void> {
  const { channelId, recipient } = message
  if (channelId === null) return
  const problem = response === null ? null : recipientProblem(recipient, response)
  const marking = markChannel(autocommit(ctx.db), channelId, problem, ctx.now(), recipientProblem(recipient))
  await record(ctx, message, marking)
}

/** What is shown of a channel with several recipients. Without a response: how it begins. */
export function recipientProblem(recipient: string, response = ''): string {
  return `${recipient}: ${keptResponse(response)}`
}

async function sendWebhook(
  ctx: Context,
  message: MessageRow,
  text: Text,
  channel: ChannelRow,
): Promise<MessageOutcome | null> {
  const url = channelUrl(ctx, channel)
  if (!(await markHandedOver(autocommit(ctx.db), message, ctx.realNow()))) return null
  const result = await postTo(ctx, url, channel.kind, text)
  const problem = result.kind === 'sent' || result.kind === 'withdrawn' ? null : keptResponse(result.response)
  await record(ctx, message, markChannel(autocommit(ctx.db), channel.id, problem, ctx.now()))
  return outcomeOf(ctx, message, result)
}

/** Posts a text to a channel's incoming webhook, now. */
export function postToChannel(ctx: Context, channel: ChannelRow, text: Text): Promise<MailResult> {
  return postTo(ctx, channelUrl(ctx, channel), channel.kind, text)
}

function channelUrl({ keyRing }: Context, channel: ChannelRow): Secret {
  return open(keyRing, channel.urlSealed ?? '', seals.notificationChannel.urlSealed(channel))
}

async function postTo(ctx: Context, url: Secret, kind: ChannelKind, text: Text): Promise<MailResult> {
  try {
    const { status, body } = await ctx.postOutbound({
      ...webhook,
      url: url.expose(),
      headers: { 'content-type': 'application/json' },
      body: toChatBody(text, kind === 'teams' ? 'teams' : 'slack', url.expose()),
    })
    const response = keptResponse(`${status} ${withoutUrl(body, url)}`)
    if (status >= 200 && status < 300) return { kind: 'sent', response }
    const isTemporary = status === 408 || status === 429 || status >= 500
    return isTemporary ? { kind: 'retry', response } : { kind: 'refused', response, isAddress: false }
  } catch (error) {
    if (!isOutboundError(error)) throw error
    return { kind: error.mayHaveArrived ? 'unknown' : 'retry', response: error.message }
  }
}

function outcomeOf(ctx: Context, message: MessageRow, result: MailResult): MessageOutcome | null {
  if (result.kind === 'withdrawn') return null
  const response = keptResponse(result.response)
  switch (result.kind) {
    case 'sent':
      return { status: 'sent', response, problem: null, sentAt: ctx.now(), linksSealed: null }
    case 'retry':
      return {
        status: 'waiting',
        response,
        problem: 'unreachable',
        handedOverAt: null,
        nextAttemptAt: nextAttemptAt(ctx, message),
      }
    case 'refused':
      return { status: 'failed', response, problem: result.isAddress ? 'address_undeliverable' : 'refused' }
    case 'unknown':
      return { status: 'possibly_sent', response, problem: 'no_answer' }
  }
}

function nextAttemptAt(ctx: Context, { attempts }: MessageRow): Date {
  const minutes = retryMinutes[Math.min(attempts, retryMinutes.length) - 1] ?? 1
  const jitter = 0.9 + Math.random() * 0.2
  return new Date(ctx.realNow().getTime() + minutes * minuteMs * jitter)
}

/** What is stored and shown of an answer: it can quote anything. */
export function keptResponse(response: string): string {
  return maskAndCut(response.replace(/\p{C}+/gu, ' ').trim(), longestResponse)
}

/** A server that doesn't know a path quotes it, and the path of an incoming webhook is its password. */
function withoutUrl(text: string, url: Secret): string {
  const { pathname, search } = new URL(url.expose())
  const parts = [pathname + search, pathname, search].flatMap((part) => [part, readable(part)])
  return parts.filter((part) => part.length > 1).reduce((left, part) => left.replaceAll(part, '…'), text)
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
