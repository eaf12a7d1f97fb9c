import Link from 'next/link'
import type { IncidentSummary } from '../incidents/incident-words.ts'
import { incidentWords } from '../incidents/incident-words.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { counted } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'

export interface RecentIncident extends IncidentSummary {
  /** ISO 8601; null: it is ongoing. */
  readonly endedAt: string | null
}

const mostShown = 4

/** Open incidents, then recent ones. */
export function IncidentsCard({ incidents }: { incidents: readonly RecentIncident[] }) {
  return (
    <Card
      title="Incidents"
      flush
      action={
        <Link
          href={paths.incidents}
          prefetch={false}
          className="rounded-sm text-ink-muted text-sm hover:text-ink"
        >
          All incidents
        </Link>
      }
    >
      {incidents.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted">No incident in the last 30 days.</p>
      ) : (
        <ul className="divide-y divide-line">
          {incidents.slice(0, mostShown).map((incident) => (
            <Incident key={incident.id} incident={incident} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Incident({ incident }: { incident: RecentIncident }) {
  const { startedAt, endedAt, affected } = incident
  const { title, tone } = incidentWords(incident)
  const time = (at: string) => <TimeStamp at={at} />
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="grid min-w-0 grow basis-36 gap-0.5">
        <p className="wrap-anywhere">
          <Link href={paths.incident(incident.id)} prefetch={false} className="rounded-sm hover:underline">
            {title}
          </Link>
        </p>
        <p className="text-ink-muted text-sm">
          {endedAt === null ? <>Began {time(startedAt)}</> : <>Ended {time(endedAt)}</>}
          {affected > 0 && `, ${counted(affected, 'selling partner')} affected`}
        </p>
      </div>
      {endedAt === null ? <Badge tone={tone}>Ongoing</Badge> : <Badge tone="good">Resolved</Badge>}
    </li>
  )
}
