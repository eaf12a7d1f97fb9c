import { type CallView, readCall } from '#lib/calls/history.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'

/** Null when there is none. */
export async function findCall(ctx: Context, id: string): Promise<CallView | null> {
  try {
    return await readCall(ctx, id)
  } catch (error) {
    if (isAppError(error) && error.code === 'call_not_found') return null
    throw error
  }
}
