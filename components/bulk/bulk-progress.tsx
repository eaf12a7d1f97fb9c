import type { BulkActionView } from '#lib/bulk/read.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
import { figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { actionStatusWords, describeCounts } from './bulk-words.ts'

const segments = [
  ['done', 'bg-good-ink'],
  ['failed', 'bg-bad-ink'],
  ['skipped', 'bg-neutral-ink/50'],
  ['unfinished', 'bg-doubt-ink/60'],
] as const

/** The progress of an action, who started it, and its selection. */
export function BulkProgress({ action }: { action: BulkActionView }) {
  const { status, total, counts, personName, createdAt, endedAt, filter } = action
  const ended = total - counts.waiting - counts.running
  return (
    <Card
      title={`${figure(ended)} of ${figure(total)}`}
      action={<Badge tone={actionStatusWords[status].tone}>{actionStatusWords[status].label}</Badge>}
    >
      <div className="grid gap-4">
        <div
          role="progressbar"
          aria-label="Progress"
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={ended}
          className="flex h-2 overflow-hidden rounded-sm bg-sunken"
        >
          {segments.map(([name, color]) => (
            <span
              key={name}
              className={color}
              style={{ width: `${total === 0 ? 0 : (counts[name] / total) * 100}%` }}
            />
          ))}
        </div>
        <p role="status" className="text-ink-muted">
          {describeCounts(action)}
        </p>
        {action.stopReason === 'not_allowed' && (
          <Notice
            tone="doubt"
            title="Stopped: the person who started it no longer has permission"
            next="Someone with permission can start it again for the rest."
          />
        )}
        <Facts
          facts={[
            { term: 'Started by', detail: personName },
            { term: 'Started', detail: <TimeStamp at={createdAt.toISOString()} /> },
            ...(endedAt === null
              ? []
              : [{ term: 'Ended', detail: <TimeStamp at={endedAt.toISOString()} /> }]),
            {
              term: 'Selling partners',
              detail:
                filter === null ? (
                  'Selected one by one'
                ) : (
                  <LinkButton href={`${paths.authorizations}${filter}`} size="small">
                    Those that match the filter now
                  </LinkButton>
                ),
            },
          ]}
        />
      </div>
    </Card>
  )
}
