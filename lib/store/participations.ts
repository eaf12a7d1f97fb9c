import { and, desc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../database/pool.ts'

export type ParticipationRow = typeof marketplaceParticipation.$inferSelect

/** Active participations first, by country. */
export async function listParticipations(
  db: Database,
  authorizationIds: readonly string[],
): Promise<ParticipationRow[]> {
  if (authorizationIds.length === 0) return []
  return db
    .select()
    .from(marketplaceParticipation)
    .where(inArray(marketplaceParticipation.authorizationId, [...authorizationIds]))
    .orderBy(
      desc(marketplaceParticipation.isParticipating),
      marketplaceParticipation.countryCode,
      marketplaceParticipation.marketplaceId,
    )
}

export async function replaceParticipations(
  db: Transaction,
  authorizationId: string,
  rows: readonly Omit<ParticipationRow, 'authorizationId'>[],
): Promise<void> {
  await db
    .delete(marketplaceParticipation)
    .where(eq(marketplaceParticipation.authorizationId, authorizationId))
  if (rows.length === 0) return
  await db
    .insert(marketplaceParticipation)
    .values(rows.map((row) => ({ ...row, authorizationId })))
    .onConflictDoNothing()
}

/** Whether Amazon lists the stores of another seller of the application: then its role and credentials are in order. */
export async function hasOtherReadStores(db: Database, applicationId: string, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: authorization.id })
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        ne(authorization.id, id),
        eq(authorization.partnerType, 'seller'),
        isNotNull(authorization.refreshTokenSealed),
        isNotNull(authorization.participationsReadAt),
        isNull(authorization.participationsProblem),
      ),
    )
    .limit(1)
  return rows.length > 0
}
