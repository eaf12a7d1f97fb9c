'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'

export const disconnect = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await disconnectAuthorization(ctx, id)
  return {}
})
