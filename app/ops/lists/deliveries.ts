import { toWire } from '#components/list/wire.ts'
import { deliveriesView, deliveryFields } from '#components/webhooks/deliveries-view.ts'
import { listDeliveries } from '#lib/webhooks/read.ts'
import { serverList } from './server-list.tsx'

/** The deliveries of one webhook endpoint. */
export function deliveriesOf(endpointId: string) {
  return serverList(deliveriesView(endpointId), 'time', async (ctx, shown) => {
    const { rows, next } = await listDeliveries(ctx, endpointId, shown)
    return {
      rows: rows.map((row) => toWire(row, deliveryFields)),
      next,
      readAt: ctx.now().toISOString(),
    }
  })
}
