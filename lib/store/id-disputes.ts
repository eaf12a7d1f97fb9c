import { and, countDistinct, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'

/** Selling partner ids that several accounts hold at the same time, in different applications or regions. */
export function listSharedIds(
  db: Database,
  limit: number,
): Promise<{ readonly sellingPartnerId: string; readonly accounts: number }[]> {
  const accounts = countDistinct(authorization.accountId)
  return db
    .select({ sellingPartnerId: authorization.sellingPartnerId, accounts })
    .from(authorization)
    .where(and(isNull(authorization.releasedAt), isNotNull(authorization.sellingPartnerId)))
    .groupBy(authorization.sellingPartnerId)
    .having(gt(accounts, 1))
    .orderBy(authorization.sellingPartnerId)
    .limit(limit) as Promise<{ sellingPartnerId: string; accounts: number }[]>
}

/** Records whose tokens belong to another id, as Amazon says. */
export function listRejectedIds(
  db: Database,
  limit: number,
): Promise<{ readonly sellingPartnerId: string; readonly authorizationId: string }[]> {
  return db
    .select({ sellingPartnerId: authorization.sellingPartnerId, authorizationId: authorization.id })
    .from(authorization)
    .where(
      and(
        eq(authorization.idProblem, 'rejected'),
        isNull(authorization.disconnectedAt),
        isNotNull(authorization.sellingPartnerId),
      ),
    )
    .orderBy(authorization.idCheckedAt)
    .limit(limit) as Promise<{ sellingPartnerId: string; authorizationId: string }[]>
}
