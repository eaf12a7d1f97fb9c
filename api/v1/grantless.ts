import { z } from 'zod'
import { type GrantlessScope, grantlessScopes } from '#lib/amazon/scopes.ts'
import { vendGrantlessToken } from '#lib/tokens/grantless.ts'
import { defineRoute } from '../route.ts'
import { expiresAt, minTtl, secondsLeft } from './fields.ts'

const body = z.strictObject({
  scope: z.enum(Object.keys(grantlessScopes) as GrantlessScope[]),
  min_ttl: minTtl.optional(),
})

export const grantlessRoute = defineRoute({
  method: 'post',
  path: '/api/v1/applications/{id}/grantless-token',
  id: 'vendGrantlessToken',
  summary: 'Get an access token for an application itself',
  description:
    'For grantless operations. One token per application and scope is kept until it expires. Rotating the client secret requires the scope tokens:rotation. A key for one account gets none.',
  scopes: ['tokens:grantless', 'tokens:rotation'],
  body,
  fieldErrors: { scope: 'grantless_scope_unknown', min_ttl: 'min_ttl_invalid' },
  answer: z.object({
    access_token: z.string(),
    scope: z.string(),
    expires_at: expiresAt,
    seconds_left: secondsLeft,
  }),
  errors: [
    'application_not_found',
    'grantless_scope_refused',
    'application_credentials_refused',
    'refresh_unavailable',
    'token_life_too_short',
  ],
  run: async ({ ctx, id, body: asked, counts }) => {
    const vend = await vendGrantlessToken(ctx, id, {
      scope: asked.scope,
      ...(asked.min_ttl !== undefined && { minTtlSeconds: asked.min_ttl }),
    })
    counts.count(ctx.actor.keyId, 'grantless', null)
    return {
      access_token: vend.accessToken.expose(),
      scope: vend.scope,
      expires_at: vend.expiresAt.toISOString(),
      seconds_left: vend.secondsLeft,
    }
  },
})
