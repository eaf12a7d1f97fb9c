import { paths } from '#components/paths.ts'
import 'server-only'
import { headers } from 'next/headers'
import type { FormResult } from '#components/forms/form-state.ts'
import type { Context } from '#lib/context.ts'
import { signInWithPasskey } from '#lib/people/passkey-sign-in.ts'
import { type SignedIn, signIn } from '#lib/people/sign-in.ts'
import type { Secret } from '#lib/secret.ts'
import { areaOf } from './area.ts'
import { ownPath } from './own-path.ts'
import { keepSession } from './session-cookie.ts'

/**
 * Signs somebody in in this browser. They continue at `next`, if it is a page for such a person, or else at the page
 * where they start.
 */
export async function signInHere(
  ctx: Context,
  credentials: { readonly email: string; readonly password: Secret },
  next: string | null,
): Promise<FormResult> {
  const userAgent = (await headers()).get('user-agent')
  return enterHere(ctx, await signIn(ctx, { ...credentials, userAgent }), next)
}

/** As `signInHere`, for the owner of the passkey that has answered. */
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
