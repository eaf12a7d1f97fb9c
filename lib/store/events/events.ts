import { and, desc, eq, gte, inArray, lt, lte, not, sql } from 'drizzle-orm'
import { event, eventConsumer } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import { type Visibility, visibleEvents } from '../visibility.ts'

export type EventRow = typeof event.$inferSelect
export type NewEventRow = Omit<EventRow, 'transactionId' | 'position' | 'sequence' | 'recordedAt'>

/** Where a reader is: after the last event that it has read. */
export type EventPosition = Pick<EventRow, 'transactionId' | 'position'>

/** The channel that is notified at commit. */
export const eventChannel = 'gatehouse_event'

/**
 * Numbers the events of each subject, and notifies readers at commit. Takes the subjects' locks in a fixed order.
 *
 * A transaction has its number from its first write on, which can be before it waits for the subject's row. So an event
 * gets the number of the subject's previous one if that is higher: it is read after it, and no earlier than its own
 * transaction allows.
 */
export async function insertEvents(db: Transaction, rows: readonly NewEventRow[]): Promise<void> {
  await db.execute(sql`
    with new as (
      select * from jsonb_to_recordset(${JSON.stringify(rows.map((row, order) => ({ ...row, order })))}::text::jsonb) as new (
        id uuid, type text, "subjectKind" text, "subjectId" text, "isPublic" boolean, "applicationId" uuid,
        "accountId" uuid, "authorizationId" uuid, "externalReference" text, tags jsonb, data jsonb,
        "actorKind" text, "actorId" text, "requestId" text, "amazonRequestId" text, "happenedAt" timestamptz,
        "order" int
      )
    ), subject as (
      insert into event_subject as subject (kind, id, sequence, transaction_id)
      select "subjectKind", "subjectId", count(*), pg_current_xact_id() from new group by 1, 2 order by 1, 2
      on conflict (kind, id) do update set sequence = subject.sequence + excluded.sequence,
        transaction_id = greatest(subject.transaction_id, excluded.transaction_id)
      returning kind, id, sequence, transaction_id
    )
    insert into event (id, type, subject_kind, subject_id, sequence, is_public, application_id, account_id,
      authorization_id, external_reference, tags, data, actor_kind, actor_id, request_id, amazon_request_id, happened_at,
      transaction_id)
    select new.id, type, "subjectKind", "subjectId",
      subject.sequence - count(*) over (partition by "subjectKind", "subjectId")
        + row_number() over (partition by "subjectKind", "subjectId" order by "order"),
      "isPublic", "applicationId", "accountId", "authorizationId", "externalReference", tags, data, "actorKind",
      "actorId", "requestId", "amazonRequestId", "happenedAt", subject.transaction_id
    from new join subject on subject.kind = "subjectKind" and subject.id = "subjectId"
    order by "order"`)
  await db.execute(sql`select pg_notify(${eventChannel}, '')`)
}

/**
 * Whether no earlier event can still appear: events of transactions that may be open are left for later, so that a
 * reader who remembers its position misses none.
 */
const isSettled = sql`${event.transactionId} < pg_snapshot_xmin(pg_current_snapshot())`

function isAfter({ transactionId, position }: EventPosition) {
  return sql`(${event.transactionId}, ${event.position}) > (${transactionId}::xid8, ${position})`
}

/** In their order. */
export function listEventsAfter(db: Database, after: EventPosition, limit: number): Promise<EventRow[]> {
  return db
    .select()
    .from(event)
    .where(and(isAfter(after), isSettled))
    .orderBy(event.transactionId, event.position)
    .limit(limit)
}

/** A part of the list of events. Null for `after` starts with the oldest one, null for `until` ends with the newest. */
export interface EventRange {
  readonly after: EventPosition | null
  readonly until: EventPosition | null
}

/** In their order. Only published ones that are visible, of one authorization or of everything. */
export function listPublishedEvents(
  db: Database,
  { after, until }: EventRange,
  visibility: Visibility,
  { authorizationId, limit }: { readonly authorizationId: string | null; readonly limit: number },
): Promise<EventRow[]> {
  return db
    .select()
    .from(event)
    .where(
      and(
        after === null ? undefined : isAfter(after),
        until === null ? undefined : not(isAfter(until)),
        isSettled,
        authorizationId === null ? undefined : eq(event.authorizationId, authorizationId),
        eq(event.isPublic, true),
        visibleEvents(visibility),
      ),
    )
    .orderBy(event.transactionId, event.position)
    .limit(limit)
}

/** The fields of an event that open pages receive, and those that decide who may. */
const head = {
  id: event.id,
  transactionId: event.transactionId,
  position: event.position,
  type: event.type,
  subjectKind: event.subjectKind,
  subjectId: event.subjectId,
  accountId: event.accountId,
  authorizationId: event.authorizationId,
  actorId: event.actorId,
  recordedAt: event.recordedAt,
}

export type EventHead = Pick<EventRow, keyof typeof head>

/** As `listEventsAfter`. */
export function listEventHeadsAfter(db: Database, after: EventPosition, limit: number): Promise<EventHead[]> {
  return db
    .select(head)
    .from(event)
    .where(and(isAfter(after), isSettled))
    .orderBy(event.transactionId, event.position)
    .limit(limit)
}

/** The last `limit` events, in their order. */
export async function listLastEventHeads(db: Database, limit: number): Promise<EventHead[]> {
  const rows = await db
    .select(head)
    .from(event)
    .where(isSettled)
    .orderBy(desc(event.transactionId), desc(event.position))
    .limit(limit)
  return rows.reverse()
}

/** Before every event. */
export const beginning: EventPosition = { transactionId: '0', position: 0 }

