'use server'

import { redirect } from 'next/navigation'
import { paths } from '#components/paths.ts'
import { currentArea } from '../area.ts'
import { forgetBindings } from '../bindings.ts'
import { actionContext } from '../context.ts'
import { forgetSession } from './session-cookie.ts'

/**
 * Ends the session of this page's area; operators sign in to the dashboard again. A seller's attempts can't be
 * continued in this browser anymore.
 */
export async function signOut(): Promise<void> {
  await forgetSession(await actionContext())
  const isOperator = (await currentArea()) === 'operators'
  if (!isOperator) await forgetBindings()
  redirect(paths.signIn(isOperator ? paths.overview : null))
}
