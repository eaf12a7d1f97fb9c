import { sql } from 'drizzle-orm'
import { apiProcess } from '#drizzle/schema.ts'
import type { Autocommit, Transaction } from '../database/pool.ts'

type Row = typeof apiProcess.$inferSelect
type Counts = Pick<Row, 'window' | 'requests'>

/** What the other processes have that were alive within `aliveMs`, by the database's clock. Nobody else reads until commit. */
export async function lockOtherProcesses(db: Transaction, id: string, aliveMs: number): Promise<Counts[]> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('api_process'))`)
  return db
    .select({ window: apiProcess.window, requests: apiProcess.requests })
    .from(apiProcess)
    .where(
      sql`${apiProcess.id} <> ${id}
        and ${apiProcess.seenAt} > clock_timestamp() - make_interval(secs => ${aliveMs / 1_000})`,
    )
}

/** Says that this process is alive, and what it counts. */
export async function storeProcess(db: Transaction, id: string, counts: Counts): Promise<void> {
  const row = { ...counts, seenAt: sql`clock_timestamp()` }
  await db
    .insert(apiProcess)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: apiProcess.id, set: row })
}

/** Removes this process, and those that were killed long ago. */
export async function deleteProcess(db: Autocommit, id: string): Promise<void> {
  await db
    .delete(apiProcess)
    .where(sql`${apiProcess.id} = ${id} or ${apiProcess.seenAt} < clock_timestamp() - interval '1 hour'`)
}
