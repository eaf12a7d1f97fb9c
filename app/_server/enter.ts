import 'server-only'
import { headers } from 'next/headers'
import type { FormState } from '#components/forms/form-state.ts'
import type { Context } from '#lib/context.ts'
import { signIn } from '#lib/people/sign-in.ts'
import type { Secret } from '#lib/secret.ts'
import { goOn } from './form.ts'
import { ownPath } from './own-path.ts'
import { keepSession } from './session-cookie.ts'

/** Signs somebody in, gives the browser its cookie, and leads on to `next`, or to where such a person begins. */
export async function enter(
  ctx: Context,
  credentials: { readonly email: string; readonly password: Secret },
  next: string | null,
): Promise<FormState> {
  const userAgent = (await headers()).get('user-agent')
  const { sessionToken, isOperator } = await signIn(ctx, { ...credentials, userAgent })
  await keepSession(sessionToken)
  return goOn(ownPath(next, ctx.settings.appUrl) ?? (isOperator ? '/ops' : '/'))
}
