import { z } from 'zod'
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  disable,
  enable,
  rotateSecret,
  sendTest,
} from '#lib/webhooks/manage.ts'
import { type EndpointView, listEndpoints, readEndpoint } from '#lib/webhooks/read.ts'
import { defineRoute, noFields } from '../route.ts'

const mostBytes = 32 * 1_024
const settings = {
  name: z.string().describe('For people.'),
  url: z.string().describe('https, unless its network is listed in OUTBOUND_ALLOWED_NETWORKS.'),
  event_types: z
    .array(z.string())
    .nullable()
    .describe('The event types that it gets. Null: every published type, including those added later.'),
  application_id: z.uuid().nullable().describe('Only events of this application. Null: of all.'),
  tags: z
    .record(z.string(), z.string())
    .describe('Only events whose authorization has all of these tags. Empty: any.'),
}

const endpoint = {
  id: z.uuid(),
  ...settings,
  state: z
    .enum(['active', 'failing', 'disabled'])
    .describe('failing: the latest attempt failed. disabled: events wait until it is enabled.'),
  disabled_reason: z
    .enum(['operator', 'gone', 'failing'])
    .nullable()
    .describe('gone: it answered 410. failing: every attempt failed for five days.'),
  disabled_at: z.iso.datetime().nullable(),
  failing_since: z.iso.datetime().nullable(),
  previous_secret_until: z.iso
    .datetime()
    .nullable()
    .describe('Until when the previous secret signs, too. Null: one secret signs.'),
  waiting: z.int().describe('Deliveries that are not finished.'),
  created_at: z.iso.datetime(),
}

const secret = z
  .string()
  .describe('whsec_ and 32 random bytes in base64. In this response only: it can’t be read later.')

const creation = z.strictObject({
  name: settings.name,
  url: settings.url,
  event_types: settings.event_types.optional(),
  application_id: settings.application_id.optional(),
  tags: settings.tags.optional(),
})
const change = creation
  .partial()
  .extend({ is_enabled: z.boolean().optional().describe('Enabling sends the waiting events in order.') })

const fieldErrors = {
  name: 'name_invalid',
  url: 'webhook_url_invalid',
  event_types: 'webhook_type_unknown',
  application_id: 'webhook_application_unknown',
  tags: 'tags_invalid',
} as const
const settingErrors = ['webhook_http_refused', 'webhook_address_refused', 'webhook_types_missing'] as const

export const listEndpointsRoute = defineRoute({
  method: 'get',
  path: '/api/v1/webhook-endpoints',
  id: 'listWebhookEndpoints',
  summary: 'List webhook endpoints',
  description: 'By name. A key of one application sees the endpoints of that application.',
  scopes: ['webhooks:manage'],
  answer: z.object({ webhook_endpoints: z.array(z.object(endpoint)) }),
  errors: [],
  run: async ({ ctx }) => {
    const endpoints = await listEndpoints(ctx)
    return { webhook_endpoints: endpoints.map(toWire) }
  },
})

export const createEndpointRoute = defineRoute({
  method: 'post',
  path: '/api/v1/webhook-endpoints',
  id: 'createWebhookEndpoint',
  summary: 'Add a webhook endpoint',
  description:
    'It gets all events from now on. Send an Idempotency-Key, so that a repeated request adds one endpoint and gets the same secret.',
  scopes: ['webhooks:manage'],
  body: creation,
  mostBytes,
  fieldErrors,
  hasIdempotencyKey: true,
  createsAt: '/api/v1/webhook-endpoints',
  answer: z.object({ ...endpoint, secret }),
  errors: [...settingErrors, 'webhook_limit_reached'],
  run: ({ body: asked, once }) =>
    once(async (tx) => {
      const created = await createEndpoint(tx, {
        id: crypto.randomUUID(),
        name: asked.name,
        url: asked.url,
        eventTypes: asked.event_types ?? null,
        applicationId: asked.application_id ?? null,
        tags: asked.tags ?? {},
      })
      return { ...toWire(await readEndpoint(tx, created.id)), secret: created.secret.expose() }
    }),
})

