'use server'

import { isAppError } from '#lib/errors.ts'
import { isRepeatedSignUp, signUp } from '#lib/people/sign-up.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { currentLanguage } from '../_server/languages/language.ts'
import { requireCookies } from '../_server/people/require-cookies.ts'
import { signInHere } from '../_server/people/sign-in-here.ts'

export const signUpByForm = formAction(
  { typed: ['name', 'email'], hidden: ['next'], secret: ['password'] },
  async (ctx, { name, email, password, next }) => {
    await requireCookies()
    const language = await currentLanguage()
    await signUp(ctx, { name, email, password, language }).catch(async (error: unknown) => {
      // The form was sent twice: the account exists, and its owner still has to be signed in.
      const isTaken = isAppError(error) && error.code === 'email_taken'
      if (!isTaken || !(await isRepeatedSignUp(ctx, { name, email, password }))) throw error
    })
    return signInHere(ctx, { email, password, isJustSet: true }, next)
  },
  { visitors: true },
)
