import {
  and,
  count,
  countDistinct,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { account, application, authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import { type Cursor, inOrder, likePattern, pageAfter } from '../database/keyset.ts'
import type { Database } from '../database/pool.ts'
import { type AuthorizationJoined, joinedColumns, type ParticipationRow } from './authorizations.ts'
import { incidentSince } from './incidents.ts'
import { type Visibility, visibleAuthorizations } from './visibility.ts'

export interface ListFilter {
  readonly visible: Visibility
  readonly search: string | null
  readonly sellingPartnerId: string | null
  readonly accountId: string | null
  readonly states: readonly string[] | null
}

export interface ListOrder {
  readonly by: 'attention' | 'name' | 'newest'
  readonly priorities: Readonly<Record<string, number>>
}

/** With the sort key, for the cursor of the next page. */
export type AuthorizationListRow = AuthorizationJoined & { readonly key: string }

/** The displayed name. Never null: a null key would drop its row from every page but the first. */
const name = sql<string>`lower(coalesce(${authorization.label}, nullif(${authorization.storeName}, ''), ${authorization.sellingPartnerId}, ''))`

function sortKey(order: ListOrder, state: SQL<string>): SQL<string> {
  if (order.by === 'newest') {
    return sql<string>`lpad((99999999999999 - floor(extract(epoch from ${authorization.createdAt}) * 1000)::bigint)::text, 14, '0')`
  }
  if (order.by === 'name') return sql<string>`${name} collate "C"`
  return sql<string>`(lpad((${orderExpression(state, order.priorities)})::text, 2, '0') || ' ' || ${name}) collate "C"`
}

/** All searched names in one text, because each text costs one pattern match. Names don't contain the separator. */
const names = sql`lower(concat_ws(chr(1), ${authorization.label}, ${authorization.storeName}, ${authorization.sellingPartnerId}))`

function matching(db: Database, filter: ListFilter, state: SQL<string>): SQL | undefined {
  return and(
    visibleAuthorizations(filter.visible),
    filter.sellingPartnerId === null
      ? undefined
      : eq(authorization.sellingPartnerId, filter.sellingPartnerId),
    filter.accountId === null ? undefined : eq(authorization.accountId, filter.accountId),
    filter.search === null ? undefined : named(db, filter.search),
    filter.states === null ? undefined : inArray(state, [...filter.states]),
  )
}

function named(db: Database, search: string): SQL | undefined {
  // Removes the separator, so that no search matches across two names.
  const isLike = sql`like lower(${likePattern.containing(search.replaceAll('\x01', ''))})`
  const accounts = db.select({ id: account.id }).from(account).where(sql`lower(${account.name}) ${isLike}`)
  return or(sql`${names} ${isLike}`, inArray(authorization.accountId, accounts))
}

/**
 * A page of authorizations, filtered, sorted and cut by Postgres. Their ids are selected first, so that the sort
 * doesn't carry whole rows.
 */
export async function listAuthorizationRows(
  db: Database,
  filter: ListFilter,
  order: ListOrder,
  page: {
    readonly after: Cursor | null
    readonly limit: number
    readonly now: Date
    readonly thresholds: StateThresholds
  },
): Promise<AuthorizationListRow[]> {
  const state = stateExpression(page.now, page.thresholds)
  const key = sortKey(order, state)
  const keyset = { key, id: authorization.id, kind: 'text', isDescending: false } as const
  const picked = db
    .select({ id: authorization.id, key: sql<string>`${key}`.as('key') })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .where(and(matching(db, filter, state), pageAfter(keyset, page.after)))
    .orderBy(...inOrder(keyset))
    .limit(page.limit)
    .as('picked')
  return db
    .select({ ...joinedColumns, key: picked.key })
    .from(picked)
    .innerJoin(authorization, eq(authorization.id, picked.id))
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .orderBy(picked.key, picked.id)
}

/** The number of authorizations by state; states without any are left out. */
export async function countAuthorizationRows(
  db: Database,
  filter: ListFilter,
  now: Date,
  thresholds: StateThresholds,
): Promise<Readonly<Record<string, number>>> {
  const state = stateExpression(now, thresholds)
  const rows = await db
    .select({ state: sql<string>`${state}`.as('state'), total: count() })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .where(matching(db, filter, state))
    .groupBy(sql`1`)
  return Object.fromEntries(rows.map((row) => [row.state, row.total]))
}

/** Active participations first, by country. */
export async function listParticipations(
  db: Database,
  authorizationIds: readonly string[],
): Promise<ParticipationRow[]> {
  if (authorizationIds.length === 0) return []
  return db
    .select()
    .from(marketplaceParticipation)
    .where(inArray(marketplaceParticipation.authorizationId, [...authorizationIds]))
    .orderBy(
      desc(marketplaceParticipation.isParticipating),
      marketplaceParticipation.countryCode,
      marketplaceParticipation.marketplaceId,
    )
}

/** From how many `invalid_grant` answers, over how long, an authorization counts as revoked. */
export interface StateThresholds {
  readonly refusals: number
  readonly spanMinutes: number
}

/**
 * The state of a row that is joined with its application, as text, so that lists can filter and count by it. It agrees
 * with `deriveState`.
 */
export function stateExpression(now: Date, thresholds: StateThresholds): SQL<string> {
  return sql<string>`case
    when ${authorization.disconnectedAt} is not null then 'disconnected'
    when ${authorization.pausedAt} is not null then 'paused'
    when ${application.credentialsProblemAt} is not null then 'blocked'
    when ${authorization.invalidGrants} > 0 and ${authorization.firstInvalidGrantAt} is not null
      and ${incidentSince} is null then
      case when ${authorization.invalidGrants} >= ${thresholds.refusals}
        and ${authorization.lastInvalidGrantAt} - ${authorization.firstInvalidGrantAt}
          >= make_interval(mins => ${thresholds.spanMinutes})
      then 'needs-reauthorization' else 'in-doubt' end
    when ${authorization.lastRefreshProblem} is not null and ${incidentSince} is null then 'degraded'
    when ${application.roleAddedAt} > ${authorization.renewedAt} then 'needs-reauthorization'
    when ${authorization.workflow} <> 'self' and ${application.retiredAt} is null and ${authorization.renewedAt}
      + make_interval(hours => (${application.renewalTermDays} - ${application.renewalDueDays}) * 24)
      <= ${now.toISOString()}::timestamptz then 'renewal-due'
    when ${authorization.participationsProblem} is not null then 'unverified'
    else 'healthy' end`
}

/** Maps states to numbers to sort by. */
export function orderExpression(
  state: SQL<string>,
  priorities: Readonly<Record<string, number>>,
): SQL<number> {
  const cases = Object.entries(priorities).map(([name, priority]) => sql`when ${name} then ${priority}::int`)
  return sql<number>`case ${state} ${sql.join(cases, sql` `)} else 99 end`
}

/** Selling partner ids that several accounts hold at the same time, in different applications or regions. */
export function listSharedIds(
  db: Database,
  limit: number,
): Promise<{ readonly sellingPartnerId: string; readonly accounts: number }[]> {
  const accounts = countDistinct(authorization.accountId)
  return db
    .select({ sellingPartnerId: authorization.sellingPartnerId, accounts })
    .from(authorization)
    .where(and(isNull(authorization.releasedAt), isNotNull(authorization.sellingPartnerId)))
    .groupBy(authorization.sellingPartnerId)
    .having(gt(accounts, 1))
    .orderBy(authorization.sellingPartnerId)
    .limit(limit) as Promise<{ sellingPartnerId: string; accounts: number }[]>
}

/** Records whose tokens belong to another selling partner, according to Amazon. */
export function listRejectedIds(
  db: Database,
  limit: number,
): Promise<{ readonly sellingPartnerId: string; readonly authorizationId: string }[]> {
  return db
    .select({ sellingPartnerId: authorization.sellingPartnerId, authorizationId: authorization.id })
    .from(authorization)
    .where(
      and(
        eq(authorization.idProblem, 'rejected'),
        isNull(authorization.disconnectedAt),
        isNotNull(authorization.sellingPartnerId),
      ),
    )
    .orderBy(authorization.idCheckedAt)
    .limit(limit) as Promise<{ sellingPartnerId: string; authorizationId: string }[]>
}
