import { cache } from 'react'
import { type ApplicationView, readApplication } from '#lib/applications/read.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'

/** Null when there is none. Read once for a page and its title. */
export const findApplication = cache(async (ctx: Context, id: string): Promise<ApplicationView | null> => {
  try {
    return await readApplication(ctx, id)
  } catch (error) {
    if (isAppError(error) && error.code === 'application_not_found') return null
    throw error
  }
})
