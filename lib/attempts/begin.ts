import { consentUri, type LogInRequest, parseLogInRequest } from '../amazon/consent.ts'
import { hostOf } from '../amazon/hosts.ts'
import { findMarketplace, type Marketplace, type PartnerType } from '../amazon/marketplaces.ts'
import { chooseApplication, requireReady } from '../applications/choose.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireUsableLink } from '../links/redeem.ts'
import { parseReturnTo } from '../links/return-url.ts'
import { marketplaceOfStep } from '../links/steps.ts'
import { requireRenewable } from '../state/renewal-obstacle.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { findConnectLink } from '../store/connect-links.ts'
import { digest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { arriveFromAmazon, confirmArrival } from './arrive.ts'
import {
  addBinding,
  type Beginning,
  type Bindings,
  beginAttempt,
  endOfLife,
  newAttempt,
  type RequestOf,
  requireSeller,
} from './new-attempt.ts'
import { countingRefusals } from './steps.ts'

/**
 * Reads the query of `/authorize`, exactly as it was sent: starts an attempt, keeps what Amazon sends to the Login
 * URI, or continues with it. `bindings` are the ones that the browser sent.
 */
export async function beginAuthorization(
  ctx: Context,
  rawQuery: string,
  bindings: Bindings,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:complete')
  return countingRefusals(ctx, 'authorize', () => begin(ctx, parseLogInRequest(rawQuery), bindings))
}

async function begin(ctx: Context, request: LogInRequest, bindings: Bindings): Promise<Beginning> {
  if (request.kind === 'website' || request.kind === 'link') return beginAtOurSite(ctx, request, bindings)
  if (request.kind === 'continue') return confirmArrival(ctx, request, bindings)
  return arriveFromAmazon(ctx, request, bindings)
}

async function beginAtOurSite(
  ctx: Context,
  request: RequestOf<'website' | 'link'>,
  bindings: Bindings,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const { application, marketplace, sellingPartnerId, ...plan } = await planConsent(ctx, request)
  const state = randomToken()
  const uri = consentUri(marketplace, plan.partnerType, application, state)
  const { columns, bindingToken } = newAttempt(ctx, application)
  const attemptId = await beginAttempt(
    ctx,
    'start',
    {
      ...columns,
      ...requireSeller(ctx),
      ...plan,
      workflow: 'website',
      marketplaceId: marketplace.id,
      stateDigest: digest(state),
      stateExpiresAt: endOfLife(ctx),
      unknownParameters: [...request.unknownParameters],
    },
    { redirected: { host: hostOf(uri) } },
  )
  return {
    kind: 'redirect',
    uri: ctx.amazon.origins.toReachableUrl(signedInAs(ctx, uri, sellingPartnerId)),
    attemptId,
    bindings: await addBinding(ctx, bindings, attemptId, bindingToken),
    setsBinding: true,
  }
}

/** The simulated Amazon is told who renews: nobody who tries it out knows which of its sellers that is. */
function signedInAs(ctx: Context, uri: string, sellingPartnerId: string | null): string {
  return ctx.amazon.origins.simulated && sellingPartnerId !== null
    ? `${uri}&signed_in_as=${encodeURIComponent(sellingPartnerId)}`
    : uri
}

/** The destination of a seller who starts on our own site, with its context. */
export interface ConsentPlan {
  readonly application: ApplicationRow
  readonly marketplace: Marketplace
  readonly partnerType: PartnerType
  /** The authorization to renew, if any, and whose it is. */
  readonly authorizationId: string | null
  readonly sellingPartnerId: string | null
  readonly connectLinkId: string | null
  readonly returnTo: string | null
}

export async function planConsent(
  ctx: Context,
  request: RequestOf<'website' | 'link'>,
): Promise<ConsentPlan> {
  requireScope(ctx, 'authorizations:begin')
  return request.kind === 'link' ? planOfLink(ctx, request) : planOfSeller(ctx, request)
}

async function planOfSeller(ctx: Context, request: RequestOf<'website'>): Promise<ConsentPlan> {
  const { authorizationId } = request
  const renewed = authorizationId === null ? null : await authorizationToRenew(ctx, authorizationId)
  const application = renewed?.application ?? (await chooseApplication(ctx, request))
  if (renewed !== null) requireReady(ctx, application, renewed.authorization.partnerType)
  const returnTo =
    request.returnTo === null ? null : parseReturnTo(request.returnTo, application.returnAddresses)
  if (request.returnTo !== null && returnTo === null) throw new AppError('return_address_refused')
  return {
    application,
    marketplace: findMarketplace(renewed?.authorization.marketplaceId ?? '') ?? request.marketplace,
    partnerType: renewed?.authorization.partnerType ?? request.partnerType,
    sellingPartnerId: renewed?.authorization.sellingPartnerId ?? null,
    authorizationId,
    connectLinkId: null,
    returnTo,
  }
}

/** The choices of the operator who created the link. The seller chooses the country if the operator didn't. */
async function planOfLink(ctx: Context, request: RequestOf<'link'>): Promise<ConsentPlan> {
  const link = await findConnectLink(ctx.db, request.linkId)
  // An account that continues with a link has claimed it by its token.
  if (link?.accountId == null) throw new AppError('connect_link_not_found')
  requireUsableLink(ctx, link)
  const { authorizationId, partnerType, returnTo } = link
  const renewed = authorizationId === null ? null : await authorizationToRenew(ctx, authorizationId)
  const application = await findApplication(ctx.db, link.applicationId)
  if (application === null) throw new AppError('connect_link_not_found')
  requireReady(ctx, application, partnerType)
  const marketplace =
    link.steps.length > 0
      ? marketplaceOfStep(link, request.marketplace)
      : (findMarketplace(link.marketplaceId ?? '') ?? request.marketplace)
  if (marketplace === null) throw new AppError('parameter_missing', { parameter: 'marketplace' })
  return {
    application,
    marketplace,
    partnerType,
    authorizationId,
    connectLinkId: link.id,
    sellingPartnerId: renewed?.authorization.sellingPartnerId ?? null,
    // Removed from the allow-list since the link was created. The seller can't fix that, and continues without it.
    returnTo: returnTo === null ? null : parseReturnTo(returnTo, application.returnAddresses),
  }
}

async function authorizationToRenew(ctx: Context, id: string) {
  const found = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id })
  requireRenewable(found)
  return found
}
