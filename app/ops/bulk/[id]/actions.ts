'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { stopBulkAction } from '#lib/bulk/start.ts'

export const stop = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await stopBulkAction(ctx, id)
  return { done: 'Stopping. Actions in progress will finish.' }
})
