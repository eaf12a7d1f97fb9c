import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { application, grantlessToken } from '#drizzle/schema.ts'
import type { Autocommit, Database } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import type { ApplicationRow } from './applications.ts'
import { type Visibility, visibleApplications } from './visibility.ts'

export type GrantlessTokenRow = typeof grantlessToken.$inferSelect

/** Which token: of the application itself, for one scope. */
export type GrantlessKey = Pick<GrantlessTokenRow, 'applicationId' | 'scope'>

/** As of one moment. Null when the application doesn't exist or isn't visible. */
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
 * Takes the lease, if nobody has since `seen` was read. Gives the new fencing number, or null to whoever came
 * second. Until it is ended well, the request counts as interrupted: its holder may die.
 */
export async function acquireGrantlessLease(
  db: Autocommit,
  key: GrantlessKey,
  seen: GrantlessTokenRow | null,
  take: Pick<GrantlessTokenRow, 'owner' | 'startedAt'> & { readonly heldUntil: Date },
): Promise<number | null> {
  const taken = { ...take, problem: 'interrupted', retryAt: null }
  const [row] = await db
    .insert(grantlessToken)
    .values({ ...key, ...taken, fence: 1 })
    .onConflictDoUpdate({
      target: [grantlessToken.applicationId, grantlessToken.scope],
      set: { ...taken, fence: sql`${grantlessToken.fence} + 1` },
      setWhere: eq(grantlessToken.fence, seen?.fence ?? 0),
    })
    .returning({ fence: grantlessToken.fence })
  return row?.fence ?? null
}

/** False: somebody took over, or the request has ended. */
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

/** How it ended, with the new token if there is one. False: somebody took over, and nothing is stored. */
export async function endGrantlessLease(
  db: Autocommit,
  { applicationId, scope }: GrantlessKey,
  fence: number,
  outcome: Pick<GrantlessTokenRow, 'problem' | 'problemDetail' | 'requestId' | 'retryAt'> &
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
