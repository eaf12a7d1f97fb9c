import { ExternalLinkIcon, PlugIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Unfinished } from '#lib/attempts/read-own.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { dayIn, listIn } from '#lib/languages/formats.ts'
import type { FormAction } from '../forms/form-state.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { regionNames } from './country-names.ts'
import { DisconnectForm } from './disconnect-form.tsx'
import { Heading } from './heading.tsx'
import { type OwnFacts, ownStatus } from './own-status.ts'
import type { Participation } from './participations.tsx'
import { WaysToRenew } from './re-authorize.tsx'
import { UnfinishedNotice } from './unfinished-notice.tsx'

/** An account's connections, one page at a time: those that need the seller come first. */
export function Connections({
  connections,
  companyName,
  now,
  connecting,
  unfinished,
  more,
  page,
  disconnect,
}: {
  connections: readonly Connection[]
  companyName: string
  now: Date
  /** Another connection is in progress. */
  connecting: boolean
  unfinished: Unfinished | null
  /** Also shows countries that wait to be connected. */
  more: ReactNode
  page: { readonly isFirst: boolean; readonly next: string | null }
  disconnect: FormAction
}) {
  const text = useText('connections')
  if (connections.length === 0 && page.isFirst && !connecting)
    return (
      <>
        {unfinished !== null && <UnfinishedNotice unfinished={unfinished} />}
        {more}
        <NoConnections companyName={companyName} />
      </>
    )
  const isLong = connections.length > 2 || page.next !== null || !page.isFirst
  const another = (
    <AnchorButton href="/" size="large" wide>
      {text('another')}
    </AnchorButton>
  )
  return (
    <>
      <Heading title={text('title')}>{text.rich('text', { company: companyName })}</Heading>
      {isLong && another}
      {connecting && <Connecting />}
      {unfinished !== null && <UnfinishedNotice unfinished={unfinished} />}
      {more}
      <div className="grid gap-4">
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            companyName={companyName}
            now={now}
            isFolded={isLong}
            disconnect={disconnect}
          />
        ))}
      </div>
      {(page.next !== null || !page.isFirst) && (
        <nav aria-label={text('pages')} className="flex flex-wrap gap-2 text-base">
          {!page.isFirst && <AnchorButton href={paths.connections}>{text('first')}</AnchorButton>}
          {page.next !== null && (
            <AnchorButton href={`${paths.connections}?${new URLSearchParams({ after: page.next })}`}>
              {text('more')}
            </AnchorButton>
          )}
        </nav>
      )}
      {!isLong && another}
    </>
  )
}

function Connecting() {
  const text = useText('connections')
  return (
    <Notice
      tone="neutral"
      live
      title={text('connecting')}
      next={text('connectingNext')}
      action={
        <noscript>
          <AnchorButton href={paths.connections}>{text('checkAgain')}</AnchorButton>
        </noscript>
      }
    />
  )
}

function NoConnections({ companyName }: { companyName: string }) {
  const text = useText('connections')
  return (
    <>
      <Heading title={text('title')} />
      <div className="rounded-md border border-line bg-surface text-base">
        <EmptyState
          icon={PlugIcon}
          title={text('none')}
          action={
            <AnchorButton href="/" variant="primary" size="large">
              {text('connect')}
            </AnchorButton>
          }
        >
          {text.rich('noneText', { company: companyName })}
        </EmptyState>
      </div>
    </>
  )
}

export interface Connection
  extends OwnFacts,
    Pick<
      AuthorizationView,
      'id' | 'name' | 'workflow' | 'sellingPartnerId' | 'region' | 'authorizedAt' | 'manageAppsUrl'
    > {
  readonly participations: readonly Participation[]
}

