import type { Context } from '../context.ts'
import { Secret } from '../secret.ts'
import { type AttemptRow, findAttemptByState } from '../store/attempts.ts'
import { digest, keyedDigest } from '../vault/digest.ts'
import { type Bindings, isBoundTo } from './bindings.ts'

/**
 * The state that a seller takes to Amazon when they confirm an arrival. It follows from the arrival's binding, which this
 * browser alone holds, so that pressing the button again leads to the same place. Null when the browser doesn't hold it.
 */
export function stateOfArrival(arrivalId: string, bindings: Bindings): string | null {
  const token = bindings.get(arrivalId)
  return token === undefined ? null : keyedDigest(new Secret(token), new Secret(`state of ${arrivalId}`))
}

/**
 * What a confirmed arrival became: an attempt of its own, or the attempt that it continues. Null when nobody has
 * confirmed it, or when it isn't this browser's and this account's.
 */
export async function findConfirmed(
  ctx: Context,
  arrivalId: string,
  bindings: Bindings,
): Promise<AttemptRow | null> {
  const state = stateOfArrival(arrivalId, bindings)
  const row = state === null ? null : await findAttemptByState(ctx.db, digest(state))
  if (row === null || !isBoundTo(row, bindings)) return null
  return ctx.actor.kind === 'account' && ctx.actor.accountId === row.accountId ? row : null
}

/** Whether the seller of a confirmed arrival is still on their way to Amazon. */
export function isUnderWay(row: AttemptRow, now: Date): boolean {
  return row.status === 'started' && row.stateExpiresAt !== null && row.stateExpiresAt > now
}
