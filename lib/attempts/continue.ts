import { appstoreCallbackUri } from '../amazon/consent.ts'
import { hostOf } from '../amazon/hosts.ts'
import { centralHost, centralSiteOf, findMarketplace } from '../amazon/marketplaces.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { type AttemptRow, deleteArrival, findAttemptByState } from '../store/attempts.ts'
import { findAuthorization, listHolders } from '../store/authorizations.ts'
import { findConnectLink } from '../store/connect-links.ts'
import { everything } from '../store/visibility.ts'
import { digest, keyedDigest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { type Bindings, isBoundTo, listOwnAttempts } from './new-attempt.ts'
import { isLostAttempt, LostAttempt, transition } from './transition.ts'

/** The parameters that Amazon sends to the Login URI. */
export interface Visit {
  /** null when Amazon sent a path without a host. */
  readonly host: string | null
  /** In its canonical form, or a path alone. */
  readonly callbackUri: string
  /** Percent-encoded, exactly as it came. */
  readonly amazonState: string
  /** Amazon doesn't sign it, so it is untrusted. */
  readonly sellingPartnerId: string
}

/** The website attempt of this browser that Amazon interrupts with this visit, as it does for drafts, or null. */
export async function findInterruptedAttempt(
  ctx: Context,
  application: ApplicationRow,
  bindings: Bindings,
  visit: Visit,
): Promise<AttemptRow | null> {
  return findAttemptFor(ctx, application, bindings, visit, canContinue)
}

/**
 * The website attempt that was continued by an earlier visit, and that this visit repeats: somebody went back at Amazon
 * and confirmed again. Null when there isn't one.
 */
export async function findContinuedAttempt(
  ctx: Context,
  application: ApplicationRow,
  bindings: Bindings,
  visit: Visit,
): Promise<AttemptRow | null> {
  return findAttemptFor(
    ctx,
    application,
    bindings,
    visit,
    (row, of, facts) => row.secondStateDigest !== null && isOpenFor(row, of, facts),
  )
}

/**
 * Prefers the attempt that expects this selling partner, then one for the same host, then the newest. An attempt that
 * expects another selling partner never matches.
 */
async function findAttemptFor(
  ctx: Context,
  application: ApplicationRow,
  bindings: Bindings,
  visit: Visit,
  isEligible: typeof canContinue,
): Promise<AttemptRow | null> {
  if (ctx.actor.kind !== 'account') return null
  const facts = { accountId: ctx.actor.accountId, applicationId: application.id, now: ctx.now() }
  const rows = (await listOwnAttempts(ctx, bindings)).filter((row) => isEligible(row, visit, facts))
  const expectations = await Promise.all(
    rows.map(async (row) => ({ row, expected: await expectedSellingPartner(ctx, row) })),
  )
  const rank = (row: AttemptRow, expected: string | null) =>
    Number(expected !== null) * 2 + Number(isOwnHost(row, visit.host))
  const [best] = expectations
    .filter(({ expected }) => expected === null || expected === visit.sellingPartnerId)
    .sort(
      (one, other) =>
        rank(other.row, other.expected) - rank(one.row, one.expected) ||
        other.row.startedAt.getTime() - one.row.startedAt.getTime(),
    )
  return best?.row ?? null
}

type Continuable = Pick<
  AttemptRow,
  | 'workflow'
  | 'status'
  | 'accountId'
  | 'applicationId'
  | 'secondStateDigest'
  | 'stateExpiresAt'
  | 'marketplaceId'
  | 'partnerType'
>

interface VisitFacts {
  readonly accountId: string
  readonly applicationId: string
  readonly now: Date
}

/** Whether Amazon may be interrupting this attempt: once, in time, and with a consent of the same kind. */
export function canContinue(row: Continuable, visit: Pick<Visit, 'host'>, facts: VisitFacts): boolean {
  return row.secondStateDigest === null && isOpenFor(row, visit, facts)
}

function isOpenFor(row: Continuable, { host }: Pick<Visit, 'host'>, facts: VisitFacts): boolean {
  return (
    row.workflow === 'website' &&
    row.status === 'started' &&
    row.accountId === facts.accountId &&
    row.applicationId === facts.applicationId &&
    row.stateExpiresAt !== null &&
    row.stateExpiresAt > facts.now &&
    sharesConsent(row, host)
  )
}

type AskedMarket = Pick<AttemptRow, 'marketplaceId' | 'partnerType'>

/** Whether a consent at this host covers the marketplace for which the attempt asks. */
function sharesConsent({ marketplaceId, partnerType }: AskedMarket, host: string | null): boolean {
  const site = centralSiteOf(host)
  if (site.partnerType !== null && site.partnerType !== partnerType) return false
  const group = findMarketplace(marketplaceId ?? '')?.consentGroup
  return site.marketplaces.some(({ consentGroup }) => consentGroup === group)
}

/** A visit without a host is answered at the attempt's own host. */
function isOwnHost(row: AskedMarket, host: string | null): boolean {
  return host === null || hostOfAttempt(row) === host
}

/** The host to which the seller of a website attempt was sent. */
function hostOfAttempt({ marketplaceId, partnerType }: AskedMarket): string {
  const marketplace = findMarketplace(marketplaceId ?? '')
  if (marketplace === null || partnerType === null) throw new AppError('marketplace_unknown')
  return centralHost(marketplace, partnerType)
}

/** The selling partner to re-authorize, or the one that the connect link expects; null if any is accepted. */
async function expectedSellingPartner(ctx: Context, row: AttemptRow): Promise<string | null> {
  if (row.authorizationId !== null)
    return (
      (await findAuthorization(ctx.db, row.authorizationId, everything))?.authorization.sellingPartnerId ??
      null
    )
  if (row.connectLinkId === null) return null
  return (await findConnectLink(ctx.db, row.connectLinkId))?.expectedSellingPartnerId ?? null
}

/**
 * Whether an attempt continues without asking its seller: only for a selling partner that already belongs to the
 * account, and at the host to which the seller was sent. Everything else could be a stranger's link.
 */
export async function needsNoQuestion(ctx: Context, row: AttemptRow, visit: Visit): Promise<boolean> {
  if (row.accountId === null || !isOwnHost(row, visit.host)) return false
  const { accountId, applicationId } = row
  const own = await listHolders(ctx.db, { accountId, applicationId, grantKey: visit.sellingPartnerId })
  return own.length > 0
}

/**
 * Gives an attempt its second state, and returns the address at Amazon that takes it. Amazon's parameters count with
 * that state only: the first state keeps its deadline and is evaluated as if this visit hadn't happened. `arrival`: the
 * visit that the seller confirmed, with its state; it becomes part of the attempt. Null when the attempt already has a
 * second state or has ended, or when the arrival was confirmed before.
 */
export async function continueAttempt(
  ctx: Context,
  row: AttemptRow,
  application: ApplicationRow,
  visit: Visit,
  arrival: { readonly id: string; readonly state: string } | null,
): Promise<string | null> {
  const callbackUri =
    visit.host === null ? `https://${hostOfAttempt(row)}${visit.callbackUri}` : visit.callbackUri
  const state = arrival?.state ?? randomToken()
  const uri = appstoreCallbackUri(callbackUri, visit.amazonState, application, state)
  const work = inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    // First, so that only one of two submissions continues. A later failure restores the arrival.
    if (arrival !== null && !(await deleteArrival(tx.db, arrival.id))) throw new LostAttempt(arrival.id)
    const host = hostOf(callbackUri)
    await transition(tx, row, 'continue', {
      set: {
        secondStateDigest: digest(state),
        amazonCallbackUri: visit.callbackUri,
        amazonState: visit.amazonState,
        announcedSellingPartnerId: visit.sellingPartnerId,
      },
      details: { sellingPartnerId: visit.sellingPartnerId },
      steps: { continued: { host }, redirected: { host } },
    })
    return ctx.amazon.origins.toReachableUrl(uri)
  })
  return work.catch((error: unknown) => {
    if (isLostAttempt(error)) return null
    throw error
  })
}

/**
 * The state that a seller takes to Amazon when they confirm an arrival. It follows from the arrival's binding, which
 * this browser alone holds, so that pressing the button again leads to the same place. Null when the browser doesn't
 * hold it.
 */
export function stateOfArrival(arrivalId: string, bindings: Bindings): string | null {
  const token = bindings.get(arrivalId)
  return token === undefined ? null : keyedDigest(new Secret(token), new Secret(`state of ${arrivalId}`))
}

/**
 * The result of a confirmed arrival: a new attempt, or the attempt that it continues. Null if it wasn't confirmed, or
 * belongs to another browser or account.
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
