import { and, asc, desc, eq, gt, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import { audit, auditBatch, auditDigest, auditPending, auditPersonal, event } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'

export type AuditBatchRow = typeof auditBatch.$inferSelect
type AuditRow = typeof audit.$inferSelect

interface DigestRow {
  readonly entryId: number
  readonly digest: string
}

/** False: another process extends or prunes the chain. Held until the transaction ends; who only appends never asks. */
export async function lockChain(db: Transaction): Promise<boolean> {
  const [row] = await db.execute<{ isHeld: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('gatehouse audit chain', 0)) as "isHeld"`,
  )
  return row?.isHeld === true
}

export async function findLastBatch(db: Database): Promise<AuditBatchRow | null> {
  const [row] = await db.select().from(auditBatch).orderBy(desc(auditBatch.number)).limit(1)
  return row ?? null
}

/** Entries that are in no batch yet, the oldest first. Those of open transactions follow in a later batch. */
export async function listPendingEntries(db: Database, limit: number): Promise<AuditRow[]> {
  const rows = await db
    .select({ audit })
    .from(auditPending)
    .innerJoin(audit, eq(audit.id, auditPending.entryId))
    .orderBy(asc(auditPending.entryId))
    .limit(limit)
  return rows.map((row) => row.audit)
}

export async function insertBatch(
  db: Transaction,
  batch: AuditBatchRow,
  digests: readonly DigestRow[],
): Promise<void> {
  await db.insert(auditBatch).values(batch)
  await db.execute(sql`
    insert into audit_digest (entry_id, batch, digest)
    select "entryId", ${batch.number}::bigint, digest
    from jsonb_to_recordset(${JSON.stringify(digests)}::text::jsonb) as one ("entryId" bigint, digest text)`)
  const ids = digests.map(({ entryId }) => entryId)
  await db.delete(auditPending).where(inArray(auditPending.entryId, ids))
}

/** Shows `work` the log as it is at one moment, while others extend it. */
export function withAuditSnapshot<T>(db: Database, work: (snapshot: Database) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

export function listBatches(db: Database, after: number, limit: number): Promise<AuditBatchRow[]> {
  return db
    .select()
    .from(auditBatch)
    .where(gt(auditBatch.number, after))
    .orderBy(asc(auditBatch.number))
    .limit(limit)
}

export async function findBatch(db: Database, number: number): Promise<AuditBatchRow | null> {
  const [row] = await db.select().from(auditBatch).where(eq(auditBatch.number, number))
  return row ?? null
}

export interface SealedRow {
  readonly batch: number
  readonly entryId: number
  readonly digest: string
  readonly entry: AuditRow | null
  readonly personal: { readonly salt: string; readonly content: string } | null
}

/** The entries sealed in these batches, joined with the rows that still exist. */
export function listSealed(db: Database, first: number, last: number): Promise<SealedRow[]> {
  return db
    .select({
      batch: auditDigest.batch,
      entryId: auditDigest.entryId,
      digest: auditDigest.digest,
      entry: audit,
      personal: { salt: auditPersonal.salt, content: auditPersonal.content },
    })
    .from(auditDigest)
    .leftJoin(audit, eq(audit.id, auditDigest.entryId))
    .leftJoin(auditPersonal, eq(auditPersonal.entryId, auditDigest.entryId))
    .where(and(gte(auditDigest.batch, first), lte(auditDigest.batch, last)))
    .orderBy(asc(auditDigest.batch), asc(auditDigest.entryId))
}

/** Entries and digests that are not where they belong. */
export interface StrayRows {
  /** Entries that are in no batch and don't wait for one. */
  readonly unchained: readonly number[]
  /** Entries that waited for a batch and are gone. */
  readonly lost: readonly number[]
  /** Digests of no batch. */
  readonly orphaned: readonly number[]
  /** Entries that wait for a batch. */
  readonly pending: number
}

export async function listStrayRows(db: Database, limit: number): Promise<StrayRows> {
  const ids = async (query: ReturnType<typeof sql>) =>
    (await db.execute<{ id: string }>(query)).map(({ id }) => Number(id))
  return {
    unchained: await ids(sql`select id from audit a
      where not exists (select from audit_digest d where d.entry_id = a.id)
        and not exists (select from audit_pending p where p.entry_id = a.id) order by id limit ${limit}`),
    lost: await ids(sql`select entry_id as id from audit_pending p
      where not exists (select from audit a where a.id = p.entry_id) order by 1 limit ${limit}`),
    orphaned: await ids(sql`select entry_id as id from audit_digest d
      where not exists (select from audit_batch b where b.number = d.batch) order by 1 limit ${limit}`),
    pending: await db.$count(auditPending),
  }
}

/**
 * Sealed entries whose personal part is gone although none of these entries says that their seller's data was deleted.
 * Sellers' people and attempts are deleted with it, so an entry by one that no longer exists, or about one without
 * naming the account, may be theirs. Entries about nobody known, such as failed sign-ins, are nobody's.
 */
export async function listErased(db: Database, deletion: string, limit: number): Promise<readonly number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with deleted as materialized (select target_id as id from audit where action = ${deletion})
    select a.id from audit a join audit_digest d on d.entry_id = a.id
    where a.personal_digest is not null
      and not exists (select from audit_personal p where p.entry_id = a.id)
      and not exists (select from deleted where id = a.account_id::text)
      and not (a.target_kind = 'account' and exists (select from deleted where id = a.target_id))
      and not (a.target_kind = 'authorization' and exists (
        select from "authorization" z join deleted on deleted.id = z.account_id::text where z.id::text = a.target_id))
      and not (a.target_kind = 'connect-link' and exists (
        select from connect_link l left join "authorization" z on z.id = l.authorization_id
        join deleted on deleted.id in (l.account_id::text, z.account_id::text) where l.id::text = a.target_id))
      and not (a.account_id is null and a.target_id <> 'unknown' and (
        (a.target_kind = 'attempt' and not exists (select from attempt where id::text = a.target_id))
        or (a.target_kind = 'person' and not exists (select from person where id::text = a.target_id))))
      and not (a.actor_kind = 'account' and not exists (select from person where id::text = a.actor_id))
    order by a.id limit ${limit}`)
  return rows.map(({ id }) => Number(id))
}

