'use client'

import { ActivityIcon } from 'lucide-react'
import { useList } from '../list/use-list.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { IncidentCard } from './incident-card.tsx'
import { incidentsView } from './incidents-view.ts'

/** The ongoing incidents, then those that ended; live. */
export function IncidentList({ mayChange }: { mayChange: boolean }) {
  const { page, notices } = useList(incidentsView.query(incidentsView.whole))
  if (page === undefined) return notices ?? <Skeleton className="h-64 w-full" />
  return (
    <>
      {notices}
      {page.rows.length === 0 && (
        <Card flush>
          <EmptyState icon={ActivityIcon} title="No incident in 30 days">
            An incident is listed here when Amazon refuses an application’s credentials, or when at least five
            selling partners, and a fifth of those tried, fail within five minutes.
          </EmptyState>
        </Card>
      )}
      {page.rows.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} mayChange={mayChange} />
      ))}
    </>
  )
}
