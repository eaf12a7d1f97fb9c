import { pageContext } from '#app/_server/context.ts'
import { AppError } from '#lib/errors.ts'
import { readBadges } from '../../read-badges.ts'
import { answer } from '../answer.ts'

/** The counts on the navigation of an open dashboard. */
export async function GET(): Promise<Response> {
  return answer(async () => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    return readBadges(ctx)
  })
}
