import { and, desc, eq, gte, inArray, lt, notInArray, type SQL, sql } from 'drizzle-orm'
import { type AuditOutcome, audit, auditPersonal, person } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'

export type AuditRow = typeof audit.$inferSelect

export interface AuditEntry extends Omit<AuditRow, 'personalDigest'> {
  /** Null for jobs, and once it was erased. */
  readonly address: string | null
  /** Null for jobs, visitors, and people who have been deleted. */
  readonly personName: string | null
}

/** One statement, so that an entry, what it says about people, and its turn for the chain are written together. */
export async function insertAudit(
  db: Transaction | Autocommit,
  row: Omit<AuditRow, 'id'>,
  personal: { readonly salt: string; readonly content: string } | null,
): Promise<void> {
  await db.execute(sql`
    with entry as (
      insert into audit (happened_at, action, outcome, actor_kind, actor_id, account_id, target_kind, target_id,
        details, event_id, request_id, personal_digest)
      values (${row.happenedAt.toISOString()}::timestamptz, ${row.action}, ${row.outcome}, ${row.actorKind},
        ${row.actorId}, ${row.accountId}::uuid, ${row.targetKind}, ${row.targetId},
        ${JSON.stringify(row.details)}::text::jsonb, ${row.eventId}::uuid, ${row.requestId}, ${row.personalDigest})
      returning id
    ), personal as (
      insert into audit_personal (entry_id, salt, content)
      select id, ${personal?.salt ?? ''}, ${personal?.content ?? ''} from entry where ${personal !== null}::boolean
    )
    insert into audit_pending (entry_id) select id from entry`)
}

type Details = AuditRow['details']

/** An entry as it was written, without what has been erased since. */
function withPersonal(
  { personalDigest: _, ...row }: AuditRow,
  content: string | null,
): Omit<AuditEntry, 'personName'> {
  const { address = null, details = {} } = JSON.parse(content ?? '{}') as {
    readonly address?: string
    readonly details?: Details
  }
  return { ...row, details: { ...row.details, ...details }, address }
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
    .select({ audit, content: auditPersonal.content, personName: person.name })
    .from(audit)
    .leftJoin(auditPersonal, eq(auditPersonal.entryId, audit.id))
    .leftJoin(person, eq(person.id, actorPersonId))
    .where(and(eq(audit.targetKind, target.kind), eq(audit.targetId, target.id)))
    .orderBy(desc(audit.id))
    .limit(limit)
  return rows.map((row) => ({ ...withPersonal(row.audit, row.content), personName: row.personName }))
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

/** The name of the target. Its id is text: for an installation, or for a refused request, it isn't a UUID. */
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
    .select({ audit, content: auditPersonal.content, personName: person.name, keyName, targetName })
    .from(audit)
    .leftJoin(auditPersonal, eq(auditPersonal.entryId, audit.id))
    .leftJoin(person, eq(person.id, actorPersonId))
    .where(and(...conditionsOf(filter), before === null ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(limit)
  return rows.map(({ audit: row, content, ...names }) => ({ ...withPersonal(row, content), ...names }))
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
