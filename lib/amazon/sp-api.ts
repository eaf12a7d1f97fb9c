import { z } from 'zod'
import type { HttpRequest, HttpResponse } from '../http.ts'
import type { Secret } from '../secret.ts'
import { AmazonUnreadableError, SpApiError } from './errors.ts'
import { operationUrl } from './operation-url.ts'
import type { Operation } from './operations.ts'
import type { CallTarget } from './regions.ts'
import { wireMessage } from './wire-text.ts'

/** The parameters and the body of one call. */
export interface CallInput {
  /** For the `{names}` of the path. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** Headers that are specific to the operation. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. A GET has none: Amazon refuses one that does. */
  readonly body?: unknown
}

/**
 * A call of SP-API. No signature: SigV4 has not been needed since October 2023, and there is no
 * Authorization header. Throws TypeError when a value of the path is missing.
 * https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 */
export function operationRequest(
  operation: Operation,
  target: CallTarget,
  accessToken: Secret,
  userAgent: string,
  now: Date,
  input: CallInput = {},
): HttpRequest {
  return {
    method: operation.method,
    url: operationUrl(operation.path, target, input),
    headers: {
      ...input.headers,
      accept: 'application/json',
      'user-agent': userAgent,
      'x-amz-access-token': accessToken.expose(),
      'x-amz-date': amzDate(now),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  }
}

/** `YYYYMMDDTHHMMSSZ` */
function amzDate(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

const refusal = z.object({
  errors: z
    .array(z.object({ code: wireMessage(200), message: wireMessage(1_000), details: wireMessage(1_000) }))
    .min(1),
})

/** For refusals without a message. */
const codesOfStatus: ReadonlyMap<number, string> = new Map([
  [401, 'Unauthorized'],
  [403, 'Unauthorized'],
  [404, 'NotFound'],
  [413, 'RequestTooLarge'],
  [415, 'UnsupportedMediaType'],
  [429, 'QuotaExceeded'],
])

/** The parsed JSON of a success. Throws SpApiError or AmazonUnreadableError. */
export function parseOperationResponse(response: HttpResponse): unknown {
  const evidence = { status: response.status, requestId: response.headers.get('x-amzn-requestid') }
  const json = parseJson(response.body)
  if (response.status === 204) return null
  if (response.status >= 200 && response.status < 300) {
    if (json === undefined) throw new AmazonUnreadableError('it is not JSON', evidence)
    return json
  }
  const [first] = refusal.safeParse(json).data?.errors ?? []
  const code = codesOfStatus.get(response.status) ?? 'InternalFailure'
  if (first) throw new SpApiError(first.code || code, first.message, first.details, evidence)
  const silent = response.body === '' && codesOfStatus.has(response.status)
  if (response.status >= 500 || response.status === 429 || silent) {
    throw new SpApiError(code, 'The response contains no SP-API error.', '', evidence)
  }
  // Usually the page of a proxy, or of another address than SP-API's.
  throw new AmazonUnreadableError('it is not an SP-API error', evidence)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * True when the access token itself is refused: expired, revoked, malformed. One forced refresh and one retry are
 * due; should the authorization be withdrawn, LWA will say so.
 */
export function refusesAccessToken(error: SpApiError): boolean {
  if (saysSecretExpired(error)) return false
  return (
    error.status === 401 ||
    (error.status === 403 && /access token you provided (has expired|is revoked)/i.test(error.details))
  )
}

/** True when SP-API says that the client secret has expired: a fault of the application, not of the seller. */
export function saysSecretExpired(error: SpApiError): boolean {
  return /LWA secret token you provided has expired/i.test(error.details)
}

/** Once a minute, where Amazon publishes no rate: its slowest reads allow about as much. */
const unpublishedRate = 1 / 60

/**
 * Seconds to wait after a 429: what Amazon says, else until the bucket of the operation holds a request again. The
 * header with the plan's own rate is often absent on a 429.
 * https://developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits-in-the-sp-api
 */
export function secondsToWait(headers: Headers, operation: Operation): number {
  const asked = Number(headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(asked) && asked >= 0) return Math.ceil(asked)
  const rate = Number(headers.get('x-amzn-ratelimit-limit') ?? Number.NaN)
  return Math.ceil(1 / (Number.isFinite(rate) && rate > 0 ? rate : (operation.rate ?? unpublishedRate)))
}
