'use server'

import { requestPasswordReset } from '#lib/people/password-reset.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { getText } from '../_server/languages/language.ts'

/** Responds the same whether or not the address has an account. */
export const requestReset = formAction(
  { typed: ['email'] },
  async (ctx, { email }) => {
    await requestPasswordReset(ctx, { email })
    const text = await getText('forgot')
    return { done: text('done', { email: email.trim() }) }
  },
  { visitors: true },
)
