import { type Context, hasScope } from './context.ts'
import { AppError } from './errors.ts'
import { readConfirmedAt } from './store/people/sessions.ts'

/** A proof of who somebody is, at the sign-in or by a confirmation since, counts for this long. */
export const confirmationMs = 10 * 60_000

/** Whether the signed-in person has recently proved who they are: someone else may sit at their browser now. */
export async function isConfirmed(ctx: Context): Promise<boolean> {
  if (!('personId' in ctx.actor) || !hasScope(ctx.actor, 'sessions:own')) return false
  const confirmedAt = await readConfirmedAt(ctx.db, ctx.actor.sessionId)
  return confirmedAt !== null && ctx.realNow().getTime() - confirmedAt.getTime() < confirmationMs
}

/** For use cases that must not be possible at an unattended browser. Programs and jobs have no browser. */
export async function requireConfirmation(ctx: Context): Promise<void> {
  if ('personId' in ctx.actor && !(await isConfirmed(ctx))) throw new AppError('confirmation_required')
}
