'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { cancelMessage, sendAgain } from '#lib/notifications/outbox.ts'

/** `id`: the message, here and below. */
export const again = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await sendAgain(ctx, id)
  return { done: 'It is being sent again.' }
})

export const cancel = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await cancelMessage(ctx, id)
  return { done: 'Message canceled.' }
})
