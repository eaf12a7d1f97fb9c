'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { reportConsent } from '#lib/attempts/read-own.ts'

/** `shown`: the text of Amazon's page. */
export const report = formAction(
  { typed: ['shown'], hidden: ['attempt'] },
  async (ctx, { attempt, shown }) => {
    await reportConsent(ctx, attempt, shown)
    return {}
  },
)
