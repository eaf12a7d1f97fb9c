'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { paths } from '#components/paths.ts'
import { counted } from '#components/ui/format.ts'
import { publicEventTypes } from '#lib/events/catalog.ts'
import { parseTags } from '#lib/tags.ts'
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  disable,
  enable,
  replayFailed as replayAllFailed,
  replayDelivery,
  rotateSecret,
  sendTest,
} from '#lib/webhooks/manage.ts'

const fields = {
  typed: ['seenAt', 'name', 'url', 'application', 'tags', 'types', ...publicEventTypes],
  hidden: ['id'],
} as const

/** `types`: set for all of them; else a checkbox for each. An empty application means all. */
function toSettings(
  request: Readonly<
    Record<'name' | 'url' | 'application' | 'tags' | 'types' | (typeof publicEventTypes)[number], string>
  >,
) {
  return {
    name: request.name,
    url: request.url.trim(),
    eventTypes: request.types === '' ? publicEventTypes.filter((type) => request[type] !== '') : null,
    applicationId: request.application || null,
    tags: parseTags(request.tags),
  }
}

/** `id`: the id of the new endpoint. */
export const create = formAction(fields, async (ctx, request) => {
  const { secret } = await createEndpoint(ctx, { id: request.id, ...toSettings(request) })
  return {
    key: secret.expose(),
    done: `Endpoint ${request.name.trim()} added.`,
    outcome: { notes: [], href: paths.webhook(request.id) },
  }
})

/** `seenAt`: the version that was changed. */
export const change = formAction(fields, async (ctx, request) => {
  await changeEndpoint(ctx, request.id, toSettings(request), request.seenAt)
  return { redirectTo: paths.webhook(request.id) }
})

export const rotate = formAction({ typed: ['endsPrevious'], hidden: ['id'] }, async (ctx, request) => {
  const { secret } = await rotateSecret(ctx, request.id, { endsPrevious: request.endsPrevious !== '' })
  return { key: secret.expose(), done: 'Secret rotated.' }
})

/** `wanted`: enabled or disabled. */
export const setEnabled = formAction({ hidden: ['id', 'wanted'] }, async (ctx, { id, wanted }) => {
  if (wanted === 'enabled') await enable(ctx, id)
  else await disable(ctx, id)
  return {}
})

export const test = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await sendTest(ctx, id)
  return { done: 'The test event is on its way.' }
})

export const replay = formAction({ hidden: ['id', 'delivery'] }, async (ctx, { id, delivery }) => {
  await replayDelivery(ctx, id, delivery)
  return { done: 'The event will be sent again.' }
})

export const replayFailed = formAction({ typed: ['hours'], hidden: ['id'] }, async (ctx, { id, hours }) => {
  const since = new Date(ctx.now().getTime() - Number(hours) * 3_600_000)
  const count = await replayAllFailed(ctx, id, since)
  return { done: `${counted(count, 'event')} will be sent again.` }
})

export const remove = formAction(
  { hidden: ['id'] },
  async (ctx, { id }) => {
    await deleteEndpoint(ctx, id)
    return { redirectTo: paths.webhooks }
  },
  { refresh: 'nothing' },
)
