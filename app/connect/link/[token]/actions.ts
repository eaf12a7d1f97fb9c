'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { claimLink } from '#lib/links/redeem.ts'

/** `marketplace`: the seller's choice if the link names none. From here on, the link is known by its id. */
export const claim = formAction(
  { typed: ['marketplace'], secret: ['token'] },
  async (ctx, { token, marketplace }) => {
    const link = await claimLink(ctx, token, marketplace || null)
    const parameters = new URLSearchParams({ link, ...(marketplace !== '' && { marketplace }) })
    return { redirectTo: `/authorize?${parameters}` }
  },
)
