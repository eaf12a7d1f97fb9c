import type { Context } from '../context.ts'
import { type AttemptRow, findAttempt, listAttempts } from '../store/attempts.ts'
import { digest, sameDigest } from '../vault/digest.ts'

const minuteMs = 60_000
/** How long a state and the browser binding of its attempt are valid. */
export const attemptLifeMs = 30 * minuteMs
/** How many attempts one browser can have at a time. */
const maxPerBrowser = 8

/**
 * The binding tokens that a browser sent, by the id of their attempt, oldest first. Each attempt has its own, so that
 * tabs that start at the same time don't overwrite each other's.
 */
export type Bindings = ReadonlyMap<string, string>

export const noBindings: Bindings = new Map()

export function isBoundTo(attempt: Pick<AttemptRow, 'id' | 'bindingDigest'>, bindings: Bindings): boolean {
  const token = bindings.get(attempt.id)
  return token !== undefined && sameDigest(digest(token), attempt.bindingDigest)
}

/** The attempt, if this browser holds its binding. */
export async function findOwnAttempt(
  ctx: Context,
  id: string,
  bindings: Bindings,
): Promise<AttemptRow | null> {
  const row = await findAttempt(ctx.db, id)
  return row !== null && isBoundTo(row, bindings) ? row : null
}

/** Every attempt whose binding this browser holds. */
export async function listOwnAttempts(ctx: Context, bindings: Bindings): Promise<AttemptRow[]> {
  const rows = await listAttempts(ctx.db, [...bindings.keys()])
  return rows.filter((row) => isBoundTo(row, bindings))
}

/** The bindings of a browser that starts one more attempt. */
export async function addBinding(
  ctx: Context,
  bindings: Bindings,
  attemptId: string,
  token: string,
): Promise<Bindings> {
  const surplus = bindings.size + 1 - maxPerBrowser
  const dropped =
    surplus <= 0
      ? new Set<string>()
      : new Set(chooseDropped([...bindings.keys()], await listOwnAttempts(ctx, bindings), surplus))
  return new Map([...[...bindings].filter(([id]) => !dropped.has(id)), [attemptId, token]])
}

/**
 * Which attempts a browser forgets when it has too many: first those that no longer exist, then those that have ended,
 * then arrivals that nobody confirmed (any web site can cause those), then the rest; the oldest of each kind first.
 */
export function chooseDropped(
  ids: readonly string[],
  rows: readonly Pick<AttemptRow, 'id' | 'status'>[],
  count: number,
): string[] {
  const statuses = new Map(rows.map(({ id, status }) => [id, status]))
  return [...ids]
    .sort((one, other) => rankOf(statuses.get(one)) - rankOf(statuses.get(other)))
    .slice(0, count)
}

function rankOf(status: AttemptRow['status'] | undefined): number {
  switch (status) {
    case undefined:
      return 0
    case 'completed':
    case 'quarantined':
    case 'failed':
      return 1
    case 'arrived':
      return 2
    default:
      return 3
  }
}