/** The newest entry that says that batches were pruned. */
export async function findPruned(
  db: Database,
  action: string,
): Promise<{ readonly number: number; readonly hash: string } | null> {
  const [row] = await db
    .select({ details: audit.details })
    .from(audit)
    .where(eq(audit.action, action))
    .orderBy(desc(audit.id))
    .limit(1)
  return row === undefined ? null : { number: Number(row.details.batch), hash: String(row.details.hash) }
}

/** The newest event of these types about the audit log. */
export async function findLastAuditEvent(
  db: Database,
  types: readonly string[],
): Promise<{
  readonly type: string
  readonly at: Date
  readonly data: Readonly<Record<string, unknown>>
} | null> {
  const [row] = await db
    .select({ type: event.type, at: event.recordedAt, data: event.data })
    .from(event)
    .where(and(eq(event.subjectKind, 'audit_log'), inArray(event.type, [...types])))
    .orderBy(desc(event.sequence))
    .limit(1)
  return row ?? null
}

/** The last of at most `limit` unpruned batches that were sealed before then, or null. */
export async function findPrunable(db: Database, before: Date, limit: number): Promise<AuditBatchRow | null> {
  const oldest = await listBatches(db, 0, limit)
  const old = oldest.filter(({ sealedAt }) => sealedAt < before)
  const last = old.at(-1)
  if (last === undefined) return null
  const isPruned = (await db.$count(auditDigest, lte(auditDigest.batch, last.number))) === 0
  return isPruned && old.length === 1 ? null : last
}

/**
 * Deletes the entries of all batches up to this one, and the batches before it: the next one follows it. Returns how
 * many entries there were. The database refuses it for batches of the last twelve months.
 */
export async function deleteBatchesThrough(db: Transaction, number: number): Promise<number> {
  const sealed = sql`(select entry_id from audit_digest where batch <= ${number})`
  await db.delete(auditPersonal).where(sql`${auditPersonal.entryId} in ${sealed}`)
  const deleted = await db.execute(sql`delete from audit where id in ${sealed}`)
  await db.delete(auditDigest).where(lte(auditDigest.batch, number))
  await db.delete(auditBatch).where(lt(auditBatch.number, number))
  return deleted.count
}
