import { and, eq } from 'drizzle-orm'
import { roleCheck, roleSchedule } from '#drizzle/schema.ts'
import { type Autocommit, type Database, sqlClient, type Transaction } from '../database/pool.ts'

type Row = typeof roleCheck.$inferSelect
type Values = Omit<typeof roleCheck.$inferInsert, 'authorizationId' | 'renewedAt'>

/** Results for the grant in force since `renewedAt`: those of an earlier grant say nothing about it. */
export async function listRoleChecks(db: Database, authorizationId: string, renewedAt: Date): Promise<Row[]> {
  return db
    .select()
    .from(roleCheck)
    .where(and(eq(roleCheck.authorizationId, authorizationId), eq(roleCheck.renewedAt, renewedAt)))
}

/** Stores a round of checks in the place of the last one, and when the next one is due. */
export async function replaceRoleChecks(
  db: Transaction,
  schedule: typeof roleSchedule.$inferInsert,
  checks: readonly Values[],
): Promise<void> {
  const { authorizationId, renewedAt } = schedule
  await db
    .insert(roleSchedule)
    .values(schedule)
    .onConflictDoUpdate({ target: roleSchedule.authorizationId, set: schedule })
  await db.delete(roleCheck).where(eq(roleCheck.authorizationId, authorizationId))
  await db.insert(roleCheck).values(checks.map((check) => ({ ...check, authorizationId, renewedAt })))
}

/**
 * Claims authorizations whose roles are to be checked: connected and working ones that are due, new, or renewed since.
 * Nobody else gets them before `until`.
 */
export async function claimDueRoleChecks(
  db: Autocommit,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<string[]> {
  const rows = await sqlClient(db)<{ id: string }[]>`
    insert into role_schedule (authorization_id, renewed_at, due_at)
    select a.id, a.renewed_at, ${until.toISOString()}::timestamptz
    from "authorization" a
    left join role_schedule s on s.authorization_id = a.id
    where a.refresh_token_sealed is not null and a.paused_at is null and a.health = 'working'
      and (s.authorization_id is null or s.due_at <= ${now.toISOString()}::timestamptz or s.renewed_at <> a.renewed_at)
    order by s.due_at nulls first, a.id
    limit ${limit}
    on conflict (authorization_id) do update set due_at = excluded.due_at, renewed_at = excluded.renewed_at
    where role_schedule.due_at <= ${now.toISOString()}::timestamptz or role_schedule.renewed_at <> excluded.renewed_at
    returning authorization_id as id`
  return rows.map(({ id }) => id)
}
