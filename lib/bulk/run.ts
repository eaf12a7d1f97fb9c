import { recordAudit } from '../audit/record.ts'
import { type Context, hasScope, inTransaction, requireScope, systemContext, type Tx } from '../context.ts'
import { isDatabaseAway } from '../database/errors.ts'
import { autocommit } from '../database/pool.ts'
import { createLoop } from '../jobs/loop.ts'
import { leases, whileRenewing } from '../leases.ts'
import { actorOf } from '../people/actor.ts'
import { createSemaphore } from '../semaphore.ts'
import type { Services } from '../services.ts'
import {
  type BulkActionRow,
  type ClaimedBulkRow,
  claimBulkRows,
  countBulkRows,
  endAbandonedRows,
  endWaitingRows,
  listOpenBulkActions,
  lockBulkAction,
  releaseBulkClaim,
  renewBulkClaim,
  updateBulkAction,
} from '../store/bulk-actions.ts'
import { readPerson } from '../store/people/people.ts'
import { newId } from '../vault/random.ts'
import { bulkKinds } from './kinds.ts'
import { failRow, performRow } from './perform.ts'
import { stopWaiting, tellPages } from './start.ts'

/** Runs bulk actions. Any number of workers may run on one database. */
export interface BulkRunner {
  /** Does everything that can be done now. */
  drain(): Promise<void>
  /** Runs started actions until `stop`. */
  start(): void
  /** Starts no more rows, releases its other claims, and resolves when the rows in progress have ended. */
  stop(): Promise<void>
}

/** Rows in progress, of one action, by all workers together. */
const concurrentRows = { database: 40, amazon: 4 } as const
const concurrentInWorker = 4
const lookEveryMs = 1_000
const tellEveryMs = 1_000

interface Batch {
  readonly claim: string
  readonly rows: readonly ClaimedBulkRow[]
  /** On behalf of the person who started the action. */
  readonly ctx: Context
}

/**
 * The rows are their own queue. A worker renews its claims; those of a dead worker are claimed again. Each action has
 * its own limit, so that none waits for a slower one.
 */
export function createBulkRunner(services: Services): BulkRunner {
  const system = systemContext(services, 'bulk-actions', 'schedule')
  const busy = new Map<string, Promise<void>>()
  const toldAt = new Map<string, number>()
  const loop = createLoop({
    work: async () => {
      await beginDue()
      return lookEveryMs
    },
    report: (error) => services.log.warn({ error }, 'bulk actions wait'),
    retryMs: lookEveryMs,
    listen: services.signals.onEvents,
  })

  async function doRow(action: BulkActionRow, batch: Batch, row: ClaimedBulkRow): Promise<void> {
    const { ctx, claim } = batch
    try {
      if (loop.isStopping()) {
        const key = { bulkActionId: action.id, claim }
        await releaseBulkClaim(autocommit(services.db), key, [row.authorizationId])
        return
      }
      await performRow(ctx, action, row, claim)
    } catch (error) {
      services.log.error(
        { error, bulkActionId: action.id, authorizationId: row.authorizationId },
        'row not done',
      )
      // Without the database, its outcome is unknown. Its claim expires.
      if (!isDatabaseAway(error)) await failRow(ctx, action, row, claim).catch(() => {})
    }
    await tellProgress(action.id)
  }

  async function tellProgress(id: string): Promise<void> {
    if (performance.now() - (toldAt.get(id) ?? Number.NEGATIVE_INFINITY) < tellEveryMs) return
    toldAt.set(id, performance.now())
    await inTransaction(system, (tx) => tellPages(tx, id)).catch(() => {})
  }

  /** Until this worker can do nothing more for it. */
  async function drainAction(action: BulkActionRow): Promise<void> {
    const slots = createSemaphore({ limit: () => concurrentInWorker })
    while (!loop.isStopping()) {
      const batch = await claimBatch(system, action.id)
      if (batch === null || batch.rows.length === 0) break
      const key = { bulkActionId: action.id, claim: batch.claim }
      await whileRenewing(
        () => Promise.all(batch.rows.map((row) => slots.run(() => doRow(action, batch, row)))),
        {
          renew: () => renewBulkClaim(autocommit(services.db), key, claimEnd(services)),
          everyMs: leases.bulkRows.renewEveryMs,
          report: (error) => services.log.warn({ error }, 'claim of bulk rows not renewed'),
        },
      )
    }
    toldAt.delete(action.id)
  }

  async function beginDue(): Promise<number> {
    let begun = 0
    for (const action of await listOpenBulkActions(services.db)) {
      if (busy.has(action.id) || loop.isStopping()) continue
      begun += 1
      const work = drainAction(action)
        .catch((error: unknown) => services.log.warn({ error }, 'bulk action waits'))
        .finally(() => busy.delete(action.id))
      busy.set(action.id, work)
    }
    return begun
  }

  return {
    drain: async () => {
      await beginDue()
      await Promise.all(busy.values())
    },
    start: loop.start,
    stop: async () => {
      await loop.stop()
      await Promise.all(busy.values())
    },
  }
}