export const readEndpointRoute = defineRoute({
  method: 'get',
  path: '/api/v1/webhook-endpoints/{id}',
  id: 'readWebhookEndpoint',
  summary: 'Read a webhook endpoint',
  description: 'Everything but its secret. With an ETag.',
  hasEtag: true,
  scopes: ['webhooks:manage'],
  answer: z.object(endpoint),
  errors: ['webhook_not_found'],
  run: async ({ ctx, id }) => toWire(await readEndpoint(ctx, id)),
})

export const changeEndpointRoute = defineRoute({
  method: 'patch',
  path: '/api/v1/webhook-endpoints/{id}',
  id: 'changeWebhookEndpoint',
  summary: 'Change, disable or enable a webhook endpoint',
  description: 'What is left out stays as it is. Waiting events go to the new URL.',
  scopes: ['webhooks:manage'],
  body: change,
  mostBytes,
  fieldErrors,
  answer: z.object(endpoint),
  errors: [...settingErrors, 'webhook_not_found'],
  run: async ({ ctx, id, body: { is_enabled: isEnabled, ...asked } }) => {
    const { name, url, tags, event_types: eventTypes, application_id: applicationId } = asked
    if (Object.keys(asked).length > 0) {
      await changeEndpoint(ctx, id, {
        ...(name !== undefined && { name }),
        ...(url !== undefined && { url }),
        ...(tags !== undefined && { tags }),
        ...(eventTypes !== undefined && { eventTypes }),
        ...(applicationId !== undefined && { applicationId }),
      })
    }
    if (isEnabled === true) await enable(ctx, id)
    if (isEnabled === false) await disable(ctx, id)
    return toWire(await readEndpoint(ctx, id))
  },
})

export const deleteEndpointRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/webhook-endpoints/{id}',
  id: 'deleteWebhookEndpoint',
  summary: 'Delete a webhook endpoint',
  description: 'With its deliveries: what is waiting is not sent.',
  scopes: ['webhooks:manage'],
  answer: z.object({ id: z.uuid() }),
  errors: ['webhook_not_found'],
  run: async ({ ctx, id }) => {
    await deleteEndpoint(ctx, id)
    return { id }
  },
})

export const rotateSecretRoute = defineRoute({
  method: 'post',
  path: '/api/v1/webhook-endpoints/{id}/rotate-secret',
  id: 'rotateWebhookSecret',
  summary: 'Replace the secret of a webhook endpoint',
  description: 'For 24 hours, requests carry two signatures: one of the new secret and one of the previous.',
  scopes: ['webhooks:manage'],
  body: z.strictObject({
    ends_previous: z
      .boolean()
      .optional()
      .describe('Rotate although the previous secret still signs, which ends it. Otherwise this is refused.'),
  }),
  bodyIsOptional: true,
  hasIdempotencyKey: true,
  answer: z.object({ id: z.uuid(), secret, previous_secret_until: z.iso.datetime() }),
  errors: ['webhook_not_found', 'webhook_secret_overlaps'],
  run: ({ id, body, once }) =>
    once(async (tx) => {
      const endsPrevious = body.ends_previous === true
      const { secret: next, previousUntil } = await rotateSecret(tx, id, { endsPrevious })
      return { id, secret: next.expose(), previous_secret_until: previousUntil.toISOString() }
    }),
})

export const testEndpointRoute = defineRoute({
  method: 'post',
  path: '/api/v1/webhook-endpoints/{id}/test',
  id: 'testWebhookEndpoint',
  summary: 'Send a test event',
  description: 'An event of the type webhook.test, to this endpoint alone, whatever its filters.',
  scopes: ['webhooks:manage'],
  body: noFields,
  bodyIsOptional: true,
  answer: z.object({ event_id: z.uuid().describe('It is the webhook-id.') }),
  errors: ['webhook_not_found', 'webhook_disabled'],
  run: async ({ ctx, id }) => ({ event_id: await sendTest(ctx, id) }),
})

function toWire(view: EndpointView) {
  return {
    id: view.id,
    name: view.name,
    url: view.url,
    event_types: view.eventTypes,
    application_id: view.applicationId,
    tags: view.tags,
    state: view.state,
    disabled_reason: view.disabledReason,
    disabled_at: view.disabledAt?.toISOString() ?? null,
    failing_since: view.failingSince?.toISOString() ?? null,
    previous_secret_until: view.previousSecretUntil?.toISOString() ?? null,
    waiting: view.waiting,
    created_at: view.createdAt.toISOString(),
  }
}
