'use server'

import { signUp } from '#lib/people/sign-up.ts'
import { formAction } from '../_server/form-action.ts'
import { requireCookies } from '../_server/require-cookies.ts'
import { signInHere } from '../_server/sign-in-here.ts'

export const signUpByForm = formAction(
  { typed: ['name', 'email'], hidden: ['next'], secret: ['password'] },
  async (ctx, { name, email, password, next }) => {
    await requireCookies()
    await signUp(ctx, { name, email, password })
    return signInHere(ctx, { email, password }, next)
  },
  { visitors: true },
)
