import { clsx } from 'clsx'
import { HourglassIcon } from 'lucide-react'
import type { StepView, Timeline } from '#lib/attempts/read.ts'
import { Code } from '../ui/code.tsx'
import { duration, utcClock, utcDate } from '../ui/format.ts'
import { TimelineItem } from '../ui/timeline-item.tsx'
import { toneLooks } from '../ui/tone-class.ts'
import { awaited, stepWords } from './attempt-words.ts'

/** The steps of an attempt, from its start until now. */
export function AttemptTimeline({
  steps,
  status,
  expiresAt,
}: Pick<Timeline, 'steps' | 'status' | 'expiresAt'>) {
  const waits = awaited[status]
  if (steps.length === 0 && waits === undefined)
    return <p className="text-ink-muted">Nothing was recorded: this attempt is older than the recorder.</p>
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

/** One line of an attempt's timeline: what happened, when, how long after the previous line, and with which server. */
export function AttemptStepLine({
  group: { step, times, lastAt },
  before,
  isLast,
}: {
  group: StepGroup
  /** When the previous line ended; null for the first one. */
  before: Date | null
  isLast: boolean
}) {
  const { label, icon, tone } = stepWords[step.step]
  const { happenedAt, host, durationMs, amazonRequestId, problem } = step
  const afterMs = before === null ? 0 : happenedAt.getTime() - before.getTime()
  // A step that succeeded, but not entirely.
  const look = toneLooks[problem !== null && tone === 'good' ? 'doubt' : tone]
  return (
    <TimelineItem icon={icon} look={look.box} isLast={isLast}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">
          {label}
          {times > 1 && <span className="font-normal text-ink-muted"> {times} times</span>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-ink-muted text-sm tabular-nums max-sm:basis-full max-sm:flex-row-reverse max-sm:justify-end">
          {afterMs > 0 && <span>+{duration(afterMs)}</span>}
          <time dateTime={happenedAt.toISOString()} className="font-mono sm:whitespace-nowrap">
            {(before === null || utcDate(before) !== utcDate(happenedAt)) && `${utcDate(happenedAt)} `}
            {utcClock(happenedAt)}
          </time>
        </p>
      </div>
      {problem !== null && (
        <div className="max-w-prose text-sm wrap-anywhere">
          <p className={clsx(look.text)}>{problem.title}</p>
          {problem.cause !== null && <p className="text-ink-muted">{problem.cause}</p>}
        </div>
      )}
      {(host !== null || amazonRequestId !== null || times > 1) && (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 text-ink-muted text-sm">
          {times > 1 && <span>Last at {utcClock(lastAt)}</span>}
          {host !== null && <Code>{host}</Code>}
          {durationMs !== null && <span>took {duration(durationMs)}</span>}
          {amazonRequestId !== null && (
            <span className="flex min-w-0 items-center gap-1.5">
              Request <Code copy="Amazon's request id">{amazonRequestId}</Code>
            </span>
          )}
        </div>
      )}
    </TimelineItem>
  )
}

export interface StepGroup {
  readonly step: StepView
  /** How often the same step was repeated. */
  readonly times: number
  readonly lastAt: Date
}

/** Groups steps that repeat, such as tries while Amazon is unavailable, into one line. */
export function groupSteps(steps: readonly StepView[]): readonly StepGroup[] {
  const groups: StepGroup[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last !== undefined && isRepeat(last.step, step)) {
      groups[groups.length - 1] = { ...last, times: last.times + 1, lastAt: step.happenedAt }
    } else {
      groups.push({ step, times: 1, lastAt: step.happenedAt })
    }
  }
  return groups
}

function isRepeat(one: StepView, other: StepView): boolean {
  return one.problem !== null && one.step === other.step && one.problem.title === other.problem?.title
}
