'use server'

import { unstable_rethrow } from 'next/navigation'
import type { FormState } from '#components/forms/form-state.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { enter } from '../_server/enter.ts'
import { readForm, refusedForm } from '../_server/form.ts'
import { requireCookies } from '../_server/require-cookies.ts'

/** Fields `email`, `password`, `next`. */
export async function signInByForm(_: FormState, form: FormData): Promise<FormState> {
  let email = ''
  try {
    const ctx = await actionContext()
    await requireCookies()
    const fields = readForm(form, ['email', 'password', 'next'])
    email = fields.email
    return await enter(ctx, { email, password: new Secret(fields.password) }, fields.next)
  } catch (error) {
    unstable_rethrow(error)
    return refusedForm(error, { email })
  }
}
