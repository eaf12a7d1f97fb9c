import { ExternalLinkIcon, PlugIcon } from 'lucide-react'
import type { Unfinished } from '#lib/attempts/read-own.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { FormAction } from '../forms/form-state.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { utcDate } from '../ui/format.ts'
import { KeepFresh } from '../ui/keep-fresh.tsx'
import { Notice } from '../ui/notice.tsx'
import { DisconnectForm } from './disconnect-form.tsx'
import { Heading } from './heading.tsx'
import { type OwnFacts, ownStatus } from './own-status.ts'
import type { Participation } from './participations.tsx'
import { WaysToRenew } from './re-authorize.tsx'
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
          {!page.isFirst && <AnchorButton href={paths.connections}>First page</AnchorButton>}
          {page.next !== null && (
            <AnchorButton href={`${paths.connections}?${new URLSearchParams({ after: page.next })}`}>
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
            <AnchorButton href={paths.connections}>Check again</AnchorButton>
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

export interface Connection
  extends OwnFacts,
    Pick<
      AuthorizationView,
      'id' | 'name' | 'sellingPartnerId' | 'authorizedAt' | 'releasedAt' | 'manageAppsUrl'
    > {
  readonly regionName: string
  readonly participations: readonly Participation[]
}

/** One selling partner of the account, with what can be done about it. */
function ConnectionCard({
  connection,
  companyName,
  now,
  disconnect,
}: {
  connection: Connection
  companyName: string
  now: Date
  disconnect: FormAction
}) {
  const { id, name, state, workflow, releasedAt, manageAppsUrl } = connection
  const status = ownStatus(connection, companyName, now)
  const isConnected = state !== 'disconnected'
  return (
    <article aria-label={name} className="grid gap-4 rounded-md border border-line bg-surface p-5 text-base">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold text-lg wrap-anywhere">{name}</h2>
        <span className="shrink-0 pt-0.5">
          <Badge tone={status.tone}>{status.label}</Badge>
        </span>
      </div>
      {status.sentence !== null && <p className="text-ink-muted">{status.sentence}</p>}
      {isConnected && status.asksSeller && <WaysToRenew {...connection} />}
      {!isConnected && workflow !== 'self' && (
        <LastStep companyName={companyName} manageAppsUrl={manageAppsUrl} />
      )}
      <Facts facts={factsOf(connection)} />
      <div className="flex flex-wrap items-start gap-2">
        {workflow !== 'self' && releasedAt === null && !(isConnected && status.asksSeller) && (
          <AnchorButton href={paths.reauthorize(id)}>Authorize again</AnchorButton>
        )}
        {isConnected && (
          <DisconnectForm
            id={id}
            name={name}
            companyName={companyName}
            manageAppsUrl={manageAppsUrl}
            action={disconnect}
          />
        )}
      </div>
    </article>
  )
}

/** No call of Amazon's ends a permission: only its seller can. */
function LastStep({ companyName, manageAppsUrl }: { companyName: string; manageAppsUrl: string | null }) {
  return (
    <div className="grid justify-items-start gap-2.5 rounded-md border border-line bg-sunken p-4">
      <p>
        One step is left, and only you can do it: Amazon keeps listing {companyName} until you disable it
        there.
      </p>
      {manageAppsUrl !== null && (
        <AnchorButton href={manageAppsUrl} size="small">
          Open Manage Your Apps
          <ExternalLinkIcon size={14} />
        </AnchorButton>
      )}
    </div>
  )
}

function factsOf(connection: Connection): Fact[] {
  const { partnerType, sellingPartnerId, regionName, participations, state, authorizedAt, renewsBy } =
    connection
  const open = participations.filter((row) => row.isParticipating)
  const countries = [...new Set(open.map((row) => row.countryCode))]
  return [
    { term: 'Account', detail: partnerType === 'vendor' ? 'Vendor' : 'Seller' },
    ...(sellingPartnerId === null
      ? []
      : [{ term: 'Amazon’s id', detail: <code className="font-mono text-sm">{sellingPartnerId}</code> }]),
    {
      term: 'Region',
      detail: countries.length > 0 ? `${regionName} (${countries.join(', ')})` : regionName,
    },
    {
      term: state === 'disconnected' ? 'First connected' : 'Connected since',
      detail: utcDate(authorizedAt),
    },
    ...(renewsBy === null ? [] : [{ term: 'Renew by', detail: utcDate(renewsBy) }]),
  ]
}
