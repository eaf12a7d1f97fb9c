'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { goOn, readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/people/form-state.ts'
import { acceptQuarantined } from '#lib/authorizations/accept-quarantined.ts'
import { dismissQuarantined } from '#lib/authorizations/dismiss-quarantined.ts'
import { errors } from '#lib/errors.ts'

/** Field `id`: of the attempt whose grant is in quarantine. Leads to the authorization that it became. */
export async function accept(_: FormState, form: FormData): Promise<FormState> {
  let to: string
  try {
    const outcome = await acceptQuarantined(await actionContext(), readForm(form, ['id']).id)
    if (outcome.kind === 'refused') {
      const { title, next } = errors[outcome.code]
      return { values: {}, problem: { title, next, field: null }, diagnosis: outcome.diagnosis }
    }
    to = `/ops/authorizations/${outcome.authorizationId}`
  } catch (error) {
    return inForm(await refusedForm(error, {}))
  }
  return goOn(to)
}

/** As `accept`. */
export async function dismiss(_: FormState, form: FormData): Promise<FormState> {
  try {
    await dismissQuarantined(await actionContext(), readForm(form, ['id']).id)
    refresh()
    return { ...emptyForm, done: 'The grant is destroyed.' }
  } catch (error) {
    return inForm(await refusedForm(error, {}))
  }
}

/** There is no field at which a problem could stand. */
function inForm(state: FormState): FormState {
  return { ...state, problem: state.problem && { ...state.problem, field: null } }
}
