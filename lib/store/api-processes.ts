import { sql } from 'drizzle-orm'
import { apiProcess } from '#drizzle/schema.ts'
import { type Autocommit, inTransactionOf } from '../database/pool.ts'

type Row = typeof apiProcess.$inferSelect
type Counts = Pick<Row, 'window' | 'requests'>

interface Exchange<Own extends Counts> {
  readonly id: string
  /** A process that was silent for longer has ended. */
  readonly aliveMs: number
  /** What this process counts, given the counts of the others. Nobody else reads or writes until it is stored. */
  readonly count: (others: readonly Counts[]) => Own
}

/** One exchange of counts, in a transaction of its own. Returns what this process has stored. */
export function exchangeCounts<Own extends Counts>(
  db: Autocommit,
  { id, aliveMs, count }: Exchange<Own>,
): Promise<Own> {
  return inTransactionOf(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('api_process'))`)
    const others = await tx
      .select({ window: apiProcess.window, requests: apiProcess.requests })
      .from(apiProcess)
      .where(
        sql`${apiProcess.id} <> ${id}
          and ${apiProcess.seenAt} > clock_timestamp() - make_interval(secs => ${aliveMs / 1_000})`,
      )
    const own = count(others)
    const row = { window: own.window, requests: own.requests, seenAt: sql`clock_timestamp()` }
    await tx
      .insert(apiProcess)
      .values({ id, ...row })
      .onConflictDoUpdate({ target: apiProcess.id, set: row })
    return own
  })
}

/** Removes this process, and those that were killed long ago. */
export async function deleteProcess(db: Autocommit, id: string): Promise<void> {
  await db
    .delete(apiProcess)
    .where(sql`${apiProcess.id} = ${id} or ${apiProcess.seenAt} < clock_timestamp() - interval '1 hour'`)
}
