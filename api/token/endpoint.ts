import { type GrantlessScope, grantlessScopes } from '#lib/amazon/scopes.ts'
import { AppError } from '#lib/errors.ts'
import type { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { tokenHeaders, toTokenError } from '#lib/token-errors.ts'
import { handleOf, readHandle } from '#lib/tokens/handle.ts'
import { exchangeScope } from '#lib/tokens/token-request.ts'
import { type ApiRequest, keyContext, presented, secondsUntil } from '../http.ts'
import type { RouteServices } from '../route.ts'
import { vendTo } from '../v1/vend.ts'
import { readTokenParameters } from './read-parameters.ts'

/** `POST /auth/o2/token`: the protocol of Login with Amazon, so that its clients work here unchanged. */
export async function answerToken(c: ApiRequest, using: RouteServices): Promise<Response> {
  const parameters = await readTokenParameters(c)
  const grantType = parameters.get('grant_type') ?? ''
  if (grantType !== 'refresh_token' && grantType !== 'client_credentials') {
    throw new AppError('token_grant_type_unsupported')
  }
  const required = (name: string): string => {
    const value = parameters.get(name) ?? ''
    if (value === '') throw new AppError('token_parameter_missing', { field: name })
    return value
  }
  const key = readKey(c, required('client_id'), required('client_secret'))
  if (grantType === 'client_credentials') return answerScope(c, using, key, required('scope'))
  const handle = required('refresh_token')
  if (parameters.has('scope')) throw new AppError('grantless_scope_unknown')
  return answerHandle(c, using, key, handle)
}

/** A grantless token. */
async function answerScope(
  c: ApiRequest,
  { services, counts }: RouteServices,
  key: Secret,
  scope: string,
): Promise<Response> {
  const ctx = await keyContext(services, c, key)
  counts.use(ctx.actor.keyId)
  if (!isGrantlessScope(scope)) throw new AppError('grantless_scope_unknown')
  const vend = await exchangeScope(ctx, scope)
  counts.count(ctx.actor.keyId, 'grantless', null)
  return respond(c, 200, {
    access_token: vend.accessToken.expose(),
    scope,
    token_type: 'bearer',
    expires_in: vend.secondsLeft,
  })
}

/**
 * A seller's token. The key is looked up together with the requested authorization. Something that isn't a handle is
 * answered like one that the key may not use.
 */
async function answerHandle(
  c: ApiRequest,
  using: RouteServices,
  key: Secret,
  handle: string,
): Promise<Response> {
  const vend = await vendTo(c, using, { key, authorizationId: readHandle(handle) ?? '' })
  using.counts.count(vend.keyId, 'access', vend.authorizationId)
  return respond(c, 200, {
    access_token: vend.accessToken.expose(),
    refresh_token: handleOf(vend.authorizationId),
    token_type: 'bearer',
    expires_in: vend.secondsLeft,
  })
}

/** The client id is the public part of the key, which is its secret: a client id of another key doesn't match it. */
function readKey(c: ApiRequest, clientId: string, clientSecret: string): Secret {
  const key = presented(c, clientSecret)
  if (!clientSecret.startsWith(`${clientId}_`)) throw new AppError('api_key_unknown')
  return key
}

function isGrantlessScope(scope: string): scope is GrantlessScope {
  return Object.hasOwn(grantlessScopes, scope)
}

/** Login with Amazon's error for any failure. */
export function respondWithTokenError(c: ApiRequest, error: unknown, services: Services): Response {
  const requestId = c.get('requestId')
  const { status, errorType, retryAt, body } = toTokenError(error, requestId)
  if (status >= 500) services.log.error({ error, requestId, path: c.req.path }, 'request failed')
  return respond(c, status, body, {
    'x-amzn-ErrorType': errorType,
    ...(retryAt !== null && { 'Retry-After': String(secondsUntil(retryAt, services.now())) }),
  })
}

function respond(
  c: ApiRequest,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...tokenHeaders,
      ...c.get('rateLimit'),
      'x-amzn-RequestId': c.get('requestId'),
      ...headers,
    },
  })
}
