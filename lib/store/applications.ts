import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { application, authorization, type PartnerType } from '#drizzle/schema.ts'
import { mapUniqueViolation } from '../database/errors.ts'
import type { Database } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import { type Visibility, visibleApplications } from './visibility.ts'

export type ApplicationRow = typeof application.$inferSelect

export async function findApplication(db: Database, id: string): Promise<ApplicationRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(application).where(eq(application.id, id))
  return row ?? null
}

/** Held until the transaction ends. */
export async function lockApplication(db: Database, id: string): Promise<ApplicationRow | null> {
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

/** The environment's first, then as they were added. */
export async function listApplications(db: Database): Promise<ApplicationRow[]> {
  return db
    .select()
    .from(application)
    .orderBy(...inOrder)
}

/** Those of them that are visible, in the same order. */
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

/** Throws `application_id_taken`, `application_name_taken`. */
export async function insertApplication(db: Database, row: typeof application.$inferInsert): Promise<void> {
  await mapUniqueViolation(taken, db.insert(application).values(row).execute())
}

/** Throws as `insertApplication`. */
export async function updateApplication(
  db: Database,
  id: string,
  change: Partial<typeof application.$inferInsert>,
): Promise<void> {
  await mapUniqueViolation(taken, db.update(application).set(change).where(eq(application.id, id)).execute())
}

export interface GrantCount {
  readonly applicationId: string
  readonly isSelf: boolean
  readonly partnerType: PartnerType
  /** Each grant once, however many records it had. */
  readonly total: number
  readonly disconnected: number
}

const isSelf = sql<boolean>`${authorization.workflow} = 'self'`
const newer = alias(authorization, 'newer')

/** How many grants the applications ever had, the disconnected ones included. */
export async function countGrants(db: Database, applicationIds: readonly string[]): Promise<GrantCount[]> {
  // A record whose selling partner was given free and has authorized again is history, and no grant of its own.
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

/** Destroys the client secrets before whose time is over. Returns whose. */
export async function dropFallbackSecrets(db: Database, now: Date): Promise<readonly string[]> {
  const rows = await db
    .update(application)
    .set({ fallbackSecretSealed: null, fallbackSecretUntil: null, fallbackSecretUsedAt: null })
    .where(and(isNotNull(application.fallbackSecretSealed), lte(application.fallbackSecretUntil, now)))
    .returning({ id: application.id })
  return rows.map(({ id }) => id)
}

/** How many connected authorizations an application has, and what the first of them are called. */
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
