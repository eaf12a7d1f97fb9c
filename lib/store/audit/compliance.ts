import { sql } from 'drizzle-orm'
import type { Database } from '../../database/pool.ts'

/** The counts on the compliance page. */
export interface ComplianceCounts {
  readonly keys: number
  readonly unendingKeys: number
  readonly oldestKeyDays: number | null
  readonly overdueCallBodies: number
  readonly auditPending: number
  readonly deletions: number
}

export async function countForCompliance(
  db: Database,
  { now, callsBefore }: { readonly now: Date; readonly callsBefore: Date },
): Promise<ComplianceCounts> {
  const at = now.toISOString()
  const [row] = await db.execute<ComplianceCounts & Record<string, unknown>>(sql`
    select count(*)::int as keys, count(*) filter (where expires_at is null)::int as "unendingKeys",
      floor(extract(epoch from ${at}::timestamptz - min(created_at)) / 86400)::int as "oldestKeyDays",
      (select count(*)::int from call
        where bodies_deleted_at is null and called_at < ${callsBefore.toISOString()}::timestamptz) as "overdueCallBodies",
      (select count(*)::int from audit_pending) as "auditPending",
      (select count(*)::int from data_deletion) as deletions
    from api_key where revoked_at is null and (expires_at is null or expires_at > ${at}::timestamptz)`)
  if (row === undefined) throw new Error('counting returned no row')
  return row
}
