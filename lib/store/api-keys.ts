import { and, between, desc, eq, gt, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
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
import { type Cursor, inOrder, type Keyset, likePattern, pageAfter } from '../database/keyset.ts'
import type { Database, Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'

export type ApiKeyRow = typeof apiKey.$inferSelect

export interface ListedApiKey {
  readonly key: ApiKeyRow
  readonly applicationName: string | null
  readonly accountName: string | null
  readonly creatorName: string | null
  /** Its place in the list. */
  readonly place: string
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

interface KeyQuery {
  readonly holder: KeyHolder
  /** A part of the name, the beginning of the prefix, or an id; empty: any. */
  readonly search: string
  /** Which keys have expired. */
  readonly now: Date
  readonly after: Cursor | null
  readonly limit: number
}

/** Keys that work first, then those that have expired or were revoked; each newest first. */
export function listApiKeys(
  db: Database,
  { holder, search, now, after, limit }: KeyQuery,
): Promise<ListedApiKey[]> {
  const works = and(isNull(apiKey.revokedAt), or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now)))
  const createdAt = sql`to_char(${apiKey.createdAt} at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`
  const place = sql<string>`(case when ${works} then '1' else '0' end || ${createdAt}) collate "C"`
  const order: Keyset = { key: place, id: apiKey.id, kind: 'text', isDescending: true }
  return db
    .select({
      key: apiKey,
      applicationName: application.name,
      accountName: account.name,
      creatorName: person.name,
      place,
    })
    .from(apiKey)
    .leftJoin(application, eq(application.id, apiKey.applicationId))
    .leftJoin(account, eq(account.id, apiKey.accountId))
    .leftJoin(person, eq(person.id, apiKey.createdBy))
    .where(
      and(
        // An id names one key, of a program or an agent.
        isRowId(search) ? eq(apiKey.id, search) : and(eq(apiKey.holder, holder), matches(search)),
        pageAfter(order, after),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(limit)
}

function matches(search: string) {
  if (search === '') return undefined
  return or(
    sql`${apiKey.name} ilike ${likePattern.containing(search)}`,
    sql`${apiKey.prefix} like ${likePattern.startingWith(search)}`,
  )
}

export async function hasApiKeys(db: Database): Promise<boolean> {
  return (await db.select({ id: apiKey.id }).from(apiKey).limit(1)).length > 0
}

/** How many tokens of one kind were issued to a key. */
export interface KeyUseSum {
  readonly apiKeyId: string
  readonly kind: TokenKind
  readonly today: number
  /** Since the first day. */
  readonly month: number
}

/** For those of these keys with any uses. Days are in UTC, such as 2026-11-22. */
export function sumKeyUses(
  db: Database,
  ids: readonly string[],
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
    .where(and(inArray(keyUse.apiKeyId, [...ids]), gte(keyUse.day, days.first)))
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
