import { eq } from 'drizzle-orm'
import { worker } from '#drizzle/schema.ts'
import { type Database, sqlClient } from '../database/pool.ts'

/** Says that this worker is at work, and gives how many are, itself included: who was silent for `silentMs` is not. */
export async function joinWorkers(db: Database, id: string, now: Date, silentMs: number): Promise<number> {
  const since = new Date(now.getTime() - silentMs).toISOString()
  const [row] = await sqlClient(db)<{ others: number }[]>`
    with gone as (
      delete from worker where id in (
        select id from worker where seen_at < ${since}::timestamptz and id <> ${id} for update skip locked
      )
    ), own as (
      insert into worker (id, seen_at) values (${id}, ${now.toISOString()}::timestamptz)
      on conflict (id) do update set seen_at = excluded.seen_at
    )
    select count(*)::int as others from worker where seen_at >= ${since}::timestamptz and id <> ${id}`
  return 1 + (row?.others ?? 0)
}

export async function leaveWorkers(db: Database, id: string): Promise<void> {
  await db.delete(worker).where(eq(worker.id, id))
}
