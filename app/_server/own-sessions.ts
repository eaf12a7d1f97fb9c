'use server'

import { refresh } from 'next/cache'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { endOtherSessions, endSession } from '#lib/people/sessions.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from './context.ts'
import { readForm, refusedForm } from './form.ts'

/** Field `id`: of one of the person's own sessions. Without it, all but this one end. */
export async function endOwnSessions(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    const { id } = readForm(form, ['id'])
    if (id === '') await endOtherSessions(ctx)
    else await endSession(ctx, id)
    refresh()
    return emptyForm
  } catch (error) {
    return refusedForm(error, {})
  }
}

/** Fields `current`, `password`. */
export async function changeOwnPassword(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    const { current, password } = readForm(form, ['current', 'password'])
    await changePassword(ctx, { current: new Secret(current), wanted: new Secret(password) })
    refresh()
    return { ...emptyForm, done: 'Your password is changed. Your other sessions have ended.' }
  } catch (error) {
    return refusedForm(error, {})
  }
}
