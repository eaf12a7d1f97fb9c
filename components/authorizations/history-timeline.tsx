import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { TimelineItem } from '../ui/timeline-item.tsx'
import { actorWords, describeEntry, type HistoryEntry, outcomeLooks } from './history-words.ts'

/** What happened, the newest first. */
export function HistoryTimeline({
  entries,
  renderedAt,
}: {
  entries: readonly HistoryEntry[]
  renderedAt: string
}) {
  if (entries.length === 0) return <p className="text-ink-muted">Nothing is recorded yet.</p>
  return (
    <ol>
      {entries.map((entry, index) => {
        const { icon, what, detail } = describeEntry(entry)
        const look = outcomeLooks[entry.outcome]
        return (
          <TimelineItem key={entry.id} icon={icon} isLast={index === entries.length - 1}>
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium wrap-anywhere">{what}</span>
              {look !== null && <Badge tone={look.tone}>{look.label}</Badge>}
            </p>
            {detail !== null && <p className="text-ink-muted text-sm wrap-anywhere">{detail}</p>}
            <p className="text-ink-muted text-sm">
              <TimeStamp at={entry.happenedAt.toISOString()} renderedAt={renderedAt} /> by{' '}
              <span className="wrap-anywhere">{actorWords(entry)}</span>
            </p>
          </TimelineItem>
        )
      })}
    </ol>
  )
}
