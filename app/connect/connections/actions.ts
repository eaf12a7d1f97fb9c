'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'

/** Field `id`: of the authorization. */
export async function disconnect(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    await disconnectAuthorization(ctx, readForm(form, ['id']).id)
    refresh()
    return emptyForm
  } catch (error) {
    return refusedForm(error, {})
  }
}
