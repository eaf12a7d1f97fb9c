import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import {
  account,
  apiKey,
  attempt,
  audit,
  auditPersonal,
  authorization,
  call,
  connectLink,
  type DeletedCounts,
  dataDeletion,
  marketplaceParticipation,
  person,
  roleCheck,
  tokenImportLine,
} from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'
import { deletedSeller, deleteSellerMessages } from './seller-messages.ts'

/** Replaces the label of a seller's links. */
const deletedLabel = 'Deleted'

export type DataDeletionRow = typeof dataDeletion.$inferSelect

/** An account's authorizations, locked like by everybody who writes to them: by their ids. */
export async function lockAuthorizationsOf(
  db: Transaction,
  accountId: string,
): Promise<readonly { readonly id: string; readonly disconnectedAt: Date | null }[]> {
  return db
    .select({ id: authorization.id, disconnectedAt: authorization.disconnectedAt })
    .from(authorization)
    .where(eq(authorization.accountId, accountId))
    .orderBy(authorization.id)
    .for('update')
}

/** Removes what identifies the seller from an authorization, which stays as a record that there was one. */
async function anonymizeAuthorizations(db: Transaction, ids: readonly string[]): Promise<void> {
  await db
    .update(authorization)
    .set({
      sellingPartnerId: null,
      label: null,
      storeName: null,
      externalReference: null,
      tags: {},
      lastRefreshFailure: null,
      idVerifiedAt: null,
      idVerifiedBy: null,
      // The grant's key may be the selling partner's id.
      grantKey: sql`'deleted ' || ${authorization.id}` as never,
    })
    .where(inArray(authorization.id, [...ids]))
}

/** An account's people, locked: nobody can sign in as them meanwhile. */
export async function lockPeopleOf(
  db: Transaction,
  accountId: string,
): Promise<readonly { readonly id: string; readonly email: string }[]> {
  return db
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(eq(person.accountId, accountId))
    .orderBy(person.id)
    .for('update')
}

/** Deletes what there is about an account and its people. Its authorizations have to be disconnected. */
export async function deleteSellerRows(
  db: Transaction,
  accountId: string,
  authorizationIds: readonly string[],
  now: Date,
): Promise<DeletedCounts> {
  const people = await lockPeopleOf(db, accountId)
  const personIds = people.map(({ id }) => id)
  const count = async (rows: Promise<readonly unknown[]>) => (await rows).length
  const ofAuthorizations = (column: Parameters<typeof inArray>[0]): SQL =>
    inArray(column, [...authorizationIds])
  const emails = people.map(({ email }) => email.toLowerCase())
  const isOwnLink = or(eq(connectLink.accountId, accountId), ofAuthorizations(connectLink.authorizationId))
  const isOwnAttempt = or(eq(attempt.accountId, accountId), inArray(attempt.personId, personIds))
  const linkRows = await db
    .select({ id: connectLink.id, label: connectLink.label })
    .from(connectLink)
    .where(isOwnLink)
  const attemptRows = await db.select({ id: attempt.id }).from(attempt).where(isOwnAttempt)
  const attemptIds = attemptRows.map(({ id }) => id)
  const auditEntries = await eraseAuditPersonal(
    db,
    accountId,
    [...personIds, ...authorizationIds],
    [...attemptIds, ...linkRows.map(({ id }) => id)],
  )
  const stores = await count(
    db
      .delete(marketplaceParticipation)
      .where(ofAuthorizations(marketplaceParticipation.authorizationId))
      .returning({ id: marketplaceParticipation.authorizationId }),
  )
  await db.delete(roleCheck).where(ofAuthorizations(roleCheck.authorizationId))
  const calls = await count(
    db.delete(call).where(ofAuthorizations(call.authorizationId)).returning({ id: call.id }),
  )
  const messages = await deleteSellerMessages(db, {
    accountId,
    authorizationIds,
    attemptIds,
    personIds,
    emails,
    links: linkRows,
  })
  await db
    .delete(tokenImportLine)
    .where(or(eq(tokenImportLine.accountId, accountId), ofAuthorizations(tokenImportLine.authorizationId)))
  const attempts = await count(db.delete(attempt).where(isOwnAttempt).returning({ id: attempt.id }))
  const links = await count(
    db
      .update(connectLink)
      .set({
        label: deletedLabel,
        externalReference: null,
        tags: {},
        expectedSellingPartnerId: null,
        returnTo: null,
        revokedAt: sql`coalesce(${connectLink.revokedAt}, ${now.toISOString()}::timestamptz)` as never,
      })
      .where(isOwnLink)
      .returning({ id: connectLink.id }),
  )
  const keys = await count(
    db
      .update(apiKey)
      .set({ revokedAt: sql`coalesce(${apiKey.revokedAt}, ${now.toISOString()}::timestamptz)` as never })
      .where(
        inArray(
          apiKey.id,
          db
            .select({ id: apiKey.id })
            .from(apiKey)
            .where(eq(apiKey.accountId, accountId))
            .orderBy(apiKey.id)
            .for('no key update'),
        ),
      )
      .returning({ id: apiKey.id }),
  )
  await db.execute(sql`delete from password_reset_request
    where lower(email) in (select jsonb_array_elements_text(${JSON.stringify(emails)}::text::jsonb))`)
  // Sessions, identities, drafts and confirmations go with the person.
  await db.delete(person).where(eq(person.accountId, accountId))
  await anonymizeAuthorizations(db, authorizationIds)
  await db
    .update(account)
    .set({ name: deletedSeller, externalReference: null, tags: {}, plannedCountries: [], language: null })
    .where(eq(account.id, accountId))
  return {
    people: people.length,
    authorizations: authorizationIds.length,
    stores,
    attempts,
    calls,
    messages,
    links,
    keys,
    auditEntries,
  }
}

