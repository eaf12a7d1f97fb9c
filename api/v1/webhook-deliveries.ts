import { z } from 'zod'
import { replayDelivery, replayFailed } from '#lib/webhooks/manage.ts'
import { type DeliveryView, listDeliveries } from '#lib/webhooks/read.ts'
import { defineRoute, noFields } from '../route.ts'

const query = z.strictObject({
  status: z.enum(['waiting', 'delivered', 'failed']).optional(),
  cursor: z.string().max(4_000).optional().describe('next_cursor of the previous page.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const delivery = z.object({
  id: z.uuid(),
  event_id: z.uuid().describe('It is the webhook-id of every attempt.'),
  type: z.string(),
  sequence: z.int().describe('Increases by one with each event of the subject.'),
  status: z
    .enum(['waiting', 'delivered', 'failed'])
    .describe('failed: the last attempt of the schedule failed.'),
  attempts: z.int(),
  next_attempt_at: z.iso
    .datetime()
    .nullable()
    .describe('Null unless it is waiting. It can be later: an event waits for earlier ones of its subject.'),
  last_attempt_at: z.iso.datetime().nullable(),
  last_status: z.int().nullable().describe('The HTTP status of the latest attempt.'),
  last_error: z.string().nullable().describe('Why there was no response, such as timeout.'),
  created_at: z.iso.datetime(),
})

export const listDeliveriesRoute = defineRoute({
  method: 'get',
  path: '/api/v1/webhook-endpoints/{id}/deliveries',
  id: 'listWebhookDeliveries',
  summary: 'List the deliveries of a webhook endpoint',
  description: 'Newest first. They are kept for 30 days.',
  scopes: ['webhooks:manage'],
  query,
  answer: z.object({
    deliveries: z.array(delivery),
    next_cursor: z.string().nullable(),
  }),
  errors: ['webhook_not_found'],
  run: async ({ ctx, id, query: { status = null, cursor: after = null, limit } }) => {
    const { rows, next } = await listDeliveries(ctx, id, { status, after, limit })
    return { deliveries: rows.map(toWire), next_cursor: next }
  },
})

export const replayDeliveryRoute = defineRoute({
  method: 'post',
  path: '/api/v1/webhook-endpoints/{id}/deliveries/{delivery}/replay',
  id: 'replayWebhookDelivery',
  summary: 'Send an event again',
  description: 'With the same webhook-id, from the beginning of the schedule. One that waits is sent now.',
  scopes: ['webhooks:manage'],
  body: noFields,
  bodyIsOptional: true,
  answer: z.object({ id: z.uuid() }),
  errors: ['webhook_not_found', 'webhook_delivery_not_found', 'webhook_disabled', 'webhook_being_sent'],
  run: async ({ ctx, id: endpoint, param }) => {
    const id = param('delivery')
    await replayDelivery(ctx, endpoint, id)
    return { id }
  },
})

const since = z.strictObject({
  since: z.iso.datetime().describe('Everything that failed permanently since then; within the past 30 days.'),
})

export const replayFailedRoute = defineRoute({
  method: 'post',
  path: '/api/v1/webhook-endpoints/{id}/replay',
  id: 'replayFailedWebhooks',
  summary: 'Send all failed events again',
  description: 'In their order, with the same webhook-ids.',
  scopes: ['webhooks:manage'],
  body: since,
  fieldErrors: { since: 'replay_since_invalid' },
  answer: z.object({ count: z.int().describe('How many events that is.') }),
  errors: ['webhook_not_found', 'webhook_disabled'],
  run: async ({ ctx, id, body: asked }) => ({ count: await replayFailed(ctx, id, new Date(asked.since)) }),
})

function toWire(view: DeliveryView) {
  return {
    id: view.id,
    event_id: view.eventId,
    type: view.type,
    sequence: view.sequence,
    status: view.status,
    attempts: view.attempts,
    next_attempt_at: view.nextAttemptAt?.toISOString() ?? null,
    last_attempt_at: view.lastAttemptAt?.toISOString() ?? null,
    last_status: view.lastStatus,
    last_error: view.lastError,
    created_at: view.createdAt.toISOString(),
  }
}
