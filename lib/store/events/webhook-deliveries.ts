import { and, asc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import {
  event,
  type WebhookDeliveryStatus,
  webhookAttempt,
  webhookDelivery,
  webhookEndpoint,
} from '#drizzle/schema.ts'
import { insertRows } from '../../database/insert-rows.ts'
import { type Cursor, inOrder, newestFirst, pageAfter } from '../../database/keyset.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'
import { type EventRow, eventChannel } from './events.ts'

export type WebhookDeliveryRow = typeof webhookDelivery.$inferSelect
export type WebhookAttemptRow = typeof webhookAttempt.$inferSelect

interface NewDelivery {
  readonly endpointId: string
  readonly eventId: string
  readonly orderKey: string | null
}

/** In this order. Leaves out those that exist. Wakes the workers at commit. */
export async function insertWebhookDeliveries(
  db: Transaction,
  rows: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const deliveries = rows.map((row) => ({
    ...row,
    status: 'waiting' as const,
    nextAttemptAt: now,
    createdAt: now,
  }))
  await db.execute(
    sql`${insertRows(webhookDelivery, deliveries)} on conflict (endpoint_id, event_id) do nothing`,
  )
  await wakeWorkers(db)
}

/** Wakes the workers that wait for events and for deliveries. */
async function wakeWorkers(db: Transaction): Promise<void> {
  await db.execute(sql`select pg_notify(${eventChannel}, '')`)
}

const at = (time: Date) => sql`${time.toISOString()}::timestamptz`

/** Neither sent nor being sent by a worker that is alive. */
function isFree(now: Date): SQL {
  return sql`${webhookDelivery.status} = 'waiting'
    and (${webhookDelivery.claimedUntil} is null or ${webhookDelivery.claimedUntil} <= ${at(now)})`
}

/** Endpoints that something may be sent to now. */
export async function listDueWebhookEndpoints(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: webhookEndpoint.id })
    .from(webhookEndpoint)
    .where(
      and(
        sql`${webhookEndpoint.disabledAt} is null`,
        sql`(${webhookEndpoint.pausedUntil} is null or ${webhookEndpoint.pausedUntil} <= ${at(now)})`,
        sql`exists (select from ${webhookDelivery} where ${webhookDelivery.endpointId} = ${webhookEndpoint.id}
          and ${webhookDelivery.nextAttemptAt} <= ${at(now)} and ${isFree(now)})`,
      ),
    )
  return rows.map(({ id }) => id)
}

export interface ClaimedDelivery {
  readonly id: string
  readonly eventId: string
  readonly attempts: number
  readonly tries: number
}

/**
 * Claims what is due at an endpoint that the caller has locked: at most as much as leaves it with `concurrent`
 * requests, and of each order key only the first that isn't delivered.
 */
export async function claimWebhookDeliveries(
  db: Transaction,
  endpointId: string,
  claim: { readonly id: string; readonly now: Date; readonly until: Date; readonly concurrent: number },
): Promise<ClaimedDelivery[]> {
  const { now } = claim
  const rows = await db.execute<{ id: string; eventId: string; attempts: number; tries: number }>(sql`
    with due as (
      select id from webhook_delivery
      where endpoint_id = ${endpointId} and status = 'waiting' and next_attempt_at <= ${at(now)}
        and (claimed_until is null or claimed_until <= ${at(now)})
        and not exists (
          select from webhook_delivery earlier
          where earlier.endpoint_id = ${endpointId} and earlier.status = 'waiting'
            and earlier.order_key = webhook_delivery.order_key and earlier.position < webhook_delivery.position
        )
      order by next_attempt_at, position
      limit greatest(0, ${claim.concurrent}::int - (
        select count(*) from webhook_delivery
        where endpoint_id = ${endpointId} and status = 'waiting' and claimed_until > ${at(now)}
      ))
    )
    update webhook_delivery set claim = ${claim.id}, claimed_until = ${at(claim.until)}
    from due where webhook_delivery.id = due.id
    returning webhook_delivery.id, event_id as "eventId", attempts, tries`)
  return [...rows]
}

export interface EndedAttempt {
  readonly startedAt: Date
  readonly durationMs: number
  readonly status: number | null
  readonly error: string | null
  readonly response: string | null
}

/**
 * Records an attempt, and what it means for the delivery. False, and nothing is written, if another worker has taken
 * it over. `nextAttemptAt`: null if it failed for good.
 */
export async function endWebhookAttempt(
  db: Transaction | Autocommit,
  delivery: { readonly id: string; readonly claim: string },
  attempt: EndedAttempt,
  outcome: { readonly isDelivered: boolean; readonly nextAttemptAt: Date | null; readonly now: Date },
): Promise<boolean> {
  const { isDelivered, nextAttemptAt, now } = outcome
  const status: WebhookDeliveryStatus = isDelivered ? 'delivered' : nextAttemptAt ? 'waiting' : 'failed'
  const rows = await db.execute(sql`
    with ended as (
      update webhook_delivery set claim = null, claimed_until = null, attempts = attempts + 1, tries = tries + 1,
        status = ${status}, next_attempt_at = ${nextAttemptAt === null ? null : at(nextAttemptAt)},
        delivered_at = case when ${isDelivered} then ${at(now)} else delivered_at end,
        failed_at = case when ${status === 'failed'} then ${at(now)} else failed_at end,
        last_attempt_at = ${at(attempt.startedAt)}, last_status = ${attempt.status}::int,
        last_error = ${attempt.error}, last_duration_ms = ${attempt.durationMs}::int
      where id = ${delivery.id} and claim = ${delivery.claim} and status = 'waiting'
      returning id, attempts
    )
    insert into webhook_attempt (delivery_id, number, started_at, duration_ms, status, error, response)
    select id, attempts, ${at(attempt.startedAt)}, ${attempt.durationMs}::int, ${attempt.status}::int,
      ${attempt.error}, ${attempt.response}
    from ended returning number`)
  return rows.length === 1
}

