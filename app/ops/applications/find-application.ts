import { cache } from 'react'
import { orNull } from '#app/_server/or-not-found.ts'
import { type ApplicationView, readApplication } from '#lib/applications/read.ts'
import type { Context } from '#lib/context.ts'

/** For pages: null when there is no such application. Read once for a page and its title. */
export const findApplication = cache(
  (ctx: Context, id: string): Promise<ApplicationView | null> =>
    readApplication(ctx, id).catch(orNull('application_not_found')),
)
