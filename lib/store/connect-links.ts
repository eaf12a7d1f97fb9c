import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { account, application, connectLink, person } from '#drizzle/schema.ts'
import { isRowId } from '../row-id.ts'
import type { Database } from './client.ts'
import { newestFirst, olderThan, type TimePlace } from './newest-first.ts'

export type ConnectLinkRow = typeof connectLink.$inferSelect

export interface ListedConnectLink {
  readonly link: ConnectLinkRow
  readonly applicationName: string
  readonly accountName: string | null
  readonly creatorName: string | null
}

/** False when a link with this id was made already. */
export async function insertConnectLink(
  db: Database,
  row: typeof connectLink.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(connectLink)
    .values(row)
    .onConflictDoNothing({ target: connectLink.id })
    .returning({ id: connectLink.id })
  return rows.length === 1
}

export async function findConnectLinkByDigest(db: Database, digest: string): Promise<ConnectLinkRow | null> {
  const [row] = await db.select().from(connectLink).where(eq(connectLink.digest, digest))
  return row ?? null
}

export async function findConnectLink(db: Database, id: string): Promise<ConnectLinkRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(connectLink).where(eq(connectLink.id, id))
  return row ?? null
}

/** The row, locked until the transaction ends. */
export async function takeConnectLink(db: Database, id: string): Promise<ConnectLinkRow | null> {
  const [row] = await db.select().from(connectLink).where(eq(connectLink.id, id)).for('update')
  return row ?? null
}

/** Binds a link to the account. Of any number of accounts at once, one gets the row. */
export async function bindConnectLink(
  db: Database,
  id: string,
  accountId: string,
): Promise<ConnectLinkRow | null> {
  const [row] = await db
    .update(connectLink)
    .set({ accountId })
    .where(
      and(
        eq(connectLink.id, id),
        isNull(connectLink.accountId),
        isNull(connectLink.usedAt),
        isNull(connectLink.revokedAt),
      ),
    )
    .returning()
  return row ?? null
}

/** The first use counts. */
export async function markConnectLinkUsed(db: Database, id: string, now: Date): Promise<void> {
  await db
    .update(connectLink)
    .set({ usedAt: now })
    .where(and(eq(connectLink.id, id), isNull(connectLink.usedAt)))
}

/** Null when there is none, or when it was used or revoked already. */
export async function revokeConnectLink(db: Database, id: string, now: Date): Promise<ConnectLinkRow | null> {
  const [row] = await db
    .update(connectLink)
    .set({ revokedAt: now })
    .where(and(eq(connectLink.id, id), isNull(connectLink.revokedAt), isNull(connectLink.usedAt)))
    .returning()
  return row ?? null
}

/** Those that renew this authorization and were neither used nor revoked. */
export function revokeConnectLinksOf(
  db: Database,
  authorizationId: string,
  now: Date,
): Promise<ConnectLinkRow[]> {
  return db
    .update(connectLink)
    .set({ revokedAt: now })
    .where(
      and(
        eq(connectLink.authorizationId, authorizationId),
        isNull(connectLink.revokedAt),
        isNull(connectLink.usedAt),
      ),
    )
    .returning()
}

export type ConnectLinkState = 'open' | 'taken-up' | 'used' | 'expired' | 'revoked'

/** As `deriveLinkState` says it of one. */
function stateAt(now: Date) {
  return sql<ConnectLinkState>`case
    when ${connectLink.usedAt} is not null then 'used'
    when ${connectLink.revokedAt} is not null then 'revoked'
    when ${connectLink.expiresAt} <= ${now.toISOString()}::timestamptz then 'expired'
    when ${connectLink.accountId} is null then 'open'
    else 'taken-up' end`
}

/** How many are in which state; states without any are left out. */
export async function countConnectLinks(
  db: Database,
  now: Date,
): Promise<Readonly<Partial<Record<ConnectLinkState, number>>>> {
  const rows = await db
    .select({ state: stateAt(now).as('state'), total: count() })
    .from(connectLink)
    .groupBy(sql`1`)
  return Object.fromEntries(rows.map(({ state, total }) => [state, total]))
}

/** Newest first. `state`: only those in it; null for all. `after`: the link at which the page before ended. */
export function listConnectLinks(
  db: Database,
  filter: { readonly state: ConnectLinkState | null; readonly now: Date },
  page: { readonly after: TimePlace | null; readonly limit: number },
): Promise<ListedConnectLink[]> {
  const { state, now } = filter
  const { after, limit } = page
  return db
    .select({
      link: connectLink,
      applicationName: application.name,
      accountName: account.name,
      creatorName: person.name,
    })
    .from(connectLink)
    .innerJoin(application, eq(application.id, connectLink.applicationId))
    .leftJoin(account, eq(account.id, connectLink.accountId))
    .leftJoin(person, eq(person.id, connectLink.createdBy))
    .where(
      and(
        state === null ? undefined : eq(stateAt(now), state),
        olderThan(connectLink.createdAt, connectLink.id, after),
      ),
    )
    .orderBy(...newestFirst(connectLink.createdAt, connectLink.id))
    .limit(limit)
}
