import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { leases } from '../leases.ts'
import type { Services } from '../services.ts'
import {
  type Claim,
  claimDue,
  claimFirst,
  joinWorkers,
  leaveWorkers,
  listProbes,
} from '../store/maintenance.ts'
import { countTry } from '../store/people/throttle.ts'
import { newId } from '../vault/random.ts'

const probeEveryMs = 60_000

export interface Capacity {
  readonly inAll: number
  readonly perApplication: number
  /** Maintenance already in progress, by application. */
  readonly busy: Readonly<Record<string, number>>
}

/** Claims as much due work as the worker has capacity for, authorizations in use first. */
export async function claimWork(ctx: Context, { inAll, perApplication, busy }: Capacity): Promise<Claim[]> {
  const now = ctx.now()
  const limits = {
    now,
    until: new Date(now.getTime() + leases.maintenance.lastsMs),
    mostPerApplication: perApplication,
  }
  const used = await claimDue(autocommit(ctx.db), false, { ...limits, most: inAll, busy })
  if (used.length === inAll) return used
  const busier = { ...busy }
  for (const { applicationId } of used) busier[applicationId] = (busier[applicationId] ?? 0) + 1
  return [
    ...used,
    ...(await claimDue(autocommit(ctx.db), true, { ...limits, most: inAll - used.length, busy: busier })),
  ]
}

/**
 * While Amazon refuses an application's credentials, one of its authorizations is tried per minute, whatever the number
 * of workers: enough to notice the end, without pointless calls. While it refuses many refresh tokens, one of these and
 * one that works.
 */
export async function claimProbes(ctx: Context): Promise<Claim[]> {
  const now = ctx.realNow()
  const endsAt = new Date(now.getTime() + probeEveryMs)
  const until = new Date(ctx.now().getTime() + leases.maintenance.lastsMs)
  const claims: (Claim | null)[] = []
  for (const probe of await listProbes(ctx.db)) {
    const name = `probe ${probe.applicationId} ${probe.kind}`
    const { count } = await countTry(autocommit(ctx.db), name, now, endsAt)
    if (count === 1) claims.push(await claimFirst(autocommit(ctx.db), probe, until))
  }
  return claims.filter((claim) => claim !== null)
}

/** A worker's part of the concurrent calls that an application may make. */
export interface Share {
  /** From the last count of the workers. */
  concurrentCalls(): number
  /** Counts the workers again, including this one. */
  count(): Promise<void>
  /** Releases its share to the other workers; without the database, after it has been silent for long enough. */
  leave(): Promise<void>
}

/** `concurrentCalls`: of all workers together. */
export function createShare(
  { db, realNow, log }: Pick<Services, 'db' | 'realNow' | 'log'>,
  concurrentCalls: number,
): Share {
  const id = newId()
  let workers = 1
  return {
    concurrentCalls: () => Math.max(1, Math.floor(concurrentCalls / workers)),
    count: async () => {
      workers = await joinWorkers(autocommit(db), id, realNow(), leases.worker.lastsMs)
    },
    leave: () =>
      leaveWorkers(autocommit(db), id).catch((error) => log.warn({ error }, 'worker could not sign off')),
  }
}
