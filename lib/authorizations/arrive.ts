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
import {
  type AttemptRow,
  continueAttempt,
  findAttempt,
  listStartedAttempts,
  startArrivedAttempt,
} from '../store/attempts.ts'
import { digest, sameDigest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import {
  after,
  arrivalLifeMs,
  type Beginning,
  newAttempt,
  owner,
  type RequestOf,
  redirect,
  stateLifeMs,
  storeAttempt,
} from './new-attempt.ts'
import { recordSteps } from './record-step.ts'

/**
 * Amazon leads a browser to the Log-in URI: within a running attempt of ours it goes on, otherwise the request is
 * kept until its seller has signed in and agreed. Amazon begins this way, so no state of ours protects it: without
 * that step, a stranger's link would put the stranger's store into the account of whoever opens it. Throws `amazon_callback_uri_refused`, `too_many_requests`; then nothing is kept.
 */
export async function beginAtAmazon(
  ctx: Context,
  request: RequestOf<'appstore'>,
  bindingDigest: string,
): Promise<Beginning> {
  const callbackUri = ctx.amazon.origins.canonical(request.amazonCallbackUri)
  const application = await applicationOfCallback(ctx, callbackUri)
  const isBare = isBareCallbackPath(callbackUri, application.spApiApplicationId)
  const host = isBare ? null : hostOf(callbackUri)

  const started = await startedAttempt(ctx, application, bindingDigest, host)
  if (started !== null) {
    const uri = isBare ? `https://${hostOfStarted(started)}${callbackUri}` : callbackUri
    return continueAtAmazon(ctx, started, application, { ...request, amazonCallbackUri: uri })
  }

  if (ctx.actor.kind === 'visitor') await allow(ctx, 'arrival.address')
  const { partnerType, marketplaces } = centralSiteOf(host)
  const id = await storeAttempt(
    ctx,
    {
      ...newAttempt(ctx, application, bindingDigest, arrivalLifeMs),
      workflow: 'appstore',
      status: 'arrived',
      marketplaceId: onlyOne(marketplaces)?.id ?? null,
      partnerType,
      amazonCallbackUri: callbackUri,
      amazonState: request.amazonState,
      announcedSellingPartnerId: request.sellingPartnerId,
      unknownParameters: [...request.unknownParameters],
    },
    [{ step: 'arrived', host }],
  )
  return { kind: ctx.actor.kind === 'visitor' ? 'sign-in' : 'confirm', attemptId: id }
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

/** The attempt of this browser that this hop most likely belongs to: same central host first, else the newest. */
async function startedAttempt(
  ctx: Context,
  application: ApplicationRow,
  bindingDigest: string,
  host: string | null,
): Promise<AttemptRow | null> {
  if (ctx.actor.kind !== 'account') return null
  const key = { bindingDigest, applicationId: application.id, accountId: ctx.actor.accountId, now: ctx.now() }
  const attempts = await listStartedAttempts(ctx.db, key)
  const sameHost = attempts.find((row) => hostOfStarted(row) === host)
  return sameHost ?? attempts[0] ?? null
}

async function continueAtAmazon(
  ctx: Context,
  started: AttemptRow,
  application: ApplicationRow,
  request: RequestOf<'appstore'>,
): Promise<Beginning> {
  const state = randomToken()
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const row = await continueAttempt(tx.db, started.id, {
      secondStateDigest: digest(state),
      stateExpiresAt: after(tx, stateLifeMs),
      expiresAt: after(tx, stateLifeMs),
      amazonCallbackUri: request.amazonCallbackUri,
      amazonState: request.amazonState,
      announcedSellingPartnerId: request.sellingPartnerId,
    })
    if (row === null) throw new AppError('state_used')
    await recordAudit(
      tx,
      'attempt.continued',
      { kind: 'attempt', id: started.id },
      { sellingPartnerId: request.sellingPartnerId },
    )
    await recordSteps(tx, started.id, [
      { step: 'continued', host: hostOf(request.amazonCallbackUri) },
      { step: 'redirected', host: hostOf(request.amazonCallbackUri) },
    ])
  })
  return redirect(
    ctx,
    appstoreCallbackUri(request.amazonCallbackUri, request.amazonState, application, state),
  )
}

