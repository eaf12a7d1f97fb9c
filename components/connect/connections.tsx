import { PlugIcon } from 'lucide-react'
import type { Unfinished } from '#lib/attempts/read-own.ts'
import type { FormAction } from '../forms/form-state.ts'
import { AnchorButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { KeepFresh } from '../ui/keep-fresh.tsx'
import { Notice } from '../ui/notice.tsx'
import { type Connection, ConnectionCard } from './connection-card.tsx'
import { Heading } from './heading.tsx'
import { UnfinishedNotice } from './unfinished-notice.tsx'

const refreshMs = 2_000

/** What the account has connected, a page of it at a time: what needs the seller comes first. */
export function Connections({
  connections,
  companyName,
  now,
  connecting,
  unfinished,
  page,
  disconnect,
}: {
  connections: readonly Connection[]
  companyName: string
  now: Date
  /** Another one is being made now. */
  connecting: boolean
  unfinished: Unfinished | null
  page: { readonly isFirst: boolean; readonly next: string | null }
  disconnect: FormAction
}) {
  if (connections.length === 0 && page.isFirst && !connecting)
    return (
      <>
        {unfinished !== null && <UnfinishedNotice unfinished={unfinished} />}
        <NoConnections companyName={companyName} />
      </>
    )
  return (
    <>
      <Heading title="Your connections">
        What {companyName} may work with at Amazon, and whether it can.
      </Heading>
      {connecting && <Connecting />}
      {unfinished !== null && <UnfinishedNotice unfinished={unfinished} />}
      <div className="grid gap-4">
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            companyName={companyName}
            now={now}
            disconnect={disconnect}
          />
        ))}
      </div>
      {(page.next !== null || !page.isFirst) && (
        <nav aria-label="Pages" className="flex flex-wrap gap-2 text-base">
          {!page.isFirst && <AnchorButton href="/connect/connections">First page</AnchorButton>}
          {page.next !== null && (
            <AnchorButton href={`/connect/connections?${new URLSearchParams({ after: page.next })}`}>
              More connections
            </AnchorButton>
          )}
        </nav>
      )}
      <AnchorButton href="/" size="large" wide>
        Connect another account
      </AnchorButton>
    </>
  )
}

function Connecting() {
  return (
    <>
      <KeepFresh everyMs={refreshMs} />
      <Notice
        tone="neutral"
        live
        title="A connection is being finished"
        next="This usually takes a few seconds. It appears here as soon as it's ready; you can close this page."
        action={
          <noscript>
            <AnchorButton href="/connect/connections">Check again</AnchorButton>
          </noscript>
        }
      />
    </>
  )
}

function NoConnections({ companyName }: { companyName: string }) {
  return (
    <>
      <Heading title="Your connections" />
      <div className="rounded-md border border-line bg-surface text-base">
        <EmptyState
          icon={PlugIcon}
          title="Nothing is connected yet"
          action={
            <AnchorButton href="/" variant="primary" size="large">
              Connect an account
            </AnchorButton>
          }
        >
          Once you authorize {companyName} at Amazon, your store appears here with its state, and you can end
          it here.
        </EmptyState>
      </div>
    </>
  )
}
