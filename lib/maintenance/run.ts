import { systemContext } from '../context.ts'
import { batch } from '../database/batch.ts'
import { autocommit } from '../database/pool.ts'
import { createLoop } from '../jobs/loop.ts'
import { leases } from '../leases.ts'
import { createSemaphore } from '../semaphore.ts'
import type { Services } from '../services.ts'
import {
  type Claim,
  findMaintenance,
  type MaintenanceRow,
  type Settlement,
  settleMaintenance,
} from '../store/maintenance.ts'
import { readSnapshot } from '../tokens/refresh.ts'
import { claimProbes, claimWork, createShare } from './claim.ts'
import { maintainAuthorization } from './maintain-one.ts'

/** One worker's part of the maintenance. Any number of workers may run on one database. */
export interface Maintenance {
  /** Does everything that is due now. Resolves with how many authorizations that was. */
  drainDue(): Promise<number>
  /** Does due work until `stop`. */
  start(): void
  /** Stops claiming, releases waiting claims, and resolves when the work in progress has ended. */
  stop(): Promise<void>
}

/** Each tick also reports this worker as active. */
const tickMs = leases.worker.renewEveryMs
/** Jobs per concurrent call: while one waits for Amazon, the next is prepared. */
export const jobsPerCall = 2
const concurrentApplications = 4
const together = { maxConcurrent: 2, maxSize: 100 }

/** `concurrentCalls`: for one application, by all workers together. */
export function createMaintenance(
  services: Services,
  limits: { readonly concurrentCalls: number },
): Maintenance {
  const share = createShare(services, limits.concurrentCalls)
  const calls = createSemaphore({ limit: share.concurrentCalls })
  const jobs = new Map<Promise<void>, string>()
  const system = (requestId: string) => systemContext(services, 'maintenance', requestId)
  /** How many jobs have to end before the loop looks again. */
  let endsToWaitFor = 0
  let probedAt = Number.NEGATIVE_INFINITY
  const loop = createLoop({
    work: async () => {
      endsToWaitFor = 0
      if (performance.now() - probedAt > tickMs) {
        await beginProbes()
        probedAt = performance.now()
      }
      const begun = await beginDue()
      if (begun > 0 && jobs.size === 0) return 0
      endsToWaitFor = Math.min(Math.ceil(share.concurrentCalls() / 2), jobs.size)
      // Randomized, so that workers don't run in lockstep.
      return tickMs * (0.5 + Math.random())
    },
    report: (error) => services.log.warn({ error }, 'maintenance is waiting'),
    retryMs: tickMs,
  })

  /** Rows that end at the same time are read and written together. */
  const look = batch(async (ids: readonly string[]) => {
    const rows = new Map((await findMaintenance(services.db, ids)).map((row) => [row.id, row]))
    return ids.map((id) => rows.get(id) ?? null)
  }, together)
  const settleOne = batch(async (settlements: readonly Settlement[]) => {
    await settleMaintenance(autocommit(services.db), settlements)
    return settlements
  }, together)

  async function keep(claim: Claim, facts: MaintenanceRow, isProbe: boolean): Promise<void> {
    const id = claim.authorizationId
    // Reading the facts needs no slot.
    const snapshot = await readSnapshot(system(id), id).catch(() => undefined)
    const release = await calls.acquire(claim.applicationId)
    try {
      const settlement = loop.isStopping()
        ? { claim, dueAt: services.now() }
        : await maintainAuthorization(system(id), claim, facts, () => look(id), {
            isProbe,
            // Storing the answer needs no slot.
            onAnswer: release,
            ...(snapshot && { snapshot }),
          })
      if (settlement !== null) await settleOne(settlement)
    } catch (error) {
      services.log.error({ error, authorizationId: id }, 'maintenance failed')
    } finally {
      release()
    }
  }

  async function begin(claims: readonly Claim[], isProbe: boolean): Promise<number> {
    if (claims.length === 0) return 0
    const facts = await Promise.all(claims.map(({ authorizationId }) => look(authorizationId)))
    for (const [index, claim] of claims.entries()) {
      const row = facts[index] ?? null
      if (row === null) continue
      const job = keep(claim, row, isProbe).finally(() => {
        jobs.delete(job)
        endsToWaitFor -= 1
        if (endsToWaitFor === 0) loop.wake()
      })
      jobs.set(job, claim.applicationId)
    }
    return claims.length
  }

  async function beginDue(): Promise<number> {
    const perApplication = share.concurrentCalls() * jobsPerCall
    const inAll = perApplication * concurrentApplications - jobs.size
    if (inAll <= 0) return 0
    const busy: Record<string, number> = {}
    for (const applicationId of jobs.values()) busy[applicationId] = (busy[applicationId] ?? 0) + 1
    return begin(await claimWork(system('claim'), { inAll, perApplication, busy }), false)
  }

  /** Once per tick. */
  async function beginProbes(): Promise<number> {
    await share.count()
    return begin(await claimProbes(system('probe')), true)
  }

  const settle = async () => {
    while (jobs.size > 0) await Promise.all(jobs.keys())
  }

  return {
    drainDue: async () => {
      let done = await beginProbes()
      for (let begun = await beginDue(); begun > 0; begun = await beginDue()) {
        done += begun
        await settle()
      }
      await settle()
      await share.leave()
      return done
    },
    start: loop.start,
    stop: async () => {
      await loop.stop()
      await settle()
      await share.leave()
    },
  }
}
