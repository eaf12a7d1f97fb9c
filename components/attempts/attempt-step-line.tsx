import { clsx } from 'clsx'
import { Code } from '../ui/code.tsx'
import { duration, utcClock, utcDate } from '../ui/format.ts'
import { TimelineItem } from '../ui/timeline-item.tsx'
import { toneLooks } from '../ui/tone-class.ts'
import { stepWords } from './attempt-words.ts'
import type { StepGroup } from './group-steps.ts'

/** One line of an attempt's timeline: what happened, when, how long after the line before, and with whom. */
export function AttemptStepLine({
  group: { step, times, lastAt },
  before,
  isLast,
}: {
  group: StepGroup
  /** When the line before ended; null for the first one. */
  before: Date | null
  isLast: boolean
}) {
  const { label, icon, tone } = stepWords[step.step]
  const { happenedAt, host, durationMs, amazonRequestId, problem } = step
  const afterMs = before === null ? 0 : happenedAt.getTime() - before.getTime()
  // A step that went well as such, but not wholly.
  const look = toneLooks[problem !== null && tone === 'good' ? 'doubt' : tone]
  return (
    <TimelineItem icon={icon} look={look.box} isLast={isLast}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">
          {label}
          {times > 1 && <span className="font-normal text-ink-muted"> {times} times</span>}
        </p>
        <p className="flex gap-x-2 text-ink-muted text-sm tabular-nums max-sm:basis-full max-sm:flex-row-reverse max-sm:justify-end">
          {afterMs > 0 && <span>+{duration(afterMs)}</span>}
          <time dateTime={happenedAt.toISOString()} className="whitespace-nowrap font-mono">
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
