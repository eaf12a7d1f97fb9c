import { bad, type Finding, note } from './finding.ts'

export interface Registration {
  readonly redirectUri: string
  readonly loginUri: string
  readonly status: 'draft' | 'published' | null
  readonly simulated: boolean
}

const subject = 'registration'

/** What of the application's registration at Amazon can be seen from here. Pure. */
export function judgeRegistration({ redirectUri, loginUri, status, simulated }: Registration): Finding[] {
  const findings: Finding[] = []
  for (const [name, uri] of [
    ['OAuth Redirect URI', redirectUri],
    ['OAuth Login URI', loginUri],
  ] as const) {
    findings.push(...judgeUri(name, uri, simulated))
  }
  if (redirectUri === loginUri) {
    findings.push(
      bad(subject, 'Log-in URI and redirect URI are the same address.', 'Register two different paths.'),
    )
  }
  if (findings.length === 0) {
    findings.push(
      note(
        subject,
        'Amazon does not say what is registered.',
        `Compare with Edit App: Redirect URI ${redirectUri}, Login URI ${loginUri}`,
      ),
    )
  }
  if (status === 'draft') {
    findings.push(
      note(
        subject,
        'The application is taken for a draft: consent is asked with version=beta.',
        'Once it is published: SP_API_APPLICATION_STATUS=published',
      ),
    )
  }
  return findings
}

function judgeUri(name: string, uri: string, simulated: boolean): Finding[] {
  const url = URL.parse(uri)
  if (url === null) return [bad(subject, `The ${name} is no address: ${uri}`, 'Set APP_URL.')]
  if (url.hash !== '' || uri.includes('#')) {
    return [bad(subject, `The ${name} contains #, which Amazon refuses (MD5110).`, 'Use a path without #.')]
  }
  if (url.protocol !== 'https:' && !simulated) {
    return [
      bad(
        subject,
        `The ${name} is not https (${uri}), and Amazon registers no other.`,
        'Set APP_URL to an https address; a tunnel will do.',
      ),
    ]
  }
  return []
}
