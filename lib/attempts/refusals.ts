import type { Context } from '../context.ts'
import { isAppError } from '../errors.ts'
import { countRefusal } from '../store/refusals.ts'

/** Requests that belong to no attempt leave a count per cause and minute, and nothing that they carried. */
export async function countingRefusals<T>(ctx: Context, door: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Whoever is asked to sign in has not been turned away.
    if (isAppError(error) && error.code !== 'sign_in_required') {
      ctx.log.info({ door, cause: error.code, parameter: error.details.parameter }, 'request refused')
      await countRefusal(ctx.db, door, error.code, ctx.now())
    }
    throw error
  }
}
