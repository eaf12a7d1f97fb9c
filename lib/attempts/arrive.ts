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
import { requireInUse } from '../applications/choose.ts'
import { hasConsent } from '../applications/readiness.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { allow } from '../people/throttle.ts'
import { type ApplicationRow, findApplication, findApplicationBySpApiId } from '../store/applications.ts'
import { type AttemptRow, changeMarket } from '../store/attempts.ts'
import { digest } from '../vault/digest.ts'
import {
  continueAttempt,
  findConfirmed,
  findContinuedAttempt,
  findInterruptedAttempt,
  isUnderWay,
  needsNoQuestion,
  stateOfArrival,
  type Visit,
} from './continue.ts'
import {
  addBinding,
  type Beginning,
  type Bindings,
  beginAttempt,
  endOfLife,
  findOwnAttempt,
  newAttempt,
  type RequestOf,
  requireSeller,
} from './new-attempt.ts'
import { recordStep } from './steps.ts'
import { tryTransition } from './transition.ts'

/**
 * Handles a visit from Amazon to the Login URI. Nothing authenticates that request, since any site can make a browser
 * send it: it is kept as an arrival until its seller has signed in and confirmed it. Otherwise, a link could put a
 * stranger's store into the account of the person who opens it. The one exception is in `needsNoQuestion`.
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
 * otherwise it becomes an attempt of its own. Confirmed once more, it leads to the same place.
 */
export async function confirmArrival(
  ctx: Context,
  request: RequestOf<'continue'>,
  bindings: Bindings,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const arrived = await findOwnAttempt(ctx, request.attemptId, bindings)
  if (arrived?.status !== 'arrived') return confirmAgain(ctx, request, bindings)
  if (arrived.expiresAt <= ctx.now()) throw new AppError('state_expired')
  const application = await requireReady(ctx, arrived)
  const state = stateOfArrival(arrived.id, bindings) ?? ''
  const visit = visitOf(arrived)
  const interrupted = await findInterruptedAttempt(ctx, application, bindings, visit)
  if (interrupted !== null) {
    const uri = await continueAttempt(ctx, interrupted, application, visit, { id: arrived.id, state })
    if (uri !== null)
      return { kind: 'redirect', uri, attemptId: interrupted.id, bindings, setsBinding: false }
  }

  const repeated = await findContinuedAttempt(ctx, application, bindings, visit)
  const choice = choiceOf(repeated) ?? chooseMarket(choicesOf(visit, application), request)
  if (choice === null) return { kind: 'confirm', attemptId: arrived.id, bindings, setsBinding: false }
  const host = hostAt(visit, choice)
  const confirmed = await inTransaction(ctx, (tx) =>
    tryTransition(tx, arrived, 'confirm', {
      set: {
        ...requireSeller(tx),
        marketplaceId: choice.marketplace.id,
        partnerType: choice.partnerType,
        stateDigest: digest(state),
        ...inheritFrom(repeated, endOfLife(tx)),
      },
      details: { workflow: 'appstore' },
      steps: { redirected: { host } },
    }),
  )
  // Pressed twice: the other request was faster.
  if (confirmed === null) return confirmAgain(ctx, request, bindings)
  const uri = addressAtAmazon(ctx, visit, host, application, state)
  return { kind: 'redirect', uri, attemptId: arrived.id, bindings, setsBinding: repeated === null }
}

/**
 * The destination and the deadlines that a repeated attempt inherits: its seller ends up where they were going, and no
 * visit extends a deadline. A connect link still connects one selling account.
 */
function inheritFrom(repeated: AttemptRow | null, endsAt: Date) {
  if (repeated === null) return { stateExpiresAt: endsAt, expiresAt: endsAt }
  const { connectLinkId, authorizationId, returnTo, stateExpiresAt, expiresAt } = repeated
  return { connectLinkId, authorizationId, returnTo, stateExpiresAt, expiresAt }
}

/**
 * For a button that was pressed twice, or again after Back: redirects to the same page at Amazon while the seller is on
 * their way, and to the finish page once they have come back. A changed choice counts. Deadlines aren't extended.
 */
async function confirmAgain(
  ctx: Context,
  request: RequestOf<'continue'>,
  bindings: Bindings,
): Promise<Beginning> {
  const row = await findConfirmed(ctx, request.attemptId, bindings)
  const state = stateOfArrival(request.attemptId, bindings)
  if (row === null || state === null) throw new AppError('attempt_not_found')
  const same = { attemptId: row.id, bindings, setsBinding: false }
  if (row.problem === 'not_finished') throw new AppError('state_expired')
  if (row.status !== 'started') return { kind: 'finish', ...same }
  if (!isUnderWay(row, ctx.now())) throw new AppError('state_expired')
  const application = await requireReady(ctx, row)
  const visit = visitOf(row)
  const choice = await changeChoice(ctx, row, application, request)
  return {
    kind: 'redirect',
    uri: addressAtAmazon(ctx, visit, hostAt(visit, choice), application, state),
    ...same,
  }
}

