import { attemptFields } from '#components/attempts/attempt-columns.tsx'
import { attemptsView, toPeriod } from '#components/attempts/attempts-view.ts'
import { toWire } from '#components/list/wire.ts'
import { countAttempts, listAttempts, listRefusals } from '#lib/attempts/read.ts'
import { wordingOf } from '#lib/errors.ts'
import { serverList } from './server-list.tsx'

export const attempts = serverList(attemptsView, 'time', async (ctx, shown) => {
  const query = { ...shown, period: toPeriod(shown) }
  const [page, counts, refusals] = await Promise.all([
    listAttempts(ctx, query),
    countAttempts(ctx, query),
    listRefusals(ctx),
  ])
  return {
    rows: page.rows.map((row) => ({
      ...toWire(row, attemptFields),
      problemTitle: row.problem === null ? null : wordingOf(row.problem, 'operator').title,
    })),
    next: page.next,
    counts,
    refusals,
    readAt: ctx.now().toISOString(),
  }
})
