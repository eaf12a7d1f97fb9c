import type { DeliveryStatus, DeliveryView } from '#lib/webhooks/read.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { oneOf } from '../list/parameters.ts'
import type { Wire } from '../list/wire.ts'
import { paths } from '../paths.ts'
import { deliveryLooks } from './webhook-words.ts'

/** The fields of a delivery that the columns need. */
export const deliveryFields = [
  'id',
  'type',
  'sequence',
  'subjectId',
  'status',
  'isBeingSent',
  'attempts',
  'nextAttemptAt',
  'createdAt',
  'lastStatus',
  'lastError',
  'lastDurationMs',
] as const satisfies readonly (keyof DeliveryView)[]

export type DeliveryRow = Wire<Pick<DeliveryView, (typeof deliveryFields)[number]>>

/** The deliveries of one endpoint. */
export function deliveriesView(endpointId: string) {
  return defineView<ListPage<DeliveryRow>>()({
    name: `webhook-deliveries ${endpointId}`,
    path: paths.webhook(endpointId),
    dataPath: paths.webhookData(endpointId),
    /** Null for all. */
    parsers: { status: oneOf(Object.keys(deliveryLooks) as DeliveryStatus[]) },
    refreshEveryMs: 5_000,
  })
}

export type DeliveriesShown = Shown<ReturnType<typeof deliveriesView>>
