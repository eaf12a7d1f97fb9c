import { z } from 'zod'
import type { HttpRequest, HttpResponse } from '../http.ts'
import { maskSecrets, type Secret } from '../secret.ts'
import { AmazonUnreadableError, SpApiError } from './errors.ts'
import type { Operation } from './operations.ts'
import { type Region, regions } from './regions.ts'
import { wireText } from './wire-text.ts'

/**
 * A call of SP-API. No signature: SigV4 has not been needed since October 2023, and there is no
 * Authorization header. https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests
 */
export function operationRequest(
  operation: Operation,
  region: Region,
  accessToken: Secret,
  userAgent: string,
  now: Date,
): HttpRequest {
  return {
    method: operation.method,
    url: `${regions[region].endpoint}${operation.path}`,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      'x-amz-access-token': accessToken.expose(),
      'x-amz-date': amzDate(now),
    },
  }
}

/** `YYYYMMDDTHHMMSSZ` */
function amzDate(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

const refusal = z.object({
  errors: z
    .array(z.object({ code: wireText(200), message: wireText(1_000), details: wireText(1_000) }))
    .min(1),
})

/** For refusals that come without words. */
const codesOfStatus: ReadonlyMap<number, string> = new Map([
  [401, 'Unauthorized'],
  [403, 'Unauthorized'],
  [404, 'NotFound'],
  [413, 'RequestTooLarge'],
  [415, 'UnsupportedMediaType'],
  [429, 'QuotaExceeded'],
])

/** The parsed JSON of a success. Throws SpApiError or AmazonUnreadableError. */
export function judgeOperationResponse(response: HttpResponse): unknown {
  const evidence = { status: response.status, requestId: response.headers.get('x-amzn-requestid') }
  const json = parseJson(response.body)
  if (response.status >= 200 && response.status < 300) {
    if (json === undefined) throw new AmazonUnreadableError('it is no JSON', evidence)
    return json
  }
  const [first] = refusal.safeParse(json).data?.errors ?? []
  const code = codesOfStatus.get(response.status) ?? 'InternalFailure'
  if (first) {
    const { message, details } = first
    throw new SpApiError(
      maskSecrets(first.code) || code,
      maskSecrets(message),
      maskSecrets(details),
      evidence,
    )
  }
  const silent = response.body === '' && codesOfStatus.has(response.status)
  if (response.status >= 500 || response.status === 429 || silent) {
    throw new SpApiError(code, 'The answer has no SP-API error in it.', '', evidence)
  }
  // Most often the page of a proxy, or of another address than SP-API's.
  throw new AmazonUnreadableError('it is no SP-API error', evidence)
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
