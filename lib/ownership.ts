import { type Context, hasScope } from './context.ts'
import { AppError } from './errors.ts'

/** Something that an operator saved for themselves or shares, such as a view or an example. */
export interface Owned {
  readonly ownerId: string
  readonly isShared: boolean
}

/** The operator's id. Throws `not_allowed` for anyone else. */
export function operatorId({ actor }: Context): string {
  if (actor.kind !== 'operator') throw new AppError('not_allowed')
  return actor.personId
}

function isOwn({ actor }: Context, { ownerId }: Owned): boolean {
  return actor.kind === 'operator' && actor.personId === ownerId
}

/** What others own is invisible unless they share it. */
export function isVisible(ctx: Context, owned: Owned): boolean {
  return owned.isShared || isOwn(ctx, owned)
}

/** Personal: its owner. Shared: its owner, as long as they may share, and administrators. */
export function mayChange(ctx: Context, owned: Owned): boolean {
  if (!owned.isShared) return isOwn(ctx, owned)
  return hasScope(ctx.actor, 'views:manage') || (isOwn(ctx, owned) && hasScope(ctx.actor, 'views:share'))
}
