'use server'

import { beginPasskeySignIn } from '#lib/people/passkey-sign-in.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { keepCeremony, takeCeremony } from '../_server/people/ceremony-cookie.ts'
import { requireCookies } from '../_server/people/require-cookies.ts'
import { signInByPasskeyHere, signInHere, takeSecondStepHere } from '../_server/people/sign-in-here.ts'

export const signInByForm = formAction(
  { typed: ['email'], hidden: ['next'], secret: ['password'] },
  async (ctx, { email, password, next }) => {
    await requireCookies()
    return signInHere(ctx, { email, password }, next)
  },
  { visitors: true },
)

export const beginPasskey = formAction(
  {},
  async (ctx) => {
    await requireCookies()
    const { token, options } = await beginPasskeySignIn(ctx)
    await keepCeremony(token)
    return { passkey: { request: options } }
  },
  { visitors: true, refresh: 'nothing' },
)

/** The second step: `code` of an app, or a recovery code. */
export const enterCode = formAction(
  { hidden: ['next'], secret: ['code'] },
  async (ctx, { code, next }) => takeSecondStepHere(ctx, code, next),
  { visitors: true },
)

/** `answer`: the answer of the browser's authenticator. */
export const signInByPasskey = formAction(
  { hidden: ['answer', 'next'] },
  async (ctx, { answer, next }) => signInByPasskeyHere(ctx, { token: await takeCeremony(), answer }, next),
  { visitors: true },
)
