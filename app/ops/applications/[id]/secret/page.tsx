import { forbidden, notFound } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { RotationCard } from '#components/applications/rotation-card.tsx'
import { RotationNotices, RotationState } from '#components/applications/rotation-state.tsx'
import { arrivalWords } from '#components/applications/rotation-words.ts'
import { SecretState } from '#components/applications/secret-card.tsx'
import { RotateCard, SecretDateForm, SecretForm } from '#components/applications/secret-forms.tsx'
import { secretWords } from '#components/applications/secret-words.ts'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { regions } from '#lib/amazon/regions.ts'
import { describeFailure } from '#lib/failure.ts'
import { readOpenIncidents } from '#lib/incidents/read.ts'
import { readRotation, rotationForm } from '#lib/rotation/settings.ts'
import { findApplication } from '../../find-application.ts'
import { activate, checkQueue, date, replace, rotate, saveRotation } from './actions.ts'

export default async function SecretPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { ctx, may } = await operatorPage(paths.applicationSecret(id))
  if (!may('applications:manage')) forbidden()
  const application = await findApplication(ctx, id)
  if (application === null) notFound()
  const { name, secretCreatedOn, previousSecretUsedAt, credentialsFailure, isSandbox } = application
  const expired = (await readOpenIncidents(ctx)).find(
    ({ applicationId, problem }) => applicationId === id && problem === 'secret_expired',
  )
  const rotation = await readRotation(ctx, id)
  const now = ctx.now()
  const today = now.toISOString().slice(0, 10)
  const { tone, title, cause, next } = secretWords(application.secretAge, previousSecretUsedAt !== null)
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.application(id)}>{name}</BackLink>}
        title={`Client secret of ${name}`}
        description="It proves to Amazon that a request comes from this application. It never leaves this server."
      />
      {credentialsFailure !== null && (
        <Notice
          tone="blocked"
          title="Amazon is rejecting these credentials"
          cause={`Amazon’s response: ${describeFailure(credentialsFailure)}`}
          next="Copy the valid secret from LWA credentials > View of the same LWA client, and save it here. Everything resumes automatically within minutes."
        />
      )}
      {expired !== undefined && (
        <Notice
          tone="bad"
          title="Amazon says this client secret has expired"
          cause={`Amazon still issues tokens for it, but refuses calls with them: ${expired.detail}`}
          next="Create a new one at Amazon, and save it here. Tokens are then renewed automatically within minutes."
        />
      )}
      {rotation !== null && <RotationNotices id={id} rotation={rotation} activate={activate} />}
      {credentialsFailure === null && expired === undefined && (
        <Notice tone={tone} title={title} cause={cause} next={next} />
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <SecretForm id={id} today={today} action={replace} />
          {!isSandbox && (
            <RotationCard id={id} stored={rotationForm(rotation)} action={saveRotation} check={checkQueue} />
          )}
        </div>
        <div className="grid min-w-0 gap-5">
          <Card title="Stored secret">
            <SecretState application={application} />
          </Card>
          <Card title="Its date">
            <SecretDateForm
              id={id}
              stored={{ seenAt: application.updatedAt.toISOString(), secretCreatedOn: secretCreatedOn ?? '' }}
              today={today}
              action={date}
            />
          </Card>
          {rotation !== null && (
            <Card title="Rotation">
              <RotationState rotation={rotation} />
            </Card>
          )}
          {!isSandbox && (
            <RotateCard
              id={id}
              regions={Object.values(regions)}
              arrival={arrivalWords(rotation)}
              action={rotate}
            />
          )}
        </div>
      </div>
    </>
  )
}
