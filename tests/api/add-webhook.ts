import type { Context } from '#lib/context.ts'
import { newId } from '#lib/vault/random.ts'
import { createEndpoint, deleteEndpoint, sendTest } from '#lib/webhooks/manage.ts'
import { listDeliveries, listEndpoints } from '#lib/webhooks/read.ts'

/** The only webhook endpoint, with one delivery. It is of this application. */
export async function addOnlyWebhook(
  admin: Context,
  applicationId: string,
): Promise<{ readonly id: string; readonly deliveryId: string }> {
  for (const { id } of await listEndpoints(admin)) await deleteEndpoint(admin, id)
  const settings = { url: 'https://hooks.example.com/', eventTypes: null, applicationId, tags: {} }
  const { id } = await createEndpoint(admin, { id: newId(), name: 'Back end', ...settings })
  await sendTest(admin, id)
  const { rows } = await listDeliveries(admin, id)
  return { id, deliveryId: rows[0]?.id ?? '' }
}
