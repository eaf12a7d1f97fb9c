import { and, eq, inArray, sql } from 'drizzle-orm'
import { accessToken, application, authorization, grantlessToken, upkeep } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'
import type { ApplicationRow } from './applications.ts'
import { endIncident, keepIncident, type NewIncident } from './incidents.ts'

/** What stands on an application while nothing speaks against its credentials. */
export const acceptedCredentials = {
  credentialsProblem: null,
  credentialsProblemAt: null,
  credentialsProblemSeenAt: null,
  credentialsProblemRequestId: null,
} as const

/**
 * That LWA refuses the credentials which this row has: on the application, and as an incident. True when that is a new
 * one. Changes nothing when another client secret is in place by now.
 */
export async function refuseCredentials(
  db: Database,
  { id, lwaClientSecretSealed }: Pick<ApplicationRow, 'id' | 'lwaClientSecretSealed'>,
  incident: NewIncident,
): Promise<boolean> {
  const { detail, requestIds, seenAt } = incident
  return db.transaction(async (tx) => {
    const rows = await tx
      .update(application)
      .set({
        credentialsProblem: detail,
        credentialsProblemAt: sql`coalesce(${application.credentialsProblemAt}, ${seenAt.toISOString()}::timestamptz)`,
        credentialsProblemSeenAt: seenAt,
        credentialsProblemRequestId: requestIds[0] ?? null,
      })
      .where(and(eq(application.id, id), eq(application.lwaClientSecretSealed, lwaClientSecretSealed)))
      .returning({ id: application.id })
    return rows.length === 1 && keepIncident(tx, incident)
  })
}

/** That LWA accepts them. True when that ended an incident. */
export async function acceptCredentials(db: Database, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.update(application).set(acceptedCredentials).where(eq(application.id, id))
    return endIncident(tx, id, 'application_refused', now)
  })
}

/**
 * Another client secret is in place: what was said of the one before is over. Access tokens for which SP-API called it
 * expired are worth nothing; those in use are renewed within `spreadMs`.
 */
export async function startWithNewSecret(
  db: Database,
  applicationId: string,
  now: Date,
  spreadMs: number,
): Promise<void> {
  await endIncident(db, applicationId, 'application_refused', now)
  if (!(await endIncident(db, applicationId, 'secret_expired', now))) return
  // What somebody is writing at this moment is as good as new, and whoever waited for it could wait in a circle.
  const others = { skipLocked: true } as const
  const tokens = db
    .select({ id: accessToken.authorizationId })
    .from(accessToken)
    .innerJoin(authorization, eq(authorization.id, accessToken.authorizationId))
    .where(eq(authorization.applicationId, applicationId))
    .for('update', { of: accessToken, ...others })
  await db.delete(accessToken).where(inArray(accessToken.authorizationId, tokens))
  await db
    .update(grantlessToken)
    .set({ sealed: null, expiresAt: null })
    .where(eq(grantlessToken.applicationId, applicationId))
  const used = db
    .select({ id: upkeep.authorizationId })
    .from(upkeep)
    .where(and(eq(upkeep.applicationId, applicationId), eq(upkeep.isIdle, false)))
    .for('update', others)
  const soon = sql`${now.toISOString()}::timestamptz + random() * make_interval(secs => ${spreadMs / 1_000})`
  await db
    .update(upkeep)
    .set({ dueAt: sql`least(${upkeep.dueAt}, ${soon})` })
    .where(inArray(upkeep.authorizationId, used))
}
