import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  accessToken,
  application,
  authorization,
  grantlessToken,
  maintenanceSchedule,
  type PartnerType,
} from '#drizzle/schema.ts'
import { mapUniqueViolation } from '../database/errors.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'
import type { Failure } from '../failure.ts'
import { isRowId } from '../row-id.ts'
import { type Visibility, visibleApplications } from './visibility.ts'

export type ApplicationRow = typeof application.$inferSelect

export async function findApplication(db: Database, id: string): Promise<ApplicationRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(application).where(eq(application.id, id))
  return row ?? null
}

/** The row, locked until the transaction ends. */
export async function lockApplication(db: Transaction, id: string): Promise<ApplicationRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(application).where(eq(application.id, id)).for('update')
  return row ?? null
}

export async function findApplicationBySpApiId(
  db: Database,
  spApiApplicationId: string,
): Promise<ApplicationRow | null> {
  const [row] = await db
    .select()
    .from(application)
    .where(eq(application.spApiApplicationId, spApiApplicationId))
  return row ?? null
}

const inOrder = [
  sql`${application.definedBy} <> 'environment'`,
  asc(application.createdAt),
  asc(application.id),
]

/** The one from the environment first, then in the order they were added. */
export async function listApplications(db: Database): Promise<ApplicationRow[]> {
  return db
    .select()
    .from(application)
    .orderBy(...inOrder)
}

/** The visible ones, in the same order. */
export async function listVisibleApplications(db: Database, visible: Visibility): Promise<ApplicationRow[]> {
  return db
    .select()
    .from(application)
    .where(visibleApplications(visible))
    .orderBy(...inOrder)
}

const taken = {
  application_sp_api_application_id: 'application_id_taken',
  application_name: 'application_name_taken',
} as const

export async function insertApplication(
  db: Transaction,
  row: typeof application.$inferInsert,
): Promise<void> {
  await mapUniqueViolation(taken, db.insert(application).values(row).execute())
}

/** Ids of those whose credentials Amazon rejects. */
export async function listBlockedApplications(db: Database): Promise<string[]> {
  const rows = await db
    .select({ id: application.id })
    .from(application)
    .where(isNotNull(application.credentialsProblemAt))
  return rows.map(({ id }) => id)
}

export async function updateApplication(
  db: Transaction | Autocommit,
  id: string,
  change: Partial<typeof application.$inferInsert>,
): Promise<void> {
  await mapUniqueViolation(taken, db.update(application).set(change).where(eq(application.id, id)).execute())
}

export interface GrantCount {
  readonly applicationId: string
  readonly isSelf: boolean
  readonly partnerType: PartnerType
  /** Counts each grant once, however many records it has had. */
  readonly total: number
  readonly disconnected: number
}

const isSelf = sql<boolean>`${authorization.workflow} = 'self'`
const newer = alias(authorization, 'newer')

/** How many grants the applications have ever had, including disconnected ones. */
export async function countGrants(db: Database, applicationIds: readonly string[]): Promise<GrantCount[]> {
  // A released record whose selling partner has authorized again isn't a grant of its own.
  const newerRecord = db
    .select({ one: sql`1` })
    .from(newer)
    .where(
      and(
        eq(newer.applicationId, authorization.applicationId),
        eq(newer.grantKey, authorization.grantKey),
        eq(newer.region, authorization.region),
        eq(newer.consentGroup, authorization.consentGroup),
        gt(newer.createdAt, authorization.createdAt),
      ),
    )
  return db
    .select({
      applicationId: authorization.applicationId,
      isSelf,
      partnerType: authorization.partnerType,
      total: count(),
      disconnected: count(authorization.disconnectedAt),
    })
    .from(authorization)
    .where(
      and(
        inArray(authorization.applicationId, [...applicationIds]),
        or(isNull(authorization.releasedAt), notExists(newerRecord)),
      ),
    )
    .groupBy(authorization.applicationId, isSelf, authorization.partnerType)
}

/** Destroys previous client secrets that have expired. Returns the ids of their applications. */
export async function dropPreviousSecrets(db: Transaction, now: Date): Promise<readonly string[]> {
  const rows = await db
    .update(application)
    .set({ previousSecretSealed: null, previousSecretUntil: null, previousSecretUsedAt: null })
    .where(and(isNotNull(application.previousSecretSealed), lte(application.previousSecretUntil, now)))
    .returning({ id: application.id })
  return rows.map(({ id }) => id)
}

/** How many connected authorizations an application has, and the names of the first `limit`. */
export async function listConnectedNames(
  db: Database,
  applicationId: string,
  limit: number,
): Promise<{ readonly total: number; readonly names: readonly string[] }> {
  const isConnected = and(
    eq(authorization.applicationId, applicationId),
    isNull(authorization.disconnectedAt),
  )
  const name = sql<string>`coalesce(${authorization.label}, nullif(${authorization.storeName}, ''), ${authorization.sellingPartnerId}, '?')`
  const rows = await db.select({ name }).from(authorization).where(isConnected).orderBy(name).limit(limit)
  return { total: await db.$count(authorization, isConnected), names: rows.map((row) => row.name) }
}

/** An application whose credentials work. */
export const acceptedCredentials = {
  credentialsFailure: null,
  credentialsProblemAt: null,
  credentialsProblemSeenAt: null,
  credentialsProblemRequestId: null,
} as const

/** A refusal of the application's credentials. */
export interface CredentialsRefusal {
  readonly failure: Failure
  readonly requestId: string | null
  readonly seenAt: Date
}

/**
 * Records on the application that LWA rejects the credentials in this row. False, and nothing is changed, if the client
 * secret has been replaced meanwhile.
 */
export async function refuseCredentials(
  db: Transaction,
  { id, lwaClientSecretSealed }: Pick<ApplicationRow, 'id' | 'lwaClientSecretSealed'>,
  { failure, requestId, seenAt }: CredentialsRefusal,
): Promise<boolean> {
  const rows = await db
    .update(application)
    .set({
      credentialsFailure: failure,
      credentialsProblemAt: sql`coalesce(${application.credentialsProblemAt}, ${seenAt.toISOString()}::timestamptz)`,
      credentialsProblemSeenAt: seenAt,
      credentialsProblemRequestId: requestId,
    })
    .where(and(eq(application.id, id), eq(application.lwaClientSecretSealed, lwaClientSecretSealed)))
    .returning({ id: application.id })
  return rows.length === 1
}

/**
 * Deletes the access tokens of an application, because SP-API rejects what was issued for its expired secret. The
 * authorizations in use get new ones within `spreadMs`.
 */
export async function discardAccessTokens(
  db: Transaction,
  applicationId: string,
  now: Date,
  spreadMs: number,
): Promise<void> {
  // Skip rows that another transaction is writing: they are new already, and waiting for them could deadlock.
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
    .select({ id: maintenanceSchedule.authorizationId })
    .from(maintenanceSchedule)
    .where(and(eq(maintenanceSchedule.applicationId, applicationId), eq(maintenanceSchedule.isIdle, false)))
    .for('update', others)
  const soon = sql`${now.toISOString()}::timestamptz + random() * make_interval(secs => ${spreadMs / 1_000})`
  await db
    .update(maintenanceSchedule)
    .set({ dueAt: sql`least(${maintenanceSchedule.dueAt}, ${soon})` })
    .where(inArray(maintenanceSchedule.authorizationId, used))
}
