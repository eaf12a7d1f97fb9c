import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { accessToken, account, application, authorization, maintenanceSchedule } from '#drizzle/schema.ts'
import { mapUniqueViolation } from '../database/errors.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'
import type { Failure } from '../failure.ts'
import { isRowId } from '../row-id.ts'
import { incidentId } from './incidents.ts'
import { isOwn } from './renewable.ts'
import { everything, type Visibility, visibleAuthorizations } from './visibility.ts'

export type AuthorizationRow = typeof authorization.$inferSelect
export type AuthorizationJoined = {
  readonly authorization: AuthorizationRow
  readonly application: typeof application.$inferSelect
  readonly accountName: string
  /** It is in the company's own account: nobody signs in with that. */
  readonly isOwn: boolean
  /** The open incident that explains the last refresh failure; null if none does. */
  readonly incidentId: string | null
}

/** For queries that join all three tables. */
export const joinedColumns = {
  authorization,
  application,
  accountName: account.name,
  isOwn,
  incidentId,
} as const

/** With its application and its account's name. Null if it doesn't exist or isn't visible. */
export async function findAuthorization(
  db: Database,
  id: string,
  visible: Visibility,
): Promise<AuthorizationJoined | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select(joinedColumns)
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(and(eq(authorization.id, id), visibleAuthorizations(visible)))
  return row ?? null
}

/** Authorizations that can be refreshed, the most recently used first. */
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
export async function lockAuthorization(
  db: Transaction,
  id: string,
  visible: Visibility,
): Promise<AuthorizationRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select()
    .from(authorization)
    .where(and(eq(authorization.id, id), visibleAuthorizations(visible)))
    .for('update')
  return row ?? null
}

/**
 * The row, locked, while it holds the grant about which Amazon was asked. Null after a re-authorization, a
 * disconnection or a deletion: then the answer says nothing about the row. A refresh leaves the grant the same.
 */
export async function lockSameGrant(
  db: Transaction,
  { id, renewedAt }: Pick<AuthorizationRow, 'id' | 'renewedAt'>,
): Promise<AuthorizationRow | null> {
  const row = await lockAuthorization(db, id, everything)
  const isSame =
    row !== null && row.disconnectedAt === null && row.renewedAt.getTime() === renewedAt.getTime()
  return isSame ? row : null
}

/** Also creates its maintenance row. False if a concurrent transaction has stored the same grant. */
export async function insertAuthorization(
  db: Transaction,
  row: typeof authorization.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(authorization)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: authorization.id })
  if (rows.length === 0) return false
  await db
    .insert(maintenanceSchedule)
    .values({ authorizationId: row.id, applicationId: row.applicationId, dueAt: row.createdAt })
  return true
}

/** Throws `authorization_changed` if the change would give it the grant of another record. */
export async function updateAuthorization(
  db: Transaction,
  id: string,
  change: Partial<typeof authorization.$inferInsert>,
): Promise<void> {
  const update = db.update(authorization).set(change).where(eq(authorization.id, id))
  await mapUniqueViolation({ authorization_grant: 'authorization_changed' }, update.execute())
}

