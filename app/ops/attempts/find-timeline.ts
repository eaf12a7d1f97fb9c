import { cache } from 'react'
import { orNull } from '#app/_server/or-not-found.ts'
import { readTimeline, type Timeline } from '#lib/attempts/read.ts'
import type { Context } from '#lib/context.ts'

/** For pages: null when there is no such attempt. Read once for a page and its title. */
export const findTimeline = cache(
  (ctx: Context, id: string): Promise<Timeline | null> =>
    readTimeline(ctx, id).catch(orNull('attempt_not_found')),
)
