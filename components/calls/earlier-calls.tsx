import { TerminalIcon } from 'lucide-react'
import type { CallView } from '#lib/calls/history.ts'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Paging } from '../ui/paging.tsx'
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
  next: string | null
  mayRun: boolean
  renderedAt: string
}) {
  const { authorization, after } = view
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
        <EmptyState icon={TerminalIcon} title="Nothing has been called yet">
          {mayRun
            ? 'Choose a selling partner above and press Run. Every call is kept here, without its token.'
            : 'Calls that operators run are kept here, without their tokens.'}
        </EmptyState>
      ) : (
        <CallTable
          calls={calls}
          hrefOf={({ id }) => callsHref({ authorization, after, call: id })}
          renderedAt={renderedAt}
        />
      )}
      <Paging
        first={after === undefined ? null : callsHref({ authorization })}
        next={next === null ? null : callsHref({ authorization, after: next })}
      />
    </Card>
  )
}