/**
 * Erases names, texts and IP addresses of all entries by or about these, and about attempts and links (`onTheWay`).
 * Returns of how many entries.
 */
async function eraseAuditPersonal(
  db: Transaction,
  accountId: string,
  ids: readonly string[],
  onTheWay: readonly string[],
): Promise<number> {
  const own = db
    .select({ id: audit.id })
    .from(audit)
    .where(
      or(
        eq(audit.accountId, accountId),
        inArray(audit.actorId, [...ids]),
        isAbout(['account', 'authorization', 'person'], [accountId, ...ids]),
        // Before an account continued, their entries named none.
        isAbout(['attempt', 'connect-link'], onTheWay),
      ),
    )
  const erased = await db
    .delete(auditPersonal)
    .where(inArray(auditPersonal.entryId, own))
    .returning({ id: auditPersonal.entryId })
  return erased.length
}

function isAbout(kinds: readonly string[], ids: readonly string[]): SQL | undefined {
  return and(inArray(audit.targetKind, [...kinds]), inArray(audit.targetId, [...ids]))
}

/** An earlier report of the same account is replaced; the audit log keeps its counts. */
export async function putDataDeletion(db: Transaction, row: DataDeletionRow): Promise<void> {
  await db.insert(dataDeletion).values(row).onConflictDoUpdate({ target: dataDeletion.accountId, set: row })
}

/** What makes an account lapsed. */
interface Lapsed {
  readonly before: Date
  /** The company's own account. */
  readonly exceptId: string | null
}

/** Accounts of sellers who have disconnected everything, and whom nobody has seen, since before then. */
export async function listLapsedAccounts(
  db: Database,
  lapsed: Lapsed,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select a.id from account a where ${hasLapsed(lapsed)} order by a.created_at limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

/** Whether that is true of one account now. */
export async function isLapsed(db: Transaction, id: string, lapsed: Lapsed): Promise<boolean> {
  const rows = await db.execute(sql`select from account a where a.id = ${id} and ${hasLapsed(lapsed)}`)
  return rows.length > 0
}

function hasLapsed({ before, exceptId }: Lapsed): SQL {
  const at = sql`${before.toISOString()}::timestamptz`
  return sql`a.id is distinct from ${exceptId}::uuid
    and not exists (select from data_deletion d where d.account_id = a.id)
    and exists (select from "authorization" o where o.account_id = a.id)
    and not exists (select from "authorization" o
      where o.account_id = a.id and (o.disconnected_at is null or o.disconnected_at >= ${at}))
    and not exists (select from attempt t where t.account_id = a.id and t.started_at >= ${at})
    and not exists (select from person p join session s on s.person_id = p.id
      where p.account_id = a.id and s.seen_at >= ${at})`
}

/** Whether an account wasn't deleted yet, or was given data after its deletion, as older versions allowed. */
export async function hasSellerData(db: Database, accountId: string): Promise<boolean> {
  const rows = await db.execute(sql`select from account a where a.id = ${accountId} and (
    not exists (select from data_deletion d where d.account_id = a.id)
    or a.external_reference is not null or a.tags <> '{}'
    or exists (select from "authorization" o where o.account_id = a.id and o.grant_key <> 'deleted ' || o.id)
    or exists (select from connect_link l where l.account_id = a.id and l.label <> ${deletedLabel})
    or exists (select from api_key k where k.account_id = a.id and k.revoked_at is null)
    or exists (select from attempt t where t.account_id = a.id)
    or exists (select from token_import_line i where i.account_id = a.id)
    or exists (select from person p where p.account_id = a.id))`)
  return rows.length > 0
}

/** Which of these accounts were deleted. */
export async function listDeletedAmong(
  db: Database,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db
    .select({ id: dataDeletion.accountId })
    .from(dataDeletion)
    .where(inArray(dataDeletion.accountId, [...accountIds]))
  return new Set(rows.map(({ id }) => id))
}

/** The newest first. */
export async function listDataDeletions(
  db: Database,
  limit: number,
): Promise<readonly (DataDeletionRow & { readonly personName: string | null })[]> {
  const rows = await db
    .select({ row: dataDeletion, personName: person.name })
    .from(dataDeletion)
    .leftJoin(person, eq(person.id, dataDeletion.deletedBy))
    .orderBy(sql`${dataDeletion.deletedAt} desc`)
    .limit(limit)
  return rows.map(({ row, personName }) => ({ ...row, personName }))
}
