import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { findApplication } from '../store/applications.ts'
import { type AttemptRow, hasUnfinishedAttempt } from '../store/attempts.ts'
import { findConnectLink } from '../store/connect-links.ts'
import { listHolders } from '../store/grants.ts'
import { type ArrivalChoices, findArrivalChoices } from './arrive.ts'
import { type Bindings, findOwnAttempt } from './bindings.ts'
import { findConfirmed, isUnderWay } from './confirmed-arrival.ts'
import { owner } from './new-attempt.ts'
import { type AttemptOutcome, outcomeOf } from './outcome.ts'
import { findRenewed, type Renewed, type Restart, restartOf } from './restart.ts'

/** For the browser that began it, and nobody else. Throws `attempt_not_found`. */
export async function readAttempt(
  ctx: Context,
  id: string,
  bindings: Bindings,
): Promise<{
  readonly outcome: AttemptOutcome
  readonly status: string
  readonly marketplaceId: string | null
  /** The company's own page to which the seller may go on. */
  readonly returnTo: string | null
  readonly restart: Restart
  /** Who was expected, and who came instead; null when nobody in particular was, or when they came. */
  readonly mixUp: { readonly expected: string; readonly came: string } | null
}> {
  requireScope(ctx, 'authorizations:complete')
  const row = await ownAttempt(ctx, id, bindings)
  const { status, marketplaceId, returnTo } = row
  const renewed = await findRenewed(ctx, row)
  const mixUp = await mixUpOf(ctx, row, renewed)
  return {
    ...{ outcome: outcomeOf(row), status, marketplaceId, returnTo },
    ...{ restart: restartOf(row, renewed), mixUp },
  }
}

async function mixUpOf(ctx: Context, row: AttemptRow, renewed: Renewed | null) {
  const { problem, sellingPartnerId: came, connectLinkId, announcedSellingPartnerId } = row
  if (came === null || (problem !== 'selling_partner_mismatch' && problem !== 'stores_differ')) return null
  const link = connectLinkId === null ? null : await findConnectLink(ctx.db, connectLinkId)
  const id = renewed?.sellingPartnerId ?? link?.expectedSellingPartnerId ?? announcedSellingPartnerId
  if (id === null || id === undefined) return null
  const isNamed = renewed !== null && renewed.name !== id
  return { expected: isNamed ? `${renewed.name} (${id})` : id, came }
}

/** Whether a connection of the account is being made now: in any browser, with its page open or closed. */
export async function isConnecting(ctx: Context): Promise<boolean> {
  requireScope(ctx, 'authorizations:begin')
  return ctx.actor.kind === 'account' && hasUnfinishedAttempt(ctx.db, ctx.actor.accountId)
}

/** What Amazon asked for at the Log-in URI, as its seller is asked to agree to it. */
export interface ArrivalView {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** What is left open for the seller to choose: a list of one is decided. */
  readonly choices: ArrivalChoices
  /** What the seller has answered, or the authorization that this account has for the selling partner, if it is only one. */
  readonly proposed: Pick<AttemptRow, 'marketplaceId' | 'partnerType'> | null
}

/**
 * An arrival that waits for its seller, for the browser that brought it: also once more after they have confirmed it, as
 * long as they are on their way to Amazon. Throws `attempt_not_found`.
 */
export async function readArrival(ctx: Context, id: string, bindings: Bindings): Promise<ArrivalView> {
  requireScope(ctx, 'authorizations:begin')
  const confirmed = await findConfirmed(ctx, id, bindings)
  const row = confirmed ?? (await ownAttempt(ctx, id, bindings))
  const isOpen = confirmed === null ? row.status === 'arrived' : isUnderWay(row, ctx.now())
  if (!isOpen || row.expiresAt <= ctx.now()) throw new AppError('attempt_not_found')
  const application = await findApplication(ctx.db, row.applicationId)
  if (application === null) throw new AppError('attempt_not_found')
  return {
    attemptId: id,
    sellingPartnerId: row.announcedSellingPartnerId,
    choices: await findArrivalChoices(ctx, row, application, bindings),
    proposed: proposalOf(confirmed ?? (await findOnlyHeld(ctx, row))),
  }
}

/** The attempt that a confirmed arrival became, once its seller has come back from Amazon; null until then. */
export async function findReturned(
  ctx: Context,
  arrivalId: string,
  bindings: Bindings,
): Promise<string | null> {
  requireScope(ctx, 'authorizations:begin')
  const confirmed = await findConfirmed(ctx, arrivalId, bindings)
  return confirmed === null || confirmed.receivedAt === null ? null : confirmed.id
}

function proposalOf(from: ArrivalView['proposed']): ArrivalView['proposed'] {
  return from && { marketplaceId: from.marketplaceId, partnerType: from.partnerType }
}

async function findOnlyHeld(ctx: Context, row: AttemptRow) {
  const { applicationId, announcedSellingPartnerId: grantKey } = row
  if (grantKey === null) return null
  const own = await listHolders(ctx.db, { applicationId, grantKey, accountId: owner(ctx).accountId })
  return own.length === 1 ? (own[0] ?? null) : null
}

async function ownAttempt(ctx: Context, id: string, bindings: Bindings): Promise<AttemptRow> {
  const row = await findOwnAttempt(ctx, id, bindings)
  if (row === null) throw new AppError('attempt_not_found')
  return row
}
