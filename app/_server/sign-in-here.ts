import { paths } from '#components/paths.ts'
import 'server-only'
import { headers } from 'next/headers'
import type { FormResult } from '#components/forms/form-state.ts'
import type { Context } from '#lib/context.ts'
import { signIn } from '#lib/people/sign-in.ts'
import type { Secret } from '#lib/secret.ts'
import { ownPath } from './own-path.ts'
import { keepSession } from './session-cookie.ts'

/** Signs somebody in in this browser. They continue at `next`, or else at the page where such a person starts. */
export async function signInHere(
  ctx: Context,
  credentials: { readonly email: string; readonly password: Secret },
  next: string | null,
): Promise<FormResult> {
  const userAgent = (await headers()).get('user-agent')
  const { sessionToken, isOperator } = await signIn(ctx, { ...credentials, userAgent })
  await keepSession(sessionToken)
  return { redirectTo: ownPath(next, ctx.settings.appUrl) ?? (isOperator ? paths.authorizations : '/') }
}
