import { clsx } from 'clsx'
import { TerminalIcon } from 'lucide-react'
import { notFound } from 'next/navigation'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { reauthorizeUrl } from '#app/_server/reauthorize-url.ts'
import { AuditLink } from '#components/audit/audit-link.tsx'
import { AuthorizationFacts } from '#components/authorizations/authorization-facts.tsx'
import { HistoryTimeline, mergeHistory } from '#components/authorizations/history.tsx'
import { ManageAppsLink } from '#components/authorizations/manage-apps-link.tsx'
import { ParticipationTable } from '#components/authorizations/participation-table.tsx'
import { ProgramsCard } from '#components/authorizations/programs-card.tsx'
import { RefreshButton } from '#components/authorizations/refresh-button.tsx'
import { AuthorizationRolesCard } from '#components/authorizations/roles-card.tsx'
import { StateAction, StatePanel } from '#components/authorizations/state-panel.tsx'
import { TokenTimes } from '#components/authorizations/token-times.tsx'
import { callsView } from '#components/calls/calls-view.ts'
import { ApplicationIncident } from '#components/incidents/application-incident.tsx'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { peopleOfAccount } from '#components/people/people-view.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { listAttemptsOf } from '#lib/attempts/read.ts'
import { explainParticipationProblem } from '#lib/authorizations/participations.ts'
import { readOpenIncidentOf } from '#lib/incidents/read.ts'
import { readVendees } from '#lib/keys/usage.ts'
import { readRoles } from '#lib/role-checks/read.ts'
import { checkRoles, refresh } from './actions.ts'
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
  const {
    health,
    name,
    accountName,
    manageAppsUrl,
    participations,
    participationsProblem,
    history,
    stateChanges,
  } = authorization
  const isConnected = health !== 'disconnected'
  const mayOperate = may('authorizations:operate')
  const hasAside = mayOperate || !isConnected
  const incident = await readOpenIncidentOf(ctx, authorization.applicationId)
  const version = `${health} since ${authorization.since.toISOString()}`
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
                  version={version}
                  refresh={refresh}
                  variant={health === 'reauthorization_needed' ? 'secondary' : 'primary'}
                />
              )}
            </>
          )
        }
      />
      {health === 'working' && <ApplicationIncident incident={incident} />}
      <StatePanel
        authorization={authorization}
        action={
          <StateAction
            authorization={authorization}
            incidentId={health === 'blocked' ? (incident?.id ?? null) : authorization.incidentId}
            reauthorizeUrl={reauthorizeUrl(ctx, id)}
            mayOperate={mayOperate}
            mayManageApplications={may('applications:manage')}
          />
        }
        runCheck={
          mayOperate && isConnected ? (
            <RefreshButton id={id} version={version} refresh={refresh} label="Run the check" />
          ) : undefined
        }
      />
      <div className={clsx('grid items-start gap-5', hasAside && 'xl:grid-cols-[minmax(0,1fr)_22rem]')}>
        <div className="grid min-w-0 gap-5">
          <Card title="Marketplace participations" flush={participations.length > 0}>
            {participations.length > 0 ? (
              <ParticipationTable participations={participations} />
            ) : (
              <p className="text-ink-muted">
                {participationsProblem === null
                  ? 'Amazon hasn’t listed any marketplace.'
                  : explainParticipationProblem(participationsProblem)}
              </p>
            )}
          </Card>
          <AuthorizationRolesCard
            id={id}
            rows={await readRoles(ctx, id)}
            check={mayOperate && isConnected ? checkRoles : null}
          />
          <Card title="Facts">
            <AuthorizationFacts
              authorization={authorization}
              people={may('people:read') ? peopleOfAccount(accountName) : null}
            />
          </Card>
          <Card title="Tokens">
            <TokenTimes authorization={authorization} />
          </Card>
          <ProgramsCard vendees={await readVendees(ctx, id)} />
          <Card title="History" action={may('audit:search') && <AuditLink kind="authorization" id={id} />}>
            <HistoryTimeline history={mergeHistory(history, stateChanges, await listAttemptsOf(ctx, id))} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-5 empty:hidden">
          {mayOperate && <Renewal authorization={authorization} ctx={ctx} may={may} />}
          {!isConnected && (
            <Card title="At Amazon">
              <p className="text-ink-muted">
                Only the tokens stored here are destroyed. The permission stays at Amazon until the seller
                disables it under <ManageAppsLink url={manageAppsUrl} />.
              </p>
            </Card>
          )}
          {mayOperate && <Changes authorization={authorization} ctx={ctx} may={may} />}
        </div>
      </div>
      <KeepFresh everyMs={freshEveryMs} about={id} />
    </>
  )
}