/** A record whose consent group was unknown gets the proven one, unless another record is that grant by now. */
export async function settleConsentGroup(db: Transaction, id: string, consentGroup: string): Promise<void> {
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

/**
 * False if a program had it checked after `since`; of several callers, one gets true. A time after `latest` comes from
 * a wrong clock, and is ignored.
 */
export async function claimCheck(
  db: Autocommit,
  id: string,
  { at, since, latest }: { readonly at: Date; readonly since: Date; readonly latest: Date },
): Promise<boolean> {
  const { checkedAt } = authorization
  const isDue = or(isNull(checkedAt), lte(checkedAt, since), gt(checkedAt, latest))
  const rows = await db
    .update(authorization)
    .set({ checkedAt: at })
    .where(and(eq(authorization.id, id), isDue))
    .returning({ id: authorization.id })
  return rows.length === 1
}

/** Changes the row only while it holds the token that the caller read. False if another token, or none, is stored. */
export async function updateAuthorizationOfVersion(
  db: Transaction | Autocommit,
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

/** Counts one more `invalid_grant` if the rejected token is still the current one. */
export async function countInvalidGrant(
  db: Transaction,
  id: string,
  tokenVersion: number,
  seen: { readonly at: Date; readonly failure: Failure; readonly requestId: string | null },
): Promise<boolean> {
  return recordRefreshProblem(db, id, tokenVersion, 'invalid_grant', seen, {
    invalidGrants: sql`${authorization.invalidGrants} + 1` as never,
    firstInvalidGrantAt:
      sql`coalesce(${authorization.firstInvalidGrantAt}, ${seen.at.toISOString()}::timestamptz)` as never,
    lastInvalidGrantAt: seen.at,
  })
}

/** Records a failed refresh if the token that was sent is still the current one. */
export async function recordRefreshProblem(
  db: Transaction,
  id: string,
  tokenVersion: number,
  problem: string,
  seen: { readonly at: Date; readonly failure: Failure; readonly requestId: string | null },
  change: Partial<typeof authorization.$inferInsert> = {},
): Promise<boolean> {
  return updateAuthorizationOfVersion(db, id, tokenVersion, {
    ...change,
    lastRefreshAt: seen.at,
    failingSince:
      sql`coalesce(${authorization.failingSince}, ${seen.at.toISOString()}::timestamptz)` as never,
    lastRefreshProblem: problem,
    lastRefreshFailure: seen.failure,
    lastRefreshRequestId: seen.requestId,
  })
}

/**
 * Replaces the token that is kept for a rollback, which Amazon has rotated. False, and nothing has changed, when the
 * row no longer holds this text.
 */
export async function replacePreviousToken(
  db: Autocommit,
  id: string,
  previousTokenSealed: string,
  rotated: string,
): Promise<boolean> {
  const rows = await db
    .update(authorization)
    .set({ previousTokenSealed: rotated })
    .where(and(eq(authorization.id, id), eq(authorization.previousTokenSealed, previousTokenSealed)))
    .returning({ id: authorization.id })
  return rows.length === 1
}

/** Destroys the tokens. The version increases, so that a late answer can't be stored. */
export async function destroyTokens(db: Transaction, id: string): Promise<void> {
  await db
    .update(authorization)
    .set({
      refreshTokenSealed: null,
      previousTokenSealed: null,
      previousTokenUntil: null,
      previousTokenRenewedAt: null,
      tokenVersion: sql`${authorization.tokenVersion} + 1` as never,
    })
    .where(eq(authorization.id, id))
  await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
}

/**
 * The ids of authorizations, locked by the statement of which this is a part: in the order of their ids, like
 * everything that writes to several of them. In another order, two statements could deadlock.
 */
export function lockInOrder(db: Database, which: SQL | undefined) {
  return db
    .$with('locked')
    .as(
      db
        .select({ id: authorization.id })
        .from(authorization)
        .where(which)
        .orderBy(authorization.id)
        .for('no key update'),
    )
}

/** Destroys previous tokens that have expired. Returns how many. */
export async function destroyPreviousTokens(db: Autocommit, now: Date): Promise<number> {
  const expired = lockInOrder(
    db,
    and(isNotNull(authorization.previousTokenSealed), lte(authorization.previousTokenUntil, now)),
  )
  const rows = await db
    .with(expired)
    .update(authorization)
    .set({ previousTokenSealed: null, previousTokenUntil: null, previousTokenRenewedAt: null })
    .where(inArray(authorization.id, db.select({ id: expired.id }).from(expired)))
    .returning({ id: authorization.id })
  return rows.length
}

export async function storeAccessToken(db: Transaction, row: typeof accessToken.$inferInsert): Promise<void> {
  const { authorizationId, ...change } = row
  await db
    .insert(accessToken)
    .values(row)
    .onConflictDoUpdate({ target: accessToken.authorizationId, set: change })
}

export interface GrantKey {
  readonly applicationId: string
  /** The selling partner's id, or a digest of the refresh token if the id is unknown. */
  readonly grantKey: string
  readonly region: 'na' | 'eu' | 'fe'
  readonly consentGroup: string
}

/**
 * The record that holds this grant, for any account, locked until the transaction ends. Released records hold no grant.
 */
export async function lockAuthorizationByGrant(
  db: Transaction,
  key: GrantKey,
): Promise<AuthorizationRow | null> {
  const [row] = await db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, key.applicationId),
        eq(authorization.grantKey, key.grantKey),
        eq(authorization.region, key.region),
        eq(authorization.consentGroup, key.consentGroup),
        isNull(authorization.releasedAt),
      ),
    )
    .for('update')
  return row ?? null
}

/** An account's records with grants of a selling partner, one per region; the newest token first. */
export async function listHolders(
  db: Database,
  key: Pick<GrantKey, 'applicationId' | 'grantKey'> & { readonly accountId: string },
): Promise<AuthorizationRow[]> {
  return db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, key.applicationId),
        eq(authorization.grantKey, key.grantKey),
        eq(authorization.accountId, key.accountId),
        isNull(authorization.releasedAt),
      ),
    )
    .orderBy(desc(authorization.renewedAt))
}

/** The current self-authorizations of an application. Amazon allows ten. */
export async function listSelfAuthorizations(
  db: Database,
  applicationId: string,
): Promise<AuthorizationRow[]> {
  return db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        eq(authorization.workflow, 'self'),
        isNull(authorization.releasedAt),
      ),
    )
    .limit(200)
}

/** Throws `merchant_token_taken` if another record holds that selling partner. */
export async function updateGrantKey(db: Transaction, id: string, sellingPartnerId: string): Promise<void> {
  const unverified = { idVerifiedAt: null, idVerifiedBy: null, idCheckedAt: null, idProblem: null }
  const change = { sellingPartnerId, grantKey: sellingPartnerId, ...unverified }
  const update = db.update(authorization).set(change).where(eq(authorization.id, id))
  await mapUniqueViolation({ authorization_grant: 'merchant_token_taken' }, update.execute())
}
