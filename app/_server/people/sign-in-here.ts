import { paths } from '#components/paths.ts'
import 'server-only'
import { headers } from 'next/headers'
import type { FormResult } from '#components/forms/form-state.ts'
import type { Context } from '#lib/context.ts'
import { signInWithPasskey } from '#lib/people/passkey-sign-in.ts'
import { takeSecondStep } from '#lib/people/second-step.ts'
import { beginSignIn, type SignedIn, type SignIn } from '#lib/people/sign-in.ts'
import type { Secret } from '#lib/secret.ts'
import { areaOf } from '../area.ts'
import { ownPath } from '../own-path.ts'
import { dropSecondStep, keepSecondStep, readSecondStep } from './second-step-cookie.ts'
import { keepSession } from './session-cookie.ts'

/**
 * Signs a person in in this browser. They continue at `next`, if it is a page for such a person, or else at their start
 * page.
 */
export async function signInHere(
  ctx: Context,
  credentials: Omit<SignIn, 'userAgent'>,
  next: string | null,
): Promise<FormResult> {
  const userAgent = (await headers()).get('user-agent')
  const result = await beginSignIn(ctx, { ...credentials, userAgent })
  if (!('stepToken' in result)) return enterHere(ctx, result, next)
  await keepSecondStep(result.stepToken)
  return { redirectTo: paths.secondStep(ownPath(next, ctx.settings.appUrl)) }
}

/** The second half, for the browser in which the password was entered. */
export async function takeSecondStepHere(
  ctx: Context,
  code: Secret,
  next: string | null,
): Promise<FormResult> {
  const userAgent = (await headers()).get('user-agent')
  const signedIn = await takeSecondStep(ctx, { token: await readSecondStep(), code, userAgent })
  await dropSecondStep()
  return enterHere(ctx, signedIn, next)
}

/** As `signInHere`, for the owner of the passkey that answered. */
export async function signInByPasskeyHere(
  ctx: Context,
  answered: { readonly token: Secret | null; readonly answer: string },
  next: string | null,
): Promise<FormResult> {
  const userAgent = (await headers()).get('user-agent')
  return enterHere(ctx, await signInWithPasskey(ctx, { ...answered, userAgent }), next)
}

async function enterHere(
  ctx: Context,
  { sessionToken, isOperator }: SignedIn,
  next: string | null,
): Promise<FormResult> {
  const area = isOperator ? 'operators' : 'sellers'
  await keepSession(ctx, sessionToken, area)
  const path = ownPath(next, ctx.settings.appUrl)
  const isTheirs = path !== null && areaOf(path) === area
  return { redirectTo: isTheirs ? path : isOperator ? paths.overview : '/' }
}
