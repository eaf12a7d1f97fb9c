import { z } from 'zod'
import type { HttpRequest, HttpResponse } from '../http.ts'
import type { Secret } from '../secret.ts'
import { AmazonUnreadableError, SpApiError } from './errors.ts'
import type { Operation } from './operations.ts'
import { type Region, regions } from './regions.ts'

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
    .array(
      z.object({
        code: z.string().max(200),
        message: z.string().max(2_000).nullish(),
        details: z.string().max(4_000).nullish(),
      }),
    )
    .min(1),
})

/** The parsed JSON of a success. Throws SpApiError or AmazonUnreadableError. */
export function judgeOperationResponse(response: HttpResponse): unknown {
  const evidence = { status: response.status, requestId: response.headers.get('x-amzn-requestid') }
  const json = parseJson(response.body)
  if (response.status >= 200 && response.status < 300) {
    if (json === undefined) throw new AmazonUnreadableError('it is no JSON', evidence)
    return json
  }
  const [first] = refusal.safeParse(json).data?.errors ?? []
  if (first) throw new SpApiError(first.code, first.message ?? '', first.details ?? '', evidence)
  if (response.status >= 500 || response.status === 429) {
    throw new SpApiError(
      response.status === 429 ? 'QuotaExceeded' : 'InternalFailure',
      'The answer has no SP-API error in it.',
      '',
      evidence,
    )
  }
  throw new AmazonUnreadableError('it is no SP-API error', evidence)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** True when SP-API says that the access token itself has expired: one forced refresh and one retry are due. */
export function saysTokenExpired(error: SpApiError): boolean {
  return (
    (error.status === 403 || error.status === 401) &&
    /access token you provided has expired/i.test(error.details)
  )
}

/** True when SP-API says that the client secret has expired: a fault of the application, not of the seller. */
export function saysSecretExpired(error: SpApiError): boolean {
  return /LWA secret token you provided has expired/i.test(error.details)
}
