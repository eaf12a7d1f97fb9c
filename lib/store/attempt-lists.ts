import { and, count, desc, eq, gte, inArray, isNull, lt, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import {
  account,
  application,
  attempt,
  authorization,
  connectLink,
  person,
  type Workflow,
} from '#drizzle/schema.ts'
import type { AttemptEnd } from '../attempts/read.ts'
import { type Cursor, inOrder, likePattern, newestFirst, pageAfter } from '../database/keyset.ts'
import type { Database } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import { unfinishedStatuses } from '../status-groups.ts'
import type { AttemptRow } from './attempts.ts'

export interface AttemptFilter {
  readonly search: AttemptSearch | null
  readonly workflow: Workflow | null
  /** Started at this time or later. */
  readonly from: Date | null
  /** Started before this time. */
  readonly until: Date | null
}

export interface AttemptSearch {
  /** The beginning of a selling partner's id, an id of ours, or a part of a name or an email address. */
  readonly words: string
  /** Ids of the countries that match the search. */
  readonly marketplaceIds: readonly string[]
  /** Ids of the applications that match the search. */
  readonly applicationIds: readonly string[]
}

export type AttemptListRow = AttemptRow & {
  readonly accountName: string | null
  readonly email: string | null
  readonly applicationName: string
  readonly connectLinkLabel: string | null
}

const end = sql<AttemptEnd>`case
  when ${attempt.status} in ('completed', 'quarantined') then ${attempt.status}
  when ${attempt.status} <> 'failed' then 'open'
  when ${attempt.problem} = 'not_finished' then 'never-came-back'
  else 'failed' end`

/** The same, as conditions that an index can serve. */
const ends: Readonly<Record<AttemptEnd, SQL | undefined>> = {
  open: inArray(attempt.status, ['arrived', 'started', ...unfinishedStatuses]),
  completed: eq(attempt.status, 'completed'),
  quarantined: eq(attempt.status, 'quarantined'),
  'never-came-back': and(eq(attempt.status, 'failed'), eq(attempt.problem, 'not_finished')),
  failed: and(eq(attempt.status, 'failed'), ne(attempt.problem, 'not_finished')),
}

const order = newestFirst(attempt.startedAt, attempt.id)

/** Newest first. */
export async function listAttemptRows(
  db: Database,
  filter: AttemptFilter & { readonly end: AttemptEnd | null },
  page: { readonly after: Cursor | null; readonly limit: number },
): Promise<AttemptListRow[]> {
  const condition = and(
    matching(filter),
    filter.end === null ? undefined : ends[filter.end],
    pageAfter(order, page.after),
  )
  return selectRows(db, condition, page.limit)
}

/**
 * The newest attempts of an authorization: those that led to it, and unsuccessful ones of its selling partner in its
 * marketplaces. An unsuccessful attempt without a marketplace counts only if the partner has no other record.
 */
export async function listAttemptRowsOf(
  db: Database,
  grant: { readonly id: string; readonly applicationId: string; readonly sellingPartnerId: string | null },
  marketplaceIds: readonly string[],
  limit: number,
): Promise<AttemptListRow[]> {
  const { id, applicationId, sellingPartnerId } = grant
  if (sellingPartnerId === null) return selectRows(db, eq(attempt.authorizationId, id), limit)
  const another = db
    .select({ id: authorization.id })
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        eq(authorization.sellingPartnerId, sellingPartnerId),
        ne(authorization.id, id),
      ),
    )
  const withoutRecord = and(
    isNull(attempt.authorizationId),
    eq(attempt.applicationId, applicationId),
    or(
      eq(attempt.sellingPartnerId, sellingPartnerId),
      eq(attempt.announcedSellingPartnerId, sellingPartnerId),
    ),
    or(
      inArray(attempt.marketplaceId, [...marketplaceIds]),
      and(isNull(attempt.marketplaceId), notExists(another)),
    ),
  )
  return selectRows(db, or(eq(attempt.authorizationId, id), withoutRecord), limit)
}

export interface LinkAttemptRow {
  readonly connectLinkId: string
  readonly id: string
  readonly end: AttemptEnd
  readonly startedAt: Date
  readonly authorization: Pick<
    typeof authorization.$inferSelect,
    'id' | 'label' | 'storeName' | 'sellingPartnerId' | 'workflow'
  > | null
}

