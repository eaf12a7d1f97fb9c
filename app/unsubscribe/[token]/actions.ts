'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { getText } from '#app/_server/languages/language.ts'
import { unsubscribe } from '#lib/people/unsubscribe.ts'

export const unsubscribeByForm = formAction(
  { secret: ['token'] },
  async (ctx, { token }) => {
    const { email } = await unsubscribe(ctx, token)
    const text = await getText('unsubscribe')
    return { done: text('done', { email }) }
  },
  { visitors: true, refresh: 'nothing' },
)
