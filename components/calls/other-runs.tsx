import Link from 'next/link'
import type { CallDetail, CallView } from '#lib/calls/history.ts'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { CallStatus } from './call-columns.tsx'

/** Other runs of the same operation for the same selling partner, for comparison. */
export function OtherRuns({
  call,
  others,
  comparedWith,
}: {
  call: CallDetail
  others: readonly CallView[]
  comparedWith: string | null
}) {
  return (
    <Card title="Compare with">
      {others.length === 0 ? (
        <p className="text-ink-muted text-sm">{nothingToCompare(call)}</p>
      ) : (
        <ul className="-mx-2 grid gap-0.5">
          {others.map((other) => (
            <li key={other.id}>
              <Link
                href={
                  other.id === comparedWith ? paths.call(call.id) : paths.comparedCalls(call.id, other.id)
                }
                scroll={false}
                aria-current={other.id === comparedWith ? 'true' : undefined}
                className="flex min-h-9 items-center justify-between gap-3 rounded-sm px-2 text-sm hover:bg-sunken aria-[current]:bg-accent-soft"
              >
                <span className="flex items-center gap-2">
                  <CallStatus call={other} />
                  {other.sandbox && <span className="text-ink-muted text-xs">Sandbox</span>}
                </span>
                <TimeStamp at={new Date(other.calledAt).toISOString()} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function nothingToCompare({ reason, bodiesDeletedAt, status, responseCut }: CallDetail): string {
  if (reason !== null)
    return 'Responses with personal data aren’t stored, so they can’t be compared or shared.'
  if (bodiesDeletedAt !== null) return 'The response was deleted after 30 days.'
  if (status === null) return 'There was no response to compare.'
  if (responseCut) return 'The response is too long to be stored in full, so it can’t be compared.'
  return 'No other run of this operation for this selling partner has a response that is stored in full.'
}
