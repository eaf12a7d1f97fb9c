import Link from 'next/link'
import type { ClientSecretState } from '#lib/applications/secret-alarms.ts'
import { secretWords } from '../applications/secret-words.ts'
import { paths } from '../paths.ts'
import { levelName } from '../renewals/renewal-words.ts'
import { renewalsView } from '../renewals/renewals-view.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { figure } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'

const rowClass =
  'flex min-h-11 items-center justify-between gap-4 px-4 py-2 outline-offset-[-3px] transition-colors hover:bg-sunken'

/** Deadlines that are near: consents by Amazon's term, and client secrets. */
export function DueSoon({
  levels,
  secrets,
  mayChangeSecrets,
}: {
  /** How many renewals are due in each period, the nearest first. */
  levels: readonly { readonly name: string; readonly count: number }[]
  secrets: readonly ClientSecretState[]
  mayChangeSecrets: boolean
}) {
  const shown = levels.filter(({ name }) => name !== 'later')
  return (
    <Card
      title="Due soon"
      flush
      action={
        <Link
          href={paths.renewals}
          prefetch={false}
          className="rounded-sm text-ink-muted text-sm hover:text-ink"
        >
          All renewals
        </Link>
      }
    >
      <ul className="divide-y divide-line">
        {shown.length === 0 && (
          <li className="px-4 py-3 text-ink-muted">None of your applications has a renewal term.</li>
        )}
        {shown.map(({ name, count }) => (
          <li key={name}>
            <Link
              href={renewalsView.href(renewalsView.whole, { within: name })}
              prefetch={false}
              className={rowClass}
            >
              <span>Renewals {levelName(name, levels).toLowerCase()}</span>
              <span className={count === 0 ? 'text-ink-faint tabular-nums' : 'font-medium tabular-nums'}>
                {figure(count)}
              </span>
            </Link>
          </li>
        ))}
        {secrets.map(({ applicationId, name, age, isOnPreviousSecret }) => {
          const { tone, short, title } = secretWords(age, isOnPreviousSecret)
          return (
            <li key={applicationId}>
              <Link
                href={
                  mayChangeSecrets ? paths.applicationSecret(applicationId) : paths.application(applicationId)
                }
                prefetch={false}
                className={rowClass}
              >
                <span className="min-w-0 wrap-anywhere">Client secret of {name}</span>
                <Badge tone={tone} title={title}>
                  {short}
                </Badge>
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** A skeleton, of the usual size. */
export function DueSoonSkeleton() {
  return (
    <div aria-busy>
      <Skeleton className="h-68 w-full" />
    </div>
  )
}
