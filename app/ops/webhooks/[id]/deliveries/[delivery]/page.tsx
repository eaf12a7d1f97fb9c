import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { datedTitle } from '#components/ui/format.ts'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { DeliveryPanels } from '#components/webhooks/delivery-details.tsx'
import { readDelivery, readEndpoint } from '#lib/webhooks/read.ts'
import { replay } from '../../../actions.ts'

interface Props {
  params: Promise<{ id: string; delivery: string }>
}

export default async function DeliveryPage({ params }: Props) {
  const { id, delivery: deliveryId } = await params
  const { ctx, may } = await operatorPage(paths.webhookDelivery(id, deliveryId))
  const endpoint = await readEndpoint(ctx, id).catch(orNotFound('webhook_not_found'))
  const delivery = await readDelivery(ctx, id, deliveryId).catch(orNotFound('webhook_delivery_not_found'))
  const mayReplay = may('webhooks:manage') && endpoint.state !== 'disabled'
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.webhook(id)}>{endpoint.name}</BackLink>}
        title={datedTitle(delivery.type, delivery.createdAt)}
      />
      <DeliveryPanels endpointId={id} delivery={delivery} replay={mayReplay ? replay : null} />
      <KeepFresh everyMs={5_000} isAnnounced={false} />
    </>
  )
}
