'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { actionContext } from '#app/_server/context.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { isAppError } from '#lib/errors.ts'

/** Takes the attempt one step on, for the browser that began it, and shows how it stands. */
export async function finish(attemptId: string): Promise<void> {
  try {
    const ctx = await actionContext()
    await readAttempt(ctx, attemptId, await readBindingsOfPage())
    const completing = completeAuthorization(ctx, attemptId)
    // Next.js waits for it when it is told to stop, also after the page was closed.
    after(completing.catch(() => {}))
    await completing
  } catch (error) {
    // The page is rendered anew and says it in words: the attempt is over, or this browser no longer holds it.
    if (!isAppError(error)) throw error
  }
  refresh()
}
