import { AttemptEndsFilter } from '#components/attempts/attempt-ends-filter.tsx'
import { AttemptList } from '#components/attempts/attempt-list.tsx'
import { type AttemptsView, isNarrowed } from '#components/attempts/attempts-view.ts'
import { NoAttempts } from '#components/attempts/no-attempts.tsx'
import { RefusalCard } from '#components/attempts/refusal-card.tsx'
import { countAttempts, listAttempts } from '#lib/attempts/read.ts'
import { listRefusals } from '#lib/attempts/refusals.ts'
import type { Context } from '#lib/context.ts'
import { wordingOf } from '#lib/errors.ts'

interface Props {
  ctx: Context
  view: AttemptsView
}

export async function Ends({ ctx, view }: Props) {
  return <AttemptEndsFilter view={view} counts={await countAttempts(ctx, view)} />
}

export async function Rows({ ctx, view }: Props) {
  const { rows, next } = await listAttempts(ctx, view)
  if (rows.length === 0) {
    const narrowed = isNarrowed(view) || view.after !== null
    return <NoAttempts isNarrowed={narrowed} connectUrl={`${ctx.settings.appUrl}/`} />
  }
  return (
    <AttemptList
      view={view}
      rows={rows.map((row) => ({
        ...row,
        problemTitle: row.problem === null ? null : wordingOf(row.problem, 'operator').title,
      }))}
      next={next}
      renderedAt={ctx.now().toISOString()}
    />
  )
}

export async function Refusals({ ctx }: { ctx: Context }) {
  return <RefusalCard refusals={await listRefusals(ctx)} />
}
