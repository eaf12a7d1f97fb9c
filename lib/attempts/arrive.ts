import {
  applicationIdOfCallbackUri,
  appstoreCallbackUri,
  isAmazonCallbackUri,
  isBareCallbackPath,
} from '../amazon/consent.ts'
import { hostOf } from '../amazon/hosts.ts'
import {
  centralHost,
  centralSiteOf,
  findMarketplace,
  type Marketplace,
  type PartnerType,
} from '../amazon/marketplaces.ts'
import { hasConsent } from '../applications/readiness.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { allow } from '../people/throttle.ts'
import { type ApplicationRow, findApplication, findApplicationBySpApiId } from '../store/applications.ts'
import { type AttemptRow, deleteArrival } from '../store/attempts.ts'
import { findAuthorization, listHolders } from '../store/authorizations.ts'
import { findConnectLink } from '../store/connect-links.ts'
import { everything } from '../store/visibility.ts'
import { digest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import {
  addBinding,
  type Beginning,
  type Bindings,
  beginAttempt,
  endOfLife,
  findOwnAttempt,
  listOwnAttempts,
  newAttempt,
  owner,
  type RequestOf,
} from './new-attempt.ts'
import { transition } from './transition.ts'

/**
 * Amazon sends a browser to the Log-in URI. Nothing of ours protects that request, so anybody can make a browser send
 * it: it is kept as an arrival until its seller has signed in and confirmed it. Without that, a link would put a
 * stranger's store into the account of whoever opens it. The one exception is in `needsNoQuestion`. Throws
 * `amazon_callback_uri_refused` and `too_many_requests`; nothing is kept then.
 */
export async function arriveFromAmazon(
  ctx: Context,
  request: RequestOf<'appstore'>,
  bindings: Bindings,
): Promise<Beginning> {
  const callbackUri = ctx.amazon.origins.canonical(request.amazonCallbackUri)
  const application = await applicationOfCallback(ctx, callbackUri)
  const isBare = isBareCallbackPath(callbackUri, application.spApiApplicationId)
  const visit = {
    host: isBare ? null : hostOf(callbackUri),
    callbackUri,
    amazonState: request.amazonState,
    sellingPartnerId: request.sellingPartnerId,
  }
  const interrupted = await findInterruptedAttempt(ctx, application, bindings, visit)
  if (interrupted !== null && (await needsNoQuestion(ctx, interrupted, visit))) {
    const uri = await continueAttempt(ctx, interrupted, application, visit, null)
    if (uri !== null)
      return { kind: 'redirect', uri, attemptId: interrupted.id, bindings, setsBinding: false }
  }

  if (ctx.actor.kind === 'visitor') await allow(ctx, 'arrival.address')
  const { partnerType, marketplaces } = centralSiteOf(visit.host)
  const { columns, bindingToken } = newAttempt(ctx, application)
  const attemptId = await beginAttempt(
    ctx,
    'arrive',
    {
      ...columns,
      workflow: 'appstore',
      marketplaceId: onlyOne(marketplaces)?.id ?? null,
      partnerType,
      amazonCallbackUri: callbackUri,
      amazonState: request.amazonState,
      announcedSellingPartnerId: request.sellingPartnerId,
      unknownParameters: [...request.unknownParameters],
    },
    { arrived: { host: visit.host } },
  )
  return {
    kind: ctx.actor.kind === 'visitor' ? 'sign-in' : 'confirm',
    attemptId,
    bindings: await addBinding(ctx, bindings, attemptId, bindingToken),
    setsBinding: true,
  }
}

async function applicationOfCallback(ctx: Context, callbackUri: string): Promise<ApplicationRow> {
  const spApiId = applicationIdOfCallbackUri(callbackUri)
  const application = spApiId === null ? null : await findApplicationBySpApiId(ctx.db, spApiId)
  const accepted =
    application !== null &&
    (isAmazonCallbackUri(callbackUri, application.spApiApplicationId) ||
      isBareCallbackPath(callbackUri, application.spApiApplicationId))
  if (!accepted) throw new AppError('amazon_callback_uri_refused')
  return application
}

/**
 * The seller has signed in and confirmed an arrival. It continues the attempt that Amazon interrupted, if there is one;
 * otherwise it becomes an attempt of its own.
 */
export async function confirmArrival(
  ctx: Context,
  request: RequestOf<'continue'>,
  bindings: Bindings,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const arrived = await findOwnAttempt(ctx, request.attemptId, bindings)
  if (arrived === null) throw new AppError('attempt_not_found')
  if (arrived.status !== 'arrived') throw new AppError('state_used')
  if (arrived.expiresAt <= ctx.now()) throw new AppError('state_expired')
  const application = await findApplication(ctx.db, arrived.applicationId)
  if (application === null || !hasConsent(application)) throw new AppError('application_not_ready')
  const visit = visitOf(arrived)
  const interrupted = await findInterruptedAttempt(ctx, application, bindings, visit)
  if (interrupted !== null) {
    const uri = await continueAttempt(ctx, interrupted, application, visit, arrived.id)
    const others = new Map([...bindings].filter(([id]) => id !== arrived.id))
    if (uri !== null)
      return { kind: 'redirect', uri, attemptId: interrupted.id, bindings: others, setsBinding: false }
  }

  const choices = choicesOf(visit, application)
  const marketplace =
    choices.marketplaces.find(({ id }) => id === request.marketplace?.id) ?? onlyOne(choices.marketplaces)
  const partnerType =
    choices.partnerTypes.find((type) => type === request.partnerType) ?? onlyOne(choices.partnerTypes)
  if (marketplace === null || partnerType === null)
    return { kind: 'confirm', attemptId: arrived.id, bindings, setsBinding: false }

  const host = visit.host ?? centralHost(marketplace, partnerType)
  const callbackUri = new URL(visit.callbackUri, `https://${host}`).href
  const state = randomToken()
  await inTransaction(ctx, async (tx) => {
    const confirmed = await transition(tx, arrived, 'confirm', {
      set: {
        ...owner(tx),
        marketplaceId: marketplace.id,
        partnerType,
        amazonCallbackUri: callbackUri,
        stateDigest: digest(state),
        stateExpiresAt: endOfLife(tx),
        expiresAt: endOfLife(tx),
      },
      details: { workflow: 'appstore' },
      steps: { redirected: { host: hostOf(callbackUri) } },
    })
    if (confirmed === null) throw new AppError('state_used')
  })
  const uri = appstoreCallbackUri(callbackUri, visit.amazonState, application, state)
  return {
    kind: 'redirect',
    uri: ctx.amazon.origins.reach(uri),
    attemptId: arrived.id,
    bindings,
    setsBinding: true,
  }
}

/** What is left to choose: one entry each where nothing is open. */
export interface ArrivalChoices {
  readonly marketplaces: readonly Marketplace[]
  readonly partnerTypes: readonly PartnerType[]
}

/** What an arrival leaves open for its seller. An attempt that it continues has decided everything. */
export async function findArrivalChoices(
  ctx: Context,
  arrived: AttemptRow,
  application: ApplicationRow,
  bindings: Bindings,
): Promise<ArrivalChoices> {
  const visit = visitOf(arrived)
  const interrupted = await findInterruptedAttempt(ctx, application, bindings, visit)
  const marketplace = findMarketplace(interrupted?.marketplaceId ?? '')
  const partnerType = interrupted?.partnerType ?? null
  return marketplace === null || partnerType === null
    ? choicesOf(visit, application)
    : { marketplaces: [marketplace], partnerTypes: [partnerType] }
}

/**
 * No answer of Amazon's tells later in which country a vendor authorized, and a grant for one country must never
 * replace one for another: where several countries share the host, their selling partner says which.
 */
function choicesOf({ host }: Visit, { partnerTypes }: Pick<ApplicationRow, 'partnerTypes'>): ArrivalChoices {
  const { marketplaces, partnerType } = centralSiteOf(host)
  return { marketplaces, partnerTypes: partnerType === null ? partnerTypes : [partnerType] }
}

function visitOf(arrived: AttemptRow): Visit {
  const callbackUri = arrived.amazonCallbackUri ?? ''
  return {
    host: callbackUri.startsWith('https://') ? hostOf(callbackUri) : null,
    callbackUri,
    amazonState: arrived.amazonState ?? '',
    sellingPartnerId: arrived.announcedSellingPartnerId ?? '',
  }
}

function onlyOne<T>(all: readonly T[]): T | null {
  return all.length === 1 ? (all[0] ?? null) : null
}

/** What Amazon sends to the Log-in URI. */
export interface Visit {
  /** null when Amazon sent a path without a host. */
  readonly host: string | null
  /** In its canonical form, or a path alone. */
  readonly callbackUri: string
  /** Percent-encoded, exactly as it came. */
  readonly amazonState: string
  /** Amazon signs nothing: anybody can have written it. */
  readonly sellingPartnerId: string
}

/**
 * The website attempt of this browser that Amazon interrupts with this visit, as it does for drafts, or null. Of
 * several, the one that expects this selling partner, then one for the same host, then the newest. An attempt that
 * expects another selling partner is never continued.
 */
export async function findInterruptedAttempt(
  ctx: Context,
  application: ApplicationRow,
  bindings: Bindings,
  visit: Visit,
): Promise<AttemptRow | null> {
  if (ctx.actor.kind !== 'account') return null
  const facts = { accountId: ctx.actor.accountId, applicationId: application.id, now: ctx.now() }
  const rows = (await listOwnAttempts(ctx, bindings)).filter((row) => canContinue(row, visit, facts))
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

/** Whether Amazon may be interrupting this attempt: once, in time, and with a consent of the same kind. */
export function canContinue(
  row: Pick<
    AttemptRow,
    | 'workflow'
    | 'status'
    | 'accountId'
    | 'applicationId'
    | 'secondStateDigest'
    | 'stateExpiresAt'
    | 'marketplaceId'
    | 'partnerType'
  >,
  { host }: Pick<Visit, 'host'>,
  facts: { readonly accountId: string; readonly applicationId: string; readonly now: Date },
): boolean {
  return (
    row.workflow === 'website' &&
    row.status === 'started' &&
    row.accountId === facts.accountId &&
    row.applicationId === facts.applicationId &&
    row.secondStateDigest === null &&
    row.stateExpiresAt !== null &&
    row.stateExpiresAt > facts.now &&
    sharesConsent(row, host)
  )
}

type Place = Pick<AttemptRow, 'marketplaceId' | 'partnerType'>

/** Whether a consent at this host covers the marketplace for which the attempt asks. */
function sharesConsent({ marketplaceId, partnerType }: Place, host: string | null): boolean {
  const site = centralSiteOf(host)
  if (site.partnerType !== null && site.partnerType !== partnerType) return false
  const group = findMarketplace(marketplaceId ?? '')?.consentGroup
  return site.marketplaces.some(({ consentGroup }) => consentGroup === group)
}

/** A visit without a host is answered at the attempt's own. */
function isOwnHost(row: Place, host: string | null): boolean {
  return host === null || hostOfAttempt(row) === host
}

/** Where the seller of a website attempt was sent. */
function hostOfAttempt({ marketplaceId, partnerType }: Place): string {
  const marketplace = findMarketplace(marketplaceId ?? '')
  if (marketplace === null || partnerType === null) throw new AppError('marketplace_unknown')
  return centralHost(marketplace, partnerType)
}

/** Who is to be re-authorized, or whom the connect link asks for; null when anybody may come. */
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
 * account, and at the host to which the seller was sent. All else could be a stranger's link.
 */
export async function needsNoQuestion(ctx: Context, row: AttemptRow, visit: Visit): Promise<boolean> {
  if (row.accountId === null || !isOwnHost(row, visit.host)) return false
  const { accountId, applicationId } = row
  const own = await listHolders(ctx.db, { accountId, applicationId, grantKey: visit.sellingPartnerId })
  return own.length > 0
}

/**
 * Gives an attempt its second state, and returns the address at Amazon that takes it. What Amazon sent is kept with
 * that state alone: the first one stays as valid as it was and is evaluated as if nothing had come between, and nothing
 * lives longer. `arrivalId`: the arrival that the seller confirmed, which is part of the attempt from now on. Null when
 * the attempt has a second state already or is over.
 */
export async function continueAttempt(
  ctx: Context,
  row: AttemptRow,
  application: ApplicationRow,
  visit: Visit,
  arrivalId: string | null,
): Promise<string | null> {
  const callbackUri =
    visit.host === null ? `https://${hostOfAttempt(row)}${visit.callbackUri}` : visit.callbackUri
  const state = randomToken()
  const isContinued = await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const host = hostOf(callbackUri)
    const continued = await transition(tx, row, 'continue', {
      set: {
        secondStateDigest: digest(state),
        amazonCallbackUri: callbackUri,
        amazonState: visit.amazonState,
        announcedSellingPartnerId: visit.sellingPartnerId,
      },
      details: { sellingPartnerId: visit.sellingPartnerId },
      steps: { continued: { host }, redirected: { host } },
    })
    if (continued === null) return false
    // Pressed twice: the other one has it.
    if (arrivalId !== null && !(await deleteArrival(tx.db, arrivalId))) throw new AppError('state_used')
    return true
  })
  if (!isContinued) return null
  return ctx.amazon.origins.reach(appstoreCallbackUri(callbackUri, visit.amazonState, application, state))
}