/** The position and the id of the last event; null if there is none. */
export async function findLastEvent(db: Database): Promise<(EventPosition & { readonly id: string }) | null> {
  const [last] = await db
    .select({ id: event.id, transactionId: event.transactionId, position: event.position })
    .from(event)
    .where(isSettled)
    .orderBy(desc(event.transactionId), desc(event.position))
    .limit(1)
  return last ?? null
}

/** The position of the last event. A reader that starts here reads what happens from now on. */
export async function lastEventPosition(db: Database): Promise<EventPosition> {
  const { transactionId, position } = (await findLastEvent(db)) ?? beginning
  return { transactionId, position }
}

/** The events of a subject between two times, in order. */
export function listEventsOf(
  db: Database,
  { kind, id }: { readonly kind: EventRow['subjectKind']; readonly id: string },
  { from, until }: { readonly from: Date; readonly until: Date },
  limit: number,
): Promise<EventRow[]> {
  return db
    .select()
    .from(event)
    .where(
      and(
        eq(event.subjectKind, kind),
        eq(event.subjectId, id),
        gte(event.happenedAt, from),
        lte(event.happenedAt, until),
      ),
    )
    .orderBy(event.sequence)
    .limit(limit)
}

/** The newest events about an authorization that are of these types and were published. */
export function listLastEventsOf(
  db: Database,
  authorizationId: string,
  types: readonly string[],
  limit: number,
): Promise<EventRow[]> {
  return db
    .select()
    .from(event)
    .where(
      and(
        eq(event.authorizationId, authorizationId),
        eq(event.isPublic, true),
        inArray(event.type, [...types]),
      ),
    )
    .orderBy(desc(event.position))
    .limit(limit)
}

/** Null if there is no such event, or not anymore. */
export async function findEvent(db: Database, id: string): Promise<EventRow | null> {
  const [row] = await db.select().from(event).where(eq(event.id, id))
  return row ?? null
}

export async function findEvents(db: Database, ids: readonly string[]): Promise<EventRow[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(event)
        .where(inArray(event.id, [...ids]))
}

/** Whether the subject has an event of this type whose data contains these values. */
export async function hasEventWith(
  db: Database,
  type: string,
  subjectId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const rows = await db
    .select({ id: event.id })
    .from(event)
    .where(
      and(
        eq(event.type, type),
        eq(event.subjectId, subjectId),
        sql`${event.data} @> ${JSON.stringify(data)}::text::jsonb`,
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** A new consumer starts with what happens from now on. */
export async function addConsumer(db: Autocommit | Transaction, name: string, now: Date): Promise<void> {
  const start = await lastEventPosition(db)
  await db
    .insert(eventConsumer)
    .values({ name, ...start, readAt: now })
    .onConflictDoNothing()
}

/** Null: another process is reading for this consumer right now. */
export async function lockConsumer(db: Transaction, name: string): Promise<EventPosition | null> {
  const [row] = await db
    .select({ transactionId: eventConsumer.transactionId, position: eventConsumer.position })
    .from(eventConsumer)
    .where(eq(eventConsumer.name, name))
    .for('update', { skipLocked: true })
  return row ?? null
}

export async function moveConsumer(
  db: Transaction,
  name: string,
  { transactionId, position }: EventPosition,
  now: Date,
): Promise<void> {
  await db
    .update(eventConsumer)
    .set({ transactionId, position, readAt: now })
    .where(eq(eventConsumer.name, name))
}

export interface ConsumerLag {
  readonly name: string
  /** How many events it hasn't read yet. */
  readonly waiting: number
  /** When the oldest of them was recorded. */
  readonly since: Date | null
}

/** By name. */
export async function listConsumerLags(db: Database): Promise<ConsumerLag[]> {
  const rows = await db.execute<{ name: string; waiting: number; sinceMs: number | null }>(sql`
    select c.name, count(e.id)::int as waiting, (extract(epoch from min(e.recorded_at)) * 1000)::float8 as "sinceMs"
    from event_consumer c
    left join event e on (e.transaction_id, e.position) > (c.transaction_id, c.position)
    group by c.name order by c.name`)
  return rows.map(({ name, waiting, sinceMs }) => ({
    name,
    waiting,
    since: sinceMs === null ? null : new Date(sinceMs),
  }))
}

/** Deletes events that were recorded before then, unless a consumer still has to read them. Returns how many. */
export async function pruneEvents(db: Autocommit, before: Date, limit: number): Promise<number> {
  const unread = sql`exists (select from ${eventConsumer}
    where (${event.transactionId}, ${event.position}) > (${eventConsumer.transactionId}, ${eventConsumer.position}))`
  const old = db
    .select({ id: event.id })
    .from(event)
    .where(and(lt(event.recordedAt, before), sql`not ${unread}`))
    .limit(limit)
  const rows = await db.delete(event).where(inArray(event.id, old)).returning({ id: event.id })
  return rows.length
}

/**
 * After a restore into another cluster, transactions of the events are ahead of the cluster's own, so that no reader
 * would ever get them. Gives all events the oldest transaction: their positions alone order them. Returns how many.
 */
export async function adoptRestoredEvents(db: Transaction): Promise<number> {
  const oldest = sql`'3'::xid8`
  const [ahead] = await db.execute<{ isAhead: boolean }>(sql`
    select exists (select from event where transaction_id > pg_current_xact_id())
      or exists (select from event_subject where transaction_id > pg_current_xact_id())
      or exists (select from event_consumer where transaction_id > pg_current_xact_id()) as "isAhead"`)
  if (!ahead?.isAhead) return 0
  const rows = await db.execute(sql`update event set transaction_id = ${oldest} returning id`)
  await db.execute(sql`update event_subject set transaction_id = ${oldest}`)
  await db.execute(sql`update event_consumer set transaction_id = ${oldest}`)
  return rows.length
}
