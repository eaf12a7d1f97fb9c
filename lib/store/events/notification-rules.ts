import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import {
  application,
  digestItem,
  type NotifiedItem,
  notificationChannel,
  notificationRule,
} from '#drizzle/schema.ts'
import { insertRows } from '../../database/insert-rows.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'

export type ChannelRow = typeof notificationChannel.$inferSelect
export type RuleRow = typeof notificationRule.$inferSelect

export async function insertChannel(
  db: Transaction,
  row: typeof notificationChannel.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(notificationChannel)
    .values(row)
    .onConflictDoNothing({ target: notificationChannel.id })
    .returning({ id: notificationChannel.id })
  return rows.length > 0
}

/** With its rules. Null if there is no such channel. */
export async function deleteChannel(db: Transaction, id: string): Promise<ChannelRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.delete(notificationChannel).where(eq(notificationChannel.id, id)).returning()
  return row ?? null
}

export async function findChannel(db: Database, id: string): Promise<ChannelRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(notificationChannel).where(eq(notificationChannel.id, id))
  return row ?? null
}

/** By name. */
export function listChannels(db: Database): Promise<ChannelRow[]> {
  return db
    .select()
    .from(notificationChannel)
    .orderBy(asc(sql`lower(${notificationChannel.name})`), notificationChannel.id)
}

/**
 * `problem`: null after a delivery. If there are several recipients, the problem begins with the name of its own, and
 * only a delivery to that one ends it.
 */
export async function markChannel(
  db: Autocommit,
  id: string,
  problem: string | null,
  now: Date,
  recipient = '',
): Promise<void> {
  const isNews = problem === null ? sql`starts_with(${notificationChannel.problem}, ${recipient})` : undefined
  await db
    .update(notificationChannel)
    .set({ problem, problemAt: problem === null ? null : now })
    .where(and(eq(notificationChannel.id, id), isNews))
}

export async function insertRule(
  db: Transaction,
  row: typeof notificationRule.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(notificationRule)
    .values(row)
    .onConflictDoNothing({ target: notificationRule.id })
    .returning({ id: notificationRule.id })
  return rows.length > 0
}

export async function deleteRule(db: Transaction, id: string): Promise<RuleRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.delete(notificationRule).where(eq(notificationRule.id, id)).returning()
  return row ?? null
}

export interface RuleWithChannel {
  readonly rule: RuleRow
  readonly channel: ChannelRow
}

/** With their channels, by channel. */
export function listRules(
  db: Database,
): Promise<(RuleWithChannel & { readonly applicationName: string | null })[]> {
  return db
    .select({ rule: notificationRule, channel: notificationChannel, applicationName: application.name })
    .from(notificationRule)
    .innerJoin(notificationChannel, eq(notificationChannel.id, notificationRule.channelId))
    .leftJoin(application, eq(application.id, notificationRule.applicationId))
    .orderBy(asc(sql`lower(${notificationChannel.name})`), notificationRule.createdAt, notificationRule.id)
}

export async function insertDigestItems(
  db: Transaction,
  rows: readonly { readonly ruleId: string; readonly eventType: string; readonly item: NotifiedItem }[],
): Promise<void> {
  if (rows.length > 0) await db.execute(insertRows(digestItem, rows))
}

/** A digest that is due, or whose time was set when the clock was ahead; locked. Null if nothing matches. */
export async function lockDueDigest(
  db: Transaction,
  now: Date,
  tooFarAhead: Date,
): Promise<RuleWithChannel | null> {
  const [row] = await db
    .select({ rule: notificationRule, channel: notificationChannel })
    .from(notificationRule)
    .innerJoin(notificationChannel, eq(notificationChannel.id, notificationRule.channelId))
    .where(
      and(
        isNotNull(notificationRule.digestHour),
        or(
          isNull(notificationRule.nextDigestAt),
          lte(notificationRule.nextDigestAt, now),
          sql`${notificationRule.nextDigestAt} > ${tooFarAhead.toISOString()}::timestamptz`,
        ),
      ),
    )
    .orderBy(notificationRule.id)
    .limit(1)
    .for('update', { of: notificationRule, skipLocked: true })
  return row ?? null
}

/** Deletes and returns everything that the digest of a rule will say, in order. */
export async function consumeDigestItems(
  db: Transaction,
  ruleId: string,
): Promise<{ readonly eventType: string; readonly item: NotifiedItem }[]> {
  const rows = await db.delete(digestItem).where(eq(digestItem.ruleId, ruleId)).returning()
  return rows.toSorted((one, other) => one.id - other.id)
}

export async function setNextDigest(db: Transaction, id: string, nextDigestAt: Date): Promise<void> {
  await db.update(notificationRule).set({ nextDigestAt }).where(eq(notificationRule.id, id))
}

/** How many events wait for the digest of each rule; rules without any are left out. */
export async function countDigestItems(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ ruleId: digestItem.ruleId, total: sql<number>`count(*)::int` })
    .from(digestItem)
    .groupBy(digestItem.ruleId)
  return new Map(rows.map(({ ruleId, total }) => [ruleId, total]))
}
