'use server'

import { unstable_rethrow } from 'next/navigation'
import type { FormState } from '#components/people/form-state.ts'
import { isAppError } from '#lib/errors.ts'
import { isRepeatedSignUp, signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { enter } from '../_server/enter.ts'
import { readForm, refusedForm } from '../_server/form.ts'
import { requireCookies } from '../_server/require-cookies.ts'

/** Fields `name`, `email`, `password`, `next`. */
export async function signUpByForm(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    await requireCookies()
    const { name, email, password: text, next } = readForm(form, ['name', 'email', 'password', 'next'])
    typed = { name, email }
    const password = new Secret(text)
    await signUp(ctx, { name, email, password }).catch(async (error: unknown) => {
      // The button was pressed twice: the account is there, and its owner waits to come in.
      const isTaken = isAppError(error) && error.code === 'email_taken'
      if (!isTaken || !(await isRepeatedSignUp(ctx, { name, email, password }))) throw error
    })
    return await enter(ctx, { email, password }, next)
  } catch (error) {
    unstable_rethrow(error)
    return refusedForm(error, typed)
  }
}
