import { z } from 'zod'
import { replayDelivery, replayFailed } from '#lib/webhooks/manage.ts'
import { type DeliveryView, listDeliveries } from '#lib/webhooks/read.ts'
import { keyContext, parseInput, readBody, readQuery, respond } from '../http.ts'
import { type Route, readId } from '../route.ts'
import { noFields, requestId } from './fields.ts'

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

export const listDeliveriesRoute: Route = {
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
    request_id: requestId,
  }),
  errors: ['input_invalid', 'parameter_repeated', 'webhook_not_found'],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    const {
      status = null,
      cursor: after = null,
      limit,
    } = parseInput(query, readQuery(c), {}, 'input_invalid')
    const { rows, next } = await listDeliveries(ctx, readId(c), { status, after, limit })
    return respond(c, { deliveries: rows.map(toWire), next_cursor: next, request_id: ctx.requestId })
  },
}

const mostBytes = 1_024

export const replayDeliveryRoute: Route = {
  method: 'post',
  path: '/api/v1/webhook-endpoints/{id}/deliveries/{delivery}/replay',
  id: 'replayWebhookDelivery',
  summary: 'Send an event again',
  description: 'With the same webhook-id, from the beginning of the schedule. One that waits is sent now.',
  scopes: ['webhooks:manage'],
  body: noFields,
  bodyIsOptional: true,
  answer: z.object({ id: z.uuid(), request_id: requestId }),
  errors: [
    'body_unreadable',
    'body_too_large',
    'webhook_not_found',
    'webhook_delivery_not_found',
    'webhook_disabled',
    'webhook_being_sent',
  ],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    parseInput(noFields, (await readBody(c, mostBytes)) ?? {}, {}, 'body_unreadable')
    const id = c.req.param('delivery') ?? ''
    await replayDelivery(ctx, readId(c), id)
    return respond(c, { id, request_id: ctx.requestId })
  },
}

const since = z.strictObject({
  since: z.iso.datetime().describe('Everything that failed permanently since then; within the past 30 days.'),
})

export const replayFailedRoute: Route = {
  method: 'post',
  path: '/api/v1/webhook-endpoints/{id}/replay',
  id: 'replayFailedWebhooks',
  summary: 'Send all failed events again',
  description: 'In their order, with the same webhook-ids.',
  scopes: ['webhooks:manage'],
  body: since,
  answer: z.object({ count: z.int().describe('How many events that is.'), request_id: requestId }),
  errors: [
    'body_unreadable',
    'body_too_large',
    'replay_since_invalid',
    'webhook_not_found',
    'webhook_disabled',
  ],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    const asked = parseInput(
      since,
      await readBody(c, mostBytes),
      { since: 'replay_since_invalid' },
      'body_unreadable',
    )
    const count = await replayFailed(ctx, readId(c), new Date(asked.since))
    return respond(c, { count, request_id: ctx.requestId })
  },
}

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
