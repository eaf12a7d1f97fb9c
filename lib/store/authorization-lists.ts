import { and, asc, countDistinct, desc, eq, gt, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { account, application, authorization, person, type Tags, type Workflow } from '#drizzle/schema.ts'
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
import { type AuthorizationJoined, type AuthorizationRow, joinedColumns } from './authorizations.ts'
import { canBeReminded } from './events/reminders.ts'
import type { Tally } from './state.ts'

export type ListOrder = 'attention' | 'name' | 'newest' | 'renewal' | 'changed'

/** With the sort key, for the cursor of the next page. */
export type AuthorizationListRow = AuthorizationJoined & { readonly key: string }

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

/** A search first looks among this many rows in the order of the list, which finds what many rows match. */
const firstLook = 500

/**
 * A page of authorizations, filtered, sorted and cut by Postgres. Their ids are selected first, so that the sort
 * doesn't carry whole rows.
 */
export async function listAuthorizationRows(
  db: Database,
  filter: ListFilter,
  order: ListOrder,
  page: { readonly after: Cursor | null; readonly limit: number },
): Promise<AuthorizationListRow[]> {
  const picked = await pickRows(db, filter, order, page)
  if (picked.length === 0) return []
  const ids = picked.map(({ id }) => id)
  const rows = await db
    .select(joinedColumns)
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(inArray(authorization.id, ids))
  const byId = new Map(rows.map((row) => [row.authorization.id, row]))
  return picked.flatMap(({ id, key }) => {
    const row = byId.get(id)
    return row === undefined ? [] : [{ ...row, key }]
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
  if (after !== null && !keyShape.test(after.key)) throw new AppError('input_invalid', { field: 'after' })
  const where = and(matching(filter), after === null ? undefined : isAfter(after))
  const select = (condition: SQL | undefined, most: number) =>
    db
      .select({ id: authorization.id, key: key.as('key') })
      .from(authorization)
      .where(condition)
      .orderBy(...by)
      .limit(most)
  if (search === null) return select(where, limit)
  const looked = select(where, firstLook).as('looked')
  const found = await db
    .select({ id: looked.id, key: looked.key })
    .from(looked)
    .innerJoin(authorization, eq(authorization.id, looked.id))
    .where(contains(search))
    .orderBy(...by)
    .limit(limit)
  if (found.length === limit) return found
  return select(and(where, isFound(search)), limit)
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
  const found = search === null ? undefined : isFound(search)
  const rows = await db
    .select({
      applicationId: authorization.applicationId,
      health: authorization.health,
      flags: authorization.flags,
    })
    .from(authorization)
    .where(and(matching({ ...filter, health: null, flags: null }), found))
    .limit(most + 1)
  if (rows.length > most) return null
  const counts = new Map<string, HealthCount>()
  for (const { applicationId, health, flags } of rows) {
    for (const flag of ['', ...flags] as const) {
      const key = `${applicationId} ${health} ${flag}`
      counts.set(key, { applicationId, health, flag, total: (counts.get(key)?.total ?? 0) + 1 })
    }
  }
  return [...counts.values()]
}

/** The facts that decide which bulk actions apply to an authorization. */
export interface SelectedRow {
  readonly id: string
  readonly workflow: Workflow
  readonly isConnected: boolean
  readonly isReleased: boolean
  readonly isPaused: boolean
  readonly isRetired: boolean
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
      workflow: authorization.workflow,
      isConnected: sql<boolean>`${authorization.disconnectedAt} is null`,
      isReleased: sql<boolean>`${authorization.releasedAt} is not null`,
      isPaused: sql<boolean>`${authorization.pausedAt} is not null`,
      isRetired: sql<boolean>`${application.retiredAt} is not null`,
      tags: authorization.tags,
      hasRecipient: sql<boolean>`exists (select from ${person}
        where ${person.accountId} = ${authorization.accountId} and ${canBeReminded})`,
    })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .where(and(matching(filter), search === null ? undefined : isFound(search)))
    .orderBy(...orders.attention.by)
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
