import { ActivityIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { IncidentCard } from '#components/incidents/incident-card.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeepFresh } from '#components/ui/keep-fresh.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { Context } from '#lib/context.ts'
import { readIncidents } from '#lib/incidents/read.ts'

const freshEveryMs = 30_000

export default async function IncidentsPage() {
  const { ctx, may } = await operatorPage('/ops/incidents')
  return (
    <>
      <PageHeading
        title="Incidents"
        description="One cause that many selling partners share: refused credentials of an application, or Amazon itself. No seller is judged by it, and its end is noticed by itself. The last 30 days are kept here."
      />
      <Suspense fallback={<Skeleton className="h-64 w-full" />}>
        <Incidents ctx={ctx} mayChange={may('applications:manage')} />
      </Suspense>
      <KeepFresh everyMs={freshEveryMs} />
    </>
  )
}

async function Incidents({ ctx, mayChange }: { ctx: Context; mayChange: boolean }) {
  const incidents = await readIncidents(ctx)
  const renderedAt = ctx.now().toISOString()
  if (incidents.length === 0)
    return (
      <Card flush>
        <EmptyState icon={ActivityIcon} title="No incident in 30 days">
          When Amazon refuses an application’s credentials, or fails at least five selling partners and a
          fifth of those that are tried within five minutes, it stands here with its evidence.
        </EmptyState>
      </Card>
    )
  return incidents.map((incident) => (
    <IncidentCard key={incident.id} incident={incident} mayChange={mayChange} renderedAt={renderedAt} />
  ))
}
