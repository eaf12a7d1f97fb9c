import { and, desc, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import { account, apiKey, application, keyUse, person, type TokenKind } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../database/pool.ts'

export type ApiKeyRow = typeof apiKey.$inferSelect

export interface ListedApiKey {
  readonly key: ApiKeyRow
  readonly applicationName: string | null
  readonly accountName: string | null
  readonly creatorName: string | null
}

/** False if a key with this id already exists. */
export async function insertApiKey(db: Transaction, row: typeof apiKey.$inferInsert): Promise<boolean> {
  const rows = await db
    .insert(apiKey)
    .values(row)
    .onConflictDoNothing({ target: apiKey.id })
    .returning({ id: apiKey.id })
  return rows.length === 1
}

export async function findApiKeyByPrefix(db: Database, prefix: string): Promise<ApiKeyRow | null> {
  const [row] = await db.select().from(apiKey).where(eq(apiKey.prefix, prefix))
  return row ?? null
}

/** Active keys first, then revoked ones; each newest first. */
export function listApiKeys(db: Database, limit: number): Promise<ListedApiKey[]> {
  return db
    .select({
      key: apiKey,
      applicationName: application.name,
      accountName: account.name,
      creatorName: person.name,
    })
    .from(apiKey)
    .leftJoin(application, eq(application.id, apiKey.applicationId))
    .leftJoin(account, eq(account.id, apiKey.accountId))
    .leftJoin(person, eq(person.id, apiKey.createdBy))
    .orderBy(isNotNull(apiKey.revokedAt), desc(apiKey.createdAt), desc(apiKey.id))
    .limit(limit)
}

/** How many tokens of one kind were issued to a key. */
export interface KeyUseSum {
  readonly apiKeyId: string
  readonly kind: TokenKind
  readonly today: number
  /** Since the first day. */
  readonly month: number
}

/** For every key with any uses. Days are in UTC, such as 2026-11-22. */
export function sumKeyUses(
  db: Database,
  days: { readonly first: string; readonly today: string },
): Promise<KeyUseSum[]> {
  const sum = sql`sum(${keyUse.count})`
  return db
    .select({
      apiKeyId: keyUse.apiKeyId,
      kind: keyUse.kind,
      today: sql`coalesce(${sum} filter (where ${keyUse.day} = ${days.today}), 0)`.mapWith(Number),
      month: sum.mapWith(Number),
    })
    .from(keyUse)
    .where(gte(keyUse.day, days.first))
    .groupBy(keyUse.apiKeyId, keyUse.kind)
}

/** Null if it doesn't exist or is already revoked. */
export async function revokeApiKey(db: Transaction, id: string, now: Date): Promise<ApiKeyRow | null> {
  const [row] = await db
    .update(apiKey)
    .set({ revokedAt: now })
    .where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt)))
    .returning()
  return row ?? null
}

export async function findApiKey(db: Database, id: string): Promise<ApiKeyRow | null> {
  const [row] = await db.select().from(apiKey).where(eq(apiKey.id, id))
  return row ?? null
}
