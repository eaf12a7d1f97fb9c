import {
  applicationIdOfCallbackUri,
  appstoreCallbackUri,
  consentUri,
  isAmazonCallbackUri,
  isBareCallbackPath,
  type LogInRequest,
  parseLogInRequest,
} from '../amazon/consent.ts'
import {
  centralHost,
  findMarketplace,
  findMarketplaceByHost,
  type Marketplace,
  type PartnerType,
} from '../amazon/marketplaces.ts'
import { readyApplication } from '../applications/readiness.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, findApplication, findApplicationBySpApiId } from '../store/applications.ts'
import {
  type AttemptRow,
  continueAttempt,
  findAttempt,
  insertAttempt,
  listStartedAttempts,
  startArrivedAttempt,
} from '../store/attempts.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { countingRefusals } from './refusals.ts'

const minuteMs = 60_000
const stateLifeMs = 10 * minuteMs
const arrivalLifeMs = 30 * minuteMs

export type Beginning =
  /** Send the browser there, as the address is reached. */
  | { readonly kind: 'redirect'; readonly uri: string }
  /** Kept; the seller signs in first and comes back with this attempt. */
  | { readonly kind: 'sign-in'; readonly attemptId: string }
  /** Amazon left the host out; the seller says where they sell and comes back with this attempt. */
  | { readonly kind: 'choose-marketplace'; readonly attemptId: string }

type Request<K extends LogInRequest['kind']> = Extract<LogInRequest, { kind: K }>

/**
 * Reads the query of `/authorize` and makes the attempt for a passage through Amazon, or takes up the one that
 * Amazon leads through the Log-in URI. The binding token is the browser's own (null: it gets one); whoever brings
 * the redirect must hold it, too. Throws `parameter_…`, `marketplace_unknown`, `amazon_callback_uri_refused`,
 * `application_not_ready`, `sign_in_required`, `not_allowed`, `attempt_not_found`, `state_…`.
 */
export async function beginAuthorization(
  ctx: Context,
  rawQuery: string,
  presentBinding: string | null,
): Promise<Beginning & { readonly bindingToken: string }> {
  requireScope(ctx, 'authorizations:complete')
  const bindingToken = presentBinding ?? randomToken()
  const beginning = await countingRefusals(ctx, 'authorize', () =>
    begin(ctx, parseLogInRequest(rawQuery), digest(bindingToken)),
  )
  return { ...beginning, bindingToken }
}

async function begin(ctx: Context, request: LogInRequest, bindingDigest: string): Promise<Beginning> {
  if (request.kind === 'website') return beginAtOurSite(ctx, request, bindingDigest)
  if (request.kind === 'continue') return takeUpArrival(ctx, request, bindingDigest)
  return beginAtAmazon(ctx, request, bindingDigest)
}

async function beginAtOurSite(
  ctx: Context,
  request: Request<'website'>,
  bindingDigest: string,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const renewed =
    request.authorizationId === null ? null : await authorizationToRenew(ctx, request.authorizationId)
  const application = renewed?.application ?? (await readyApplication(ctx))
  const marketplace = findMarketplace(renewed?.authorization.marketplaceId ?? '') ?? request.marketplace
  const partnerType = renewed?.authorization.partnerType ?? request.partnerType
  const state = randomToken()
  await storeAttempt(ctx, {
    ...newAttempt(ctx, application, bindingDigest, stateLifeMs),
    ...owner(ctx),
    workflow: 'website',
    status: 'started',
    authorizationId: renewed?.authorization.id ?? null,
    marketplaceId: marketplace.id,
    partnerType,
    stateDigest: digest(state),
    stateExpiresAt: after(ctx, stateLifeMs),
    unknownParameters: [...request.unknownParameters],
  })
  return redirect(ctx, consentUri(marketplace, partnerType, application, state))
}

async function authorizationToRenew(ctx: Context, id: string) {
  const found = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id })
  return found
}

