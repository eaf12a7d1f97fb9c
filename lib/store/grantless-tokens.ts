import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { application, grantlessToken } from '#drizzle/schema.ts'
import type { Autocommit, Database } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import type { ApplicationRow } from './applications.ts'
import { type Visibility, visibleApplications } from './visibility.ts'

export type GrantlessTokenRow = typeof grantlessToken.$inferSelect

/** Identifies a token: of the application itself, for one scope. */
export type GrantlessKey = Pick<GrantlessTokenRow, 'applicationId' | 'scope'>

/** A consistent snapshot. Null if the application doesn't exist or isn't visible. */
export async function findGrantlessState(
  db: Database,
  { applicationId, scope }: GrantlessKey,
  visible: Visibility,
): Promise<{ readonly application: ApplicationRow; readonly row: GrantlessTokenRow | null } | null> {
  if (!isRowId(applicationId)) return null
  const [row] = await db
    .select({ application, row: grantlessToken })
    .from(application)
    .leftJoin(
      grantlessToken,
      and(eq(grantlessToken.applicationId, application.id), eq(grantlessToken.scope, scope)),
    )
    .where(and(eq(application.id, applicationId), visibleApplications(visible)))
  return row ?? null
}

/**
 * Acquires the lease, unless another process has since `seen` was read. Returns the new fencing number, or null if
 * another process was first. Until the lease ends successfully, the request counts as interrupted, because its holder
 * may die.
 */
export async function acquireGrantlessLease(
  db: Autocommit,
  key: GrantlessKey,
  seen: GrantlessTokenRow | null,
  request: Pick<GrantlessTokenRow, 'owner' | 'startedAt'> & { readonly heldUntil: Date },
): Promise<number | null> {
  const lease = { ...request, problem: 'interrupted', failure: null, requestId: null, retryAt: null }
  const [row] = await db
    .insert(grantlessToken)
    .values({ ...key, ...lease, fence: 1 })
    .onConflictDoUpdate({
      target: [grantlessToken.applicationId, grantlessToken.scope],
      set: { ...lease, fence: sql`${grantlessToken.fence} + 1` },
      setWhere: eq(grantlessToken.fence, seen?.fence ?? 0),
    })
    .returning({ fence: grantlessToken.fence })
  return row?.fence ?? null
}

/** False if another process has taken over, or if the request has ended. */
export async function renewGrantlessLease(
  db: Autocommit,
  { applicationId, scope }: GrantlessKey,
  fence: number,
  heldUntil: Date,
): Promise<boolean> {
  const rows = await db
    .update(grantlessToken)
    .set({ heldUntil })
    .where(
      and(
        eq(grantlessToken.applicationId, applicationId),
        eq(grantlessToken.scope, scope),
        eq(grantlessToken.fence, fence),
        isNotNull(grantlessToken.heldUntil),
      ),
    )
    .returning({ fence: grantlessToken.fence })
  return rows.length === 1
}

/**
 * Records how the request ended, with the new token if there is one. False if another process has taken over; then
 * nothing is stored.
 */
export async function endGrantlessLease(
  db: Autocommit,
  { applicationId, scope }: GrantlessKey,
  fence: number,
  outcome: Pick<GrantlessTokenRow, 'problem' | 'failure' | 'requestId' | 'retryAt'> &
    Partial<Pick<GrantlessTokenRow, 'sealed' | 'expiresAt'>>,
): Promise<boolean> {
  const rows = await db
    .update(grantlessToken)
    .set({ ...outcome, heldUntil: null })
    .where(
      and(
        eq(grantlessToken.applicationId, applicationId),
        eq(grantlessToken.scope, scope),
        eq(grantlessToken.fence, fence),
      ),
    )
    .returning({ fence: grantlessToken.fence })
  return rows.length === 1
}
