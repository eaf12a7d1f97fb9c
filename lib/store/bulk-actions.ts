import { and, asc, count, eq, getTableColumns, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { account, authorization, bulkAction, bulkActionRow, person } from '#drizzle/schema.ts'
import { type Cursor, inOrder, newestFirst, pageAfter } from '../database/keyset.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'

export type BulkActionRow = typeof bulkAction.$inferSelect
export type BulkRow = typeof bulkActionRow.$inferSelect
type Status = BulkRow['status']

const at = (time: Date) => sql`${time.toISOString()}::timestamptz`

/** False if there is one with this id. */
export async function insertBulkAction(
  db: Transaction,
  row: typeof bulkAction.$inferInsert,
): Promise<boolean> {
  const rows = await db.insert(bulkAction).values(row).onConflictDoNothing().returning({ id: bulkAction.id })
  return rows.length > 0
}

const rowsPerStatement = 5_000

/** In this order. Those with an exclusion are skipped from the beginning. */
export async function insertBulkRows(
  db: Transaction,
  bulkActionId: string,
  rows: readonly { readonly id: string; readonly exclusion: string | null }[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement).map(({ id, exclusion }, place) => ({
      id,
      exclusion,
      position: from + place,
    }))
    await db.execute(sql`
      insert into bulk_action_row (bulk_action_id, authorization_id, position, status, reason, ended_at)
      select ${bulkActionId}::uuid, id, position, case when exclusion is null then 'waiting' else 'skipped' end, exclusion,
        case when exclusion is null then null else ${at(now)} end
      from jsonb_to_recordset(${JSON.stringify(part)}::text::jsonb) as new (id uuid, exclusion text, position int)`)
  }
}

/** The row, locked until the transaction ends. */
export async function lockBulkAction(db: Transaction, id: string): Promise<BulkActionRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(bulkAction).where(eq(bulkAction.id, id)).for('update')
  return row ?? null
}

export async function updateBulkAction(
  db: Transaction,
  id: string,
  change: Partial<BulkActionRow>,
): Promise<void> {
  await db.update(bulkAction).set(change).where(eq(bulkAction.id, id))
}

/** Returns how many there were. */
export async function endWaitingRows(db: Transaction, bulkActionId: string, now: Date): Promise<number> {
  const rows = await db
    .update(bulkActionRow)
    .set({ status: 'unfinished', endedAt: now })
    .where(and(eq(bulkActionRow.bulkActionId, bulkActionId), eq(bulkActionRow.status, 'waiting')))
    .returning({ id: bulkActionRow.authorizationId })
  return rows.length
}

/** Actions that have something left to do, or to be ended, the oldest first. */
export function listOpenBulkActions(db: Database): Promise<BulkActionRow[]> {
  return db
    .select()
    .from(bulkAction)
    .where(sql`${bulkAction.status} in ('running', 'stopping')`)
    .orderBy(asc(bulkAction.createdAt))
}

export interface BulkClaim {
  readonly id: string
  /** By the real clock. */
  readonly now: Date
  readonly until: Date
  /** By all workers together. */
  readonly concurrent: number
}

export interface ClaimedBulkRow {
  readonly authorizationId: string
  /** When a worker first began: what Amazon has answered since then, it was asked for this. */
  readonly startedAt: Date
}

/**
 * Claims rows of an action that the caller has locked, in their order: new ones, and those of workers that are gone; at
 * most what leaves it with `concurrent` rows in progress.
 */
export async function claimBulkRows(
  db: Transaction,
  bulkActionId: string,
  claim: BulkClaim,
  startedAt: Date,
): Promise<ClaimedBulkRow[]> {
  const rows = await db.execute<{ authorizationId: string; startedMs: number }>(sql`
    with free as (
      select authorization_id from bulk_action_row
      where bulk_action_id = ${bulkActionId} and status in ('waiting', 'running')
        and (status = 'waiting' or claimed_until <= ${at(claim.now)})
      order by position
      limit greatest(0, ${claim.concurrent}::int - (
        select count(*) from bulk_action_row
        where bulk_action_id = ${bulkActionId} and status = 'running' and claimed_until > ${at(claim.now)}
      ))
    )
    update bulk_action_row r set status = 'running', claim = ${claim.id}, claimed_until = ${at(claim.until)},
      started_at = coalesce(started_at, ${at(startedAt)})
    from free where r.bulk_action_id = ${bulkActionId} and r.authorization_id = free.authorization_id
    returning r.authorization_id as "authorizationId", (extract(epoch from r.started_at) * 1000)::float8 as "startedMs"`)
  return rows.map(({ authorizationId, startedMs }) => ({ authorizationId, startedAt: new Date(startedMs) }))
}

/** After an action was stopped, ends the rows that a worker had started before it died. */
export async function endAbandonedRows(
  db: Transaction,
  bulkActionId: string,
  { realNow, now }: { readonly realNow: Date; readonly now: Date },
): Promise<void> {
  await db
    .update(bulkActionRow)
    .set({ status: 'unfinished', claim: null, claimedUntil: null, endedAt: now })
    .where(
      and(
        eq(bulkActionRow.bulkActionId, bulkActionId),
        eq(bulkActionRow.status, 'running'),
        lte(bulkActionRow.claimedUntil, realNow),
      ),
    )
}

interface ClaimedKey {
  readonly bulkActionId: string
  readonly authorizationId: string
  readonly claim: string
}

