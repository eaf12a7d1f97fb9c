'use server'

import { refresh } from 'next/cache'
import { readBindingOfPage } from '#app/_server/binding.ts'
import { actionContext } from '#app/_server/context.ts'
import { readAttempt } from '#lib/authorizations/attempts.ts'
import { completeAuthorization } from '#lib/authorizations/complete.ts'
import { AppError } from '#lib/errors.ts'
import { isRowId } from '#lib/row-id.ts'

/** Takes the attempt one step on, for the browser that began it, and shows how it stands. */
export async function finish(attemptId: string): Promise<void> {
  const ctx = await actionContext()
  if (!isRowId(attemptId)) throw new AppError('attempt_not_found')
  await readAttempt(ctx, attemptId, await readBindingOfPage())
  await completeAuthorization(ctx, attemptId)
  refresh()
}
