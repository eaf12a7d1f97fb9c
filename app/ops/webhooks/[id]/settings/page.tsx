import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { EndpointForm } from '#components/webhooks/endpoint-form.tsx'
import { writeTags } from '#lib/tags.ts'
import { readEndpoint } from '#lib/webhooks/read.ts'
import { change } from '../../actions.ts'
import { readFormChoices } from '../../form-choices.ts'

interface Props {
  params: Promise<{ id: string }>
}

export default async function WebhookSettingsPage({ params }: Props) {
  const { id } = await params
  const { ctx, may } = await operatorPage(paths.webhookSettings(id))
  if (!may('webhooks:manage')) forbidden()
  const endpoint = await readEndpoint(ctx, id).catch(orNotFound('webhook_not_found'))
  const { name, url, eventTypes, applicationId, tags, seenAt } = endpoint
  const stored = { seenAt, name, url, eventTypes, application: applicationId ?? '', tags: writeTags(tags) }
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.webhook(id)}>{name}</BackLink>}
        title={`Settings of ${name}`}
        description="Waiting events go to the new URL."
      />
      <div className="max-w-2xl">
        <Card>
          <EndpointForm id={id} stored={stored} choices={await readFormChoices(ctx)} action={change} />
        </Card>
      </div>
    </>
  )
}