async function beginAtAmazon(
  ctx: Context,
  request: Request<'appstore'>,
  bindingDigest: string,
): Promise<Beginning> {
  const callbackUri = ctx.amazon.origins.canonical(request.amazonCallbackUri)
  const application = await applicationOfCallback(ctx, callbackUri)
  const isBare = isBareCallbackPath(callbackUri, application.spApiApplicationId)
  const host = isBare ? null : new URL(callbackUri).hostname

  const started = await startedAttempt(ctx, application, bindingDigest, host)
  if (started !== null) {
    const uri = isBare
      ? resolveCallback(callbackUri, started.marketplaceId, started.partnerType)
      : callbackUri
    return continueAtAmazon(ctx, started, application, { ...request, amazonCallbackUri: uri })
  }

  const id = await storeAttempt(ctx, {
    ...newAttempt(ctx, application, bindingDigest, arrivalLifeMs),
    workflow: 'appstore',
    status: 'arrived',
    marketplaceId: host === null ? null : (findMarketplaceByHost(host)?.id ?? null),
    partnerType: host?.startsWith('vendorcentral') ? 'vendor' : 'seller',
    amazonCallbackUri: callbackUri,
    amazonState: request.amazonState,
    announcedSellingPartnerId: request.sellingPartnerId,
    unknownParameters: [...request.unknownParameters],
  })
  if (ctx.actor.kind === 'visitor') return { kind: 'sign-in', attemptId: id }
  return takeUpArrival(
    ctx,
    { kind: 'continue', attemptId: id, marketplace: null, unknownParameters: [] },
    bindingDigest,
  )
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
  const sameHost = attempts.find((row) => {
    const marketplace = findMarketplace(row.marketplaceId ?? '')
    return marketplace !== null && centralHost(marketplace, row.partnerType) === host
  })
  return sameHost ?? attempts[0] ?? null
}

async function continueAtAmazon(
  ctx: Context,
  started: AttemptRow,
  application: ApplicationRow,
  request: Request<'appstore'>,
): Promise<Beginning> {
  const state = randomToken()
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const row = await continueAttempt(tx.db, started.id, {
      secondStateDigest: digest(state),
      stateExpiresAt: after(tx, stateLifeMs),
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
  })
  return redirect(
    ctx,
    appstoreCallbackUri(request.amazonCallbackUri, request.amazonState, application, state),
  )
}

/** The seller has signed in, or said where they sell: now the attempt gets its owner and its state. */
async function takeUpArrival(
  ctx: Context,
  request: Request<'continue'>,
  bindingDigest: string,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const arrived = await findAttempt(ctx.db, request.attemptId)
  if (arrived === null || arrived.bindingDigest !== bindingDigest) throw new AppError('attempt_not_found')
  if (arrived.status !== 'arrived') throw new AppError('state_used')
  if (arrived.expiresAt <= ctx.now()) throw new AppError('state_expired')
  const marketplace = request.marketplace ?? findMarketplace(arrived.marketplaceId ?? '')
  const isBare = arrived.amazonCallbackUri?.startsWith('/') ?? false
  if (isBare && marketplace === null) return { kind: 'choose-marketplace', attemptId: arrived.id }

  const application = await findApplication(ctx.db, arrived.applicationId)
  if (application === null) throw new AppError('application_not_ready')
  const callbackUri = isBare
    ? resolveCallback(arrived.amazonCallbackUri ?? '', marketplace?.id ?? null, arrived.partnerType)
    : (arrived.amazonCallbackUri ?? '')
  const state = randomToken()
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const row = await startArrivedAttempt(tx.db, arrived.id, {
      ...owner(tx),
      marketplaceId: marketplace?.id ?? null,
      amazonCallbackUri: callbackUri,
      stateDigest: digest(state),
      stateExpiresAt: after(tx, stateLifeMs),
    })
    if (row === null) throw new AppError('state_used')
    await recordAudit(tx, 'attempt.started', { kind: 'attempt', id: arrived.id }, { workflow: 'appstore' })
  })
  return redirect(ctx, appstoreCallbackUri(callbackUri, arrived.amazonState ?? '', application, state))
}

function resolveCallback(path: string, marketplaceId: string | null, partnerType: PartnerType): string {
  const marketplace: Marketplace | null = findMarketplace(marketplaceId ?? '')
  if (marketplace === null) throw new AppError('marketplace_unknown')
  return `https://${centralHost(marketplace, partnerType)}${path}`
}

function newAttempt(ctx: Context, application: ApplicationRow, bindingDigest: string, lifeMs: number) {
  return {
    id: newId(),
    applicationId: application.id,
    bindingDigest,
    startedAt: ctx.now(),
    expiresAt: after(ctx, lifeMs),
  }
}

async function storeAttempt(ctx: Context, row: Parameters<typeof insertAttempt>[1]): Promise<string> {
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:complete')
    await insertAttempt(tx.db, row)
    await recordAudit(
      tx,
      'attempt.started',
      { kind: 'attempt', id: row.id },
      {
        workflow: row.workflow,
        marketplaceId: row.marketplaceId ?? null,
        authorizationId: row.authorizationId ?? null,
      },
    )
  })
  return row.id
}

function owner(ctx: Context): { accountId: string; personId: string } {
  if (ctx.actor.kind !== 'account') throw new AppError('not_allowed')
  return { accountId: ctx.actor.accountId, personId: ctx.actor.personId }
}

function after(ctx: Context, ms: number): Date {
  return new Date(ctx.now().getTime() + ms)
}

function redirect(ctx: Context, uri: string): Beginning {
  return { kind: 'redirect', uri: ctx.amazon.origins.reach(uri) }
}
