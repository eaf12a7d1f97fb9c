'use server'

import { unstable_rethrow } from 'next/navigation'
import type { FormState, ResetLink } from '#components/people/form-state.ts'
import { readPasswordReset, resetPassword } from '#lib/people/password-reset.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { enter } from '../_server/enter.ts'
import { readForm, refusedForm } from '../_server/form.ts'
import { requireCookies } from '../_server/require-cookies.ts'
import { tellFailure } from '../_server/tell-failure.ts'

/** Whose password the link sets. Only the browser has its token. */
export async function readReset(token: string): Promise<ResetLink> {
  try {
    const { email } = await readPasswordReset(await actionContext(), new Secret(String(token)))
    return { kind: 'open', email }
  } catch (error) {
    const { title, next } = tellFailure(error)
    return { kind: 'refused', title, next }
  }
}

/** Fields `token`, `email` (for password managers only), `password`. */
export async function resetByForm(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    await requireCookies()
    const { token, password: text } = readForm(form, ['token', 'email', 'password'])
    const password = new Secret(text)
    const { email } = await resetPassword(ctx, { token: new Secret(token), password })
    return await enter(ctx, { email, password }, null)
  } catch (error) {
    unstable_rethrow(error)
    return refusedForm(error, {})
  }
}
