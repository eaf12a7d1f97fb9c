import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import {
  AttemptEnds,
  AttemptEndsSkeleton,
  AttemptList,
  AttemptListSkeleton,
  AttemptRefusals,
} from '#components/attempts/attempt-list.tsx'
import { AttemptsFilters } from '#components/attempts/attempts-filters.tsx'
import { attemptsView } from '#components/attempts/attempts-view.ts'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { attempts } from '../lists/attempts.ts'
import { Prepared } from '../lists/server-list.tsx'

export default async function Page({ searchParams }: PageProps<'/ops/attempts'>) {
  const shown = attempts.parse(await searchParams)
  const { ctx } = await operatorPage(attemptsView.href(shown, shown))
  const page = attempts.prepare(ctx, shown)
  return (
    <>
      <PageHeading
        title="Attempts"
        description="Every authorization attempt, from Authorize to the stored permission, newest first."
      />
      <Suspense fallback={<AttemptEndsSkeleton />}>
        <Prepared page={page}>
          <AttemptEnds shown={shown} />
        </Prepared>
      </Suspense>
      <Card flush>
        <AttemptsFilters shown={shown} />
        <Suspense fallback={<AttemptListSkeleton />}>
          <Prepared page={page}>
            <AttemptList shown={shown} connectUrl={`${ctx.settings.appUrl}/`} />
          </Prepared>
        </Suspense>
      </Card>
      <Suspense>
        <Prepared page={page}>
          <AttemptRefusals shown={shown} />
        </Prepared>
      </Suspense>
    </>
  )
}
