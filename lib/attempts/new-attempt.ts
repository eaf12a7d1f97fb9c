import type { LogInRequest } from '../amazon/consent.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { type AttemptRow, findAttempt, listAttempts } from '../store/attempts.ts'
import { markAttempt } from '../traces/trace.ts'
import { digest, sameDigest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { attemptLifeMs } from './lifecycle.ts'
import { type Facts, startAttempt } from './transition.ts'

/** The response of `/authorize`, and the bindings that the browser keeps from now on. */
export type Beginning = {
  readonly attemptId: string
  readonly bindings: Bindings
  /** Whether the browser gets the binding of this attempt, for another 30 minutes. */
  readonly setsBinding: boolean
} & (
  | {
      readonly kind: 'redirect'
      /** As the browser can reach it. */
      readonly uri: string
    }
  /** Stored; the seller signs in first and comes back with this attempt. */
  | { readonly kind: 'sign-in' }
  /**
   * Amazon sent a signed-in seller, which any site could have caused: they confirm it here first. If Amazon left the
   * host out, they also say where they sell.
   */
  | { readonly kind: 'confirm' }
  /** The seller has already been at Amazon with this attempt: its finish page shows the result. */
  | { readonly kind: 'finish' }
)

export type RequestOf<K extends LogInRequest['kind']> = Extract<LogInRequest, { kind: K }>

/** The first columns of a new attempt, and the token that binds it to the browser. */
export function newAttempt(ctx: Context, application: ApplicationRow, lifeMs = attemptLifeMs) {
  const bindingToken = randomToken()
  const columns = {
    id: newId(),
    applicationId: application.id,
    bindingDigest: digest(bindingToken),
    startedAt: ctx.now(),
    expiresAt: endOfLife(ctx, lifeMs),
  }
  return { bindingToken, columns }
}

/** Begins an attempt in a transaction of its own. Returns its id. */
export async function beginAttempt<Name extends Parameters<typeof startAttempt>[1]>(
  ctx: Context,
  name: Name,
  attempt: Parameters<typeof startAttempt>[2],
  steps?: Facts<Name>['steps'],
): Promise<string> {
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:complete')
    await startAttempt(tx, name, attempt, steps)
  })
  markAttempt(attempt.id, { 'gatehouse.application.id': attempt.applicationId })
  return attempt.id
}

/** The signed-in seller, to whom an attempt that begins here belongs. */
export function requireSeller(ctx: Context): { accountId: string; personId: string } {
  if (ctx.actor.kind !== 'account') throw new AppError('not_allowed')
  return { accountId: ctx.actor.accountId, personId: ctx.actor.personId }
}

/** When a state that is created now expires. */
export function endOfLife(ctx: Context, lifeMs = attemptLifeMs): Date {
  return new Date(ctx.now().getTime() + lifeMs)
}

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

/** Whether another account than the signed-in one began the attempt. */
export function isAnothers({ actor }: Context, { accountId }: Pick<AttemptRow, 'accountId'>): boolean {
  return actor.kind === 'account' && actor.accountId !== accountId
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
 * Chooses the attempts that a browser drops when it has too many: those that no longer exist first, then those that
 * have ended, then arrivals that nobody confirmed (any web site can cause those), then the rest; the oldest of each
 * kind first.
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
