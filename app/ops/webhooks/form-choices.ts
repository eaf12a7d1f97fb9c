import type { EndpointChoices } from '#components/webhooks/endpoint-form.tsx'
import type { Context } from '#lib/context.ts'
import { eventTypes, publicEventTypes } from '#lib/events/catalog.ts'
import { listEndpointChoices } from '#lib/webhooks/read.ts'

/** The choices in an endpoint's form. */
export async function readFormChoices(ctx: Context): Promise<EndpointChoices> {
  const { applications } = await listEndpointChoices(ctx)
  return {
    applications,
    eventTypes: publicEventTypes.map((type) => ({ type, description: eventTypes[type].description })),
  }
}
