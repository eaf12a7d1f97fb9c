'use server'

import { redirect } from 'next/navigation'
import { paths } from '#components/paths.ts'
import { actionContext } from './context.ts'
import { forgetSession } from './session-cookie.ts'

/** Ends this browser's session; the page that follows shows a visitor's view. */
export async function signOut(): Promise<void> {
  await forgetSession(await actionContext())
  redirect(paths.signIn())
}
