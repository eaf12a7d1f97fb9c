import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import type { Database } from '../../database/pool.ts'

export interface HeldToken {
  readonly id: string
  readonly refreshTokenSealed: string
  /** By the clock that writes tokens. */
  readonly changedAt: Date
}

/** The refresh tokens of an application that were written since. */
export async function listHeldTokens(db: Database, applicationId: string, since: Date): Promise<HeldToken[]> {
  const changedAt = sql<string>`greatest(${authorization.renewedAt}, ${authorization.lastRefreshAt}, ${authorization.createdAt})`
  const rows = await db
    .select({ id: authorization.id, refreshTokenSealed: authorization.refreshTokenSealed, changedAt })
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        sql`${authorization.refreshTokenSealed} is not null`,
        sql`${changedAt} >= ${since.toISOString()}::timestamptz`,
      ),
    )
  return rows.map((row) => ({
    id: row.id,
    refreshTokenSealed: row.refreshTokenSealed ?? '',
    changedAt: new Date(row.changedAt),
  }))
}

/** The records of a selling partner, of any account and region: open ones, and those that were released since. */
export function listGrantsOf(
  db: Database,
  applicationId: string,
  grantKey: string,
  since: Date,
): Promise<(typeof authorization.$inferSelect)[]> {
  return db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        eq(authorization.grantKey, grantKey),
        or(isNull(authorization.releasedAt), gte(authorization.releasedAt, since)),
      ),
    )
    .orderBy(asc(authorization.createdAt))
}
