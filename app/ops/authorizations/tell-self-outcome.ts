import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import type { SelfAuthorized } from '#lib/attempts/self-authorize.ts'
import { errors } from '#lib/errors.ts'

/** What the form shows after LWA was asked about a pasted token. Never the token. */
export function tellSelfOutcome(
  outcome: SelfAuthorized,
  values: FormState['values'],
  words: { readonly isNew: string; readonly isKnown: string },
): FormState {
  if (outcome.kind === 'refused') {
    const { title, next } = errors[outcome.code]
    return { values, problem: { title, next, field: null }, diagnosis: outcome.diagnosis }
  }
  const { authorizationId, isNew, removed, unverified } = outcome
  return {
    ...emptyForm,
    done: isNew ? words.isNew : words.isKnown,
    outcome: {
      href: `/ops/authorizations/${authorizationId}`,
      notes: [
        ...(removed.length > 0 ? [`Left out of what was pasted: ${removed.join(', ')}.`] : []),
        ...(unverified === null ? [] : [`It is unverified. ${unverified}`]),
      ],
    },
  }
}
