import { AmazonUnreachableError, type AnyAmazonError, isAmazonError } from '#lib/amazon/errors.ts'
import { parseTokenResponse } from '#lib/amazon/lwa.ts'
import { createOrigins, type Origins } from '#lib/amazon/origins.ts'
import { defaultTokenEndpoint, type Region, regions } from '#lib/amazon/regions.ts'
import type { Environment } from '#lib/env.ts'
import { type HttpResponse, isHttpError, type Send } from '#lib/http.ts'
import { classifyClock, classifyCredentials, classifyEmptyRequest, classifyEndpoint } from './classify.ts'
import { type Finding, note } from './finding.ts'

/** The connection to Amazon: token endpoint, clock, the application's credentials, the three endpoints. */
export async function checkAmazon(environment: Environment, send: Send, now: () => Date): Promise<Finding[]> {
  const origins = createOrigins(environment.amazonBaseUrl)
  const tokenEndpoint = environment.application?.tokenEndpoint ?? defaultTokenEndpoint
  const { error, date, roundTripMs } = await askTokenEndpoint(send, origins, tokenEndpoint, {})
  const clock = classifyClock(now(), date, roundTripMs)
  const findings: Finding[] = origins.simulated
    ? [note('Amazon', `Simulated, at ${environment.amazonBaseUrl}.`)]
    : []
  if (error !== null) findings.push(classifyEmptyRequest(error))
  findings.push(clock)
  if (error?.kind === 'unreachable') return findings
  findings.push(...(await checkCredentials(environment, send, origins)))
  const names = Object.keys(regions) as Region[]
  const endpoints = await Promise.all(
    names.map(async (name) => classifyEndpoint(regions[name].name, await askEndpoint(send, origins, name))),
  )
  return [...findings, ...endpoints]
}

async function checkCredentials(environment: Environment, send: Send, origins: Origins): Promise<Finding[]> {
  const { application } = environment
  // Those that administrators defined are in the database (`check-store.ts`).
  if (application === null) return []
  const { error } = await askTokenEndpoint(send, origins, application.tokenEndpoint, {
    grant_type: 'refresh_token',
    // A made-up token: this only tests whether the client is accepted.
    refresh_token: 'Atzr|gatehouse-doctor',
    client_id: application.lwaClientId,
    client_secret: application.lwaClientSecret.expose(),
  })
  return error === null ? [] : [classifyCredentials(error)]
}

const limit = { timeoutMs: 10_000, maxBytes: 64 * 1_024 }

export interface Answer {
  /** Null unless Amazon refused. */
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
        url: origins.toReachableUrl(tokenEndpoint),
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        },
        body: new URLSearchParams(parameters).toString(),
      },
      limit,
    )
    parseTokenResponse(response)
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
    const url = origins.toReachableUrl(`${regions[region].endpoint}/`)
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
