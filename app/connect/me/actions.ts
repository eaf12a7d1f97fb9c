'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { getText } from '#app/_server/languages/language.ts'
import { resendEmailConfirmation } from '#lib/people/confirm-email.ts'
import { changeOwnReminders } from '#lib/people/unsubscribe.ts'

export const resendConfirmation = formAction({}, async (ctx) => {
  const { email } = await resendEmailConfirmation(ctx)
  const text = await getText('me')
  return { done: text('resent', { email }) }
})

/** `reminders`: empty for none. */
export const setReminders = formAction({ typed: ['reminders'] }, async (ctx, { reminders }) => {
  await changeOwnReminders(ctx, reminders !== '')
  const text = await getText('me')
  return { done: text('saved') }
})
