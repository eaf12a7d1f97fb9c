'use server'

import { formAction } from '#app/_server/form-action.ts'
import { createApiKey, revokeKey } from '#lib/keys/api-keys.ts'
import { apiScopes } from '#lib/keys/choices.ts'

const scopes = apiScopes.map(({ id }) => id)

/** A checkbox for each scope; `id`: of the key to be created. An empty field means all, or no end. */
export const create = formAction(
  { typed: ['name', 'application', 'account', 'days', ...scopes], hidden: ['id', 'confirmedAccount'] },
  async (ctx, request) => {
    const { key } = await createApiKey(ctx, {
      id: request.id,
      name: request.name,
      scopes: scopes.filter((scope) => request[scope] !== ''),
      applicationId: request.application || null,
      account: request.account.trim() || null,
      confirmedAccountId: request.confirmedAccount || null,
      days: request.days === '' ? null : Number(request.days),
    })
    return { key: key.expose(), done: `The key ${request.name.trim()} is made.` }
  },
)

export const revoke = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await revokeKey(ctx, id)
  return { done: 'The key is revoked. Its next request is refused.' }
})
