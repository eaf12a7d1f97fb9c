'use server'

import type { ConfirmationLink } from '#components/people/confirm-email.tsx'
import { confirmEmail, disownEmail, readEmailConfirmation } from '#lib/people/confirm-email.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { toUserError } from '../_server/forms/to-user-error.ts'
import { getText } from '../_server/languages/language.ts'

/** What the link is for. Only the browser has its token. */
export async function readConfirmation(token: string): Promise<ConfirmationLink> {
  try {
    const found = await readEmailConfirmation(await actionContext(), new Secret(String(token)))
    return { kind: 'open', ...found }
  } catch (error) {
    const { title, next } = await toUserError(error, 'seller')
    return { kind: 'refused', title, next }
  }
}

export const confirmByForm = formAction(
  { secret: ['token'] },
  async (ctx, { token }) => {
    const { email } = await confirmEmail(ctx, token)
    const text = await getText('confirmEmail')
    return { done: text('done', { email }) }
  },
  { refresh: 'nothing' },
)

export const disownByForm = formAction(
  { secret: ['token'] },
  async (ctx, { token }) => {
    const { email } = await disownEmail(ctx, token)
    const text = await getText('confirmEmail')
    return { done: text('disowned', { email }) }
  },
  { visitors: true, refresh: 'nothing' },
)
