'use server'

import type { ResetLink } from '#components/people/reset-form.tsx'
import { readPasswordReset, resetPassword } from '#lib/people/password-reset.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { toUserError } from '../_server/forms/to-user-error.ts'
import { requireCookies } from '../_server/people/require-cookies.ts'
import { signInHere } from '../_server/people/sign-in-here.ts'

/** Returns the person whose password the link sets. Only the browser has its token. */
export async function readReset(token: string): Promise<ResetLink> {
  try {
    const { email } = await readPasswordReset(await actionContext(), new Secret(String(token)))
    return { kind: 'open', email }
  } catch (error) {
    const { title, next } = await toUserError(error, 'seller')
    return { kind: 'refused', title, next }
  }
}

/** `email` is for password managers alone. */
export const resetByForm = formAction(
  { hidden: ['email'], secret: ['token', 'password'] },
  async (ctx, { token, password }) => {
    await requireCookies()
    const { email } = await resetPassword(ctx, { token, password })
    return signInHere(ctx, { email, password, isJustSet: true }, null)
  },
  { visitors: true },
)
