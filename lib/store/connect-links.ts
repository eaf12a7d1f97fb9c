import { and, count, desc, eq, gt, ilike, isNull, like, or, type SQL, sql } from 'drizzle-orm'
import { account, application, attempt, connectLink, person } from '#drizzle/schema.ts'
import { type Cursor, inOrder, likePattern, newestFirst, pageAfter } from '../database/keyset.ts'
import type { Database, Transaction } from '../database/pool.ts'
import type { LinkState } from '../links/redeem.ts'
import { isRowId } from '../row-id.ts'
import { type Visibility, visibleLinks } from './visibility.ts'

export type ConnectLinkRow = typeof connectLink.$inferSelect

export interface ListedConnectLink {
  readonly link: ConnectLinkRow
  readonly applicationName: string
  readonly accountName: string | null
  readonly creatorName: string | null
}

/** False if a link with this id already exists. */
export async function insertConnectLink(
  db: Transaction,
  row: typeof connectLink.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(connectLink)
    .values(row)
    .onConflictDoNothing({ target: connectLink.id })
    .returning({ id: connectLink.id })
  return rows.length === 1
}

/** Null if it doesn't exist or isn't visible. */
export async function findVisibleLink(
  db: Database,
  id: string,
  visible: Visibility,
): Promise<ConnectLinkRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select()
    .from(connectLink)
    .where(and(eq(connectLink.id, id), visibleLinks(visible)))
  return row ?? null
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

export async function isConnectLinkOpen(db: Database, id: string, now: Date): Promise<boolean> {
  const { usedAt, revokedAt, expiresAt } = connectLink
  const isOpen = and(eq(connectLink.id, id), isNull(usedAt), isNull(revokedAt), gt(expiresAt, now))
  return (await db.$count(connectLink, isOpen)) > 0
}

/** The row, locked until the transaction ends. */
export async function lockConnectLink(db: Transaction, id: string): Promise<ConnectLinkRow | null> {
  const [row] = await db.select().from(connectLink).where(eq(connectLink.id, id)).for('update')
  return row ?? null
}

/** Claims a link for an account. Among concurrent accounts, one gets the row. */
export async function bindConnectLink(
  db: Transaction,
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

/** Keeps the time of the first use. */
export async function markConnectLinkUsed(db: Transaction, id: string, now: Date): Promise<void> {
  await db
    .update(connectLink)
    .set({ usedAt: now })
    .where(and(eq(connectLink.id, id), isNull(connectLink.usedAt)))
}

/** For a link that the transaction has locked. */
export async function changeConnectLinkSteps(
  db: Transaction,
  id: string,
  steps: ConnectLinkRow['steps'],
): Promise<void> {
  await db.update(connectLink).set({ steps }).where(eq(connectLink.id, id))
}

/** The claimed links of an account that ask for several countries and still work, newest first. */
export async function listUnfinishedSets(
  db: Database,
  accountId: string,
  now: Date,
): Promise<ConnectLinkRow[]> {
  const rows = await db
    .select({ link: connectLink })
    .from(connectLink)
    .innerJoin(application, eq(application.id, connectLink.applicationId))
    .where(
      and(
        eq(connectLink.accountId, accountId),
        isNull(application.retiredAt),
        isNull(connectLink.usedAt),
        isNull(connectLink.revokedAt),
        gt(connectLink.expiresAt, now),
        sql`jsonb_array_length(${connectLink.steps}) > 0`,
      ),
    )
    .orderBy(desc(connectLink.createdAt), desc(connectLink.id))
    .limit(5)
  return rows.map(({ link }) => link)
}

/** Null if it doesn't exist, or if it was already used or revoked. */
export async function revokeConnectLink(
  db: Transaction,
  id: string,
  now: Date,
): Promise<ConnectLinkRow | null> {
  const [row] = await db
    .update(connectLink)
    .set({ revokedAt: now })
    .where(and(eq(connectLink.id, id), isNull(connectLink.revokedAt), isNull(connectLink.usedAt)))
    .returning()
  return row ?? null
}

/** Revokes the open links that renew this authorization. */
export async function revokeConnectLinksOf(
  db: Transaction,
  authorizationId: string,
  now: Date,
): Promise<ConnectLinkRow[]> {
  if (!isRowId(authorizationId)) return []
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

/** The state of a link. It agrees with `deriveLinkState`. */
function stateAt(now: Date) {
  return sql<LinkState>`case
    when ${connectLink.usedAt} is not null then 'used'
    when ${connectLink.revokedAt} is not null then 'revoked'
    when ${connectLink.expiresAt} <= ${now.toISOString()}::timestamptz then 'expired'
    when ${connectLink.accountId} is null then 'open'
    else 'claimed' end`
}

/** Links whose name or account's name contains the words, whose selling partner's id begins with them, or by id. */
function found(search: string): SQL | undefined {
  if (search === '') return undefined
  const part = likePattern.containing(search)
  const beginning = likePattern.startingWith(search.toUpperCase())
  const ofAccounts = sql`select ${account.id} from ${account} where ${account.name} ilike ${part}`
  const ofAttempts = sql`select ${attempt.connectLinkId} from ${attempt}
    where ${attempt.sellingPartnerId} like ${beginning}`
  return or(
    isRowId(search) ? eq(connectLink.id, search) : undefined,
    ilike(connectLink.label, part),
    sql`${connectLink.accountId} in (${ofAccounts})`,
    like(connectLink.expectedSellingPartnerId, beginning),
    sql`${connectLink.id} in (${ofAttempts})`,
  )
}

/** The number of links by state; states without any are left out. */
export async function countConnectLinks(
  db: Database,
  { search, now }: { readonly search: string; readonly now: Date },
): Promise<Readonly<Partial<Record<LinkState, number>>>> {
  const rows = await db
    .select({ state: stateAt(now).as('state'), total: count() })
    .from(connectLink)
    .where(found(search))
    .groupBy(sql`1`)
  return Object.fromEntries(rows.map(({ state, total }) => [state, total]))
}

const order = newestFirst(connectLink.createdAt, connectLink.id)

/** Newest first. `state`: only links in this state; null for all. */
export function listConnectLinks(
  db: Database,
  filter: { readonly search: string; readonly state: LinkState | null; readonly now: Date },
  page: { readonly after: Cursor | null; readonly limit: number },
): Promise<ListedConnectLink[]> {
  const { search, state, now } = filter
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
    .where(and(found(search), state === null ? undefined : eq(stateAt(now), state), pageAfter(order, after)))
    .orderBy(...inOrder(order))
    .limit(limit)
}
