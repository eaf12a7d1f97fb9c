'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { counted } from '#components/ui/format.ts'
import { markKeyCompromised, retireEncryptionKey } from '#lib/keys/encryption-keys.ts'
import { requestReseal } from '#lib/keys/reseal.ts'

export const reseal = formAction({}, async (ctx) => {
  await requestReseal(ctx)
  return { done: 'The worker starts within a minute.' }
})

/** `id`: the key. */
export const markCompromised = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  const exposed = await markKeyCompromised(ctx, id)
  return { done: `${counted(exposed, 'authorization')} exposed.` }
})

/** `id`: the key. */
export const retire = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await retireEncryptionKey(ctx, id)
  return { done: `${id} is retired.` }
})