/** One selling partner of the account, with its actions. */
function ConnectionCard({
  connection,
  companyName,
  now,
  isFolded,
  disconnect,
}: {
  connection: Connection
  companyName: string
  now: Date
  /** Among many: shows what the seller has to do and by when, and the rest on request. */
  isFolded: boolean
  disconnect: FormAction
}) {
  const { id, name, health, workflow, renewalObstacle, manageAppsUrl } = connection
  const text = useText('connections')
  const status = ownStatus(connection, { companyName, now, text: useText('status'), language: useLanguage() })
  const isConnected = health !== 'disconnected'
  const mayAuthorize = renewalObstacle === null
  const renewal = useRenewal(connection)
  const facts = useFacts(connection)
  const again = mayAuthorize && !(isConnected && status.asksSeller) && (
    <AnchorButton href={paths.reauthorize(id)}>{text('authorizeAgain')}</AnchorButton>
  )
  const end = isConnected && (
    <Disconnect
      id={id}
      name={name}
      companyName={companyName}
      manageAppsUrl={manageAppsUrl}
      mayAuthorize={mayAuthorize}
      action={disconnect}
    />
  )
  return (
    <article
      aria-label={name}
      aria-describedby={`status-of-${id}`}
      className="grid gap-4 rounded-md border border-line bg-surface p-5 text-base"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold text-lg wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        <span id={`status-of-${id}`} className="shrink-0 pt-0.5">
          <Badge tone={status.tone}>{status.label}</Badge>
        </span>
      </div>
      {status.sentence !== null && <p className="text-ink-muted">{status.sentence}</p>}
      {isConnected && status.asksSeller && <WaysToRenew {...connection} />}
      {!isConnected && workflow !== 'self' && (
        <LastStep companyName={companyName} manageAppsUrl={manageAppsUrl} />
      )}
      {isFolded ? (
        <>
          {renewal.length > 0 && <Facts facts={renewal} />}
          {!isConnected && <Actions>{again}</Actions>}
          <Folded>
            <Facts facts={facts} />
            {isConnected && (
              <Actions>
                {again}
                {end}
              </Actions>
            )}
          </Folded>
        </>
      ) : (
        <>
          <Facts facts={[...facts, ...renewal]} />
          <Actions>
            {again}
            {end}
          </Actions>
        </>
      )}
    </article>
  )
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-2 empty:hidden">{children}</div>
}

/** Without a script, it comes back closed after a form in it was sent: a problem is shown all the same. */
function Folded({ children }: { children: ReactNode }) {
  return (
    <details className="has-[[role=alert]]:[&::details-content]:[content-visibility:visible]">
      <summary className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-accent-ink underline underline-offset-4">
        <DisclosureIcon />
        {useText('connections')('details')}
      </summary>
      <div className="mt-4 grid gap-4">{children}</div>
    </details>
  )
}

/** Amazon has no call that ends a permission: only the seller can end it. */
function LastStep({ companyName, manageAppsUrl }: { companyName: string; manageAppsUrl: string | null }) {
  const text = useText('connections')
  return (
    <div className="grid justify-items-start gap-2.5 rounded-md border border-line bg-sunken p-4">
      <p>{text.rich('lastStep', { company: companyName })}</p>
      {manageAppsUrl !== null && (
        <AnchorButton href={manageAppsUrl} size="small">
          {text('openManage')}
          <ExternalLinkIcon size={14} />
        </AnchorButton>
      )}
    </div>
  )
}

function Disconnect({
  id,
  name,
  companyName,
  manageAppsUrl,
  mayAuthorize,
  action,
}: Pick<Connection, 'id' | 'name' | 'manageAppsUrl'> & {
  companyName: string
  mayAuthorize: boolean
  action: FormAction
}) {
  const text = useText('disconnect')
  return (
    <DisconnectForm
      id={id}
      action={action}
      words={{ open: text('open'), confirm: text('confirm'), pending: text('pending') }}
    >
      <p>
        {text.rich('means', {
          company: companyName,
          name,
          strong: (words) => <strong className="font-medium wrap-anywhere">{words}</strong>,
        })}
      </p>
      {mayAuthorize && <p>{text('reconnect')}</p>}
      <p className="text-ink-muted text-sm">
        {text.rich('stillListed', {
          company: companyName,
          manage: (words) =>
            manageAppsUrl === null ? (
              words
            ) : (
              <a href={manageAppsUrl} className="rounded-sm text-ink underline underline-offset-4">
                {words}
              </a>
            ),
        })}
      </p>
    </DisconnectForm>
  )
}

function useFacts({
  partnerType,
  sellingPartnerId,
  region,
  participations,
  health,
  authorizedAt,
}: Connection): readonly Fact[] {
  const text = useText('connections')
  const language = useLanguage()
  const regionName = useText('countries')(regionNames[region])
  const open = participations.filter((row) => row.isParticipating)
  const countries = listIn(language, [...new Set(open.map((row) => row.countryCode))])
  return [
    { term: text('account'), detail: text(partnerType === 'vendor' ? 'vendor' : 'seller') },
    ...(sellingPartnerId === null
      ? []
      : [{ term: text('id'), detail: <code className="font-mono text-sm">{sellingPartnerId}</code> }]),
    {
      term: text('region'),
      detail: countries === '' ? regionName : text('regionWith', { region: regionName, countries }),
    },
    {
      term: text(health === 'disconnected' ? 'firstConnected' : 'connectedSince'),
      detail: dayIn(language, authorizedAt),
    },
  ]
}

/** Empty if Amazon sets no term. */
function useRenewal({ renewsBy }: Connection): readonly Fact[] {
  const text = useText('connections')
  const language = useLanguage()
  return renewsBy === null ? [] : [{ term: text('renewBy'), detail: dayIn(language, renewsBy) }]
}
