import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AttemptEndsSkeleton, AttemptListSkeleton } from '#components/attempts/attempt-skeletons.tsx'
import { AttemptsToolbar } from '#components/attempts/attempts-toolbar.tsx'
import { attemptsHref } from '#components/attempts/attempts-view.ts'
import { Card } from '#components/ui/card.tsx'
import { KeepFresh } from '#components/ui/keep-fresh.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { SearchParameters } from '../../_server/parameters.ts'
import { parseAttemptsView } from './parse-attempts-view.ts'
import { Ends, Refusals, Rows } from './sections.tsx'

const freshEveryMs = 15_000

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = parseAttemptsView(await searchParams)
  const { ctx } = await operatorPage(attemptsHref(view, { after: view.after }))
  return (
    <>
      <PageHeading
        title="Attempts"
        description="Every passage from Authorize to the stored permission, the newest first."
      />
      <Suspense fallback={<AttemptEndsSkeleton />}>
        <Ends ctx={ctx} view={view} />
      </Suspense>
      <Card flush>
        <AttemptsToolbar view={view} />
        <Suspense fallback={<AttemptListSkeleton />}>
          <Rows ctx={ctx} view={view} />
        </Suspense>
      </Card>
      <Suspense>
        <Refusals ctx={ctx} />
      </Suspense>
      <KeepFresh everyMs={freshEveryMs} />
    </>
  )
}
