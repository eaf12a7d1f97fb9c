import { and, desc, eq, lt } from 'drizzle-orm'
import { audit } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

export type AuditRow = typeof audit.$inferSelect

export async function insertAudit(db: Database, row: typeof audit.$inferInsert): Promise<void> {
  await db.insert(audit).values(row)
}

/** Newest first. */
export async function listAuditOf(
  db: Database,
  target: { readonly kind: string; readonly id: string },
  page: { readonly before?: number; readonly limit: number },
): Promise<AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.targetKind, target.kind),
        eq(audit.targetId, target.id),
        page.before === undefined ? undefined : lt(audit.id, page.before),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(page.limit)
}
