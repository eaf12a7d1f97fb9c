import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { LikelyCause } from '#components/diagnose/diagnosis-card.tsx'
import { IncidentFacts, isFixedBySecret } from '#components/incidents/incident-card.tsx'
import { IncidentTimeline } from '#components/incidents/incident-timeline.tsx'
import { incidentWords } from '#components/incidents/incident-words.ts'
import { incidentFields } from '#components/incidents/incidents-view.ts'
import { toWire } from '#components/list/wire.ts'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { counted } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { listAuthorizations } from '#lib/authorizations/read.ts'
import { readIncident } from '#lib/incidents/read.ts'

export default async function IncidentPage({ params }: PageProps<'/ops/incidents/[id]'>) {
  const { id } = await params
  const { ctx, may } = await operatorPage(paths.incident(id))
  const incident = await readIncident(ctx, id).catch(orNotFound('incident_not_found'))
  const { applicationId, applicationName, problem, endedAt, affected, diagnosis } = incident
  const isOpen = endedAt === null
  const { tone, title, cause, next } = incidentWords(incident)
  const some = isOpen ? (await listAuthorizations(ctx, { incidentId: id, limit: 5 })).rows : []
  const affectedHref = authorizationsView.href({ ...authorizationsView.whole, incident: id })
  return (
    <>
      <KeepFresh everyMs={10_000} />
      <PageHeading
        above={<BackLink href={paths.incidents}>Incidents</BackLink>}
        title={title}
        action={
          isFixedBySecret(problem) && isOpen && may('applications:manage') ? (
            <LinkButton href={paths.applicationSecret(applicationId)} variant="primary">
              Replace the client secret
            </LinkButton>
          ) : (
            <LinkButton href={paths.application(applicationId)}>Application {applicationName}</LinkButton>
          )
        }
      />
      <Notice
        tone={isOpen ? tone : 'good'}
        title={isOpen ? 'Ongoing' : 'Resolved'}
        cause={cause}
        {...(isOpen && { next })}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <Card
            title="Evidence"
            action={isOpen ? <Badge tone={tone}>Ongoing</Badge> : <Badge tone="good">Resolved</Badge>}
          >
            <div className="grid gap-4">
              <IncidentFacts incident={toWire(incident, incidentFields)} />
              {diagnosis !== null && <LikelyCause diagnosis={diagnosis} isOpen={isOpen} />}
            </div>
          </Card>
          <Card title="Affected selling partners">
            <div className="grid justify-items-start gap-3">
              <p className="text-ink-muted">
                {affected > 0
                  ? `${counted(affected, 'selling partner')} failed the same way at its peak.`
                  : 'All selling partners of the application.'}
                {!isOpen && ' None of them is affected anymore.'}
              </p>
              {some.length > 0 && (
                <ul className="grid gap-1">
                  {some.map((authorization) => (
                    <li key={authorization.id} className="wrap-anywhere">
                      <a href={paths.authorization(authorization.id)} className="underline">
                        {authorization.name}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
              {isOpen && (
                <LinkButton href={affectedHref} size="small">
                  Show all that are failing now
                </LinkButton>
              )}
            </div>
          </Card>
        </div>
        <Card title="Timeline">
          <IncidentTimeline events={incident.events} />
        </Card>
      </div>
    </>
  )
}
