import { consentUri, type LogInRequest, parseLogInRequest } from '../amazon/consent.ts'
import { hostOf } from '../amazon/hosts.ts'
import { type Context, requireScope } from '../context.ts'
import { digest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { beginAtAmazon, takeUpArrival } from './arrive.ts'
import {
  after,
  type Beginning,
  newAttempt,
  owner,
  type RequestOf,
  redirect,
  stateLifeMs,
  storeAttempt,
} from './new-attempt.ts'
import { planConsent } from './plan-consent.ts'
import { countingRefusals } from './refusals.ts'

/**
 * Reads the query of `/authorize` and makes the attempt for a passage through Amazon, or takes up the one that
 * Amazon leads through the Log-in URI. The binding token is the browser's own (null: it gets one); whoever brings
 * the redirect must hold it, too. Throws `parameter_…`, `marketplace_unknown`, `amazon_callback_uri_refused`,
 * `application_…`, `return_address_refused`, `connect_link_…`, `sign_in_required`, `not_allowed`, `attempt_not_found`, `state_…`.
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
  if (request.kind === 'website' || request.kind === 'link')
    return beginAtOurSite(ctx, request, bindingDigest)
  if (request.kind === 'continue') return takeUpArrival(ctx, request, bindingDigest)
  return beginAtAmazon(ctx, request, bindingDigest)
}

async function beginAtOurSite(
  ctx: Context,
  request: RequestOf<'website' | 'link'>,
  bindingDigest: string,
): Promise<Beginning> {
  requireScope(ctx, 'authorizations:begin')
  const { application, marketplace, ...plan } = await planConsent(ctx, request)
  const state = randomToken()
  const uri = consentUri(marketplace, plan.partnerType, application, state)
  await storeAttempt(
    ctx,
    {
      ...newAttempt(ctx, application, bindingDigest, stateLifeMs),
      ...owner(ctx),
      ...plan,
      workflow: 'website',
      status: 'started',
      marketplaceId: marketplace.id,
      stateDigest: digest(state),
      stateExpiresAt: after(ctx, stateLifeMs),
      unknownParameters: [...request.unknownParameters],
    },
    [{ step: 'started' }, { step: 'redirected', host: hostOf(uri) }],
  )
  return redirect(ctx, uri)
}
