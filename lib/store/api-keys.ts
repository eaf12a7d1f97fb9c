import { and, between, desc, eq, gte, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import {
  account,
  apiKey,
  apiKeyNetwork,
  application,
  type KeyHolder,
  keyUse,
  person,
  type TokenKind,
} from '#drizzle/schema.ts'
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

/** Active keys first, then revoked ones; each newest first. `holder` null: of everybody. */
export function listApiKeys(
  db: Database,
  { holder = null, limit }: { readonly holder?: KeyHolder | null; readonly limit: number },
): Promise<ListedApiKey[]> {
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
    .where(holder === null ? undefined : eq(apiKey.holder, holder))
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

/** Counts for one key, or for all; the newest day first, then by name. Days are in UTC, such as 2026-11-22. */
export function listKeyUses(
  db: Database,
  { first, last }: { readonly first: string; readonly last: string },
  apiKeyId: string | null,
): Promise<{ apiKeyId: string; name: string; day: string; kind: TokenKind; count: number }[]> {
  const { day, kind, count } = keyUse
  return db
    .select({ apiKeyId: apiKey.id, name: apiKey.name, day, kind, count })
    .from(keyUse)
    .innerJoin(apiKey, eq(apiKey.id, keyUse.apiKeyId))
    .where(and(between(day, first, last), apiKeyId === null ? undefined : eq(keyUse.apiKeyId, apiKeyId)))
    .orderBy(desc(day), apiKey.name, apiKey.id, kind)
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

/** The row, locked until the transaction ends. */
export async function lockApiKey(db: Transaction, id: string): Promise<ApiKeyRow | null> {
  const [row] = await db.select().from(apiKey).where(eq(apiKey.id, id)).for('update')
  return row ?? null
}

export async function updateApiKey(
  db: Transaction,
  id: string,
  change: Partial<Pick<ApiKeyRow, 'digest' | 'previousDigest' | 'previousUntil'>>,
): Promise<void> {
  await db.update(apiKey).set(change).where(eq(apiKey.id, id))
}

/** False if the key was used from there before. */
export async function addKeyNetwork(
  db: Transaction,
  apiKeyId: string,
  network: string,
  firstUsedAt: Date,
): Promise<boolean> {
  const rows = await db
    .insert(apiKeyNetwork)
    .values({ apiKeyId, network, firstUsedAt })
    .onConflictDoNothing()
    .returning({ network: apiKeyNetwork.network })
  return rows.length === 1
}

export async function hasOtherNetworks(db: Database, apiKeyId: string, network: string): Promise<boolean> {
  const rows = await db
    .select({ network: apiKeyNetwork.network })
    .from(apiKeyNetwork)
    .where(and(eq(apiKeyNetwork.apiKeyId, apiKeyId), ne(apiKeyNetwork.network, network)))
    .limit(1)
  return rows.length > 0
}
