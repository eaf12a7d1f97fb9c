'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { goOn, readForm, refusedButton } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { acceptQuarantined, dismissQuarantined } from '#lib/attempts/quarantine.ts'
import { errors, isAppError } from '#lib/errors.ts'

/**
 * Fields `id`, of the attempt whose grant is in quarantine, and `replaces`: the time of a newer token that it may
 * replace, else empty. Leads to the authorization that it became.
 */
export async function accept(_: FormState, form: FormData): Promise<FormState> {
  let to: string
  try {
    const { id, replaces } = readForm(form, ['id', 'replaces'])
    const agreed = replaces === '' ? null : new Date(replaces)
    const outcome = await acceptQuarantined(await actionContext(), id, agreed)
    if (outcome.kind === 'refused') {
      const { title, next } = errors[outcome.code]
      return { values: {}, problem: { title, next, field: null }, diagnosis: outcome.diagnosis }
    }
    to = `/ops/authorizations/${outcome.authorizationId}`
  } catch (error) {
    if (isAppError(error) && error.code === 'quarantine_older') refresh()
    return refusedButton(error)
  }
  return goOn(to)
}

/** Field `id`, as for `accept`. */
export async function dismiss(_: FormState, form: FormData): Promise<FormState> {
  try {
    await dismissQuarantined(await actionContext(), readForm(form, ['id']).id)
    refresh()
    return { ...emptyForm, done: 'The grant is destroyed.' }
  } catch (error) {
    return refusedButton(error)
  }
}
