import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { account, apiKey, application, person, vendCount } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

export type ApiKeyRow = typeof apiKey.$inferSelect

export interface ListedApiKey {
  readonly key: ApiKeyRow
  readonly applicationName: string | null
  readonly accountName: string | null
  readonly creatorName: string | null
  /** Access tokens that it took, ever. */
  readonly vends: number
}

export async function insertApiKey(db: Database, row: typeof apiKey.$inferInsert): Promise<void> {
  await db.insert(apiKey).values(row)
}

export async function findApiKeyByPrefix(db: Database, prefix: string): Promise<ApiKeyRow | null> {
  const [row] = await db.select().from(apiKey).where(eq(apiKey.prefix, prefix))
  return row ?? null
}

const vends = sql<number>`(select coalesce(sum(${vendCount.count}), 0) from ${vendCount} where ${vendCount.apiKeyId} = ${apiKey.id})`

/** Newest first. */
export function listApiKeys(db: Database, limit: number): Promise<ListedApiKey[]> {
  return db
    .select({
      key: apiKey,
      applicationName: application.name,
      accountName: account.name,
      creatorName: person.name,
      vends: vends.mapWith(Number).as('vends'),
    })
    .from(apiKey)
    .leftJoin(application, eq(application.id, apiKey.applicationId))
    .leftJoin(account, eq(account.id, apiKey.accountId))
    .leftJoin(person, eq(person.id, apiKey.createdBy))
    .orderBy(desc(apiKey.createdAt), desc(apiKey.id))
    .limit(limit)
}

/** Null when there is none, or when it was revoked already. */
export async function revokeApiKey(db: Database, id: string, now: Date): Promise<ApiKeyRow | null> {
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