/**
 * The marketplace and the kind of selling partner of an attempt under way, after a change by its seller, if it was
 * theirs to choose.
 */
async function changeChoice(
  ctx: Context,
  row: AttemptRow,
  application: ApplicationRow,
  request: RequestOf<'continue'>,
): Promise<MarketChoice> {
  const present = choiceOf(row)
  if (present === null) throw new AppError('marketplace_unknown')
  const chosen = isDecided(row) ? null : chooseMarket(choicesOf(visitOf(row), application), request)
  if (chosen === null) return present
  const { marketplace, partnerType } = present
  if (chosen.marketplace.id === marketplace.id && chosen.partnerType === partnerType) return chosen
  const host = hostAt(visitOf(row), chosen)
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const choice = { marketplaceId: chosen.marketplace.id, partnerType: chosen.partnerType }
    // Otherwise they have come back in another tab, and their confirmation there counts.
    if (!(await changeMarket(tx.db, row.id, choice))) return
    await recordAudit(tx, 'attempt.continued', { kind: 'attempt', id: row.id }, choice)
    await recordStep(tx, row.id, 'redirected', { host })
  })
  return chosen
}

async function requireReady(ctx: Context, { applicationId }: AttemptRow): Promise<ApplicationRow> {
  const application = await findApplication(ctx.db, applicationId)
  if (application !== null) requireInUse(application)
  if (application === null || !hasConsent(application)) throw new AppError('application_not_ready')
  return application
}

/**
 * Whether the attempt's marketplace came from a page of ours, a connect link or a record, and not from the arrival's
 * form.
 */
function isDecided({ workflow, connectLinkId, authorizationId }: AttemptRow): boolean {
  return workflow === 'website' || connectLinkId !== null || authorizationId !== null
}

function choiceOf(row: AttemptRow | null): MarketChoice | null {
  const marketplace = findMarketplace(row?.marketplaceId ?? '')
  const partnerType = row?.partnerType ?? null
  return marketplace === null || partnerType === null ? null : { marketplace, partnerType }
}

function chooseMarket(choices: ArrivalChoices, request: RequestOf<'continue'>): MarketChoice | null {
  const marketplace =
    choices.marketplaces.find(({ id }) => id === request.marketplace?.id) ?? onlyOne(choices.marketplaces)
  const partnerType =
    choices.partnerTypes.find((type) => type === request.partnerType) ?? onlyOne(choices.partnerTypes)
  return marketplace === null || partnerType === null ? null : { marketplace, partnerType }
}

interface MarketChoice {
  readonly marketplace: Marketplace
  readonly partnerType: PartnerType
}

function hostAt(visit: Visit, { marketplace, partnerType }: MarketChoice): string {
  return visit.host ?? centralHost(marketplace, partnerType)
}

function addressAtAmazon(
  ctx: Context,
  visit: Visit,
  host: string,
  application: ApplicationRow,
  state: string,
): string {
  const callbackUri = new URL(visit.callbackUri, `https://${host}`).href
  return ctx.amazon.origins.toReachableUrl(
    appstoreCallbackUri(callbackUri, visit.amazonState, application, state),
  )
}

/** The remaining choices: one entry each where there is nothing to choose. */
export interface ArrivalChoices {
  readonly marketplaces: readonly Marketplace[]
  readonly partnerTypes: readonly PartnerType[]
}

/**
 * The choices that an arrival leaves to its seller: none once an attempt continues it or is continued by it. `row`: the
 * arrival, or the attempt that it became.
 */
export async function findArrivalChoices(
  ctx: Context,
  row: AttemptRow,
  application: ApplicationRow,
  bindings: Bindings,
): Promise<ArrivalChoices> {
  const visit = visitOf(row)
  const earlier =
    row.status !== 'arrived'
      ? row
      : ((await findInterruptedAttempt(ctx, application, bindings, visit)) ??
        (await findContinuedAttempt(ctx, application, bindings, visit)))
  const choice = earlier !== null && isDecided(earlier) ? choiceOf(earlier) : null
  return choice === null
    ? choicesOf(visit, application)
    : { marketplaces: [choice.marketplace], partnerTypes: [choice.partnerType] }
}

/**
 * Amazon never reports the country in which a vendor authorized, and a grant for one country must not replace one for
 * another. Where several countries share the host, the selling partner id decides.
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
