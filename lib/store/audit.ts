import { and, desc, eq, gte, inArray, lt, notInArray, type SQL, sql } from 'drizzle-orm'
import { type AuditOutcome, audit, person } from '#drizzle/schema.ts'
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

export interface AuditFilter {
  /** Any of them. */
  readonly actions?: readonly string[]
  /** Any of them. */
  readonly actorKinds?: readonly string[]
  readonly actorId?: string
  readonly targetKind?: string
  readonly targetId?: string
  readonly outcome?: AuditOutcome
  readonly requestId?: string
  /** From then on. */
  readonly from?: Date
  /** Before then. */
  readonly until?: Date
  /** Kinds of targets that the viewer may not read about. */
  readonly hiddenTargets?: readonly string[]
}

export interface ListedAuditEntry extends AuditEntry {
  /** Null for what has no name, or no longer exists. */
  readonly targetName: string | null
  readonly keyName: string | null
}

/** What the target is called. Its id is text: of an installation, or of what was refused, it is no UUID. */
const targetName = sql<string | null>`case when ${audit.targetId} ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then
  case ${audit.targetKind}
    when 'authorization' then (select coalesce(a.label, nullif(a.store_name, ''), a.selling_partner_id)
      from "authorization" a where a.id = ${audit.targetId}::uuid)
    when 'application' then (select a.name from application a where a.id = ${audit.targetId}::uuid)
    when 'account' then (select a.name from account a where a.id = ${audit.targetId}::uuid)
    when 'person' then (select p.name from person p where p.id = ${audit.targetId}::uuid)
    when 'api-key' then (select k.name from api_key k where k.id = ${audit.targetId}::uuid)
    when 'connect-link' then (select l.label from connect_link l where l.id = ${audit.targetId}::uuid)
    when 'webhook-endpoint' then (select w.name from webhook_endpoint w where w.id = ${audit.targetId}::uuid)
    when 'notification-channel' then (select c.name from notification_channel c where c.id = ${audit.targetId}::uuid)
    when 'attempt' then (select coalesce(t.selling_partner_id, t.announced_selling_partner_id)
      from attempt t where t.id = ${audit.targetId}::uuid)
  end
end`

/** Entries that match everything that is asked for, the newest first. `before`: the id of the last one so far. */
export async function listAuditEntries(
  db: Database,
  filter: AuditFilter,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<ListedAuditEntry[]> {
  const keyName = sql<string | null>`case when ${audit.actorKind} in ('api-key', 'agent') then
    (select k.name from api_key k where k.id = ${audit.actorId}::uuid) end`
  const rows = await db
    .select({ audit, personName: person.name, keyName, targetName })
    .from(audit)
    .leftJoin(person, eq(person.id, actorPersonId))
    .where(and(...conditionsOf(filter), before === null ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(limit)
  return rows.map(({ audit: row, ...names }) => ({ ...row, ...names }))
}

function conditionsOf(filter: AuditFilter): (SQL | undefined)[] {
  const { actions, actorKinds, actorId, targetKind, targetId, outcome, requestId, from, until } = filter
  const { hiddenTargets = [] } = filter
  return [
    actions && inArray(audit.action, [...actions]),
    actorKinds && inArray(audit.actorKind, [...actorKinds]),
    actorId === undefined ? undefined : eq(audit.actorId, actorId),
    targetKind === undefined ? undefined : eq(audit.targetKind, targetKind),
    targetId === undefined ? undefined : eq(audit.targetId, targetId),
    outcome && eq(audit.outcome, outcome),
    requestId === undefined ? undefined : eq(audit.requestId, requestId),
    from && gte(audit.happenedAt, from),
    until && lt(audit.happenedAt, until),
    hiddenTargets.length === 0 ? undefined : notInArray(audit.targetKind, [...hiddenTargets]),
  ]
}
