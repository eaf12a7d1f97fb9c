import type { FormResult } from '#components/forms/form-state.ts'
import { paths } from '#components/paths.ts'
import type { SelfAuthorized } from '#lib/attempts/self-authorize.ts'
import { AppError } from '#lib/errors.ts'

/** Returns the form's message after LWA accepted a pasted token. Throws the reason and the diagnosis if it didn't. */
export function toSelfResult(
  outcome: SelfAuthorized,
  words: { readonly isNew: string; readonly isKnown: string },
): FormResult {
  if (outcome.kind === 'refused') throw new AppError(outcome.code, { diagnosis: outcome.diagnosis })
  const { authorizationId, isNew, removed, unverified } = outcome
  return {
    done: isNew ? words.isNew : words.isKnown,
    outcome: {
      href: paths.authorization(authorizationId),
      notes: [
        ...(removed.length > 0 ? [`Removed from the pasted text: ${removed.join(', ')}.`] : []),
        ...(unverified === null ? [] : [`It is unverified. ${unverified}`]),
      ],
    },
  }
}