export interface ListedDelivery {
  readonly delivery: WebhookDeliveryRow
  readonly event: Pick<EventRow, 'type' | 'sequence' | 'subjectKind' | 'subjectId' | 'happenedAt'>
}

const order = newestFirst(webhookDelivery.createdAt, webhookDelivery.id)

/** Newest first. */
export function listWebhookDeliveries(
  db: Database,
  filter: { readonly endpointId: string; readonly status: WebhookDeliveryStatus | null },
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<ListedDelivery[]> {
  const { type, sequence, subjectKind, subjectId, happenedAt } = event
  return db
    .select({ delivery: webhookDelivery, event: { type, sequence, subjectKind, subjectId, happenedAt } })
    .from(webhookDelivery)
    .innerJoin(event, eq(event.id, webhookDelivery.eventId))
    .where(
      and(
        eq(webhookDelivery.endpointId, filter.endpointId),
        filter.status === null ? undefined : eq(webhookDelivery.status, filter.status),
        pageAfter(order, after),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(limit)
}

/** The delivery, its event and its attempts in their order. */
export async function findWebhookDelivery(db: Database, endpointId: string, id: string) {
  if (!isRowId(id)) return null
  const [row] = await db
    .select({ delivery: webhookDelivery, event })
    .from(webhookDelivery)
    .innerJoin(event, eq(event.id, webhookDelivery.eventId))
    .where(and(eq(webhookDelivery.id, id), eq(webhookDelivery.endpointId, endpointId)))
  if (row === undefined) return null
  const attempts = await db
    .select()
    .from(webhookAttempt)
    .where(eq(webhookAttempt.deliveryId, id))
    .orderBy(asc(webhookAttempt.number))
  return { ...row, attempts }
}

/** Sends one again from the beginning of the schedule. */
export async function restartWebhookDelivery(
  db: Transaction,
  { endpointId, deliveryId }: { readonly endpointId: string; readonly deliveryId: string },
  now: Date,
): Promise<'restarted' | 'claimed' | 'absent'> {
  const [row] = await db
    .select({ status: webhookDelivery.status, claimedUntil: webhookDelivery.claimedUntil })
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.id, deliveryId), eq(webhookDelivery.endpointId, endpointId)))
    .for('update')
  if (row === undefined) return 'absent'
  if (row.status === 'waiting' && row.claimedUntil !== null && row.claimedUntil > now) return 'claimed'
  await restart(db, eq(webhookDelivery.id, deliveryId), now)
  return 'restarted'
}

/** Sends those again that failed for good since then. Returns how many. */
export async function restartFailedWebhookDeliveries(
  db: Transaction,
  { endpointId, since }: { readonly endpointId: string; readonly since: Date },
  now: Date,
): Promise<number> {
  return restart(
    db,
    and(
      eq(webhookDelivery.endpointId, endpointId),
      eq(webhookDelivery.status, 'failed'),
      gte(webhookDelivery.failedAt, since),
    ),
    now,
  )
}

/** Restarts the schedule of these, and of earlier ones that they would wait for, which aren't counted in the result. */
async function restart(db: Transaction, which: SQL | undefined, now: Date): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    with restarted as (
      update webhook_delivery
      set status = 'waiting', tries = 0, next_attempt_at = ${at(now)}, claim = null, claimed_until = null
      where ${which}
      returning endpoint_id, order_key, position
    ), earlier as (
      update webhook_delivery set tries = 0, next_attempt_at = ${at(now)}
      from (select endpoint_id, order_key, max(position) as position from restarted group by 1, 2) as last
      where webhook_delivery.endpoint_id = last.endpoint_id and webhook_delivery.order_key = last.order_key
        and webhook_delivery.position < last.position and webhook_delivery.status = 'waiting'
    )
    select count(*)::int as count from restarted`)
  await wakeWorkers(db)
  return row?.count ?? 0
}

/** Makes the deliveries that waited while the endpoint was disabled due now. */
export async function resumeWebhookDeliveries(db: Transaction, endpointId: string, now: Date): Promise<void> {
  await db
    .update(webhookDelivery)
    .set({ nextAttemptAt: now, tries: 0 })
    .where(and(eq(webhookDelivery.endpointId, endpointId), eq(webhookDelivery.status, 'waiting')))
  await wakeWorkers(db)
}

/** Returns how many were deleted. */
export async function pruneWebhookDeliveries(db: Autocommit, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(lt(webhookDelivery.createdAt, before))
    .limit(limit)
  const rows = await db
    .delete(webhookDelivery)
    .where(inArray(webhookDelivery.id, old))
    .returning({ id: webhookDelivery.id })
  return rows.length
}

/** The oldest delivery that is due, at endpoints that aren't disabled; null if none is. For metrics. */
export async function oldestDueWebhookDelivery(db: Database, now: Date): Promise<Date | null> {
  const [row] = await db
    .select({ createdAt: webhookDelivery.createdAt })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
    .where(
      and(
        sql`${webhookEndpoint.disabledAt} is null`,
        eq(webhookDelivery.status, 'waiting'),
        sql`${webhookDelivery.nextAttemptAt} <= ${at(now)}`,
      ),
    )
    .orderBy(asc(webhookDelivery.createdAt))
    .limit(1)
  return row?.createdAt ?? null
}
