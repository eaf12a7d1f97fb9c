'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { AppError } from '#lib/errors.ts'
import {
  createChannel,
  removeChannel,
  type TestResult,
  testChannel,
  testMail,
} from '#lib/notifications/channels.ts'
import { createRule, notifiableTypes, removeRule } from '#lib/notifications/rules.ts'
import { changeSellerEmails } from '#lib/notifications/seller-emails.ts'

/** `id`: the id of the new channel. */
export const addChannel = formAction(
  { typed: ['name', 'kind', 'recipients'], hidden: ['id'], secret: ['url'] },
  async (ctx, request) => {
    await createChannel(ctx, request)
    return { done: `Channel ${request.name.trim()} added. Send a test to it.` }
  },
)

/** `id`: the channel, here and below. */
export const deleteChannel = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await removeChannel(ctx, id)
  return { done: 'Channel deleted.' }
})

export const sendTest = formAction({ hidden: ['id'] }, async (ctx, { id }) =>
  toResult(await testChannel(ctx, id)),
)

export const sendTestEmail = formAction({ typed: ['email'] }, async (ctx, { email }) =>
  toResult(await testMail(ctx, email)),
)

const types = notifiableTypes.map(({ type }) => type)

/** `id`: the id of the new rule. A checkbox for each type of event; an empty hour means immediately. */
export const addRule = formAction(
  { typed: ['channel', 'application', 'tag', 'hour', 'timeZone', ...types], hidden: ['id'] },
  async (ctx, request) => {
    await createRule(ctx, {
      id: request.id,
      channelId: request.channel,
      eventTypes: types.filter((type) => request[type] !== ''),
      applicationId: request.application || null,
      tag: request.tag.trim() || null,
      digestHour: request.hour === '' ? null : Number(request.hour),
      timeZone: request.timeZone,
    })
    return { done: 'Rule added.' }
  },
)

export const deleteRule = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await removeRule(ctx, id)
  return { done: 'Rule deleted.' }
})

/** `seenAt`: the version that was changed. */
export const saveSellerEmails = formAction(
  { typed: ['seenAt', 'renewals', 'accessLost'] },
  async (ctx, { seenAt, renewals, accessLost }) => {
    await changeSellerEmails(ctx, { renewals: renewals !== '', accessLost: accessLost !== '' }, seenAt)
    return { done: 'Saved.' }
  },
)

/** Shows the other side's answer. */
function toResult({ isDelivered, responses }: TestResult) {
  if (!isDelivered) throw new AppError('channel_test_failed', { detail: responses.join(' ') })
  return { done: 'The test was delivered.', outcome: { notes: responses, href: null } }
}
