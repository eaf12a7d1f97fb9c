import { and, count, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { account, application, authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'
import { orderExpression, type StateThresholds, stateExpression } from './authorization-state.ts'
import {
  type AuthorizationJoined,
  joinedColumns,
  onlyVisible,
  type ParticipationRow,
  type VisibleRows,
} from './authorizations.ts'

export interface ListFilter {
  readonly visible: VisibleRows
  readonly search: string | null
  readonly sellingPartnerId: string | null
  readonly accountId: string | null
  readonly states: readonly string[] | null
}

export interface ListOrder {
  readonly by: 'attention' | 'name' | 'newest'
  readonly priorities: Readonly<Record<string, number>>
}

/** The place after which the next page begins: the sort key and the id of the last row. */
export interface Cursor {
  readonly key: string
  readonly id: string
}

export interface ListPage {
  readonly rows: readonly (AuthorizationJoined & { readonly key: string })[]
  readonly more: boolean
}

/** As people see it called. Never null: a null key would drop its row from every page but the first. */
const name = sql<string>`lower(coalesce(${authorization.label}, nullif(${authorization.storeName}, ''), ${authorization.sellingPartnerId}, ''))`

function sortKey(order: ListOrder, state: SQL<string>): SQL<string> {
  if (order.by === 'newest') {
    return sql<string>`lpad((99999999999999 - floor(extract(epoch from ${authorization.createdAt}) * 1000)::bigint)::text, 14, '0')`
  }
  if (order.by === 'name') return sql<string>`${name} collate "C"`
  return sql<string>`(lpad((${orderExpression(state, order.priorities)})::text, 2, '0') || ' ' || ${name}) collate "C"`
}

/** What a search looks through, in one go: a pattern costs its time for each text. No name holds the character between. */
const names = sql`lower(concat_ws(chr(1), ${authorization.label}, ${authorization.storeName}, ${authorization.sellingPartnerId}))`

function matching(db: Database, filter: ListFilter, state: SQL<string>): SQL | undefined {
  return and(
    onlyVisible(filter.visible),
    filter.sellingPartnerId === null
      ? undefined
      : eq(authorization.sellingPartnerId, filter.sellingPartnerId),
    filter.accountId === null ? undefined : eq(authorization.accountId, filter.accountId),
    filter.search === null ? undefined : named(db, filter.search),
    filter.states === null ? undefined : inArray(state, [...filter.states]),
  )
}

function named(db: Database, search: string): SQL | undefined {
  // Postgres has no NUL in text: a search for one finds what a search without it finds.
  const words = search
    .replaceAll('\0', '')
    .replaceAll('\x01', '')
    .replace(/[\\%_]/g, '\\$&')
  const isLike = sql`like lower(${`%${words}%`})`
  const accounts = db.select({ id: account.id }).from(account).where(sql`lower(${account.name}) ${isLike}`)
  return or(sql`${names} ${isLike}`, inArray(authorization.accountId, accounts))
}

/**
 * A page of authorizations, filtered, sorted and cut on the server. Their ids are picked first: whole rows of all that
 * match would be carried through the sort.
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
): Promise<ListPage> {
  const state = stateExpression(page.now, page.thresholds)
  const key = sortKey(order, state)
  const after =
    page.after === null
      ? undefined
      : sql`(${key}, ${authorization.id}) > (${page.after.key}, ${page.after.id}::uuid)`
  const picked = db
    .select({ id: authorization.id, key: sql<string>`${key}`.as('key') })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .where(and(matching(db, filter, state), after))
    .orderBy(key, authorization.id)
    .limit(page.limit + 1)
    .as('picked')
  const rows = await db
    .select({ ...joinedColumns, key: picked.key })
    .from(picked)
    .innerJoin(authorization, eq(authorization.id, picked.id))
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .orderBy(picked.key, picked.id)
  return { rows: rows.slice(0, page.limit), more: rows.length > page.limit }
}

/** How many there are in each state; states without any are left out. */
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

/** Known marketplaces first by country, then the others. */
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
