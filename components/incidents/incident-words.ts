import { incidentTitle } from '#lib/events/incident-titles.ts'
import type { IncidentView } from '#lib/incidents/read.ts'
import type { Tone } from '../theme.ts'
import { counted, figure } from '../ui/format.ts'

type Problem = IncidentView['problem']

/** An incident, as the alerts show it. */
export interface IncidentSummary {
  readonly id: string
  readonly problem: Problem
  readonly applicationId: string
  readonly applicationName: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly affected: number
  readonly tried: number
}

type IncidentFacts = Pick<IncidentSummary, 'problem' | 'applicationName' | 'affected' | 'tried'>

interface IncidentWords {
  readonly tone: Tone
  readonly cause: string
  readonly next: string
}

const words: Readonly<Record<Problem, IncidentWords>> = {
  application_refused: {
    tone: 'blocked',
    cause: 'No seller is at fault, and no seller has to act.',
    next: 'Check the LWA client id, and save the valid client secret. All authorizations then recover automatically within minutes.',
  },
  secret_expired: {
    tone: 'bad',
    cause:
      'Login with Amazon still issues tokens for it, and Gatehouse still returns them, but SP-API refuses calls with them. No seller is at fault.',
    next: 'Create a new client secret at Amazon and save it here. Tokens are then renewed automatically within minutes.',
  },
  invalid_grant: {
    tone: 'doubt',
    cause: 'Sellers don’t all revoke access at the same time, so this is most likely an incident at Amazon.',
    next: 'Don’t ask sellers to act. Gatehouse retries until it works, and keeps returning tokens that are still valid.',
  },
  token_foreign: {
    tone: 'bad',
    cause:
      'Sellers can’t cause this, so most likely the LWA client id entered here belongs to another application.',
    next: 'Don’t ask sellers to act. Check the LWA client id and the client secret of the application. All authorizations then recover automatically within a quarter of an hour.',
  },
  request_refused: {
    tone: 'bad',
    cause:
      'Amazon’s answer blames neither the refresh tokens nor the client secret, so no seller is at fault. Most likely a proxy changes the requests, or Amazon has restricted the application.',
    next: 'Don’t ask sellers to act. Check the proxies between this server and Amazon, and the application’s status at Amazon. Gatehouse retries until it works, and keeps returning tokens that are still valid.',
  },
  amazon_unavailable: {
    tone: 'doubt',
    cause: 'No seller is at fault.',
    next: 'You don’t need to do anything. Gatehouse retries until it works, and keeps returning tokens that are still valid.',
  },
  amazon_answer_unreadable: {
    tone: 'doubt',
    cause: 'Usually this is a proxy’s page, or Amazon’s maintenance page.',
    next: 'Check the proxies between this server and Amazon. Gatehouse retries until it works.',
  },
}

/** An incident in words for operators. */
export function incidentWords({ problem, applicationName, affected, tried }: IncidentFacts) {
  const { tone, cause, next } = words[problem]
  const seen =
    affected === 0
      ? ''
      : `${figure(affected)} of ${counted(tried, 'selling partner')} tried within five minutes failed the same way. `
  return { tone, title: incidentTitle(problem, applicationName), cause: `${seen}${cause}`, next }
}
