'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { actionContext } from '#app/_server/context.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { isAppError } from '#lib/errors.ts'

/** Moves the attempt one step forward, for the browser that started it, and shows its status. */
export async function finish(attemptId: string): Promise<void> {
  try {
    const ctx = await actionContext()
    await readAttempt(ctx, attemptId, await readBindingsOfPage())
    const completing = completeAuthorization(ctx, attemptId)
    // Next.js waits for this when it is stopped, even if the page was closed.
    after(completing.catch(() => {}))
    await completing
  } catch (error) {
    // The page is rendered again and explains it: the attempt has ended, or belongs to another browser.
    if (!isAppError(error)) throw error
  }
  refresh()
}
