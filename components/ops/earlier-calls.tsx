import type { CallView } from '#lib/calls/history.ts'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { CallTable } from './call-table.tsx'
import { type CallsView, callsHref } from './calls-view.ts'

/** The calls that were run, of one selling partner or of all, a page at a time. */
export function EarlierCalls({
  view,
  name,
  calls,
  next,
  mayRun,
  renderedAt,
}: {
  view: CallsView
  /** Whose calls these are; null for all. */
  name: string | null
  calls: readonly CallView[]
  next: Date | null
  mayRun: boolean
  renderedAt: string
}) {
  const { authorization, before } = view
  return (
    <Card
      title={
        <span className="wrap-anywhere">{name === null ? 'Earlier calls' : `Earlier calls for ${name}`}</span>
      }
      action={
        authorization !== undefined && (
          <LinkButton href="/ops/calls" size="small" variant="ghost">
            Show all
          </LinkButton>
        )
      }
      flush
    >
      {calls.length === 0 ? (
        <EmptyState icon="terminal" title="Nothing has been called yet">
          {mayRun
            ? 'Choose a selling partner above and press Run. Every call is kept here, without its token.'
            : 'Calls that operators run are kept here, without their tokens.'}
        </EmptyState>
      ) : (
        <CallTable
          calls={calls}
          hrefOf={({ id }) => callsHref({ authorization, before, call: id })}
          renderedAt={renderedAt}
        />
      )}
      {(next !== null || before !== undefined) && (
        <div className="flex justify-end gap-2 border-line border-t px-4 py-2">
          {before !== undefined && (
            <LinkButton href={callsHref({ authorization })} size="small">
              Newest
            </LinkButton>
          )}
          {next !== null && (
            <LinkButton href={callsHref({ authorization, before: next.toISOString() })} size="small">
              Older
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  )
}
