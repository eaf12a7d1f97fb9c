import { HourglassIcon } from 'lucide-react'
import type { Timeline } from '#lib/attempts/read.ts'
import { utcClock } from '../ui/format.ts'
import { TimelineItem } from '../ui/timeline-item.tsx'
import { AttemptStepLine } from './attempt-step-line.tsx'
import { awaited } from './attempt-words.ts'
import { groupSteps } from './group-steps.ts'

/** What happened within an attempt, from its start to where it stands now. */
export function AttemptTimeline({
  steps,
  status,
  expiresAt,
}: Pick<Timeline, 'steps' | 'status' | 'expiresAt'>) {
  const waits = awaited[status]
  if (steps.length === 0 && waits === undefined)
    return <p className="text-ink-muted">Nothing is recorded: this attempt is older than the recorder.</p>
  return (
    <ol>
      {groupSteps(steps).map((group, index, groups) => (
        <AttemptStepLine
          key={group.step.id}
          group={group}
          before={groups[index - 1]?.lastAt ?? null}
          isLast={index === groups.length - 1 && waits === undefined}
        />
      ))}
      {waits !== undefined && (
        <TimelineItem
          icon={HourglassIcon}
          look="border-line-strong border-dashed text-ink-muted"
          isLast
          isCurrent
        >
          <p className="font-medium text-ink-muted">{waits.label}</p>
          <p className="text-ink-muted text-sm">Until {utcClock(expiresAt).slice(0, 8)}</p>
        </TimelineItem>
      )}
    </ol>
  )
}
