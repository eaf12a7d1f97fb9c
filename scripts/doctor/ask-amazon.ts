import { AmazonUnreachableError, type AnyAmazonError, isAmazonError } from '#lib/amazon/errors.ts'
import { judgeTokenResponse } from '#lib/amazon/lwa.ts'
import type { Origins } from '#lib/amazon/origins.ts'
import { type Region, regions } from '#lib/amazon/regions.ts'
import { type HttpResponse, isHttpError, type Send } from '#lib/http.ts'

const limit = { timeoutMs: 10_000, maxBytes: 64 * 1_024 }

export interface Answer {
  /** Null when the answer was no refusal. */
  readonly error: AnyAmazonError | null
  readonly date: string | null
  readonly roundTripMs: number
}

/** POSTs these parameters to the token endpoint, and reads the answer as LWA's. */
export async function askTokenEndpoint(
  send: Send,
  origins: Origins,
  tokenEndpoint: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Answer> {
  let response: HttpResponse | null = null
  try {
    response = await send(
      {
        method: 'POST',
        url: origins.reach(tokenEndpoint),
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        },
        body: new URLSearchParams(parameters).toString(),
      },
      limit,
    )
    judgeTokenResponse(response)
    return answer(null, response)
  } catch (error) {
    return answer(toAmazonError(error), response)
  }
}

/** The root of a region's SP-API endpoint, without a token. */
export async function askEndpoint(
  send: Send,
  origins: Origins,
  region: Region,
): Promise<{ status: number } | AnyAmazonError> {
  try {
    const url = origins.reach(`${regions[region].endpoint}/`)
    const { status } = await send({ method: 'GET', url, headers: { accept: 'application/json' } }, limit)
    return { status }
  } catch (error) {
    return toAmazonError(error)
  }
}

function answer(error: AnyAmazonError | null, response: HttpResponse | null): Answer {
  return { error, date: response?.headers.get('date') ?? null, roundTripMs: response?.durationMs ?? 0 }
}

function toAmazonError(error: unknown): AnyAmazonError {
  if (isAmazonError(error)) return error
  if (isHttpError(error)) return new AmazonUnreachableError(error.failure, error.reason)
  throw error
}
