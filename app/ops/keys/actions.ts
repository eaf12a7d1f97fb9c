'use server'

import { formAction } from '#app/_server/form-action.ts'
import { createApiKey, revokeKey } from '#lib/keys/api-keys.ts'
import { apiScopes } from '#lib/keys/choices.ts'
import { endPreviousKeySecret, replaceKeySecret } from '#lib/keys/replace-secret.ts'

const scopes = apiScopes.map(({ id }) => id)

/** A checkbox for each scope; `id`: of the key to be created. An empty field means all, or no end. */
export const create = formAction(
  {
    typed: ['name', 'application', 'account', 'days', 'tags', 'networks', 'minTtl', ...scopes],
    hidden: ['id', 'confirmedAccount'],
  },
  async (ctx, request) => {
    const { key } = await createApiKey(ctx, {
      id: request.id,
      name: request.name,
      scopes: scopes.filter((scope) => request[scope] !== ''),
      applicationId: request.application || null,
      account: request.account.trim() || null,
      confirmedAccountId: request.confirmedAccount || null,
      days: request.days === '' ? null : Number(request.days),
      tags: request.tags,
      networks: request.networks,
      minTtl: request.minTtl,
    })
    return { key: key.expose(), done: `API key ${request.name.trim()} created.` }
  },
)

export const revoke = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await revokeKey(ctx, id)
  return { done: 'API key revoked. Its next request will be refused.' }
})

export const replaceSecret = formAction(
  { typed: ['overlap'], hidden: ['id'] },
  async (ctx, { id, overlap }) => {
    const { key } = await replaceKeySecret(ctx, { id, days: Number(overlap) })
    return { key: key.expose(), done: 'Secret replaced.' }
  },
)

export const endPreviousSecret = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await endPreviousKeySecret(ctx, id)
  return { done: 'The previous secret no longer works.' }
})
