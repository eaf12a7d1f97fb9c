import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '#lib/amazon/diagnosis/to-diagnosis.ts'
import type { AnyAmazonError } from '#lib/amazon/errors.ts'
import { loopbackHosts } from '#lib/env-values.ts'
import type { ProxySettings } from '#lib/http.ts'
import { bad, type Finding, good, note, open } from './finding.ts'

/** LWA's answer to a request without parameters: any refusal in LWA's own words shows that it is LWA. */
export function classifyEmptyRequest(error: AnyAmazonError): Finding {
  if (error.kind === 'lwa' && error.blame === 'request') {
    return good(
      'token endpoint',
      `Login with Amazon answers (${error.status} ${error.code} to an empty request, as it should).`,
    )
  }
  return explain('token endpoint', error)
}

/**
 * LWA's answer to the application's credentials with an invalid refresh token: refusing the token means that the
 * credentials were accepted.
 */
export function classifyCredentials(error: AnyAmazonError): Finding {
  if (error.kind === 'lwa' && error.code === 'invalid_grant') {
    return good('credentials', 'Login with Amazon accepts the client id and the client secret.')
  }
  return explain('credentials', error)
}

/** One real refresh. `diagnosis` says why it failed. */
export function classifyRefresh(worked: boolean, name: string, diagnosis: Diagnosis | null): Finding {
  if (worked) return good('refresh', `Amazon issued a new access token for ${name}.`)
  if (diagnosis === null)
    return bad('refresh', `Amazon issued no access token for ${name}.`, 'Open its page in /ops.')
  return bad('refresh', `${name}: ${diagnosis.title}.`, diagnosis.steps[0] ?? diagnosis.cause)
}

/** Classifies the answer of a region's SP-API endpoint to a call without a token: a 403 of its own. */
export function classifyEndpoint(region: string, answer: { status: number } | AnyAmazonError): Finding {
  if (!('kind' in answer)) {
    return answer.status === 403
      ? good('SP-API', `${region} answers.`)
      : note('SP-API', `${region} answers ${answer.status}, not 403 as expected without a token.`)
  }
  return explain('SP-API', answer, `${region}: `)
}

function explain(subject: string, error: AnyAmazonError, before = ''): Finding {
  const diagnosis = diagnoseFailure(error.failure)
  if (diagnosis === null) return bad(subject, `${before}${error.message}`, 'See the message above.')
  return bad(
    subject,
    `${before}${diagnosis.title}. (${error.message})`,
    diagnosis.steps[0] ?? diagnosis.cause,
  )
}

/** Amazon's Date header has whole seconds, and the answer took a while. */
const toleratedMs = 5_000
/** Beyond this, signed and dated requests are refused, and codes and states end at the wrong time. */
const alarmingMs = 60_000

/** `theirs` is a Date header. */
export function classifyClock(ours: Date, theirs: string | null, roundTripMs: number): Finding {
  const at = theirs === null ? Number.NaN : Date.parse(theirs)
  if (Number.isNaN(at)) return open('clock', 'No response carried a time.')
  const offMs = Math.max(0, Math.abs(ours.getTime() - roundTripMs / 2 - at) - 1_000)
  if (offMs <= toleratedMs) return good('clock', 'Agrees with Amazon’s to within a few seconds.')
  const direction = ours.getTime() > at ? 'ahead of' : 'behind'
  return bad(
    'clock',
    `The clock is ${describe(offMs)} ${direction} Amazon’s.`,
    offMs > alarmingMs
      ? 'Synchronize it with NTP (timedatectl set-ntp true). Codes, states and certificates depend on it.'
      : 'Synchronize it with NTP.',
  )
}

function describe(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}

/**
 * The app speaks plain HTTP: an https address means that there is a proxy in front, which must be counted. Clients that
 * reach the app without it can forge what it would say about them.
 */
export function classifyProxies({
  appUrl,
  host,
  trustedProxies,
}: {
  readonly appUrl: string
  /** Where the app listens. */
  readonly host: string
  readonly trustedProxies: number
}): Finding[] {
  if (trustedProxies > 0) {
    if (loopbackHosts.has(host)) return []
    return [
      note(
        'proxies',
        `TRUSTED_PROXIES is ${trustedProxies}, and the app listens on ${host}: clients that reach it without the proxy choose the address that they seem to come from.`,
        "Let nobody but the proxy reach PORT, and API_PORT if API_TRUSTED_PROXIES isn't 0. If the proxy runs on this machine, set LISTEN_HOST=127.0.0.1. In containers, publish only the proxy.",
      ),
    ]
  }
  if (!appUrl.startsWith('https://')) return []
  return [
    note(
      'proxies',
      'APP_URL is https, so there is a proxy in front, but TRUSTED_PROXIES is 0: all visitors share one rate limit.',
      'Set TRUSTED_PROXIES to the number of proxies in front, if each of them adds to X-Forwarded-For.',
    ),
  ]
}

/** Names the proxy for calls to Amazon. Its user and password are never printed. */
export function classifyOutgoingProxy(proxy: ProxySettings | null): Finding[] {
  if (proxy === null) return []
  const but = proxy.except === '' ? '' : `, except for the hosts in NO_PROXY (${proxy.except})`
  return [
    note('proxy', `Calls to Amazon go through ${new URL(proxy.url.expose()).host} (HTTPS_PROXY)${but}.`),
  ]
}

export interface Registration {
  readonly redirectUri: string
  readonly loginUri: string
  readonly status: 'draft' | 'published' | null
  readonly simulated: boolean
}

/** Checks the application's registration as far as possible without asking Amazon. */
export function classifyRegistration({ redirectUri, loginUri, status, simulated }: Registration): Finding[] {
  const findings: Finding[] = []
  for (const [name, uri] of [
    ['OAuth Redirect URI', redirectUri],
    ['OAuth Login URI', loginUri],
  ] as const) {
    findings.push(...classifyUri(name, uri, simulated))
  }
  if (redirectUri === loginUri) {
    findings.push(
      bad(
        'registration',
        'The Login URI and the redirect URI are the same.',
        'Register two different paths.',
      ),
    )
  }
  if (findings.length === 0) {
    findings.push(
      note(
        'registration',
        'Amazon has no call that returns the registered addresses.',
        `Compare with Edit App: Redirect URI ${redirectUri}, Login URI ${loginUri}`,
      ),
    )
  }
  if (status === 'draft') {
    findings.push(
      note(
        'registration',
        'The application is treated as a draft: consent is requested with version=beta.',
        'Once it is published, set SP_API_APPLICATION_STATUS=published.',
      ),
    )
  }
  return findings
}

function classifyUri(name: string, uri: string, simulated: boolean): Finding[] {
  const url = URL.parse(uri)
  if (url === null) return [bad('registration', `The ${name} is not a valid address: ${uri}`, 'Set APP_URL.')]
  if (url.hash !== '' || uri.includes('#')) {
    return [
      bad('registration', `The ${name} contains #, which Amazon refuses (MD5110).`, 'Use a path without #.'),
    ]
  }
  if (url.protocol !== 'https:' && !simulated) {
    return [
      bad(
        'registration',
        `The ${name} is not https (${uri}), which Amazon requires.`,
        'Set APP_URL to an https address. A tunnel works, too.',
      ),
    ]
  }
  return []
}
