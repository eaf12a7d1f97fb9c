import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { EndpointForm } from '#components/webhooks/endpoint-form.tsx'
import { create } from '../actions.ts'
import { readFormChoices } from '../form-choices.ts'

export default async function NewWebhookPage() {
  const { ctx, may } = await operatorPage(paths.newWebhook)
  if (!may('webhooks:manage')) forbidden()
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.webhooks}>Webhooks</BackLink>}
        title="Add an endpoint"
        description="It gets all events from now on, each at least once. Events of one authorization arrive in order."
      />
      <div className="max-w-2xl">
        <Card>
          <EndpointForm
            id={crypto.randomUUID()}
            stored={null}
            choices={await readFormChoices(ctx)}
            action={create}
          />
        </Card>
      </div>
    </>
  )
}
