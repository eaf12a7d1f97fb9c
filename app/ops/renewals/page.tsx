import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { RenewalList, RenewalListSkeleton } from '#components/renewals/renewal-list.tsx'
import { renewalsView } from '#components/renewals/renewals-view.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { renewals } from '../lists/renewals.ts'
import { Prepared } from '../lists/server-list.tsx'

export default async function Page({ searchParams }: PageProps<'/ops/renewals'>) {
  const shown = renewals.parse(await searchParams)
  const { ctx } = await operatorPage(renewalsView.href(shown, shown))
  return (
    <>
      <PageHeading
        title="Renewals"
        description="Amazon asks sellers to authorize again after a term, usually a year. Its documents disagree on whether an authorization ends then, so these dates only warn: nothing stops until Amazon itself refuses."
      />
      <Suspense fallback={<RenewalListSkeleton />}>
        <Prepared page={renewals.prepare(ctx, shown)}>
          <RenewalList shown={shown} />
        </Prepared>
      </Suspense>
    </>
  )
}
