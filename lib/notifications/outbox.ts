import type { message } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { toPlainText } from '../messages/render.ts'
import { type MessageKind, textOf } from '../messages/texts.ts'
import {
  countMessages,
  forgetUndeliverable,
  listMessages,
  lockMessage,
  type MessageRow,
  pruneMessages,
  updateMessage,
} from '../store/events/messages.ts'

export type MessageStatus = (typeof message.$inferSelect)['status']
export type MessageProblem = NonNullable<(typeof message.$inferSelect)['problem']>

/** A message as operators see it: without its links. */
export interface MessageView
  extends Pick<
    MessageRow,
    | 'id'
    | 'kind'
    | 'channelKind'
    | 'recipient'
    | 'authorizationId'
    | 'subject'
    | 'status'
    | 'attempts'
    | 'nextAttemptAt'
    | 'response'
    | 'problem'
    | 'createdAt'
    | 'sentAt'
  > {
  /** Its text. Each link is replaced by a sentence. */
  readonly text: string
  readonly canSendAgain: boolean
  readonly canCancel: boolean
}

export interface OutboxQuery {
  readonly status?: MessageStatus | null
  /** The beginning of an address, or of a channel's name. */
  readonly search?: string
  /** The `next` of the previous page. */
  readonly after?: string | null
  readonly limit?: number
}

const pageSize = 50
const hiddenLink = '(only in the message itself)'

/** Newest first. Throws `input_invalid` for a damaged `after`. */
export async function listOutbox(
  ctx: Context,
  { status = null, search = '', after = null, limit = pageSize }: OutboxQuery = {},
): Promise<Page<MessageView>> {
  requireScope(ctx, 'notifications:read')
  const page = await readPage(
    { after, kind: 'time', limit },
    (wanted) => listMessages(ctx.db, { status, search: searched(search), ...wanted }),
    ({ createdAt, id }) => ({ key: createdAt, id }),
  )
  return { ...page, rows: page.rows.map((row) => toView(ctx, row)) }
}

const searched = (search: string) => search.trim().toLowerCase()

/** How many messages that the search finds have each status. */
export async function countOutbox(
  ctx: Context,
  { search = '' }: Pick<OutboxQuery, 'search'> = {},
): Promise<Readonly<Record<MessageStatus, number>>> {
  requireScope(ctx, 'notifications:read')
  return {
    held: 0,
    waiting: 0,
    sending: 0,
    sent: 0,
    possibly_sent: 0,
    failed: 0,
    canceled: 0,
    ...(await countMessages(ctx.db, searched(search))),
  }
}

/** Sends a message again that failed, or whose outcome is unknown: the recipient may get it twice. */
export async function sendAgain(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  await inTransaction(ctx, async (tx) => {
    const row = await lockMessage(tx.db, id)
    if (row === null) throw new AppError('message_not_found')
    if (!canSendAgain(row, tx.now())) throw new AppError('message_not_changeable')
    if (row.channelKind === 'email') await forgetUndeliverable(tx.db, row.recipient)
    await updateMessage(tx.db, id, {
      status: row.channelKind === 'email' && tx.mail === null ? 'held' : 'waiting',
      claimId: null,
      claimedUntil: null,
      handedOverAt: null,
      problem: null,
      nextAttemptAt: tx.realNow(),
      // Without a link, an operator can send it again at any time.
      ...(row.expiresAt <= tx.now() && { expiresAt: new Date(tx.now().getTime() + againMs) }),
    })
    await recordAudit(
      tx,
      'message.sent-again',
      { kind: 'message', id },
      { previous: row.status, kind: row.kind },
    )
  })
}

const againMs = 86_400_000

/** Throws `message_not_changeable` for a message that is being sent or was sent. */
export async function cancelMessage(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  await inTransaction(ctx, async (tx) => {
    const row = await lockMessage(tx.db, id)
    if (row === null) throw new AppError('message_not_found')
    if (!canCancel(row)) throw new AppError('message_not_changeable')
    await updateMessage(tx.db, id, { status: 'canceled', problem: 'canceled_by_operator', linksSealed: null })
    await recordAudit(tx, 'message.canceled', { kind: 'message', id }, { kind: row.kind })
  })
}

/** Longer than a year of reminders, so that a whole year can be looked up. */
const keptMs = 400 * 86_400_000
const pruneBatch = 1_000

/** Deletes old messages. */
export async function pruneOutbox(ctx: Context): Promise<void> {
  requireScope(ctx, 'notifications:send')
  const before = new Date(ctx.realNow().getTime() - keptMs)
  while ((await pruneMessages(autocommit(ctx.db), before, pruneBatch)) === pruneBatch);
}

/** A message with a link can't be sent again once the link is destroyed or has expired. */
function canSendAgain({ status, kind, linksSealed, expiresAt }: MessageRow, now: Date): boolean {
  const hasLink = !linkless.has(kind as MessageKind)
  const isLinkValid = linksSealed !== null && expiresAt > now
  return (status === 'possibly_sent' || status === 'failed') && (!hasLink || isLinkValid)
}

const linkless: ReadonlySet<MessageKind> = new Set([
  'event',
  'incident-opened',
  'incident-resolved',
  'digest',
  'test',
])

function canCancel({ status }: MessageRow): boolean {
  return status === 'waiting' || status === 'held'
}

function toView(ctx: Context, row: MessageRow): MessageView {
  const link = { link: hiddenLink }
  const text = textOf(row.kind as MessageKind, row.data as never, ctx.settings, link, row.language)
  const { id, kind, channelKind, recipient, authorizationId, subject, status, attempts } = row
  const { nextAttemptAt, response, problem, createdAt, sentAt } = row
  return {
    id,
    kind,
    channelKind,
    recipient,
    authorizationId,
    subject,
    status,
    attempts,
    nextAttemptAt,
    response,
    problem,
    createdAt,
    sentAt,
    text: toPlainText(text),
    canSendAgain: canSendAgain(row, ctx.now()),
    canCancel: canCancel(row),
  }
}
