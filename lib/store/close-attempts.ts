import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { attempt } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'

/**
 * Ends what never came back, and codes that nobody could exchange, and adds that to their timelines: one statement.
 * Returns how many.
 */
export async function closeOverdueAttempts(db: Database, now: Date): Promise<number> {
  const ended = db
    .update(attempt)
    .set({
      status: 'failed',
      endedAt: now,
      problem:
        sql`case when ${attempt.status} in ('arrived', 'started') then 'not_finished' else 'code_expired' end` as never,
      codeSealed: null,
      amazonState: null,
    })
    .where(
      or(
        and(inArray(attempt.status, ['arrived', 'started']), lt(attempt.expiresAt, now)),
        and(eq(attempt.status, 'received'), lt(attempt.codeExpiresAt, now)),
      ),
    )
    .returning({ id: attempt.id, problem: attempt.problem })
  const steps = await db.execute(sql`
    with ended as ${ended}
    insert into attempt_step (attempt_id, happened_at, step, problem)
    select id, ${now.toISOString()}::timestamptz, 'closed', problem from ended`)
  return steps.count
}

/**
 * Deletes attempts that never came back and began before then, with their timelines; `ofNobodyBefore`: those that no
 * account took up, which any stranger can begin. At most `limit`, the oldest first.
 */
export async function deleteUnfinishedAttempts(
  db: Database,
  { before, ofNobodyBefore }: { readonly before: Date; readonly ofNobodyBefore: Date },
  limit: number,
): Promise<void> {
  const isOld = or(
    lt(attempt.startedAt, before),
    and(isNull(attempt.accountId), lt(attempt.startedAt, ofNobodyBefore)),
  )
  const old = db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.status, 'failed'), eq(attempt.problem, 'not_finished'), isOld))
    .orderBy(attempt.startedAt)
    .limit(limit)
  await db.delete(attempt).where(inArray(attempt.id, old))
}
