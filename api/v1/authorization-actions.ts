import { z } from 'zod'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { findOneAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { defineRoute, noFields, type Route } from '../route.ts'
import { authorization, authorizationToWire } from './authorization-fields.ts'

interface Action extends Pick<Route, 'id' | 'summary' | 'description' | 'errors'> {
  readonly name: 'pause' | 'resume' | 'revoke'
  readonly act: (ctx: Context, id: string) => Promise<void>
}

/** Runs the use case, and answers with the authorization afterwards. */
function action({ name, act, errors, ...facts }: Action): Route {
  return defineRoute({
    method: 'post',
    path: `/api/v1/authorizations/{id}/${name}`,
    ...facts,
    scopes: ['authorizations:operate'],
    body: noFields,
    bodyIsOptional: true,
    answer: z.object(authorization),
    errors: ['authorization_not_found', ...errors],
    run: async ({ ctx, id }) => {
      await act(ctx, id)
      return authorizationToWire(await findOneAuthorization(ctx, id))
    },
  })
}

export const pauseRoute = action({
  name: 'pause',
  id: 'pauseAuthorization',
  summary: 'Pause an authorization',
  description: 'No tokens are issued for it until it is resumed. Its tokens are kept. Idempotent.',
  errors: ['authorization_disconnected'],
  act: pauseAuthorization,
})

export const resumeRoute = action({
  name: 'resume',
  id: 'resumeAuthorization',
  summary: 'Resume an authorization',
  description: 'Idempotent.',
  errors: ['authorization_disconnected'],
  act: resumeAuthorization,
})

export const revokeRoute = action({
  name: 'revoke',
  id: 'revokeAuthorization',
  summary: 'Revoke an authorization',
  description:
    'Destroys its tokens; the history stays. Access at Amazon remains until the seller disables the application under Manage Your Apps. Idempotent.',
  errors: [],
  act: revokeAuthorization,
})

export const checkRoute = defineRoute({
  method: 'post',
  path: '/api/v1/authorizations/{id}/check',
  id: 'checkAuthorization',
  summary: 'Check an authorization at Amazon',
  description:
    'Refreshes its access token, and reads missing details about the seller. Amazon is asked at most once a minute.',
  scopes: ['authorizations:operate'],
  body: noFields,
  bodyIsOptional: true,
  answer: z.object({
    worked: z
      .boolean()
      .describe('Whether Amazon issued a token. If not, health and cause say what is wrong.'),
    authorization: z.object(authorization),
  }),
  errors: [
    'authorization_not_found',
    'authorization_disconnected',
    'authorization_paused',
    'token_unreadable',
  ],
  run: async ({ ctx, id }) => {
    const { worked } = await refreshAuthorization(ctx, id)
    const now = authorizationToWire(await findOneAuthorization(ctx, id))
    return { worked, authorization: now }
  },
})
