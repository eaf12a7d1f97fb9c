import { and, asc, count, desc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { apiKey, application, person, webhookDelivery, webhookEndpoint } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'

export type WebhookEndpointRow = typeof webhookEndpoint.$inferSelect
export type NewWebhookEndpoint = Omit<typeof webhookEndpoint.$inferInsert, 'addedAt'>

/** False if an endpoint with this id already exists. */
export async function insertWebhookEndpoint(db: Transaction, row: NewWebhookEndpoint): Promise<boolean> {
  const rows = await db
    .insert(webhookEndpoint)
    .values(row)
    .onConflictDoNothing({ target: webhookEndpoint.id })
    .returning({ id: webhookEndpoint.id })
  return rows.length === 1
}

/** Holds off others who add one, so that they are counted one after another. */
export async function countWebhookEndpoints(db: Transaction): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('webhook endpoints'))`)
  const [row] = await db.select({ total: count() }).from(webhookEndpoint)
  return row?.total ?? 0
}

/** `applicationId`: null finds those of any application. */
export async function findWebhookEndpoint(
  db: Database,
  id: string,
  applicationId: string | null,
): Promise<WebhookEndpointRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(webhookEndpoint).where(isVisible(id, applicationId))
  return row ?? null
}

/** The row, locked until the transaction ends. Deliveries can be added meanwhile. */
export async function lockWebhookEndpoint(
  db: Transaction,
  id: string,
  applicationId: string | null = null,
): Promise<WebhookEndpointRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select()
    .from(webhookEndpoint)
    .where(isVisible(id, applicationId))
    .for('no key update')
  return row ?? null
}

function isVisible(id: string, applicationId: string | null) {
  return and(
    eq(webhookEndpoint.id, id),
    applicationId === null ? undefined : eq(webhookEndpoint.applicationId, applicationId),
  )
}

export async function updateWebhookEndpoint(
  db: Transaction,
  id: string,
  change: Partial<NewWebhookEndpoint>,
): Promise<void> {
  await db.update(webhookEndpoint).set(change).where(eq(webhookEndpoint.id, id))
}

/** With its deliveries and their attempts. */
export async function deleteWebhookEndpoint(db: Transaction, id: string): Promise<void> {
  await db.delete(webhookEndpoint).where(eq(webhookEndpoint.id, id))
}

/** Every endpoint with its filters. */
export function listWebhookFilters(db: Database): Promise<WebhookEndpointRow[]> {
  return db.select().from(webhookEndpoint).orderBy(asc(webhookEndpoint.createdAt))
}

export interface ListedWebhookEndpoint {
  readonly endpoint: WebhookEndpointRow
  readonly applicationName: string | null
  readonly creatorName: string | null
  readonly keyName: string | null
  readonly waiting: number
  /** Among the last hundred deliveries that ended. */
  readonly delivered: number
  readonly ended: number
  readonly lastDeliveredAt: Date | null
}

/** How many of an endpoint's deliveries wait for an attempt. */
const waiting = sql`(select count(*) from ${webhookDelivery}
  where endpoint_id = webhook_endpoint.id and status = 'waiting')`.mapWith(Number)

/** By name. `filter`: of one application, or one endpoint. */
export async function listWebhookEndpoints(
  db: Database,
  filter: { readonly applicationId: string | null; readonly id?: string },
): Promise<ListedWebhookEndpoint[]> {
  const recent = sql`(select status, delivered_at from ${webhookDelivery}
    where endpoint_id = ${webhookEndpoint.id} and status <> 'waiting' and last_attempt_at is not null
    order by last_attempt_at desc limit 100)`
  const rows = await db
    .select({
      endpoint: webhookEndpoint,
      applicationName: application.name,
      creatorName: person.name,
      keyName: apiKey.name,
      waiting,
      recent: sql<{ delivered: number; ended: number; lastMs: number | null }>`(
        select json_build_object('delivered', count(*) filter (where status = 'delivered'), 'ended', count(*),
          'lastMs', extract(epoch from max(delivered_at)) * 1000)
        from ${recent} as recent)`,
    })
    .from(webhookEndpoint)
    .leftJoin(application, eq(application.id, webhookEndpoint.applicationId))
    .leftJoin(person, eq(person.id, webhookEndpoint.createdBy))
    .leftJoin(apiKey, eq(apiKey.id, webhookEndpoint.createdByKey))
    .where(
      and(
        filter.applicationId === null ? undefined : eq(webhookEndpoint.applicationId, filter.applicationId),
        filter.id === undefined ? undefined : eq(webhookEndpoint.id, filter.id),
      ),
    )
    .orderBy(sql`lower(${webhookEndpoint.name})`, webhookEndpoint.id)
  return rows.map(({ recent: { delivered, ended, lastMs }, ...row }) => ({
    ...row,
    delivered,
    ended,
    lastDeliveredAt: lastMs === null ? null : new Date(lastMs),
  }))
}

/** Endpoints that need a person: disabled by what they answered, or failing. Newest first. */
export function listWebhookProblems(
  db: Database,
): Promise<{ readonly endpoint: WebhookEndpointRow; readonly waiting: number }[]> {
  return db
    .select({ endpoint: webhookEndpoint, waiting })
    .from(webhookEndpoint)
    .where(
      or(
        and(isNotNull(webhookEndpoint.disabledAt), sql`${webhookEndpoint.disabledReason} <> 'operator'`),
        and(
          isNull(webhookEndpoint.disabledAt),
          sql`${webhookEndpoint.failingSince} < ${webhookEndpoint.lastFailedAt} - interval '1 hour'`,
        ),
      ),
    )
    .orderBy(desc(webhookEndpoint.disabledAt), desc(webhookEndpoint.failingSince))
}

/** It works: a success at this URL ended what was failing. */
export async function clearWebhookFailures(
  db: Autocommit,
  { id, url }: Pick<WebhookEndpointRow, 'id' | 'url'>,
): Promise<void> {
  await db
    .update(webhookEndpoint)
    .set({ failingSince: null, lastFailedAt: null })
    .where(
      and(eq(webhookEndpoint.id, id), eq(webhookEndpoint.url, url), isNotNull(webhookEndpoint.failingSince)),
    )
}

/** Destroys previous secrets that no longer sign. */
export async function destroyPreviousWebhookSecrets(db: Autocommit, now: Date): Promise<void> {
  await db
    .update(webhookEndpoint)
    .set({ previousSecretSealed: null, previousSecretUntil: null })
    .where(lt(webhookEndpoint.previousSecretUntil, now))
}
