import { notFound } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { ApplicationFacts } from '#components/applications/application-facts.tsx'
import { ApplicationForm } from '#components/applications/application-form.tsx'
import { CapMeter } from '#components/applications/cap.tsx'
import { ReadinessPanel } from '#components/applications/readiness-panel.tsx'
import { RegistrationCard } from '#components/applications/registration-card.tsx'
import { RetireCard } from '#components/applications/retire-card.tsx'
import { RolesCard } from '#components/applications/roles-card.tsx'
import { SecretCard } from '#components/applications/secret-card.tsx'
import { AuditLink } from '#components/audit/audit-link.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { ownAddresses } from '#lib/applications/readiness.ts'
import { writeFacts } from '#lib/applications/write-facts.ts'
import { change, setRetired } from '../actions.ts'
import { environmentFactsOf } from '../environment-facts.ts'
import { findApplication } from '../find-application.ts'
import { formChoices } from '../form-choices.ts'

interface Props {
  params: Promise<{ id: string }>
}

export default async function ApplicationPage({ params }: Props) {
  const { id } = await params
  const { ctx, may } = await operatorPage(paths.application(id))
  const application = await findApplication(ctx, id)
  if (application === null) notFound()
  const { name, retiredAt, updatedAt, caps } = application
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.applications}>Applications</BackLink>}
        title={name}
        action={may('audit:search') && <AuditLink kind="application" id={id} />}
      />
      <ReadinessPanel application={application} url={`${ctx.settings.appUrl}/?application=${id}`} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        {may('applications:manage') ? (
          <ApplicationForm
            action={change}
            stored={{ ...writeFacts(application), id, seenAt: updatedAt.toISOString() }}
            given={environmentFactsOf(application)}
            {...formChoices}
          />
        ) : (
          <Card title="Facts">
            <ApplicationFacts application={application} />
          </Card>
        )}
        <div className="grid min-w-0 gap-5">
          {may('applications:manage') && <SecretCard application={application} />}
          <RegistrationCard {...ownAddresses(ctx.settings)} />
          <Card title="Usage at Amazon">
            <div className="grid gap-4">
              {caps.map((cap) => (
                <CapMeter key={cap.kind} cap={cap} />
              ))}
            </div>
          </Card>
          <RolesCard application={application} />
          {may('applications:manage') && (
            <RetireCard id={id} isRetired={retiredAt !== null} action={setRetired} />
          )}
        </div>
      </div>
    </>
  )
}
