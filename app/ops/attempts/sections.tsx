import { AttemptEndsFilter } from '#components/ops/attempt-ends-filter.tsx'
import { AttemptList } from '#components/ops/attempt-list.tsx'
import { AttemptsNarrow } from '#components/ops/attempts-narrow.tsx'
import { AttemptsSearch } from '#components/ops/attempts-search.tsx'
import { type AttemptsView, isNarrowed } from '#components/ops/attempts-view.ts'
import { NoAttempts } from '#components/ops/no-attempts.tsx'
import { RefusalCard } from '#components/ops/refusal-card.tsx'
import { Card } from '#components/ui/card.tsx'
import { countAttempts, listAttempts } from '#lib/authorizations/list-attempts.ts'
import { listRefusals } from '#lib/authorizations/list-refusals.ts'
import type { Context } from '#lib/context.ts'
import { errors } from '#lib/errors.ts'

/** The attempts that the view asks for, with how many ended in which way. */
export async function Attempts({ ctx, view }: { ctx: Context; view: AttemptsView }) {
  const [counts, { rows, next }] = await Promise.all([countAttempts(ctx, view), listAttempts(ctx, view)])
  return (
    <>
      <AttemptEndsFilter view={view} counts={counts} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b p-3">
          <AttemptsSearch view={view} />
          <AttemptsNarrow key={JSON.stringify([view.workflow, view.period])} view={view} />
        </div>
        {rows.length === 0 ? (
          <NoAttempts
            isNarrowed={isNarrowed(view) || view.after !== null}
            connectUrl={`${ctx.settings.appUrl}/`}
          />
        ) : (
          <AttemptList
            view={view}
            rows={rows.map((row) => ({
              ...row,
              problemTitle: row.problem === null ? null : errors[row.problem].title,
            }))}
            next={next}
            renderedAt={ctx.now().toISOString()}
          />
        )}
      </Card>
    </>
  )
}

export async function Refusals({ ctx }: { ctx: Context }) {
  return <RefusalCard refusals={await listRefusals(ctx)} />
}
