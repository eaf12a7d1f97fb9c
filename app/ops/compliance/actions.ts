'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { confirmAccess } from '#lib/compliance/access-review.ts'
import { deleteSellerData } from '#lib/compliance/delete-seller.ts'

/** `id`: the person or the key. `access`: the role or the scopes that the page showed. */
export const confirm = formAction({ hidden: ['kind', 'id', 'access'] }, async (ctx, subject) => {
  await confirmAccess(ctx, subject)
  return {}
})

/** `id`: the account. */
export const deleteSeller = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  const { counts } = await deleteSellerData(ctx, id)
  const people = counts.people === 1 ? '1 person' : `${counts.people} people`
  return { done: `Deleted, with ${people}. The report is on the compliance page.` }
})
