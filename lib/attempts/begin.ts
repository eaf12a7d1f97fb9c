import { consentUri, type LogInRequest, parseLogInRequest } from '../amazon/consent.ts'
import { hostOf } from '../amazon/hosts.ts'
import { type Context, requireScope } from '../context.ts'
import { digest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { arriveFromAmazon, confirmArrival } from './arrive.ts'
import { addBinding, type Bindings } from './bindings.ts'
import { type Beginning, endOfLife, newAttempt, owner, type RequestOf, storeAttempt } from './new-attempt.ts'
import { planConsent } from './plan-consent.ts'
import { countingRefusals } from './refusals.ts'

/**
 * Reads the query of `/authorize`, exactly as it was sent: starts an attempt, keeps what Amazon sends to the Log-in
 * URI, or continues with it. `bindings` are the ones that the browser sent. Throws `parameter_…`,
 * `marketplace_unknown`, `amazon_callback_uri_refused`, `application_…`, `return_address_refused`, `connect_link_…`,
 * `sign_in_required`, `not_allowed`, `attempt_not_found`, `state_…`.
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
  const { application, marketplace, ...plan } = await planConsent(ctx, request)
  const state = randomToken()
  const uri = consentUri(marketplace, plan.partnerType, application, state)
  const { columns, bindingToken } = newAttempt(ctx, application)
  const attemptId = await storeAttempt(
    ctx,
    {
      ...columns,
      ...owner(ctx),
      ...plan,
      workflow: 'website',
      status: 'started',
      marketplaceId: marketplace.id,
      stateDigest: digest(state),
      stateExpiresAt: endOfLife(ctx),
      unknownParameters: [...request.unknownParameters],
    },
    [{ step: 'started' }, { step: 'redirected', host: hostOf(uri) }],
  )
  return {
    kind: 'redirect',
    uri: ctx.amazon.origins.reach(uri),
    attemptId,
    bindings: await addBinding(ctx, bindings, attemptId, bindingToken),
    setsBinding: true,
  }
}
