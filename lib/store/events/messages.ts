import {
  and,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  lt,
  lte,
  min,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import {
  type ChannelKind,
  type MessageProblem,
  type MessageStatus,
  message,
  undeliverableAddress,
} from '#drizzle/schema.ts'
import { insertRows } from '../../database/insert-rows.ts'
import { type Cursor, inOrder, likePattern, newestFirst, pageAfter } from '../../database/keyset.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'

export type MessageRow = typeof message.$inferSelect

/** Messages whose key exists already are left out. Returns the ids of the others. */
export async function insertMessages(
  db: Transaction,
  rows: readonly (typeof message.$inferInsert)[],
): Promise<readonly string[]> {
  if (rows.length === 0) return []
  const added = await db.execute<{ id: string }>(
    sql`${insertRows(message, rows)} on conflict (key) do nothing returning id`,
  )
  return added.map(({ id }) => id)
}

/** An unsent message of this topic that was written after `since` and is still worth sending, locked, or null. */
export async function lockOpenMessage(
  db: Transaction,
  topic: string,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<MessageRow | null> {
  const [row] = await db
    .select()
    .from(message)
    .where(
      and(
        eq(message.topic, topic),
        inArray(message.status, ['waiting', 'held']),
        eq(message.attempts, 0),
        gt(message.createdAt, since),
        gt(message.expiresAt, now),
      ),
    )
    .orderBy(desc(message.id))
    .limit(1)
    .for('update', { skipLocked: true })
  return row ?? null
}

export async function changeMessage(
  db: Transaction,
  id: string,
  change: Pick<MessageRow, 'data' | 'subject'>,
): Promise<void> {
  await db.update(message).set(change).where(eq(message.id, id))
}

/** Messages that can hold each other up: all emails, or those to one chat. */
export function laneOf({ channelKind, channelId }: Pick<MessageRow, 'channelKind' | 'channelId'>): string {
  return channelKind === 'email' ? 'email' : (channelId ?? '')
}

export interface MessageClaim {
  readonly claimId: string
  /** By the real clock. */
  readonly now: Date
  readonly until: Date
  readonly channelKinds: readonly ChannelKind[]
  readonly limit: number
  /** At the same time, of one lane. */
  readonly mostPerLane: { readonly email: number; readonly chat: number }
  /** How many the caller is sending, by lane; they count against `mostPerLane`. */
  readonly busy: Readonly<Record<string, number>>
}

/** Claims messages that are due, the oldest of each lane first. One of a topic at a time, in their order. */
export async function claimMessages(
  db: Autocommit,
  { claimId, now, until, channelKinds, limit, mostPerLane, busy }: MessageClaim,
): Promise<MessageRow[]> {
  const kinds = sql.join(
    channelKinds.map((kind) => sql`${kind}`),
    sql`, `,
  )
  const isDue = sql`status in ('waiting', 'held') and next_attempt_at <= ${now.toISOString()}::timestamptz
    and channel_kind in (${kinds})`
  // As `laneOf`.
  const lane = sql`case when channel_kind = 'email' then 'email' else coalesce(channel_id::text, '') end`
  const due = sql`(
    select next.id
    from (select distinct ${lane} as name from message where ${isDue}) lane
    cross join lateral (
      select id from message as due
      where ${isDue} and ${lane} = lane.name
        and (due.topic is null or not exists (
          select from message as earlier
          where earlier.topic = due.topic and earlier.id < due.id
            and earlier.status in ('waiting', 'held', 'sending')))
      order by due.next_attempt_at, due.id
      limit greatest(0, case when lane.name = 'email' then ${mostPerLane.email}::int else ${mostPerLane.chat}::int end
        - coalesce((${JSON.stringify(busy)}::text::jsonb ->> lane.name)::int, 0))
      for update skip locked
    ) next
    limit ${limit})`
  const rows = await db
    .update(message)
    .set({
      status: 'sending',
      claimId,
      claimedUntil: until,
      handedOverAt: null,
      attempts: sql`${message.attempts} + 1`,
    })
    .where(sql`${message.id} in ${due}`)
    .returning()
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const isClaimed = ({ id, claimId }: Pick<MessageRow, 'id' | 'claimId'>): SQL =>
  sql`${message.id} = ${id} and ${message.claimId} = ${claimId}`

/** From here on, the message may arrive. False if the claim has ended: then it must not be sent. */
export async function markHandedOver(
  db: Autocommit,
  claim: Pick<MessageRow, 'id' | 'claimId'>,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(message)
    .set({ handedOverAt: now })
    .where(and(isClaimed(claim), eq(message.status, 'sending')))
    .returning({ id: message.id })
  return rows.length > 0
}

export type MessageOutcome = Partial<
  Pick<
    MessageRow,
    | 'status'
    | 'attempts'
    | 'response'
    | 'problem'
    | 'sentAt'
    | 'nextAttemptAt'
    | 'linksSealed'
    | 'handedOverAt'
  >
>

/** The result of an attempt. A late one still counts unless the message was sent again. */
export async function settleMessage(
  db: Autocommit | Transaction,
  claim: Pick<MessageRow, 'id' | 'claimId'>,
  outcome: MessageOutcome,
): Promise<void> {
  await db
    .update(message)
    .set({ ...outcome, claimedUntil: null })
    .where(and(isClaimed(claim), inArray(message.status, ['sending', 'possibly_sent'])))
}

/** An attempt without a result: what was handed over may have arrived, and is not sent again; everything else is. */
function withoutResult(problemBefore: SQL, nextAttemptAt: Date) {
  const wasHandedOver = sql`${message.handedOverAt} is not null`
  return {
    status: sql`case when ${wasHandedOver} then 'possibly_sent' else 'waiting' end`,
    problem: sql`case when ${wasHandedOver} then 'no_answer' else ${problemBefore} end`,
    claimedUntil: null,
    nextAttemptAt,
  }
}

/** An unexpected error ended the attempt. */
export async function abandonMessage(
  db: Autocommit,
  claim: Pick<MessageRow, 'id' | 'claimId'>,
  nextAttemptAt: Date,
): Promise<void> {
  await db
    .update(message)
    .set({ ...withoutResult(sql`'unreadable'`, nextAttemptAt), response: null })
    .where(and(isClaimed(claim), eq(message.status, 'sending')))
}

/** Messages of workers that died. Returns how many there were. */
export async function reapMessages(db: Autocommit, now: Date): Promise<number> {
  const rows = await db
    .update(message)
    .set(withoutResult(sql`${message.problem}`, now))
    .where(and(eq(message.status, 'sending'), lt(message.claimedUntil, now)))
    .returning({ id: message.id })
  return rows.length
}

/** Unsent messages about an authorization of these kinds are canceled. Returns how many there were. */
export async function cancelMessagesOf(
  db: Transaction,
  authorizationId: string,
  kinds: readonly string[],
  problem: MessageProblem,
): Promise<number> {
  const rows = await db
    .update(message)
    .set({ status: 'canceled', problem, linksSealed: null })
    .where(
      and(
        eq(message.authorizationId, authorizationId),
        inArray(message.kind, [...kinds]),
        inArray(message.status, ['waiting', 'held']),
      ),
    )
    .returning({ id: message.id })
  return rows.length
}

/** The row, locked until the transaction ends. */
export async function lockMessage(db: Transaction, id: string): Promise<MessageRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(message).where(eq(message.id, id)).for('update')
  return row ?? null
}

export async function updateMessage(
  db: Transaction,
  id: string,
  change: Partial<typeof message.$inferInsert>,
): Promise<void> {
  await db.update(message).set(change).where(eq(message.id, id))
}

/** The person of an unsubscribe token; null if it is unknown. */
export async function findUnsubscriber(
  db: Database,
  tokenDigest: string,
): Promise<{ readonly personId: string; readonly recipient: string } | null> {
  const [row] = await db
    .select({ personId: message.personId, recipient: message.recipient })
    .from(message)
    .where(eq(message.unsubscribeDigest, tokenDigest))
  return row === undefined || row.personId === null ? null : { ...row, personId: row.personId }
}

export interface MessageQuery {
  readonly status: MessageStatus | null
  readonly search: string
  readonly after: Cursor | null
  readonly limit: number
}

const order = newestFirst(message.createdAt, message.id)

/** `search`, in lower case: how an address begins, or the name of a channel; or an id. */
function startsWith(search: string): SQL | undefined {
  if (search === '') return undefined
  if (isRowId(search)) return eq(message.id, search)
  const pattern = likePattern.startingWith(search)
  return or(
    // Addresses are stored in lower case, and have an index.
    sql`${message.recipient} like ${pattern}`,
    and(ne(message.channelKind, 'email'), sql`lower(${message.recipient}) like ${pattern}`),
  )
}

/** Newest first. `search`: how a recipient begins, in lower case. */
export function listMessages(
  db: Database,
  { status, search, after, limit }: MessageQuery,
): Promise<MessageRow[]> {
  return db
    .select()
    .from(message)
    .where(
      and(
        status === null ? undefined : eq(message.status, status),
        startsWith(search),
        pageAfter(order, after),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(limit)
}

/** By status, of those that the search finds; a status without any is left out. */
export async function countMessages(
  db: Database,
  search: string,
): Promise<Readonly<Partial<Record<MessageStatus, number>>>> {
  const rows = await db
    .select({ status: message.status, total: count() })
    .from(message)
    .where(startsWith(search))
    .groupBy(message.status)
  return Object.fromEntries(rows.map(({ status, total }) => [status, total]))
}

/** Deletes messages that were written before then. Returns how many. */
export async function pruneMessages(db: Autocommit, before: Date, limit: number): Promise<number> {
  const old = db.select({ id: message.id }).from(message).where(lt(message.recordedAt, before)).limit(limit)
  const rows = await db.delete(message).where(inArray(message.id, old)).returning({ id: message.id })
  return rows.length
}

export async function addUndeliverable(
  db: Autocommit,
  email: string,
  response: string,
  refusedAt: Date,
): Promise<void> {
  await db
    .insert(undeliverableAddress)
    .values({ email, response, refusedAt })
    .onConflictDoUpdate({ target: undeliverableAddress.email, set: { response, refusedAt } })
}

export async function isUndeliverable(db: Database, email: string): Promise<boolean> {
  const rows = await db
    .select({ email: undeliverableAddress.email })
    .from(undeliverableAddress)
    .where(eq(undeliverableAddress.email, email))
  return rows.length > 0
}

export async function forgetUndeliverable(db: Autocommit | Transaction, email: string): Promise<void> {
  await db.delete(undeliverableAddress).where(eq(undeliverableAddress.email, email))
}

/**
 * When the oldest overdue email was written, among those that are waiting and those without an SMTP server; null if no
 * email is overdue. Emails that wait because of an incident aren't late. For metrics.
 */
export async function oldestUnsentEmails(
  db: Database,
  now: Date,
): Promise<Readonly<Record<'waiting' | 'held', Date | null>>> {
  const rows = await db
    .select({ isHeld: sql<boolean>`${message.status} = 'held'`, since: min(message.recordedAt) })
    .from(message)
    .where(
      and(
        eq(message.channelKind, 'email'),
        inArray(message.status, ['waiting', 'held', 'sending']),
        or(lte(message.nextAttemptAt, now), isNotNull(message.problem)),
      ),
    )
    .groupBy(sql`1`)
  const since = (wanted: boolean) => rows.find(({ isHeld }) => isHeld === wanted)?.since ?? null
  return { waiting: since(false), held: since(true) }
}

/** Whether a message of this kind about the authorization, written since then, has arrived or may still arrive. */
export async function hasRecentMessage(
  db: Database,
  authorizationId: string,
  kind: string,
  since: Date,
): Promise<boolean> {
  const rows = await db
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.authorizationId, authorizationId),
        eq(message.kind, kind),
        gt(message.createdAt, since),
        notInArray(message.status, ['canceled', 'failed']),
      ),
    )
    .limit(1)
  return rows.length > 0
}
