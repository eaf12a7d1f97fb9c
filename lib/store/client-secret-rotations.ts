import { and, eq, exists, gt, isNull, lte, or } from 'drizzle-orm'
import { application, clientSecretRotation } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import type { ApplicationRow } from './applications.ts'

export type RotationRow = typeof clientSecretRotation.$inferSelect

/** Null until it is set up. */
export async function findRotation(db: Database, applicationId: string): Promise<RotationRow | null> {
  if (!isRowId(applicationId)) return null
  const [row] = await db
    .select()
    .from(clientSecretRotation)
    .where(eq(clientSecretRotation.applicationId, applicationId))
  return row ?? null
}

/** Those of applications in use. */
export async function listRotations(db: Database): Promise<RotationRow[]> {
  const rows = await db
    .select({ rotation: clientSecretRotation })
    .from(clientSecretRotation)
    .innerJoin(application, eq(application.id, clientSecretRotation.applicationId))
    .where(isNull(application.retiredAt))
    .orderBy(clientSecretRotation.applicationId)
  return rows.map(({ rotation }) => rotation)
}

/** The row, which is created if there isn't one, locked until the transaction ends. */
export async function lockRotation(db: Transaction, applicationId: string): Promise<RotationRow> {
  await db.insert(clientSecretRotation).values({ applicationId }).onConflictDoNothing()
  const [row] = await db
    .select()
    .from(clientSecretRotation)
    .where(eq(clientSecretRotation.applicationId, applicationId))
    .for('update')
  if (row === undefined) throw new Error('the row was deleted while it was locked')
  return row
}

export async function updateRotation(
  db: Transaction | Autocommit,
  applicationId: string,
  change: Partial<Omit<RotationRow, 'applicationId'>>,
): Promise<void> {
  await db
    .update(clientSecretRotation)
    .set(change)
    .where(eq(clientSecretRotation.applicationId, applicationId))
}

/** Nothing is pending. */
export const nothingPending = {
  pendingSecretSealed: null,
  pendingSecretEnding: null,
  pendingReceivedAt: null,
  pendingCreatedOn: null,
  pendingOverlapUntil: null,
  pendingProblem: null,
  pendingTries: 0,
  pendingNextTryAt: null,
} as const satisfies Partial<RotationRow>

/**
 * Whether every secret that waits was created on an earlier day than the current one, by the newest of them: then a
 * person has to decide.
 */
export function isAllOutdated(
  { pendingCreatedOn }: Pick<RotationRow, 'pendingCreatedOn'>,
  { secretCreatedOn }: Pick<ApplicationRow, 'secretCreatedOn'>,
): boolean {
  return pendingCreatedOn !== null && secretCreatedOn !== null && pendingCreatedOn < secretCreatedOn
}

/** True for one caller, the only one until `nextRequestAt` that may request a new secret. */
export async function claimRequest(
  db: Autocommit,
  applicationId: string,
  now: Date,
  nextRequestAt: Date,
): Promise<boolean> {
  const rows = await db
    .update(clientSecretRotation)
    .set({ nextRequestAt, requestedAt: now, requestProblem: null })
    .where(
      and(
        eq(clientSecretRotation.applicationId, applicationId),
        eq(clientSecretRotation.policy, 'automatic'),
        // LWA has refused what waits for an hour, or it waits for a person: nothing comes of it.
        or(
          isNull(clientSecretRotation.pendingSecretSealed),
          eq(clientSecretRotation.pendingProblem, 'refused_for_an_hour'),
          // As `isAllOutdated`.
          exists(
            db
              .select({ id: application.id })
              .from(application)
              .where(
                and(
                  eq(application.id, clientSecretRotation.applicationId),
                  gt(application.secretCreatedOn, clientSecretRotation.pendingCreatedOn),
                ),
              ),
          ),
        ),
        or(isNull(clientSecretRotation.nextRequestAt), lte(clientSecretRotation.nextRequestAt, now)),
      ),
    )
    .returning({ id: clientSecretRotation.applicationId })
  return rows.length === 1
}
