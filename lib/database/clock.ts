import { type Database, sqlClient } from './pool.ts'

/** A clock that the processes of one database share, however wrong their own are, or become. */
export interface SharedClock {
  /** The time of everything that Amazon and people see: the database's, or the demo's where that was moved. */
  now(): Date
  /**
   * The database's time, which nobody moves: for sessions, drafts, rate limits, and leases that processes hold
   * against each other.
   */
  realNow(): Date
  /** Compares with the database again. */
  sync(): Promise<void>
}

const staleMs = 60_000
/** Where the demo can move the clock, pages soon show it. */
const movableStaleMs = 1_000
/** Between two tries to compare after a jump. */
const retryMs = 1_000
/** As much as no clock is corrected by in a minute, unless somebody sets it. */
const jumpMs = 1_000

/** How far the demo's clock is ahead of the database's, in milliseconds. Absent unless the database is a demo's. */
export const demoClockSetting = 'demo_clock_ahead_ms'

/** Of the machine's clock. It moves when that is set, or when the machine has slept. */
const startedAtMs = () => Date.now() - performance.now()

/**
 * The database's time, estimated from its last answer; this machine's until there is one. Expiries and leases are
 * written by one process and judged by another: a clock that is five minutes off must not make a dead token live. In
 * between it goes by the time that has passed, which nobody can set. That stands still while a machine sleeps: when the
 * machine's clock leaves it, the database is asked again.
 */
export function createSharedClock(db: Database, report: (error: unknown) => void): SharedClock {
  let offsetMs = startedAtMs()
  let comparedAtMs = Number.NEGATIVE_INFINITY
  let startedThenMs = offsetMs
  let syncing: Promise<void> | null = null
  /** Null where no demo has ever run on the database. */
  let aheadMs: number | null = null

  async function measure(): Promise<void> {
    const before = performance.now()
    comparedAtMs = before
    const [row] = await sqlClient(db)<{ ms: number; aheadMs: number | null }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms,
        (select value::float8 from setting where name = ${demoClockSetting}) as "aheadMs"`
    startedThenMs = startedAtMs()
    if (row === undefined) return
    offsetMs = row.ms - (before + performance.now()) / 2
    aheadMs = row.aheadMs ?? null
  }

  function sync(): Promise<void> {
    syncing ??= measure().finally(() => {
      syncing = null
    })
    return syncing
  }

  function isStale(): boolean {
    const hasJumped = Math.abs(startedAtMs() - startedThenMs) > jumpMs
    const freshMs = aheadMs === null ? staleMs : movableStaleMs
    return performance.now() - comparedAtMs > (hasJumped ? retryMs : freshMs)
  }

  function realNow(): Date {
    if (isStale()) sync().catch(report)
    return new Date(performance.now() + offsetMs)
  }

  return {
    sync,
    realNow,
    now: () => new Date(realNow().getTime() + (aheadMs ?? 0)),
  }
}
