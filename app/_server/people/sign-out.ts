'use server'

import { redirect } from 'next/navigation'
import { paths } from '#components/paths.ts'
import { currentArea } from '../area.ts'
import { actionContext } from '../context.ts'
import { forgetSession } from './session-cookie.ts'

/** Ends the session of this page's area; operators sign in to the dashboard again. */
export async function signOut(): Promise<void> {
  await forgetSession(await actionContext())
  redirect(paths.signIn((await currentArea()) === 'operators' ? paths.overview : null))
}
