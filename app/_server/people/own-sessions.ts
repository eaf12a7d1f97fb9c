'use server'

import { changePassword } from '#lib/people/change-password.ts'
import { confirmWithPassword } from '#lib/people/confirm.ts'
import { unlinkIdentity } from '#lib/people/identities.ts'
import { endOtherSessions, endSession } from '#lib/people/sessions.ts'
import { formAction } from '../forms/form-action.ts'
import { getText } from '../languages/language.ts'

/** `id`: of one of the person's own sessions. Without it, all but this one end. */
export const endOwnSessions = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  if (id === '') await endOtherSessions(ctx)
  else await endSession(ctx, id)
  return {}
})

export const changeOwnPassword = formAction(
  { secret: ['current', 'password'] },
  async (ctx, { current, password: wanted }) => {
    await changePassword(ctx, { current, wanted })
    const text = await getText('me')
    return { done: text('passwordChanged') }
  },
)

export const confirmOwnPassword = formAction({ secret: ['current'] }, async (ctx, { current }) => {
  await confirmWithPassword(ctx, current)
  return {}
})

export const unlinkOwnProvider = formAction({}, async (ctx) => {
  await unlinkIdentity(ctx)
  return {}
})
