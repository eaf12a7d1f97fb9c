import { clsx } from 'clsx'
import { TerminalIcon } from 'lucide-react'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { reauthorizeUrl } from '#app/_server/reauthorize-url.ts'
import { LastAttemptsSkeleton } from '#components/attempts/last-attempts.tsx'
import { AuthorizationFacts } from '#components/authorizations/authorization-facts.tsx'
import { HistoryTimeline } from '#components/authorizations/history.tsx'
import { ManageAppsLink } from '#components/authorizations/manage-apps-link.tsx'
import { ParticipationTable } from '#components/authorizations/participation-table.tsx'
import { RefreshButton } from '#components/authorizations/refresh-button.tsx'
import { StateAction, StatePanel } from '#components/authorizations/state-panel.tsx'
import { TokenTimes } from '#components/authorizations/token-times.tsx'
import { callsView } from '#components/calls/calls-view.ts'
import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { KeepFresh } from '#components/ui/keep-fresh.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { Toaster } from '#components/ui/toaster.tsx'
import { states } from '#lib/authorizations/status.ts'
import { refresh } from './actions.ts'
import { Attempts } from './attempts.tsx'
import { Changes } from './changes.tsx'
import { Renewal } from './renewal.tsx'

interface Props {
  params: Promise<{ id: string }>
}

const freshEveryMs = 15_000

export default async function Page({ params }: Props) {
  const { id } = await params
  const { ctx, may } = await operatorPage(paths.authorization(id))
  const authorization = await findAuthorization(ctx, id)
  if (authorization === null) notFound()
  const { state, name, accountName, manageAppsUrl, participations, history } = authorization
  const renderedAt = ctx.now().toISOString()
  const isConnected = state !== 'disconnected'
  const mayOperate = may('authorizations:operate')
  const hasAside = mayOperate || !isConnected
  const { label, tone } = states[state]
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.authorizations}>Selling partners</BackLink>}
        title={name}
        description={accountName}
        action={
          isConnected && (
            <>
              {may('calls:run') && (
                <LinkButton href={callsView.href(callsView.whole, { authorization: id })}>
                  <TerminalIcon size={14} /> Run a call
                </LinkButton>
              )}
              {mayOperate && (
                <RefreshButton
                  id={id}
                  version={`${state} since ${authorization.since.toISOString()}`}
                  refresh={refresh}
                />
              )}
            </>
          )
        }
      />
      <StatePanel
        authorization={authorization}
        label={label}
        tone={tone}
        renderedAt={renderedAt}
        action={
          <StateAction
            authorization={authorization}
            reauthorizeUrl={reauthorizeUrl(ctx, id)}
            mayOperate={mayOperate}
            mayManageApplications={may('applications:manage')}
          />
        }
      />
      <div className={clsx('grid items-start gap-5', hasAside && 'xl:grid-cols-[minmax(0,1fr)_22rem]')}>
        <div className="grid min-w-0 gap-5">
          <Card title="Marketplace participations" flush={participations.length > 0}>
            {participations.length > 0 ? (
              <ParticipationTable participations={participations} />
            ) : (
              <p className="text-ink-muted">
                Amazon has named no marketplace
                {authorization.partnerType === 'vendor' && ': it gives no store details for vendors'}.
              </p>
            )}
          </Card>
          <Card title="Facts">
            <AuthorizationFacts authorization={authorization} />
          </Card>
          <Card title="Tokens">
            <TokenTimes authorization={authorization} renderedAt={renderedAt} />
          </Card>
          <Card title="Last attempts">
            <Suspense fallback={<LastAttemptsSkeleton />}>
              <Attempts ctx={ctx} authorizationId={id} />
            </Suspense>
          </Card>
          <Card title="History">
            <HistoryTimeline entries={history} renderedAt={renderedAt} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-5 empty:hidden">
          {mayOperate && <Renewal authorization={authorization} ctx={ctx} may={may} />}
          {!isConnected && (
            <Card title="At Amazon">
              <p className="text-ink-muted">
                Only the tokens here are destroyed. The permission itself stays at Amazon until the seller
                disables it under <ManageAppsLink url={manageAppsUrl} />.
              </p>
            </Card>
          )}
          {mayOperate && <Changes authorization={authorization} />}
        </div>
      </div>
      <KeepFresh everyMs={freshEveryMs} />
      <Toaster />
    </>
  )
}
