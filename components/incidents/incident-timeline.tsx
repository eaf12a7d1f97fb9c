import { ActivityIcon, CircleCheckIcon, type LucideIcon, PackageIcon } from 'lucide-react'
import type { IncidentEvent } from '#lib/incidents/read.ts'
import { Code } from '../ui/code.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { TimelineItem } from '../ui/timeline-item.tsx'

const words: Readonly<Record<string, readonly [LucideIcon, string]>> = {
  'incident.opened': [ActivityIcon, 'Gatehouse opened the incident'],
  'incident.resolved': [CircleCheckIcon, 'Resolved'],
  'authorization.blocked': [ActivityIcon, 'Amazon began to reject the application’s credentials'],
  'authorization.unblocked': [CircleCheckIcon, 'Amazon accepted the application’s credentials again'],
  'application.secret_replaced': [PackageIcon, 'The client secret was replaced'],
  'application.secret_due': [PackageIcon, 'The client secret is about to expire'],
  'application.changed': [PackageIcon, 'The application’s settings changed'],
}

/** The history of the incident and its application, oldest first. */
export function IncidentTimeline({ events }: { events: readonly IncidentEvent[] }) {
  if (events.length === 0) return <p className="text-ink-muted">Events are kept for 90 days.</p>
  return (
    <ol>
      {events.map(({ id, type, happenedAt, requestId }, place) => {
        const [icon, text] = words[type] ?? [PackageIcon, type]
        return (
          <TimelineItem key={id} icon={icon} isLast={place === events.length - 1}>
            <p>{text}</p>
            <p className="text-ink-muted text-sm">
              <TimeStamp at={happenedAt.toISOString()} />
            </p>
            {requestId !== null && (
              <p className="text-sm">
                <Code copy="Amazon's request id">{requestId}</Code>
              </p>
            )}
          </TimelineItem>
        )
      })}
    </ol>
  )
}
