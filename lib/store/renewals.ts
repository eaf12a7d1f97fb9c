import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { account, application, authorization } from '#drizzle/schema.ts'
import { type AuthorizationJoined, joinedColumns, onlyVisible, type VisibleRows } from './authorizations.ts'
import type { Database } from './client.ts'
import type { TimePlace } from './newest-first.ts'

/** A stretch of one application's calendar: its authorizations whose term ends after one moment, up to another. */
export interface RenewalStretch {
  readonly name: string
  readonly applicationId: string
  readonly termDays: number
  /** Null: from the beginning. */
  readonly endsAfter: Date | null
  /** Null: without an end. */
  readonly endsBy: Date | null
}

const term = sql`make_interval(hours => stretch."termDays" * 24)`

/** As a table, so that one statement reads any number of them, each by the index of its application's renewals. */
function tableOf(stretches: readonly RenewalStretch[]): SQL {
  return sql`jsonb_to_recordset(${JSON.stringify(stretches)}::text::jsonb) as stretch (
    "name" text, "applicationId" uuid, "termDays" int, "endsAfter" timestamptz, "endsBy" timestamptz)`
}

/** Self-authorizations have no term, and what is disconnected is not renewed but taken up again. */
function inStretch(visible: VisibleRows): SQL | undefined {
  return and(
    eq(authorization.applicationId, sql`stretch."applicationId"`),
    sql`${authorization.renewedAt} > coalesce(stretch."endsAfter", '-infinity') - ${term}`,
    sql`${authorization.renewedAt} <= coalesce(stretch."endsBy", 'infinity') - ${term}`,
    isNull(authorization.disconnectedAt),
    ne(authorization.workflow, 'self'),
    onlyVisible(visible),
  )
}

/** A page of those within the stretches, whose term ends first. One row more than `limit`, if there are more. */
export async function listRenewals(
  db: Database,
  stretches: readonly RenewalStretch[],
  { visible, after, limit }: { visible: VisibleRows; after: TimePlace | null; limit: number },
): Promise<AuthorizationJoined[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(${authorization.renewedAt}, ${authorization.id})
          > (${after.at.toISOString()}::timestamptz - ${term}, ${after.id}::uuid)`
  const found = await db.execute<{ id: string }>(sql`
    select nearest.id from ${tableOf(stretches)}
    cross join lateral (
      select ${authorization.id} as id, ${authorization.renewedAt} + ${term} as renews_by
      from ${authorization} where ${inStretch(visible)} and ${later}
      order by ${authorization.renewedAt}, ${authorization.id} limit ${limit + 1}
    ) nearest
    order by nearest.renews_by, nearest.id limit ${limit + 1}`)
  const order = found.map(({ id }) => id)
  const rows = await db
    .select(joinedColumns)
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(inArray(authorization.id, order))
  const byId = new Map(rows.map((row) => [row.authorization.id, row]))
  return order.flatMap((id) => byId.get(id) ?? [])
}

/** How many lie within the stretches of each name. */
export async function countRenewals(
  db: Database,
  stretches: readonly RenewalStretch[],
  visible: VisibleRows,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.execute<{ name: string; total: number }>(sql`
    select stretch.name, sum(own.total)::int as total
    from ${tableOf(stretches)}
    cross join lateral (select count(*) as total from ${authorization} where ${inStretch(visible)}) own
    group by stretch.name`)
  return new Map(rows.map(({ name, total }) => [name, total]))
}
