import { refreshLimits } from '../policy.ts'
import { type Database, sqlClient } from './pool.ts'

/** A clock shared by all processes of one database, even when their own clocks are wrong or change. */
export interface SharedClock {
  /** The time that Amazon and people see: the database's, or the demo's if the demo has moved it. */
  now(): Date
  /**
   * The database's time, which nothing can move: for sessions, drafts, rate limits, and leases that processes hold
   * against each other.
   */
  realNow(): Date
  /** Compares with the database now. */
  sync(): Promise<void>
}

const staleMs = 60_000
/** Shorter where the demo can move the clock, so that pages show it soon. */
const movableStaleMs = 1_000
/** Between two attempts to compare after a jump, or after an answer that was too slow. */
const retryMs = 1_000
/** A midpoint of a longer round trip may be wrong by more than processes may differ. */
const slowestMs = 2 * refreshLimits.apartMs
/** A larger difference within a minute isn't drift: somebody set the clock. */
const jumpMs = 1_000

/** How far the demo's clock is ahead of the database's, in milliseconds. Absent unless the database is a demo's. */
export const demoClockSetting = 'demo_clock_ahead_ms'

/**
 * When this process started, by the machine's clock. It changes when the clock is set and when the machine has slept.
 */
const startedAtMs = () => Date.now() - performance.now()

/**
 * The database's time, estimated from its last answer; this machine's until there is one. One process writes expiries
 * and leases and another checks them, so a clock that is five minutes off must not keep a dead token alive. Between
 * answers, it advances with the monotonic clock, which can't be set. That clock stops while a machine sleeps: when it
 * diverges from the machine's clock, the database is asked again.
 */
export function createSharedClock(db: Database, report: (error: unknown) => void): SharedClock {
  let offsetMs = startedAtMs()
  let comparedAtMs = Number.NEGATIVE_INFINITY
  let startedThenMs = offsetMs
  let wasSlow = false
  let syncing: Promise<void> | null = null
  /** Null if no demo has ever run on the database. */
  let aheadMs: number | null = null
  let following: NodeJS.Timeout | null = null

  async function measure(): Promise<void> {
    const before = performance.now()
    comparedAtMs = before
    const [row] = await sqlClient(db)<{ ms: number; aheadMs: number | null }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms,
        (select value::float8 from setting where name = ${demoClockSetting}) as "aheadMs"`
    startedThenMs = startedAtMs()
    if (row === undefined) return
    const after = performance.now()
    wasSlow = after - before > slowestMs
    // The database read its clock between the two. A slow answer corrects only what it contradicts.
    const [earliest, latest] = [row.ms - after, row.ms - before]
    offsetMs = wasSlow ? Math.min(Math.max(offsetMs, earliest), latest) : (earliest + latest) / 2
    aheadMs = row.aheadMs ?? null
    if (aheadMs !== null) follow()
  }

  /**
   * Runs even while nobody asks for the time: otherwise the clock of an idle process would jump in the middle of its
   * next request. Ends when the database doesn't answer, and begins again with its next answer.
   */
  function follow(): void {
    following ??= setInterval(() => {
      sync().catch(() => {
        if (following !== null) clearInterval(following)
        following = null
      })
    }, movableStaleMs).unref()
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
    return performance.now() - comparedAtMs > (hasJumped || wasSlow ? retryMs : freshMs)
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
