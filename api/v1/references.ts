import { z } from 'zod'
import { setReference } from '#lib/authorizations/edit.ts'
import type { Context } from '#lib/context.ts'
import { setAccountReference } from '#lib/people/annotate-account.ts'
import { defineRoute, type Route } from '../route.ts'

const change = z.strictObject({
  external_reference: z
    .string()
    .nullable()
    .optional()
    .describe('Your own ID, at most 200 characters. Null removes it. Left out: unchanged.'),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .describe('Replaces all tags: at most 20, such as {"plan": "pro"}. Left out: unchanged.'),
})

type Change = Parameters<typeof setReference>[2]

function route(
  facts: Pick<Route, 'path' | 'id' | 'summary' | 'description' | 'errors'>,
  set: (ctx: Context, id: string, change: Change) => Promise<void>,
): Route {
  return defineRoute({
    method: 'patch',
    ...facts,
    scopes: ['authorizations:annotate'],
    body: change,
    mostBytes: 16 * 1_024,
    fieldErrors: { external_reference: 'external_reference_invalid', tags: 'tags_invalid' },
    answer: z.object({}),
    errors: facts.errors,
    run: async ({ ctx, id, body: { external_reference: externalReference, tags } }) => {
      await set(ctx, id, {
        ...(externalReference !== undefined && { externalReference }),
        ...(tags !== undefined && { tags }),
      })
      return {}
    },
  })
}

export const annotateAuthorizationRoute = route(
  {
    path: '/api/v1/authorizations/{id}',
    id: 'updateAuthorization',
    summary: 'Set an authorization’s reference and tags',
    description:
      'They appear in the dashboard, in events and in webhooks, and can be filtered by. Idempotent.',
    errors: ['authorization_not_found'],
  },
  setReference,
)

export const annotateAccountRoute = route(
  {
    path: '/api/v1/accounts/{id}',
    id: 'updateAccount',
    summary: 'Set an account’s reference and tags',
    description: 'An account is one of your customers. Idempotent.',
    errors: ['account_not_found'],
  },
  setAccountReference,
)