const claimEnd = ({ realNow }: Pick<Services, 'realNow'>) =>
  new Date(realNow().getTime() + leases.bulkRows.lastsMs)

/** Claims the next rows of an action; ends it if none is left. Null: there is nothing to do. */
async function claimBatch(ctx: Context, id: string): Promise<Batch | null> {
  requireScope(ctx, 'bulk:perform')
  return inTransaction(ctx, async (tx) => {
    const action = await lockBulkAction(tx.db, id)
    if (action === null || action.endedAt !== null) return null
    const { kind, createdBy } = action
    const person = await readPerson(tx.db, createdBy)
    const actor = person === null || person.disabledAt !== null ? null : actorOf(person, id)
    if (actor === null || !hasScope(actor, 'bulk:run') || !hasScope(actor, bulkKinds[kind].scope)) {
      if (action.status === 'running') await stopRefused(tx, action)
      await endIfDone(tx, { ...action, status: 'stopping' })
      return null
    }
    if (action.status === 'stopping') {
      await endIfDone(tx, action)
      return null
    }
    const claim = newId()
    const concurrent = bulkKinds[kind].asksAmazon ? concurrentRows.amazon : concurrentRows.database
    const limits = { id: claim, now: tx.realNow(), until: claimEnd(tx), concurrent }
    const rows = await claimBulkRows(tx.db, id, limits, tx.now())
    if (rows.length === 0) await endIfDone(tx, action)
    return { claim, rows, ctx: { ...ctx, actor, requestId: id } }
  })
}

async function stopRefused(tx: Tx, action: BulkActionRow): Promise<void> {
  const unfinished = await stopWaiting(tx, action, 'not_allowed')
  await recordAudit(
    tx,
    'bulk-action.stopped',
    { kind: 'bulk-action', id: action.id },
    { unfinished, reason: 'not_allowed' },
  )
}

async function endIfDone(tx: Tx, { id, status }: BulkActionRow): Promise<void> {
  if (status === 'stopping') {
    // A worker that shut down may have given rows back since the action was stopped.
    await endWaitingRows(tx.db, id, tx.now())
    await endAbandonedRows(tx.db, id, { realNow: tx.realNow(), now: tx.now() })
  }
  const counts = await countBulkRows(tx.db, [id])
  if (counts.some((row) => row.status === 'waiting' || row.status === 'running')) return
  await updateBulkAction(tx.db, id, {
    status: status === 'stopping' ? 'stopped' : 'completed',
    endedAt: tx.now(),
  })
  await tellPages(tx, id)
  await recordAudit(
    tx,
    'bulk-action.completed',
    { kind: 'bulk-action', id },
    Object.fromEntries(counts.map((row) => [row.status, row.total])),
  )
}
