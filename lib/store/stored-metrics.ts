import { sql } from 'drizzle-orm'
import * as schema from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'

export interface OverdueCount {
  readonly applicationId: string
  readonly count: number
  /** Since when the first of them has been due. */
  readonly since: Date
}

/** Overdue maintenance by application; applications without any are left out. */
export async function countOverdue(db: Database, now: Date): Promise<OverdueCount[]> {
  const rows = await db.execute<{ applicationId: string; count: number; sinceMs: number }>(sql`
    select application_id as "applicationId", count(*)::int as count,
      (extract(epoch from min(due_at)) * 1000)::float8 as "sinceMs"
    from upkeep where due_at <= ${now.toISOString()}::timestamptz group by 1`)
  return rows.map(({ applicationId, count, sinceMs }) => ({
    applicationId,
    count,
    since: new Date(sinceMs),
  }))
}

export async function countWorkers(db: Database, seenSince: Date): Promise<number> {
  return db.$count(schema.worker, sql`${schema.worker.seenAt} >= ${seenSince.toISOString()}::timestamptz`)
}

export interface IncidentCount {
  readonly applicationId: string
  readonly problem: string
  readonly count: number
}

export async function countOpenIncidents(db: Database): Promise<IncidentCount[]> {
  const { applicationId, problem, endedAt } = schema.incident
  return db
    .select({ applicationId, problem, count: sql<number>`count(*)::int` })
    .from(schema.incident)
    .where(sql`${endedAt} is null`)
    .groupBy(applicationId, problem)
}
