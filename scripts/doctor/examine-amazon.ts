import { createOrigins, type Origins } from '#lib/amazon/origins.ts'
import { defaultTokenEndpoint, type Region, regions } from '#lib/amazon/regions.ts'
import type { Environment } from '#lib/env.ts'
import type { Send } from '#lib/http.ts'
import { askEndpoint, askTokenEndpoint } from './ask-amazon.ts'
import { type Finding, note } from './finding.ts'
import { judgeCredentials, judgeEmptyRequest, judgeEndpoint } from './judge-answer.ts'
import { judgeClock } from './judge-clock.ts'

/** The way to Amazon: token endpoint, clock, the application's credentials, the three endpoints. */
export async function examineAmazon(
  environment: Environment,
  send: Send,
  now: () => Date,
): Promise<Finding[]> {
  const origins = createOrigins(environment.amazonBaseUrl)
  const tokenEndpoint = environment.application?.tokenEndpoint ?? defaultTokenEndpoint
  const { error, date, roundTripMs } = await askTokenEndpoint(send, origins, tokenEndpoint, {})
  const clock = judgeClock(now(), date, roundTripMs)
  const findings: Finding[] = origins.simulated
    ? [note('Amazon', `A simulated one, at ${environment.amazonBaseUrl}.`)]
    : []
  if (error !== null) findings.push(judgeEmptyRequest(error))
  findings.push(clock)
  if (error?.kind === 'unreachable') return findings
  findings.push(...(await examineCredentials(environment, send, origins)))
  const names = Object.keys(regions) as Region[]
  const endpoints = await Promise.all(
    names.map(async (name) => judgeEndpoint(regions[name].name, await askEndpoint(send, origins, name))),
  )
  return [...findings, ...endpoints]
}

async function examineCredentials(
  environment: Environment,
  send: Send,
  origins: Origins,
): Promise<Finding[]> {
  const { application } = environment
  if (application === null) {
    return [
      note(
        'credentials',
        'No application is configured.',
        'Set SP_API_APPLICATION_ID, LWA_CLIENT_ID and LWA_CLIENT_SECRET.',
      ),
    ]
  }
  const { error } = await askTokenEndpoint(send, origins, application.tokenEndpoint, {
    grant_type: 'refresh_token',
    // None of anybody's: only whether the client is accepted is asked.
    refresh_token: 'Atzr|gatehouse-doctor',
    client_id: application.lwaClientId,
    client_secret: application.lwaClientSecret.expose(),
  })
  return error === null ? [] : [judgeCredentials(error)]
}
