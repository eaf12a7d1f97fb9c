import { autocommit } from '../database/pool.ts'
import { createLoop } from '../jobs/loop.ts'
import type { Services } from '../services.ts'
import { storeHourTotals } from '../store/history.ts'
import { newId } from '../vault/random.ts'
import { readTotals, type Total } from './metrics.ts'
import { hourMs, startOfStep } from './steps.ts'

/**
 * Writes this process's counts, hour by hour, for the charts. The counts are in memory anyway, so no request waits for
 * this.
 */
export interface HistoryRecorder {
  /** Writes the counts. If that fails, they are kept and written with the next ones. */
  record(): Promise<void>
  /** Writes them now and every 15 seconds, until `stop`. */
  start(): void
  /** Writes the remaining counts. */
  stop(): Promise<void>
}

const everyMs = 15_000
/** An hour that couldn't be written for this long is dropped: workers may have added it up. */
const writableForMs = 2 * hourMs

/** Totals of one hour that this process counted. Always written whole, so writing them again changes nothing. */
interface Hour {
  readonly startsAtMs: number
  readonly totals: Map<string, Total>
  isWritten: boolean
}

/** A recorder for this process, which doesn't run before `start`. */
export function createHistoryRecorder(services: Services, read = readTotals): HistoryRecorder {
  const processId = newId()
  let hours: Hour[] = []
  let known: ReadonlyMap<string, number> | null = null
  let running: Promise<void> = Promise.resolve()

  function hourOf(nowMs: number): Hour {
    const startsAtMs = startOfStep(nowMs, hourMs)
    const existing = hours.find((hour) => hour.startsAtMs === startsAtMs)
    if (existing !== undefined) return existing
    const hour = { startsAtMs, totals: new Map<string, Total>(), isWritten: true }
    hours.push(hour)
    return hour
  }

  async function write(): Promise<void> {
    const nowMs = services.now().getTime()
    const totals = await read()
    const hour = hourOf(nowMs)
    for (const total of totals) {
      const key = `${total.metric} ${total.label}`
      const added = total.value - (known?.get(key) ?? 0)
      if (added <= 0) continue
      hour.totals.set(key, { ...total, value: (hour.totals.get(key)?.value ?? 0) + added })
      hour.isWritten = false
    }
    known = new Map(totals.map(({ metric, label, value }) => [`${metric} ${label}`, value]))
    hours = hours.filter(({ startsAtMs }) => startsAtMs > nowMs - writableForMs)
    for (const one of hours.filter(({ isWritten }) => !isWritten)) {
      const rows = [...one.totals.values()]
      await storeHourTotals(autocommit(services.db), new Date(one.startsAtMs), processId, rows)
      one.isWritten = true
    }
    hours = [hour]
  }

  const report = (error: unknown) => services.log.warn({ error }, 'history not stored yet')
  const record = () => {
    running = running.then(write).catch(report)
    return running
  }
  const loop = createLoop({
    work: async () => {
      await record()
      return everyMs
    },
    report,
    retryMs: everyMs,
    unref: true,
  })

  return {
    record,
    start: loop.start,
    stop: async () => {
      await loop.stop()
      await record()
    },
  }
}
