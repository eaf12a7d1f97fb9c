import { and, eq, sql } from 'drizzle-orm'
import { accessToken, application, authorization, refreshLease } from '#drizzle/schema.ts'
import type { ApplicationRow } from './applications.ts'
import type { AuthorizationRow } from './authorizations.ts'
import { builtOnce } from './built-once.ts'
import type { Database } from './client.ts'

export type LeaseRow = typeof refreshLease.$inferSelect
export type AccessTokenRow = typeof accessToken.$inferSelect

/** Everything that decides about a refresh, as of one moment. */
export interface RefreshState {
  readonly authorization: AuthorizationRow
  readonly application: ApplicationRow
  /** Only one that came from the stored refresh token. */
  readonly token: AccessTokenRow | null
  readonly lease: LeaseRow | null
}

/** Joins an authorization with an access token that came from its stored refresh token, not from one before. */
export const isOfStoredToken = and(
  eq(accessToken.authorizationId, authorization.id),
  eq(accessToken.tokenVersion, authorization.tokenVersion),
)

const refreshState = builtOnce((db) =>
  db
    .select({ authorization, application, token: accessToken, lease: refreshLease })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .leftJoin(accessToken, isOfStoredToken)
    .leftJoin(refreshLease, eq(refreshLease.authorizationId, authorization.id))
    .where(eq(authorization.id, sql.placeholder('id')))
    .prepare('refresh_state'),
)

export async function findRefreshState(db: Database, authorizationId: string): Promise<RefreshState | null> {
  const [row] = await refreshState(db).execute({ id: authorizationId })
  return row ?? null
}

/**
 * Takes the lease, if nobody has since `seen` was read. Gives the new fencing number, or null to whoever came
 * second. Until it is ended well, the refresh counts as interrupted: its holder may die.
 */
export async function takeLease(
  db: Database,
  authorizationId: string,
  seen: LeaseRow | null,
  take: Pick<LeaseRow, 'owner' | 'startedAt' | 'tokenVersion'> & { readonly heldUntil: Date },
): Promise<number | null> {
  const taken = { ...take, problem: 'interrupted', retryAt: null }
  const [row] = await db
    .insert(refreshLease)
    .values({ ...taken, authorizationId, fence: 1, failures: 0 })
    .onConflictDoUpdate({
      target: refreshLease.authorizationId,
      set: { ...taken, fence: sql`${refreshLease.fence} + 1` },
      setWhere: eq(refreshLease.fence, seen?.fence ?? 0),
    })
    .returning({ fence: refreshLease.fence })
  return row?.fence ?? null
}

/** How a refresh ended. False: somebody took over, and what the caller learnt must not be stored. */
export async function endLease(
  db: Database,
  authorizationId: string,
  fence: number,
  outcome: Pick<LeaseRow, 'problem' | 'problemDetail' | 'requestId' | 'failures' | 'retryAt'>,
): Promise<boolean> {
  const rows = await db
    .update(refreshLease)
    .set({ ...outcome, heldUntil: null })
    .where(and(eq(refreshLease.authorizationId, authorizationId), eq(refreshLease.fence, fence)))
    .returning({ fence: refreshLease.fence })
  return rows.length === 1
}
