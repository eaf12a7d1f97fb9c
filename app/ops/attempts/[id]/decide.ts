'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { paths } from '#components/paths.ts'
import { acceptQuarantined, dismissQuarantined } from '#lib/attempts/quarantine.ts'
import { AppError } from '#lib/errors.ts'

/**
 * `id`: the attempt whose grant is in quarantine. `replaces`: the time of a newer token that it may replace, else
 * empty. Leads to the authorization that the grant became.
 */
export const accept = formAction({ hidden: ['id', 'replaces'] }, async (ctx, { id, replaces }) => {
  const outcome = await acceptQuarantined(ctx, id, replaces === '' ? null : new Date(replaces))
  if (outcome.kind === 'refused') throw new AppError(outcome.code, { diagnosis: outcome.diagnosis })
  return { redirectTo: paths.authorization(outcome.authorizationId) }
})

export const dismiss = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await dismissQuarantined(ctx, id)
  return { done: 'Grant deleted.' }
})
