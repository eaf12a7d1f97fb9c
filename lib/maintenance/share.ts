import { autocommit } from '../database/pool.ts'
import { leases } from '../leases.ts'
import type { Services } from '../services.ts'
import { joinWorkers, leaveWorkers } from '../store/maintenance.ts'
import { newId } from '../vault/random.ts'

/** A worker's part of what an application may ask Amazon at once. */
export interface Share {
  /** As it was when the workers were counted last. */
  callsAtOnce(): number
  /** Counts them again, this one among them. */
  count(): Promise<void>
  /** The others have it from now on; without the database, when it has been silent for long enough. */
  leave(): Promise<void>
}

/** `callsAtOnce`: of all workers together. */
export function createShare(
  { db, realNow, log }: Pick<Services, 'db' | 'realNow' | 'log'>,
  callsAtOnce: number,
): Share {
  const id = newId()
  let workers = 1
  return {
    callsAtOnce: () => Math.max(1, Math.floor(callsAtOnce / workers)),
    count: async () => {
      workers = await joinWorkers(autocommit(db), id, realNow(), leases.worker.lastsMs)
    },
    leave: () =>
      leaveWorkers(autocommit(db), id).catch((error) => log.warn({ error }, 'worker left without a word')),
  }
}
