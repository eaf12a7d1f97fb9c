import { bareClient, type Database } from './client.ts'

/** A clock that the processes of one database share, however wrong their own are. */
export interface SharedClock {
  now(): Date
  /** Compares with the database again. */
  sync(): Promise<void>
}

const staleMs = 60_000

/**
 * The database's time, estimated from its last answer; this machine's until there is one. Expiries and leases are
 * written by one process and judged by another: a clock that is five minutes off must not make a dead token live.
 */
export function createSharedClock(db: Database, report: (error: unknown) => void): SharedClock {
  let offsetMs = 0
  let syncedAt = Number.NEGATIVE_INFINITY
  let syncing: Promise<void> | null = null

  async function measure(): Promise<void> {
    syncedAt = performance.now()
    const before = Date.now()
    const [row] = await bareClient(db)<{ ms: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
    if (row !== undefined) offsetMs = row.ms - (before + Date.now()) / 2
  }

  function sync(): Promise<void> {
    syncing ??= measure().finally(() => {
      syncing = null
    })
    return syncing
  }

  return {
    sync,
    now: () => {
      if (performance.now() - syncedAt > staleMs) sync().catch(report)
      return new Date(Date.now() + offsetMs)
    },
  }
}
