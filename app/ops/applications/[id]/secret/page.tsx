import { forbidden, notFound } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
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
import { findApplication } from '../../find-application.ts'
import { date, replace, rotate } from './actions.ts'

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
  const now = ctx.now()
  const today = now.toISOString().slice(0, 10)
  const { tone, title, cause, next } = secretWords(application.secretAge, previousSecretUsedAt !== null)
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.application(id)}>{name}</BackLink>}
        title="Client secret"
        description="It proves to Amazon that a request is this application’s. It never leaves this server."
      />
      {credentialsFailure !== null && (
        <Notice
          tone="blocked"
          title="Amazon refuses these credentials"
          cause={`It says: ${describeFailure(credentialsFailure)}`}
          next="Copy the valid secret from LWA credentials, View, of the same LWA client, and put it in place. What stands still goes on by itself within minutes."
        />
      )}
      {expired !== undefined && (
        <Notice
          tone="bad"
          title="Amazon calls this client secret expired"
          cause={`Tokens are still given for it, but calls with them are refused: ${expired.detail}`}
          next="Make a new one at Amazon, and put it in place. The tokens are renewed by themselves within minutes after that."
        />
      )}
      <Notice tone={tone} title={title} cause={cause} next={next} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <SecretForm id={id} today={today} action={replace} />
        <div className="grid min-w-0 gap-5">
          <Card title="What is kept">
            <SecretState application={application} renderedAt={now.toISOString()} />
          </Card>
          <Card title="Its date">
            <SecretDateForm id={id} createdOn={secretCreatedOn} today={today} action={date} />
          </Card>
          {!isSandbox && <RotateCard id={id} regions={Object.values(regions)} action={rotate} />}
        </div>
      </div>
    </>
  )
}
