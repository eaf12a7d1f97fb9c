'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { releaseAuthorization, revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { AppError } from '#lib/errors.ts'
import { checkAuthorizationRoles } from '#lib/role-checks/check.ts'

const oneAuthorization = { hidden: ['id'] } as const

/** `done` is empty when Amazon issued no token: the button reads the page again, which shows Amazon's answer. */
export const refresh = formAction(
  oneAuthorization,
  async (ctx, { id }) => {
    const { worked } = await refreshAuthorization(ctx, id)
    return worked ? { done: 'Amazon issued a new access token.' } : {}
  },
  { refresh: 'nothing' },
)

export const checkRoles = formAction(oneAuthorization, async (ctx, { id }) => {
  if ((await checkAuthorizationRoles(ctx, id)) !== null) throw new AppError('roles_unanswered')
  return { done: 'Roles checked with Amazon.' }
})

export const revoke = formAction(
  oneAuthorization,
  async (ctx, { id }) => {
    await revokeAuthorization(ctx, id)
    return { done: 'Revoked. The tokens are destroyed.' }
  },
  { refresh: 'every-page' },
)

export const release = formAction(
  oneAuthorization,
  async (ctx, { id }) => {
    await releaseAuthorization(ctx, id)
    return { done: 'Released. Another account can connect it.' }
  },
  { refresh: 'every-page' },
)
