import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { account, application, authorization } from '#drizzle/schema.ts'
import type { Cursor } from '../database/keyset.ts'
import type { Database } from '../database/pool.ts'
import { type AuthorizationJoined, joinedColumns } from './authorizations.ts'
import { type Visibility, visibleAuthorizations } from './visibility.ts'

/**
 * A stretch of one application's calendar: its authorizations whose term ends after `endsAfter` and no later than
 * `endsBy`.
 */
export interface RenewalStretch {
  readonly name: string
  readonly applicationId: string
  readonly termDays: number
  /** Null: no lower limit. */
  readonly endsAfter: Date | null
  /** Null: no upper limit. */
  readonly endsBy: Date | null
}

const term = sql`make_interval(hours => stretch."termDays" * 24)`

/** As a table, so that one statement reads any number of stretches, each through the renewal index. */
function tableOf(stretches: readonly RenewalStretch[]): SQL {
  return sql`jsonb_to_recordset(${JSON.stringify(stretches)}::text::jsonb) as stretch (
    "name" text, "applicationId" uuid, "termDays" int, "endsAfter" timestamptz, "endsBy" timestamptz)`
}

/**
 * Self-authorizations have no term, and a disconnected authorization isn't renewed but authorized again. Worded like
 * the index, because a parameter would keep the planner from using it.
 */
function isRenewed(visible: Visibility): SQL | undefined {
  return and(
    isNull(authorization.disconnectedAt),
    sql`${authorization.workflow} <> 'self'`,
    visibleAuthorizations(visible),
  )
}

function inStretch(visible: Visibility): SQL | undefined {
  return and(
    eq(authorization.applicationId, sql`stretch."applicationId"`),
    sql`${authorization.renewedAt} > coalesce(stretch."endsAfter", '-infinity') - ${term}`,
    sql`${authorization.renewedAt} <= coalesce(stretch."endsBy", 'infinity') - ${term}`,
    isRenewed(visible),
  )
}

/** A page of the authorizations within the stretches; those whose term ends first come first. */
export async function listRenewals(
  db: Database,
  stretches: readonly RenewalStretch[],
  { visible, after, limit }: { visible: Visibility; after: Cursor | null; limit: number },
): Promise<AuthorizationJoined[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(${authorization.renewedAt}, ${authorization.id})
          > (${after.key}::timestamptz - ${term}, ${after.id}::uuid)`
  const found = await db.execute<{ id: string }>(sql`
    select nearest.id from ${tableOf(stretches)}
    cross join lateral (
      select ${authorization.id} as id, ${authorization.renewedAt} + ${term} as renews_by
      from ${authorization} where ${inStretch(visible)} and ${later}
      order by ${authorization.renewedAt}, ${authorization.id} limit ${limit}
    ) nearest
    order by nearest.renews_by, nearest.id limit ${limit}`)
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

const dayMs = 86_400_000

/**
 * The number of authorizations in the stretches of each name. One pass counts them between all boundaries: a pass per
 * stretch would read the whole table many times whenever an index-only scan isn't possible, which is after every write.
 */
export async function countRenewals(
  db: Database,
  stretches: readonly RenewalStretch[],
  visible: Visibility,
): Promise<ReadonlyMap<string, number>> {
  const cuts = new Map(
    [...Map.groupBy(stretches, ({ applicationId }) => applicationId)].map(([id, own]) => [id, cutsOf(own)]),
  )
  const calendars = [...cuts].map(([id, own]) => ({ applicationId: id, cuts: own.map(justAfter) }))
  const rows = await db.execute<{ applicationId: string; place: number; total: number }>(sql`
    select calendar."applicationId", width_bucket(${authorization.renewedAt}, calendar.cuts) as place,
      count(*)::int as total
    from ${authorization}
    join jsonb_to_recordset(${JSON.stringify(calendars)}::text::jsonb)
      as calendar ("applicationId" uuid, cuts timestamptz[])
      on calendar."applicationId" = ${authorization.applicationId}
    where ${isRenewed(visible)}
    group by 1, 2`)
  const counts = new Map<string, number>()
  for (const { name, applicationId, termDays, endsAfter, endsBy } of stretches) {
    const own = cuts.get(applicationId) ?? []
    const from = endsAfter === null ? 0 : own.indexOf(cutAt(endsAfter, termDays)) + 1
    const to = endsBy === null ? own.length : own.indexOf(cutAt(endsBy, termDays))
    const within = rows.filter(
      (row) => row.applicationId === applicationId && row.place >= from && row.place <= to,
    )
    counts.set(
      name,
      within.reduce((sum, { total }) => sum + total, counts.get(name) ?? 0),
    )
  }
  return counts
}

/** The renewal time, in milliseconds, of authorizations whose term ends at `end`. */
function cutAt(end: Date, termDays: number): number {
  return end.getTime() - termDays * dayMs
}

/** The boundaries of an application's stretches, in order. */
function cutsOf(stretches: readonly RenewalStretch[]): number[] {
  const cuts = stretches.flatMap(({ endsAfter, endsBy, termDays }) =>
    [endsAfter, endsBy].filter((end) => end !== null).map((end) => cutAt(end, termDays)),
  )
  return [...new Set(cuts)].toSorted((one, other) => one - other)
}

/** One microsecond later: a stretch includes its end, but a bucket of `width_bucket` its start. */
function justAfter(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '001Z')
}
