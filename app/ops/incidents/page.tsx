import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { IncidentList } from '#components/incidents/incident-list.tsx'
import { incidentsView } from '#components/incidents/incidents-view.ts'
import { paths } from '#components/paths.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { incidents } from '../lists/incidents.ts'
import { Prepared } from '../lists/server-list.tsx'

export default async function IncidentsPage() {
  const { ctx, may } = await operatorPage(paths.incidents)
  return (
    <>
      <PageHeading
        title="Incidents"
        description="Failures that many selling partners share: refused credentials of an application, or an outage at Amazon. They don’t count against any seller, and they resolve automatically. Incidents of the last 30 days are listed here."
      />
      <Suspense fallback={<Skeleton className="h-64 w-full" />}>
        <Prepared page={incidents.prepare(ctx, incidentsView.whole)}>
          <IncidentList mayChange={may('applications:manage')} />
        </Prepared>
      </Suspense>
    </>
  )
}
