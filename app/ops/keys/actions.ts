'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { resumeAgents, stopAgents } from '#lib/keys/agents.ts'
import { createApiKey, revokeKey } from '#lib/keys/api-keys.ts'
import { apiScopes, type KeyHolder } from '#lib/keys/choices.ts'
import { endPreviousKeySecret, replaceKeySecret } from '#lib/keys/replace-secret.ts'

const scopes = apiScopes.map(({ id }) => id)

const fields = {
  typed: ['name', 'application', 'account', 'days', 'tags', 'networks', 'minTtl', ...scopes],
  hidden: ['id', 'confirmedAccount'],
} as const

/** A checkbox for each scope; `id`: the id of the new key. An empty field means all, or no end. */
const creation = (holder: KeyHolder) =>
  formAction(fields, async (ctx, request) => {
    const { key } = await createApiKey(ctx, {
      id: request.id,
      name: request.name,
      holder,
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
  })

export const create = creation('program')
export const createForAgent = creation('agent')

export const stop = formAction({}, async (ctx) => {
  await stopAgents(ctx)
  return { done: 'All agents are stopped.' }
})

export const resume = formAction({}, async (ctx) => {
  await resumeAgents(ctx)
  return { done: 'Agents can work again.' }
})

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
