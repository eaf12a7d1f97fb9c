'use server'

import { formAction } from '../_server/form-action.ts'
import { requireCookies } from '../_server/require-cookies.ts'
import { signInHere } from '../_server/sign-in-here.ts'

export const signInByForm = formAction(
  { typed: ['email'], hidden: ['next'], secret: ['password'] },
  async (ctx, { email, password, next }) => {
    await requireCookies()
    return signInHere(ctx, { email, password }, next)
  },
  { visitors: true },
)
