import { type Context, requireScope } from '../context.ts'
import type { Database } from '../database/pool.ts'
import { leastAuditDays } from '../policy.ts'
import {
  type AuditBatchRow,
  findBatch,
  findLastAuditEvent,
  findPruned,
  listBatches,
  listErased,
  listSealed,
  listStrayRows,
  withAuditSnapshot,
} from '../store/audit/audit-chain.ts'
import {
  checkBase,
  checkBatch,
  checkHead,
  checkLink,
  formatHead,
  type Head,
  parseHead,
  type StoredBatch,
  start,
} from './chain.ts'
import { digestPersonal } from './personal.ts'

export interface AuditReport {
  /** Faults in the order of the log; empty: none. */
  readonly faults: readonly string[]
  readonly batches: number
  readonly entries: number
  /** Entries whose personal data has been erased. */
  readonly erased: number
  /** Entries that wait for their batch. */
  readonly pending: number
  /** The head to keep elsewhere, to compare with later; null: nothing is sealed yet. */
  readonly head: string | null
}

const batchesPerRead = 500
const entriesPerRead = 5_000
const mostFaults = 100

/**
 * Verifies the whole log as it is at one moment: that no entry was changed or removed, that personal data was erased
 * with its seller's only, and that the log wasn't truncated after the expected heads, which are the given ones and
 * that of the last anchor. That the whole chain was computed again is shown by a head that is kept elsewhere alone.
 */
export async function verifyAudit(ctx: Context, expected: readonly Head[] = []): Promise<AuditReport> {
  requireScope(ctx, 'audit:keep')
  const anchor = await findAnchor(ctx.db)
  const heads = anchor === null ? expected : [...expected, anchor]
  return withAuditSnapshot(ctx.db, (db) => verifySnapshot(db, heads, ctx.realNow()))
}

/** The head that the last anchor published. */
async function findAnchor(db: Database): Promise<Head | null> {
  const found = await findLastAuditEvent(db, ['audit.anchored'])
  return found === null ? null : parseHead(String(found.data.head))
}

async function verifySnapshot(db: Database, heads: readonly Head[], now: Date): Promise<AuditReport> {
  const faults: string[] = []
  const counts = { batches: 0, entries: 0, erased: 0 }
  const pruned = await findPruned(db, 'audit.pruned')
  let before: Head = start
  let oldest: number | null = null
  for await (const batches of readBatches(db)) {
    const stored = new Map((await readStored(db, batches)).map((one) => [one.batch.number, one]))
    for (const batch of batches) {
      const isBase = oldest === null && batch.number === pruned?.number
      oldest ??= batch.number
      const found = stored.get(batch.number)
      if (isBase && pruned !== null) faults.push(...checkBase(batch, pruned, now, leastAuditDays))
      else {
        faults.push(...checkLink(before, batch))
        if (found !== undefined) {
          faults.push(...checkBatch(found))
          counts.entries += found.entries.length
          counts.erased += found.entries.filter(({ personalDigest }) => personalDigest !== null).length
          counts.erased -= found.personal.length
        }
      }
      counts.batches += 1
      before = batch
    }
  }
  for (const head of heads) {
    const bounds = { first: oldest ?? 0, last: before.number }
    faults.push(...checkHead(head, await findBatch(db, head.number), bounds))
  }
  const { unchained, lost, orphaned, pending } = await listStrayRows(db, mostFaults)
  faults.push(
    ...unchained.map((id) => `Entry ${id} is in no batch and doesn't wait for one.`),
    ...lost.map((id) => `Entry ${id} was removed before it was sealed.`),
    ...orphaned.map((id) => `The digest of entry ${id} belongs to no batch.`),
  )
  const erased = await listErased(db, 'account.data-deleted', mostFaults)
  faults.push(
    ...erased.map((id) => `The personal data of entry ${id} was erased, but not with its seller's.`),
  )
  const head = before.number === 0 ? null : formatHead(before)
  return { faults: [...new Set(faults)].slice(0, mostFaults), ...counts, pending, head }
}

async function* readBatches(db: Database): AsyncGenerator<readonly AuditBatchRow[]> {
  let after = 0
  for (;;) {
    const rows = await listBatches(db, after, batchesPerRead)
    for (let at = 0, size = 0, from = 0; at < rows.length; at += 1) {
      size += rows[at]?.entries ?? 0
      if (size < entriesPerRead && at < rows.length - 1) continue
      yield rows.slice(from, at + 1)
      from = at + 1
      size = 0
    }
    after = rows.at(-1)?.number ?? after
    if (rows.length < batchesPerRead) return
  }
}

async function readStored(db: Database, batches: readonly AuditBatchRow[]): Promise<StoredBatch[]> {
  const [first, last] = [batches[0]?.number ?? 0, batches.at(-1)?.number ?? 0]
  const byBatch = Map.groupBy(await listSealed(db, first, last), ({ batch }) => batch)
  return batches.map((batch) => {
    const rows = byBatch.get(batch.number) ?? []
    return {
      batch,
      digests: rows.map(({ entryId, digest }) => ({ entryId, digest })),
      entries: rows.flatMap(({ entry }) => entry ?? []),
      personal: rows.flatMap(({ entryId, personal }) =>
        personal === null ? [] : { entryId, digest: digestPersonal(personal.salt, personal.content) },
      ),
    }
  })
}
