import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { idempotentRequest } from '#drizzle/schema.ts'
import type { Autocommit, Transaction } from '../database/pool.ts'

export type IdempotentRequestRow = typeof idempotentRequest.$inferSelect

/** False while another transaction holds the same key. */
export async function lockIdempotencyKey(db: Transaction, apiKeyId: string, key: string): Promise<boolean> {
  const [row] = await db.execute<{ isHeld: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${apiKeyId} ${key}`}, 0)) as "isHeld"`,
  )
  return row?.isHeld === true
}

export async function findIdempotentRequest(
  db: Transaction,
  apiKeyId: string,
  key: string,
): Promise<IdempotentRequestRow | null> {
  const [row] = await db
    .select()
    .from(idempotentRequest)
    .where(and(eq(idempotentRequest.apiKeyId, apiKeyId), eq(idempotentRequest.key, key)))
  return row ?? null
}

/** Takes the place of one that is too old. */
export async function insertIdempotentRequest(db: Transaction, row: IdempotentRequestRow): Promise<void> {
  const { apiKeyId, key, ...set } = row
  await db
    .insert(idempotentRequest)
    .values(row)
    .onConflictDoUpdate({ target: [idempotentRequest.apiKeyId, idempotentRequest.key], set })
}

/** Returns how many were deleted. */
export async function pruneIdempotentRequests(db: Autocommit, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: sql`ctid` })
    .from(idempotentRequest)
    .where(lt(idempotentRequest.createdAt, before))
    .limit(limit)
  const rows = await db
    .delete(idempotentRequest)
    .where(inArray(sql`ctid`, old))
    .returning({ key: idempotentRequest.key })
  return rows.length
}
