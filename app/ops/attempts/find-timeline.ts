import { cache } from 'react'
import { readTimeline, type Timeline } from '#lib/attempts/read.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'

/** For pages: null when there is no such attempt. Read once for a page and its title. */
export const findTimeline = cache(async (ctx: Context, id: string): Promise<Timeline | null> => {
  try {
    return await readTimeline(ctx, id)
  } catch (error) {
    if (isAppError(error) && error.code === 'attempt_not_found') return null
    throw error
  }
})
