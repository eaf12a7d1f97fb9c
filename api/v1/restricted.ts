import { z } from 'zod'
import { applicationIdShape } from '#lib/amazon/identifiers.ts'
import { createRestrictedDataToken } from '#lib/tokens/restricted.ts'
import { defineRoute } from '../route.ts'
import { endpoint, expiresAt, identity, identityToWire, region, secondsLeft } from './fields.ts'

/**
 * The same request as for Amazon's own operation. Amazon decides which paths are restricted, and which data elements
 * exist.
 */
const body = z.strictObject({
  restrictedResources: z
    .array(
      z.strictObject({
        method: z.enum(['GET', 'PUT', 'POST', 'DELETE']),
        path: z
          .string()
          .regex(/^\/[\x21-\x7e]{1,999}$/)
          .describe('Such as /orders/v0/orders/{orderId}/address, with braces or with a value.'),
        dataElements: z
          .array(z.string().regex(/^\w{1,64}$/))
          .max(10)
          .optional()
          .describe('Such as buyerInfo and shippingAddress; orders need them.'),
      }),
    )
    .min(1)
    .max(50),
  targetApplication: z
    .string()
    .regex(applicationIdShape)
    .optional()
    .describe('The application that access is delegated to.'),
})

export const restrictedRoute = defineRoute({
  method: 'post',
  path: '/api/v1/authorizations/{id}/restricted-data-token',
  id: 'createRestrictedDataToken',
  summary: 'Get a token for personal data of a selling partner’s buyers',
  description:
    'Each request goes to Amazon, whose limit is one per second with a burst of ten for each selling partner. The token gives access to the named resources only. Gatehouse doesn’t store it: keep it in memory while it is valid.',
  scopes: ['tokens:restricted'],
  body,
  // Enough for fifty paths of a thousand characters.
  mostBytes: 64 * 1_024,
  fieldErrors: {
    restrictedResources: 'restricted_resources_invalid',
    targetApplication: 'restricted_resources_invalid',
  },
  answer: z.object({
    restricted_data_token: z.string().describe('Sent as x-amz-access-token.'),
    expires_at: expiresAt,
    seconds_left: secondsLeft,
    region,
    endpoint,
    ...identity,
  }),
  errors: [
    'authorization_not_found',
    'authorization_disconnected',
    'authorization_paused',
    'authorization_needs_reauthorization',
    'restricted_data_refused',
    'restricted_data_throttled',
    'restricted_data_unavailable',
    'authorization_in_doubt',
    'application_credentials_refused',
    'refresh_unavailable',
    'token_unreadable',
  ],
  run: async ({ ctx, id, body: asked, counts }) => {
    const vend = await createRestrictedDataToken(ctx, id, asked)
    counts.count(ctx.actor.keyId, 'restricted', id)
    return {
      restricted_data_token: vend.restrictedDataToken.expose(),
      expires_at: vend.expiresAt.toISOString(),
      seconds_left: vend.secondsLeft,
      region: vend.region,
      endpoint: vend.endpoint,
      ...identityToWire(vend),
    }
  },
})
