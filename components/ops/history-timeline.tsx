import { Icon } from '../ui/icon.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { actorWords, describeEntry, type HistoryEntry } from './history-words.ts'

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
        return (
          <li key={entry.id} className="group flex gap-3">
            <span className="grid grid-rows-[auto_1fr] justify-items-center">
              <span className="grid size-7 place-items-center rounded-full border border-line bg-sunken text-ink-muted">
                <Icon name={icon} size={14} />
              </span>
              {index < entries.length - 1 && <span aria-hidden className="w-px bg-line" />}
            </span>
            <div className="grid min-w-0 content-start pt-0.5 pb-5 group-last:pb-0">
              <p className="font-medium wrap-anywhere">{what}</p>
              {detail !== null && <p className="text-ink-muted text-sm wrap-anywhere">{detail}</p>}
              <p className="text-ink-muted text-sm">
                <TimeStamp at={entry.happenedAt.toISOString()} renderedAt={renderedAt} /> by{' '}
                <span className="wrap-anywhere">{actorWords(entry)}</span>
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
