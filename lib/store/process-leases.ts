import { and, eq } from 'drizzle-orm'
import { processLease } from '#drizzle/schema.ts'
import { type Autocommit, sqlClient } from '../database/pool.ts'

/** Acquires or renews the lease. False: another process holds it. */
export async function acquireProcessLease(
  db: Autocommit,
  name: string,
  owner: string,
  lastsMs: number,
): Promise<boolean> {
  const rows = await sqlClient(db)`
    insert into process_lease (name, owner, held_until)
    values (${name}, ${owner}, clock_timestamp() + make_interval(secs => ${lastsMs / 1_000}))
    on conflict (name) do update set owner = excluded.owner, held_until = excluded.held_until
    where process_lease.owner = excluded.owner or process_lease.held_until < clock_timestamp()
    returning 1`
  return rows.length === 1
}

export async function releaseProcessLease(db: Autocommit, name: string, owner: string): Promise<void> {
  await db.delete(processLease).where(and(eq(processLease.name, name), eq(processLease.owner, owner)))
}