/** The seller has signed in and agreed: now the attempt gets its owner and its state. */
export async function takeUpArrival(
  ctx: Context,
  request: RequestOf<'continue'>,
  bindingDigest: string,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const arrived = await findAttempt(ctx.db, request.attemptId)
  if (arrived === null || !sameDigest(arrived.bindingDigest, bindingDigest))
    throw new AppError('attempt_not_found')
  if (arrived.status !== 'arrived') throw new AppError('state_used')
  if (arrived.expiresAt <= ctx.now()) throw new AppError('state_expired')
  const application = await findApplication(ctx.db, arrived.applicationId)
  if (application === null || !hasConsent(application)) throw new AppError('application_not_ready')
  const choices = choicesOf(arrived, application)
  const marketplace =
    choices.marketplaces.find(({ id }) => id === request.marketplace?.id) ?? onlyOne(choices.marketplaces)
  const partnerType =
    choices.partnerTypes.find((type) => type === request.partnerType) ?? onlyOne(choices.partnerTypes)
  if (marketplace === null || partnerType === null) return { kind: 'confirm', attemptId: arrived.id }

  const host = hostOfArrival(arrived) ?? centralHost(marketplace, partnerType)
  const callbackUri = new URL(arrived.amazonCallbackUri ?? '', `https://${host}`).href
  const state = randomToken()
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const row = await startArrivedAttempt(tx.db, arrived.id, {
      ...owner(tx),
      marketplaceId: marketplace.id,
      partnerType,
      amazonCallbackUri: callbackUri,
      stateDigest: digest(state),
      stateExpiresAt: after(tx, stateLifeMs),
      expiresAt: after(tx, stateLifeMs),
    })
    if (row === null) throw new AppError('state_used')
    await recordAudit(tx, 'attempt.started', { kind: 'attempt', id: arrived.id }, { workflow: 'appstore' })
    await recordSteps(tx, arrived.id, [
      { step: 'started' },
      { step: 'redirected', host: hostOf(callbackUri) },
    ])
  })
  return redirect(ctx, appstoreCallbackUri(callbackUri, arrived.amazonState ?? '', application, state))
}

/** What is left to choose: one entry each where Amazon's host has decided it. */
export interface ArrivalChoices {
  readonly marketplaces: readonly Marketplace[]
  readonly partnerTypes: readonly PartnerType[]
}

/**
 * No answer of Amazon's tells later in which country a vendor authorized, and a grant for one country must never
 * replace one for another: where several countries share the host, their selling partner says which.
 */
export function choicesOf(
  arrived: Pick<AttemptRow, 'amazonCallbackUri'>,
  application: Pick<ApplicationRow, 'partnerTypes'>,
): ArrivalChoices {
  const { marketplaces, partnerType } = centralSiteOf(hostOfArrival(arrived))
  return { marketplaces, partnerTypes: partnerType === null ? application.partnerTypes : [partnerType] }
}

/** Null: Amazon left its host out. */
function hostOfArrival({ amazonCallbackUri }: Pick<AttemptRow, 'amazonCallbackUri'>): string | null {
  return amazonCallbackUri?.startsWith('https://') ? hostOf(amazonCallbackUri) : null
}

/** Where the seller of an attempt of ours was sent. */
function hostOfStarted({ marketplaceId, partnerType }: AttemptRow): string {
  const marketplace = findMarketplace(marketplaceId ?? '')
  if (marketplace === null || partnerType === null) throw new AppError('marketplace_unknown')
  return centralHost(marketplace, partnerType)
}

function onlyOne<T>(all: readonly T[]): T | null {
  return all.length === 1 ? (all[0] ?? null) : null
}
