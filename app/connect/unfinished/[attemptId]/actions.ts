'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { reportConsent } from '#lib/attempts/read-own.ts'

/** Fields `attempt` and `shown`. */
export async function report(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const { attempt, shown } = readForm(form, ['attempt', 'shown'])
    typed = { shown }
    await reportConsent(ctx, attempt, shown)
    refresh()
    return emptyForm
  } catch (error) {
    return refusedForm(error, typed)
  }
}
