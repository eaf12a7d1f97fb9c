import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { AttemptView } from '#lib/authorizations/attempts.ts'
import { Badge } from '../ui/badge.tsx'
import { Code } from '../ui/code.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { Icon } from '../ui/icon.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { relativeTime, utcTime } from '../ui/relative-time.ts'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { AttemptProblem } from './attempt-problem.tsx'
import { attemptStatuses } from './attempt-words.ts'

/** One attempt on one line; opened, everything that is known of it. */
export function AttemptRow({
  attempt,
  words,
  renderedAt,
}: {
  attempt: AttemptView
  /** What the seller was told about its problem. */
  words: { title: string; next: string } | null
  renderedAt: Date
}) {
  const { startedAt, accountName, marketplaceId, status } = attempt
  const country = marketplaceId === null ? null : (findMarketplace(marketplaceId)?.country ?? marketplaceId)
  const { label, tone } = attemptStatuses[status]
  return (
    <li>
      <details className="group">
        <summary className="grid min-h-11 list-none grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 px-4 py-2 outline-offset-[-2px] hover:bg-sunken/60 md:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1fr)_10rem_1rem] xl:grid-cols-[7rem_minmax(0,1fr)_10rem_minmax(0,1fr)_10rem_1rem]">
          <time
            dateTime={startedAt.toISOString()}
            title={utcTime(startedAt)}
            className="text-ink-muted max-md:order-4 max-md:text-sm"
          >
            {relativeTime(startedAt, renderedAt)}
          </time>
          <span className="truncate font-medium" title={accountName ?? undefined}>
            {accountName ?? 'Nobody yet'}
          </span>
          <span className="truncate text-ink-muted max-xl:hidden">{country ?? 'Not chosen'}</span>
          <span className="truncate text-ink-muted max-md:hidden">
            {words?.title ?? attempt.sellingPartnerId}
          </span>
          <span className="flex max-md:order-2">
            <Badge tone={tone}>{label}</Badge>
          </span>
          <Icon
            name="chevron-right"
            className="text-ink-faint transition-transform group-open:rotate-90 max-md:order-3"
          />
        </summary>
        <div className="grid gap-4 border-line border-t bg-sunken/40 p-4">
          {attempt.problem !== null && words !== null && <AttemptProblem attempt={attempt} words={words} />}
          <Facts facts={factsOf(attempt, country, renderedAt)} />
          {attempt.authorizationId !== null && (
            <div>
              <LinkButton href={`/ops/authorizations/${attempt.authorizationId}`} size="small">
                Open the selling partner
              </LinkButton>
            </div>
          )}
        </div>
      </details>
    </li>
  )
}

function factsOf(attempt: AttemptView, country: string | null, renderedAt: Date): Fact[] {
  const time = (at: Date) => <TimeStamp at={at.toISOString()} renderedAt={renderedAt.toISOString()} />
  const facts: (Fact | false)[] = [
    { term: 'Started', detail: time(attempt.startedAt) },
    attempt.receivedAt !== null && { term: 'Back from Amazon', detail: time(attempt.receivedAt) },
    attempt.endedAt !== null && { term: 'Ended', detail: time(attempt.endedAt) },
    {
      term: 'Began',
      detail: attempt.workflow === 'website' ? 'On the connect page' : 'At Amazon (Log-in URI)',
    },
    {
      term: 'Where',
      detail: `${country ?? 'Not chosen'}, ${attempt.partnerType === 'vendor' ? 'vendor' : 'seller'}`,
    },
    attempt.sellingPartnerId !== null && {
      term: 'Selling partner id',
      detail: <Code copy="the selling partner id">{attempt.sellingPartnerId}</Code>,
    },
    { term: 'Attempt id', detail: <Code copy="the attempt id">{attempt.id}</Code> },
    attempt.unknownParameters.length > 0 && {
      term: 'Unknown parameters',
      detail: `${attempt.unknownParameters.join(', ')} (ignored)`,
    },
  ]
  return facts.filter((fact) => fact !== false)
}
