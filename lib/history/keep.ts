import { countAuthorizations } from '../authorizations/read.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { keepHistory } from '../policy.ts'
import { addUpDays, deleteHistory, mergeProcesses, storeGauges } from '../store/history.ts'
import type { Total } from './metrics.ts'
import { dayMs, hourMs, startOfStep } from './steps.ts'

/** Processes write an hour until then (lib/history/record.ts). */
const mergeAfterMs = 3 * hourMs

const startOf = (at: Date, lengthMs: number) => new Date(startOfStep(at.getTime(), lengthMs))
const before = (at: Date, ms: number) => new Date(at.getTime() - ms)

/**
 * Maintains the data of the charts: records how many authorizations have each health, adds hours up into days, and
 * deletes old totals. Idempotent, also with several workers.
 */
export async function keepHistoryOnce(ctx: Context): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const now = ctx.now()
  const counts = await countAuthorizations(ctx, {})
  const gauges: Total[] = Object.entries(counts?.health ?? {}).map(([label, value]) => ({
    metric: 'authorizations',
    label,
    value,
  }))
  const today = startOf(now, dayMs)
  await inTransaction(ctx, async ({ db }) => {
    await storeGauges(db, startOf(now, hourMs), gauges)
    await mergeProcesses(db, before(startOf(now, hourMs), mergeAfterMs))
    await addUpDays(db)
    await deleteHistory(db, {
      hour: before(today, keepHistory.hoursForDays * dayMs),
      day: before(today, keepHistory.daysForDays * dayMs),
    })
  })
}