/** The newest attempts that began with each of the links; with the authorization to which one led. */
export function listAttemptRowsOfLinks(
  db: Database,
  linkIds: readonly string[],
  limit: number,
): Promise<LinkAttemptRow[]> {
  const newest = db
    .select({
      id: attempt.id,
      end: end.as('end'),
      startedAt: attempt.startedAt,
      authorizationId: attempt.authorizationId,
    })
    .from(attempt)
    .where(eq(attempt.connectLinkId, connectLink.id))
    .orderBy(...inOrder(order))
    .limit(limit)
    .as('newest')
  const { id, label, storeName, sellingPartnerId, workflow } = authorization
  return db
    .select({
      connectLinkId: connectLink.id,
      id: newest.id,
      end: newest.end,
      startedAt: newest.startedAt,
      authorization: { id, label, storeName, sellingPartnerId, workflow },
    })
    .from(connectLink)
    .innerJoinLateral(newest, sql`true`)
    .leftJoin(authorization, eq(authorization.id, newest.authorizationId))
    .where(inArray(connectLink.id, [...linkIds]))
    .orderBy(desc(newest.startedAt), desc(newest.id))
}

export async function findAttemptRow(db: Database, id: string): Promise<AttemptListRow | null> {
  if (!isRowId(id)) return null
  const [row] = await selectRows(db, eq(attempt.id, id), 1)
  return row ?? null
}

/** The number of attempts by how they ended; ends without any are left out. */
export async function countAttemptRows(
  db: Database,
  filter: AttemptFilter,
): Promise<Readonly<Partial<Record<AttemptEnd, number>>>> {
  const rows = await db
    .select({ end: end.as('end'), total: count() })
    .from(attempt)
    .where(matching(filter))
    .groupBy(sql`1`)
  return Object.fromEntries(rows.map((row) => [row.end, row.total]))
}

async function selectRows(
  db: Database,
  condition: SQL | undefined,
  limit: number,
): Promise<AttemptListRow[]> {
  const rows = await db
    .select({
      attempt,
      accountName: account.name,
      email: person.email,
      applicationName: application.name,
      connectLinkLabel: connectLink.label,
    })
    .from(attempt)
    .innerJoin(application, eq(application.id, attempt.applicationId))
    .leftJoin(account, eq(account.id, attempt.accountId))
    .leftJoin(person, eq(person.id, attempt.personId))
    .leftJoin(connectLink, eq(connectLink.id, attempt.connectLinkId))
    .where(condition)
    .orderBy(...inOrder(order))
    .limit(limit)
  return rows.map(({ attempt: row, ...names }) => ({ ...row, ...names }))
}

function matching({ search, workflow, from, until }: AttemptFilter): SQL | undefined {
  return and(
    search === null ? undefined : found(search),
    workflow === null ? undefined : eq(attempt.workflow, workflow),
    from === null ? undefined : gte(attempt.startedAt, from),
    until === null ? undefined : lt(attempt.startedAt, until),
  )
}

/**
 * One branch per column to search, so that each uses its own index. All branches form one list of ids: combined with
 * another condition, Postgres would scan that list for every row.
 */
function found({ words, marketplaceIds, applicationIds }: AttemptSearch): SQL {
  const part = likePattern.containing(words)
  const beginning = likePattern.startingWith(words.toUpperCase())
  const attempts = sql`select ${attempt.id} from ${attempt}`
  const branches = [
    sql`${attempts} where ${attempt.sellingPartnerId} like ${beginning}`,
    sql`${attempts} where ${attempt.announcedSellingPartnerId} like ${beginning}`,
    sql`${attempts} join ${account} on ${account.id} = ${attempt.accountId} where ${account.name} ilike ${part}`,
    sql`${attempts} join ${person} on ${person.id} = ${attempt.personId} where ${person.email} ilike ${part}`,
    ...(isRowId(words)
      ? [
          sql`${attempts} where ${attempt.id} = ${words}::uuid`,
          sql`${attempts} where ${attempt.authorizationId} = ${words}::uuid`,
        ]
      : []),
    ...(marketplaceIds.length > 0
      ? [sql`${attempts} where ${inArray(attempt.marketplaceId, [...marketplaceIds])}`]
      : []),
    ...(applicationIds.length > 0
      ? [sql`${attempts} where ${inArray(attempt.applicationId, [...applicationIds])}`]
      : []),
  ]
  return sql`${attempt.id} in (${sql.join(branches, sql` union all `)})`
}
