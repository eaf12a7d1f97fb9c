import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { account, application, authorization, person, type Tags } from '#drizzle/schema.ts'
import type { Cursor } from '../database/keyset.ts'
import type { Database } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import {
  changed,
  contains,
  isFound,
  type ListFilter,
  matching,
  renewal,
  searchable,
} from './authorization-filter.ts'
import type { AuthorizationJoined, AuthorizationRow } from './authorizations.ts'
import { canBeReminded } from './events/reminders.ts'
import { incidentId } from './incidents.ts'
import { isOwn } from './renewable.ts'
import type { Tally } from './state.ts'

export type ListOrder = 'attention' | 'name' | 'newest' | 'renewal' | 'changed'

/** What a list shows: half of the columns, and no tokens. Reading all of them takes longer than finding the rows. */
const listedColumns = {
  id: authorization.id,
  sellingPartnerId: authorization.sellingPartnerId,
  idVerifiedAt: authorization.idVerifiedAt,
  idVerifiedBy: authorization.idVerifiedBy,
  idProblem: authorization.idProblem,
  storeName: authorization.storeName,
  label: authorization.label,
  workflow: authorization.workflow,
  partnerType: authorization.partnerType,
  region: authorization.region,
  consentGroup: authorization.consentGroup,
  marketplaceId: authorization.marketplaceId,
  accountId: authorization.accountId,
  applicationId: authorization.applicationId,
  health: authorization.health,
  healthCause: authorization.healthCause,
  healthSince: authorization.healthSince,
  flags: authorization.flags,
  externalReference: authorization.externalReference,
  tags: authorization.tags,
  authorizedAt: authorization.authorizedAt,
  renewedAt: authorization.renewedAt,
  participationsProblem: authorization.participationsProblem,
  participationsRequestId: authorization.participationsRequestId,
  lastRefreshAt: authorization.lastRefreshAt,
  lastRefreshProblem: authorization.lastRefreshProblem,
  lastRefreshFailure: authorization.lastRefreshFailure,
  lastRefreshRequestId: authorization.lastRefreshRequestId,
  lastWorkedAt: authorization.lastWorkedAt,
  invalidGrants: authorization.invalidGrants,
  disconnectedBy: authorization.disconnectedBy,
  releasedAt: authorization.releasedAt,
}

/** A row as lists show it. */
export type AuthorizationListed = Omit<AuthorizationJoined, 'authorization'> & {
  readonly authorization: Pick<AuthorizationRow, keyof typeof listedColumns>
}

/** With the sort key, for the cursor of the next page. */
export type AuthorizationListRow = AuthorizationListed & { readonly key: string }

