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
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { allow } from '../people/throttle.ts'
import { type ApplicationRow, findApplication, findApplicationBySpApiId } from '../store/applications.ts'
import { type AttemptRow, startArrivedAttempt } from '../store/attempts.ts'
import { digest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { addBinding, type Bindings, findOwnAttempt } from './bindings.ts'
import { continueAttempt, findInterruptedAttempt, needsNoQuestion, type Visit } from './continue-attempt.ts'
import { type Beginning, endOfLife, newAttempt, owner, type RequestOf, storeAttempt } from './new-attempt.ts'
import { recordSteps } from './record-step.ts'

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
  const attemptId = await storeAttempt(
    ctx,
    {
      ...columns,
      workflow: 'appstore',
      status: 'arrived',
      marketplaceId: onlyOne(marketplaces)?.id ?? null,
      partnerType,
      amazonCallbackUri: callbackUri,
      amazonState: request.amazonState,
      announcedSellingPartnerId: request.sellingPartnerId,
      unknownParameters: [...request.unknownParameters],
    },
    [{ step: 'arrived', host: visit.host }],
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
    requireScope(tx, 'authorizations:begin')
    const row = await startArrivedAttempt(tx.db, arrived.id, {
      ...owner(tx),
      marketplaceId: marketplace.id,
      partnerType,
      amazonCallbackUri: callbackUri,
      stateDigest: digest(state),
      stateExpiresAt: endOfLife(tx),
      expiresAt: endOfLife(tx),
    })
    if (row === null) throw new AppError('state_used')
    await recordAudit(tx, 'attempt.started', { kind: 'attempt', id: arrived.id }, { workflow: 'appstore' })
    await recordSteps(tx, arrived.id, [
      { step: 'started' },
      { step: 'redirected', host: hostOf(callbackUri) },
    ])
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
