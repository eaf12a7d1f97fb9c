import { and, desc, eq, sql } from 'drizzle-orm'
import { audit, person } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'

export type AuditRow = typeof audit.$inferSelect

export interface AuditEntry extends AuditRow {
  /** Null for jobs, visitors, and people who have been deleted. */
  readonly personName: string | null
}

export async function insertAudit(
  db: Transaction | Autocommit,
  row: typeof audit.$inferInsert,
): Promise<void> {
  await db.insert(audit).values(row)
}

/** A job's actor id is its name, which isn't a person's id. */
const actorPersonId = sql`case when ${audit.actorKind} in ('account', 'viewer', 'operator', 'admin') then ${audit.actorId}::uuid end`

/** Newest first. */
export async function listAuditOf(
  db: Database,
  target: { readonly kind: string; readonly id: string },
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await db
    .select({ audit, personName: person.name })
    .from(audit)
    .leftJoin(person, eq(person.id, actorPersonId))
    .where(and(eq(audit.targetKind, target.kind), eq(audit.targetId, target.id)))
    .orderBy(desc(audit.id))
    .limit(limit)
  return rows.map((row) => ({ ...row.audit, personName: row.personName }))
}
