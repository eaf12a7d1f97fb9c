import { and, eq, lt, or, sql } from 'drizzle-orm'
import { type HistoryGrain, history } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'

export interface HistoryTotal {
  readonly metric: string
  readonly label: string
  readonly value: number
}

const totalsOf = (totals: readonly HistoryTotal[]) => sql`
  jsonb_to_recordset(${JSON.stringify(totals)}::text::jsonb) as total (metric text, label text, value bigint)`

/** One process's counts of an hour so far: replaces the values it wrote before, and never lowers them. */
export async function storeHourTotals(
  db: Autocommit,
  startsAt: Date,
  process: string,
  totals: readonly HistoryTotal[],
): Promise<void> {
  await db.execute(sql`
    insert into ${history} (grain, starts_at, metric, label, process, value)
    select 'hour', ${startsAt.toISOString()}::timestamptz, metric, label, ${process}, value from ${totalsOf(totals)}
    order by metric, label
    on conflict (grain, starts_at, metric, label, process)
    do update set value = greatest(history.value, excluded.value)`)
}

/** Values at the end of an hour: the last one counts. */
export async function storeGauges(
  db: Transaction,
  startsAt: Date,
  totals: readonly HistoryTotal[],
): Promise<void> {
  await db.execute(sql`
    insert into ${history} (grain, starts_at, metric, label, process, value)
    select 'hour', ${startsAt.toISOString()}::timestamptz, metric, label, '', value from ${totalsOf(totals)}
    order by metric, label
    on conflict (grain, starts_at, metric, label, process) do update set value = excluded.value`)
}

/** One row for all processes, of hours before `until`, which are final. */
export async function mergeProcesses(db: Transaction, until: Date): Promise<void> {
  await db.execute(sql`
    with taken as (
      delete from ${history}
      where grain = 'hour' and starts_at < ${until.toISOString()}::timestamptz and process <> ''
      returning starts_at, metric, label, value
    )
    insert into ${history} (grain, starts_at, metric, label, process, value)
    select 'hour', starts_at, metric, label, '', sum(value) from taken group by starts_at, metric, label
    order by starts_at, metric, label
    on conflict (grain, starts_at, metric, label, process) do update set value = history.value + excluded.value`)
}

/** Days from the hours that are there. Hours are deleted by whole days, so no day loses some of its hours. */
export async function addUpDays(db: Transaction): Promise<void> {
  await db.execute(sql`
    insert into ${history} (grain, starts_at, metric, label, process, value)
    select 'day', date_trunc('day', starts_at, 'UTC') as day, metric, label, '',
      case when metric = 'authorizations' then (array_agg(value order by starts_at desc))[1] else sum(value) end
    from ${history} where grain = 'hour'
    group by day, metric, label order by day, metric, label
    on conflict (grain, starts_at, metric, label, process) do update set value = excluded.value
    where history.value is distinct from excluded.value`)
}

/** Deletes the totals of each grain from before its time. */
export async function deleteHistory(
  db: Transaction,
  until: Readonly<Record<HistoryGrain, Date>>,
): Promise<void> {
  const grains = Object.entries(until) as [HistoryGrain, Date][]
  await db
    .delete(history)
    .where(or(...grains.map(([grain, at]) => and(eq(history.grain, grain), lt(history.startsAt, at)))))
}

export interface HistoryRow extends HistoryTotal {
  readonly startsAt: Date
}

/** All totals since then, the oldest first. */
export async function listHistory(db: Database, grain: HistoryGrain, since: Date): Promise<HistoryRow[]> {
  const { startsAt, metric, label, value } = history
  return db
    .select({ startsAt, metric, label, value: sql<number>`sum(${value})::float8` })
    .from(history)
    .where(and(eq(history.grain, grain), sql`${startsAt} >= ${since.toISOString()}::timestamptz`))
    .groupBy(startsAt, metric, label)
    .orderBy(startsAt, metric, label)
}
