import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { type OperatorPage, operatorPage } from '#app/_server/operator-page.ts'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { Attention } from '#components/overview/attention.tsx'
import { Charts, ChartsHeading, ChartsSkeleton, parsePeriod } from '#components/overview/charts.tsx'
import { DueSoon, DueSoonSkeleton } from '#components/overview/due-soon.tsx'
import { HealthTiles } from '#components/overview/health-tiles.tsx'
import { IncidentsCard } from '#components/overview/incidents-card.tsx'
import { isUnused, overviewTitle } from '#components/overview/overview-words.ts'
import { isSetUp, SetUp } from '#components/overview/set-up.tsx'
import { paths } from '#components/paths.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { TimeStamp } from '#components/ui/time.tsx'
import { listSecrets } from '#lib/applications/secret-alarms.ts'
import { countAuthorizations } from '#lib/authorizations/read.ts'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import type { Context } from '#lib/context.ts'
import { type HistoryPeriod, readHistory } from '#lib/history/read.ts'
import { Scenarios } from '../demo/scenarios.tsx'
import { authorizations } from './lists/authorizations.ts'
import { readRecentIncidents } from './lists/incidents.ts'
import { readAttention, readLaterAttention } from './read-attention.ts'
import { readSetUp } from './read-set-up.ts'

const freshEveryMs = 10_000

export default async function Page({ searchParams }: PageProps<'/ops'>) {
  const parameters = await searchParams
  // The list used to have this address; old links with a filter still lead there.
  const shown = authorizations.parse(parameters)
  const list = authorizationsView.href(shown, shown)
  if (list !== authorizationsView.path) redirect(list)

  const period = parsePeriod(parameters.period)
  const { ctx, may } = await operatorPage(paths.overview)
  const [incidents, counts] = await Promise.all([readRecentIncidents(ctx), countAuthorizations(ctx, {})])
  const open = incidents.filter(({ endedAt }) => endedAt === null)
  const [attention, setUp] = await Promise.all([
    readAttention({ ctx, may }, open, counts),
    readSetUp(ctx, counts),
  ])
  const isFirstRun = counts !== null && isUnused(counts)
  const steps = <SetUp state={setUp} connectUrl={`${ctx.settings.appUrl}/`} isAdmin={may('keys:manage')} />
  return (
    <>
      <PageHeading
        title={counts === null ? 'Overview' : overviewTitle(counts)}
        description={
          <>
            Updated <TimeStamp at={ctx.now().toISOString()} />
          </>
        }
      />
      {may('authorizations:operate') && <Scenarios />}
      {isFirstRun && steps}
      <Attention
        items={attention}
        later={readLaterAttention({ ctx, may })}
        lastEndedAt={incidents.find(({ endedAt }) => endedAt !== null)?.endedAt ?? null}
      />
      {!isFirstRun && (
        <>
          {counts !== null && <HealthTiles counts={counts} />}
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <IncidentsCard incidents={incidents} />
            <Suspense fallback={<DueSoonSkeleton />}>
              <Due ctx={ctx} may={may} />
            </Suspense>
          </div>
          <section aria-labelledby="history" className="grid gap-4">
            <ChartsHeading period={period} />
            <Suspense fallback={<ChartsSkeleton />}>
              <History ctx={ctx} period={period} />
            </Suspense>
          </section>
          {!isSetUp(setUp) && steps}
        </>
      )}
      <KeepFresh everyMs={freshEveryMs} />
    </>
  )
}

/** Counts every authorization, so the page doesn't wait for it. */
async function Due({ ctx, may }: OperatorPage) {
  const [{ levels }, secrets] = await Promise.all([readRenewals(ctx, { limit: 1 }), listSecrets(ctx)])
  return <DueSoon levels={levels} secrets={secrets} mayChangeSecrets={may('applications:manage')} />
}

async function History({ ctx, period }: { ctx: Context; period: HistoryPeriod }) {
  return <Charts steps={await readHistory(ctx, period)} period={period} />
}