const isClaimed = ({ bulkActionId, authorizationId, claim }: ClaimedKey): SQL | undefined =>
  and(
    eq(bulkActionRow.bulkActionId, bulkActionId),
    eq(bulkActionRow.authorizationId, authorizationId),
    eq(bulkActionRow.claim, claim),
  )

/** Locks the row until the transaction ends. False if another worker has taken it over. */
export async function lockClaimedRow(db: Transaction, key: ClaimedKey): Promise<boolean> {
  const rows = await db
    .select({ id: bulkActionRow.authorizationId })
    .from(bulkActionRow)
    .where(isClaimed(key))
    .for('update')
  return rows.length > 0
}

export interface BulkRowEnd {
  readonly status: Extract<Status, 'done' | 'skipped' | 'failed'>
  readonly reason: string | null
  readonly endedAt: Date
  readonly linkSealed?: string
  readonly linkExpiresAt?: Date
}

/** False, and nothing is written, if another worker has taken it over. */
export async function endBulkRow(db: Transaction, key: ClaimedKey, end: BulkRowEnd): Promise<boolean> {
  const rows = await db
    .update(bulkActionRow)
    .set({ ...end, claim: null, claimedUntil: null })
    .where(isClaimed(key))
    .returning({ id: bulkActionRow.authorizationId })
  return rows.length > 0
}

/** The worker is still at what it has claimed. */
export async function renewBulkClaim(
  db: Autocommit,
  { bulkActionId, claim }: Pick<ClaimedKey, 'bulkActionId' | 'claim'>,
  until: Date,
): Promise<void> {
  await db
    .update(bulkActionRow)
    .set({ claimedUntil: until })
    .where(
      and(
        eq(bulkActionRow.bulkActionId, bulkActionId),
        eq(bulkActionRow.claim, claim),
        eq(bulkActionRow.status, 'running'),
      ),
    )
}

/** Gives rows back that were claimed and not begun. */
export async function releaseBulkClaim(
  db: Autocommit,
  { bulkActionId, claim }: Pick<ClaimedKey, 'bulkActionId' | 'claim'>,
  authorizationIds: readonly string[],
): Promise<void> {
  if (authorizationIds.length === 0) return
  await db
    .update(bulkActionRow)
    .set({ status: 'waiting', claim: null, claimedUntil: null })
    .where(
      and(
        eq(bulkActionRow.bulkActionId, bulkActionId),
        eq(bulkActionRow.claim, claim),
        inArray(bulkActionRow.authorizationId, [...authorizationIds]),
      ),
    )
}

/** How many rows of an action have each status. */
export async function countBulkRows(
  db: Database,
  bulkActionIds: readonly string[],
): Promise<{ readonly bulkActionId: string; readonly status: Status; readonly total: number }[]> {
  if (bulkActionIds.length === 0) return []
  return db
    .select({ bulkActionId: bulkActionRow.bulkActionId, status: bulkActionRow.status, total: count() })
    .from(bulkActionRow)
    .where(inArray(bulkActionRow.bulkActionId, [...bulkActionIds]))
    .groupBy(bulkActionRow.bulkActionId, bulkActionRow.status)
}

export type ListedBulkAction = BulkActionRow & { readonly personName: string }

export async function findBulkAction(db: Database, id: string): Promise<ListedBulkAction | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select({ ...getTableColumns(bulkAction), personName: person.name })
    .from(bulkAction)
    .innerJoin(person, eq(person.id, bulkAction.createdBy))
    .where(eq(bulkAction.id, id))
  return row ?? null
}

const order = newestFirst(bulkAction.createdAt, bulkAction.id)

/** Newest first. */
export function listBulkActions(
  db: Database,
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<ListedBulkAction[]> {
  return db
    .select({ ...getTableColumns(bulkAction), personName: person.name })
    .from(bulkAction)
    .innerJoin(person, eq(person.id, bulkAction.createdBy))
    .where(pageAfter(order, after))
    .orderBy(...inOrder(order))
    .limit(limit)
}

export type ListedBulkRow = BulkRow & {
  readonly name: string
  readonly sellingPartnerId: string | null
}

/** In the order of the action. */
export async function listBulkRows(
  db: Database,
  filter: { readonly bulkActionId: string; readonly status: Status | null },
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<ListedBulkRow[]> {
  return db
    .select({
      ...getTableColumns(bulkActionRow),
      name: sql<string>`coalesce(${authorization.label}, nullif(${authorization.storeName}, ''),
        ${authorization.sellingPartnerId}, ${account.name})`,
      sellingPartnerId: authorization.sellingPartnerId,
    })
    .from(bulkActionRow)
    .innerJoin(authorization, eq(authorization.id, bulkActionRow.authorizationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(
      and(
        eq(bulkActionRow.bulkActionId, filter.bulkActionId),
        filter.status === null ? undefined : eq(bulkActionRow.status, filter.status),
        after === null ? undefined : sql`${bulkActionRow.position} > ${after.key}::bigint`,
      ),
    )
    .orderBy(asc(bulkActionRow.position))
    .limit(limit)
}

/** Destroys the links that have expired. */
export async function destroyBulkLinks(db: Autocommit, now: Date): Promise<void> {
  await db
    .update(bulkActionRow)
    .set({ linkSealed: null })
    .where(and(sql`${bulkActionRow.linkSealed} is not null`, lte(bulkActionRow.linkExpiresAt, now)))
}
