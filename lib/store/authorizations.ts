import { and, eq, isNotNull, isNull, lte, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  accessToken,
  account,
  application,
  authorization,
  marketplaceParticipation,
  upkeep,
} from '#drizzle/schema.ts'
import { isRowId } from '../row-id.ts'
import type { Database } from './client.ts'
import { explainedSince } from './incidents.ts'
import { unlessTaken } from './unless-taken.ts'

export type AuthorizationRow = typeof authorization.$inferSelect
export type ParticipationRow = typeof marketplaceParticipation.$inferSelect
export type AuthorizationJoined = {
  readonly authorization: AuthorizationRow
  readonly application: typeof application.$inferSelect
  readonly accountName: string
  /** Since when an open incident explains how the last refresh failed; null: none does. */
  readonly explainedSince: Date | null
}

/** For a query that joins all three tables. */
export const joinedColumns = {
  authorization,
  application,
  accountName: account.name,
  explainedSince,
} as const

/** Which rows may be seen; every query that takes an id takes this, too. */
export type VisibleRows = { readonly accountId?: string; readonly applicationId?: string } | 'all'

export function onlyVisible(visible: VisibleRows) {
  if (visible === 'all') return undefined
  const { accountId, applicationId } = visible
  return and(
    accountId === undefined ? undefined : eq(authorization.accountId, accountId),
    applicationId === undefined ? undefined : eq(authorization.applicationId, applicationId),
  )
}

/** With its application and the name of its account. Null when it doesn't exist or isn't visible. */
export async function findAuthorization(
  db: Database,
  id: string,
  visible: VisibleRows,
): Promise<AuthorizationJoined | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select(joinedColumns)
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(and(eq(authorization.id, id), onlyVisible(visible)))
  return row ?? null
}

/** Whether Amazon names the stores of another seller of the application: then its role and credentials are in order. */
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

/** Those that could be refreshed, whoever worked last first. */
export async function listConnectedAuthorizations(
  db: Database,
  applicationId: string,
  limit: number,
): Promise<AuthorizationRow[]> {
  return db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        isNotNull(authorization.refreshTokenSealed),
        eq(authorization.invalidGrants, 0),
        isNull(authorization.pausedAt),
      ),
    )
    .orderBy(sql`${authorization.lastWorkedAt} desc nulls last`)
    .limit(limit)
}

/** The row, locked until the transaction ends. */
export async function takeAuthorization(
  db: Database,
  id: string,
  visible: VisibleRows,
): Promise<AuthorizationRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select()
    .from(authorization)
    .where(and(eq(authorization.id, id), onlyVisible(visible)))
    .for('update')
  return row ?? null
}

/** Together with its upkeep. False when another transaction has made the same grant meanwhile. */
export async function insertAuthorization(
  db: Database,
  row: typeof authorization.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(authorization)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: authorization.id })
  if (rows.length === 0) return false
  await db
    .insert(upkeep)
    .values({ authorizationId: row.id, applicationId: row.applicationId, dueAt: row.createdAt })
  return true
}

/** Throws `authorization_changed` when the change makes it the grant that another record is by now. */
export async function updateAuthorization(
  db: Database,
  id: string,
  change: Partial<typeof authorization.$inferInsert>,
): Promise<void> {
  const update = db.update(authorization).set(change).where(eq(authorization.id, id))
  await unlessTaken({ authorization_grant: 'authorization_changed' }, update.execute())
}

/** A record whose consent group was unknown gets the proven one, unless another record is that grant by now. */
export async function settleConsentGroup(db: Database, id: string, consentGroup: string): Promise<void> {
  const other = alias(authorization, 'other')
  const isTaken = db
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.applicationId, authorization.applicationId),
        eq(other.grantKey, authorization.grantKey),
        eq(other.region, authorization.region),
        eq(other.consentGroup, consentGroup),
        isNull(other.releasedAt),
      ),
    )
  await db
    .update(authorization)
    .set({ consentGroup })
    .where(and(eq(authorization.id, id), eq(authorization.consentGroup, 'unknown'), notExists(isTaken)))
}

/** Changes the row only while it holds the token that the caller read. False: another token, or none, is stored. */
export async function updateAuthorizationOfVersion(
  db: Database,
  id: string,
  tokenVersion: number,
  change: Partial<typeof authorization.$inferInsert>,
): Promise<boolean> {
  const rows = await db
    .update(authorization)
    .set(change)
    .where(
      and(
        eq(authorization.id, id),
        eq(authorization.tokenVersion, tokenVersion),
        isNotNull(authorization.refreshTokenSealed),
      ),
    )
    .returning({ id: authorization.id })
  return rows.length === 1
}

/** Counts one more `invalid_grant`, if the token is still the one that was refused. */
export async function countInvalidGrant(
  db: Database,
  id: string,
  tokenVersion: number,
  seen: { readonly at: Date; readonly detail: string; readonly requestId: string | null },
): Promise<boolean> {
  return updateAuthorizationOfVersion(db, id, tokenVersion, {
    invalidGrants: sql`${authorization.invalidGrants} + 1` as never,
    firstInvalidGrantAt:
      sql`coalesce(${authorization.firstInvalidGrantAt}, ${seen.at.toISOString()}::timestamptz)` as never,
    lastInvalidGrantAt: seen.at,
    lastRefreshAt: seen.at,
    lastRefreshProblem: 'invalid_grant',
    lastRefreshDetail: seen.detail,
    lastRefreshRequestId: seen.requestId,
  })
}

/** The token that is kept for a roll-back was rotated by Amazon: this one takes its place, unless it has left. */
export async function replaceLastToken(
  db: Database,
  id: string,
  lastTokenSealed: string,
  rotated: string,
): Promise<void> {
  await db
    .update(authorization)
    .set({ lastTokenSealed: rotated })
    .where(and(eq(authorization.id, id), eq(authorization.lastTokenSealed, lastTokenSealed)))
}

/** Destroys what could act for the seller. The version rises, so that nobody's late answer can be stored. */
export async function destroyTokens(db: Database, id: string): Promise<void> {
  await db
    .update(authorization)
    .set({
      refreshTokenSealed: null,
      lastTokenSealed: null,
      lastTokenUntil: null,
      lastTokenRenewedAt: null,
      tokenVersion: sql`${authorization.tokenVersion} + 1` as never,
    })
    .where(eq(authorization.id, id))
  await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
}

/** Those whose term is over. Returns how many. */
export async function destroyLastTokens(db: Database, now: Date): Promise<number> {
  const rows = await db
    .update(authorization)
    .set({ lastTokenSealed: null, lastTokenUntil: null, lastTokenRenewedAt: null })
    .where(and(isNotNull(authorization.lastTokenSealed), lte(authorization.lastTokenUntil, now)))
    .returning({ id: authorization.id })
  return rows.length
}

export async function storeAccessToken(db: Database, row: typeof accessToken.$inferInsert): Promise<void> {
  const { authorizationId, ...change } = row
  await db
    .insert(accessToken)
    .values(row)
    .onConflictDoUpdate({ target: accessToken.authorizationId, set: change })
}

export async function replaceParticipations(
  db: Database,
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
