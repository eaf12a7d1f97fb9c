import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { AuditLink } from '#components/audit/audit-link.tsx'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { deliveriesView } from '#components/webhooks/deliveries-view.ts'
import { DeliveryList } from '#components/webhooks/delivery-list.tsx'
import { EndpointActionCards } from '#components/webhooks/endpoint-actions.tsx'
import { DisabledNotice, EndpointFacts } from '#components/webhooks/endpoint-facts.tsx'
import { readEndpoint } from '#lib/webhooks/read.ts'
import { deliveriesOf } from '../../lists/deliveries.ts'
import { Prepared } from '../../lists/server-list.tsx'
import { remove, replayFailed, rotate, setEnabled, test } from '../actions.ts'

export default async function WebhookPage({ params, searchParams }: PageProps<'/ops/webhooks/[id]'>) {
  const { id } = await params
  const deliveries = deliveriesOf(id)
  const shown = deliveries.parse(await searchParams)
  const { ctx, may } = await operatorPage(deliveriesView(id).href(shown, shown))
  const endpoint = await readEndpoint(ctx, id).catch(orNotFound('webhook_not_found'))
  const page = deliveries.prepare(ctx, shown)
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.webhooks}>Webhooks</BackLink>}
        title={endpoint.name}
        action={
          <>
            {may('audit:search') && <AuditLink kind="webhook-endpoint" id={id} />}
            {may('webhooks:manage') && (
              <LinkButton href={paths.webhookSettings(id)}>Change settings</LinkButton>
            )}
          </>
        }
      />
      <DisabledNotice endpoint={endpoint} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-5">
          <Card title="Endpoint">
            <EndpointFacts endpoint={endpoint} />
          </Card>
          <Suspense>
            <Prepared page={page}>
              <DeliveryList endpointId={id} shown={shown} mayTest={may('webhooks:manage')} />
            </Prepared>
          </Suspense>
        </div>
        {may('webhooks:manage') && (
          <div className="grid min-w-0 gap-5">
            <EndpointActionCards
              id={id}
              name={endpoint.name}
              isDisabled={endpoint.state === 'disabled'}
              hasPreviousSecret={endpoint.previousSecretUntil !== null}
              actions={{ test, replayFailed, rotate, setEnabled, remove }}
            />
          </div>
        )}
      </div>
      <KeepFresh everyMs={10_000} about={id} isAnnounced={false} />
    </>
  )
}