/** ISO 8601, with microseconds. */
function asText(time: SQL | PgColumn): SQL {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

const timeKey = /^(?:infinity|20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)$/

/** By the indexes of the table. The key of a cursor is their columns before the id. */
const orders = {
  attention: {
    keyShape: /^\d /,
    key: sql<string>`${authorization.attention} || ' ' || ${authorization.sortName}`,
    by: [asc(authorization.attention), asc(authorization.sortName), asc(authorization.id)],
    after: ({ key, id }: Cursor) =>
      sql`(${authorization.attention}, ${authorization.sortName}, ${authorization.id})
        > (${Number.parseInt(key, 10)}::smallint, ${key.slice(key.indexOf(' ') + 1)}, ${id}::uuid)`,
  },
  name: {
    keyShape: /^/,
    key: sql<string>`${authorization.sortName}`,
    by: [asc(authorization.sortName), asc(authorization.id)],
    after: ({ key, id }: Cursor) =>
      sql`(${authorization.sortName}, ${authorization.id}) > (${key}, ${id}::uuid)`,
  },
  newest: {
    keyShape: timeKey,
    key: sql<string>`${asText(authorization.createdAt)}`,
    by: [desc(authorization.createdAt), desc(authorization.id)],
    after: ({ key, id }: Cursor) =>
      sql`(${authorization.createdAt}, ${authorization.id}) < (${key}::timestamptz, ${id}::uuid)`,
  },
  renewal: {
    keyShape: timeKey,
    key: sql<string>`case when ${authorization.renewsBy} is null then 'infinity' else ${asText(authorization.renewsBy)} end`,
    by: [sql`${renewal} asc`, asc(authorization.id)],
    after: ({ key, id }: Cursor) =>
      sql`(${renewal}, ${authorization.id}) > (${key}::timestamptz, ${id}::uuid)`,
  },
  changed: {
    keyShape: timeKey,
    key: sql<string>`${asText(changed)}`,
    by: [sql`${changed} desc`, desc(authorization.id)],
    after: ({ key, id }: Cursor) =>
      sql`(${changed}, ${authorization.id}) < (${key}::timestamptz, ${id}::uuid)`,
  },
} as const satisfies Record<ListOrder, unknown>

/**
 * A search first looks among `rows` in the order of the list, which finds what many rows match, unless none of the
 * first `sample` matches: then few do, and an index finds them faster.
 */
const firstLook = { sample: 50, rows: 500 }

/**
 * A page of authorizations, filtered, sorted and cut by Postgres. Their ids are selected first, so that the sort
 * doesn't carry whole rows. Applications are read beside the rows: a page shows the same few on all of its rows.
 */
export async function listAuthorizationRows(
  db: Database,
  filter: ListFilter,
  order: ListOrder,
  page: { readonly after: Cursor | null; readonly limit: number },
): Promise<AuthorizationListRow[]> {
  const picked = await pickRows(db, filter, order, page)
  if (picked.length === 0) return []
  // As one parameter: a statement is the same, and built as fast, for any number of ids.
  const isPicked = sql`${authorization.id} = any(string_to_array(${picked.map(({ id }) => id).join()}, ',')::uuid[])`
  const [rows, applications] = await Promise.all([
    db
      .select({ authorization: listedColumns, accountName: account.name, isOwn, incidentId })
      .from(authorization)
      .innerJoin(account, eq(account.id, authorization.accountId))
      .where(isPicked),
    db
      .select()
      .from(application)
      .where(
        inArray(
          application.id,
          db.select({ id: authorization.applicationId }).from(authorization).where(isPicked),
        ),
      ),
  ])
  const rowById = new Map(rows.map((row) => [row.authorization.id, row]))
  const applicationById = new Map(applications.map((row) => [row.id, row]))
  return picked.flatMap(({ id, key }) => {
    const row = rowById.get(id)
    const ofRow = row && applicationById.get(row.authorization.applicationId)
    return row === undefined || ofRow === undefined ? [] : [{ ...row, application: ofRow, key }]
  })
}

interface Picked {
  readonly id: string
  readonly key: string
}

async function pickRows(
  db: Database,
  filter: ListFilter,
  order: ListOrder,
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<Picked[]> {
  const search = searchable(filter.search)
  const { key, keyShape, by, after: isAfter } = orders[order]
  // From the same list in another order, or invented.
  if (after !== null && !keyShape.test(after.key)) throw new AppError('input_invalid', { field: 'cursor' })
  const where = and(matching(filter), after === null ? undefined : isAfter(after))
  const select = (from: typeof authorization | SQL, condition: SQL | undefined) =>
    db
      // Not as columns: drizzle wants those to be of a table that it knows in the query.
      .select({ id: sql<string>`${authorization.id}`, key })
      .from(from)
      .where(condition)
      .orderBy(...by)
      .limit(limit)
  if (search === null) return select(authorization, where)
  // Under the table's own name, so that the same conditions and the same order apply to it.
  const first = (rows: number) => sql`(
    select * from ${authorization} ${where && sql`where ${where}`} order by ${sql.join([...by], sql`, `)} limit ${rows}
  ) as ${authorization}`
  const isCommon = sql`exists (select from ${first(firstLook.sample)} where ${contains(search)})`
  const found = await select(first(firstLook.rows), and(isCommon, contains(search)))
  if (found.length === limit) return found
  return select(authorization, and(where, isFound(search)))
}

/** By health and flag; '' counts by health alone. */
export type HealthCount = Pick<Tally, 'health' | 'flag' | 'total'> & { readonly applicationId: string }

/** Counts the matching rows, unless there are more than `most`: then null. */
export async function countAuthorizationRows(
  db: Database,
  filter: ListFilter,
  most: number,
): Promise<HealthCount[] | null> {
  const search = searchable(filter.search)
  const others = matching({ ...filter, health: null, flags: null })
  // A search alone needs no more than shows that there are too many. It can find each row twice.
  const found = search === null ? undefined : isFound(search, others === undefined ? 2 * (most + 1) : null)
  const { applicationId, health, flags } = authorization
  const matched = db
    .select({ applicationId, health, flags })
    .from(authorization)
    .where(and(others, found))
    .limit(most + 1)
    .as('matched')
  const groups = await db
    .select({
      applicationId: matched.applicationId,
      health: matched.health,
      flags: matched.flags,
      rows: count(),
    })
    .from(matched)
    .groupBy(matched.applicationId, matched.health, matched.flags)
  if (groups.reduce((sum, { rows }) => sum + rows, 0) > most) return null
  return groups.flatMap(({ flags: set, rows, ...group }) =>
    (['', ...set] as const).map((flag) => ({ ...group, flag, total: rows })),
  )
}

/** The facts that decide which bulk actions apply to an authorization. */
export interface SelectedRow {
  readonly id: string
  readonly authorization: Pick<AuthorizationRow, 'releasedAt' | 'workflow'>
  readonly application: Pick<AuthorizationJoined['application'], 'retiredAt'>
  readonly isConnected: boolean
  readonly isPaused: boolean
  /** Of the company's own account: nobody signs in with it. */
  readonly isOwn: boolean
  readonly tags: Tags
  /** Somebody of its account can get an email. */
  readonly hasRecipient: boolean
}

/** Every matching row, in the order of the list by urgency. Within one statement: what it says belongs together. */
export async function selectAuthorizations(db: Database, filter: ListFilter): Promise<SelectedRow[]> {
  const search = searchable(filter.search)
  return db
    .select({
      id: authorization.id,
      authorization: { releasedAt: authorization.releasedAt, workflow: authorization.workflow },
      application: { retiredAt: application.retiredAt },
      isConnected: sql<boolean>`${authorization.disconnectedAt} is null`,
      isPaused: sql<boolean>`${authorization.pausedAt} is not null`,
      isOwn,
      tags: authorization.tags,
      hasRecipient: sql<boolean>`exists (select from ${person}
        where ${person.accountId} = ${authorization.accountId} and ${canBeReminded})`,
    })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .where(and(matching(filter), search === null ? undefined : isFound(search)))
    .orderBy(...orders.attention.by)
}

/** The ids of every matching row, in this order. */
export async function listAuthorizationIds(
  db: Database,
  filter: ListFilter,
  order: ListOrder,
): Promise<string[]> {
  const search = searchable(filter.search)
  const rows = await db
    .select({ id: authorization.id })
    .from(authorization)
    .where(and(matching(filter), search === null ? undefined : isFound(search)))
    .orderBy(...orders[order].by)
  return rows.map(({ id }) => id)
}

/** An account's connected authorizations, grouped by the scope of one consent. */
export function listConnectedGroups(
  db: Database,
  accountId: string,
): Promise<Pick<AuthorizationRow, 'applicationId' | 'partnerType' | 'consentGroup'>[]> {
  const { applicationId, partnerType, consentGroup } = authorization
  return db
    .selectDistinct({ applicationId, partnerType, consentGroup })
    .from(authorization)
    .where(
      and(
        eq(authorization.accountId, accountId),
        isNull(authorization.releasedAt),
        isNull(authorization.disconnectedAt),
      ),
    )
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
