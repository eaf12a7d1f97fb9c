import Link from 'next/link'
import type { AttemptView } from '#lib/attempts/read.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { attemptStatus, workflows } from './attempt-words.ts'

/** The newest attempts of one selling partner, each a way to its timeline. */
export function LastAttempts({
  attempts,
  renderedAt,
}: {
  attempts: readonly AttemptView[]
  renderedAt: string
}) {
  if (attempts.length === 0) return <p className="text-ink-muted">None recorded.</p>
  return (
    <ul className="-mx-2 grid gap-1">
      {attempts.map((attempt) => {
        const { label, tone } = attemptStatus(attempt)
        return (
          <li
            key={attempt.id}
            className="relative flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-sm px-2 py-1.5 hover:bg-sunken/60"
          >
            <Link
              href={paths.attempt(attempt.id)}
              prefetch={false}
              className="rounded-sm font-medium after:absolute after:inset-0"
            >
              {workflows[attempt.workflow]}
            </Link>
            <Badge tone={tone}>{label}</Badge>
            <span className="ml-auto text-ink-muted text-sm">
              <TimeStamp at={attempt.startedAt.toISOString()} renderedAt={renderedAt} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** The same before they are read. */
export function LastAttemptsSkeleton() {
  return (
    <div className="grid gap-1" aria-busy>
      {['w-40', 'w-32', 'w-44'].map((width) => (
        <div key={width} className="flex min-h-9 items-center">
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  )
}
