import type { IncidentView } from '#lib/incidents/read.ts'
import type { Tone } from '../theme.ts'
import { counted, figure } from '../ui/format.ts'

type Problem = IncidentView['problem']

/** An incident, as the alerts show it. */
export interface IncidentSummary {
  readonly id: string
  readonly problem: Problem
  readonly applicationName: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly affected: number
  readonly tried: number
}

type IncidentFacts = Pick<IncidentSummary, 'problem' | 'applicationName' | 'affected' | 'tried'>

interface IncidentWords {
  readonly tone: Tone
  readonly title: (applicationName: string) => string
  readonly cause: string
  readonly next: string
}

const words: Readonly<Record<Problem, IncidentWords>> = {
  application_refused: {
    tone: 'blocked',
    title: (name) => `Amazon refuses the credentials of ${name}`,
    cause: 'No seller is at fault, and none has to act.',
    next: 'Check the LWA client id, and put the valid client secret in place. All come back by themselves within minutes after that.',
  },
  secret_expired: {
    tone: 'bad',
    title: (name) => `Amazon calls the client secret of ${name} expired`,
    cause:
      'Login with Amazon still gives tokens for it, which are renewed and handed out, but SP-API refuses calls with them. No seller is at fault.',
    next: 'Make a new client secret at Amazon, and put it in place here. The tokens are renewed by themselves within minutes after that.',
  },
  invalid_grant: {
    tone: 'doubt',
    title: (name) => `Amazon refuses refresh tokens of ${name} by the many`,
    cause: 'Sellers do not leave together, so it is most likely an incident at Amazon.',
    next: 'Ask no seller to act. It is tried again until it works, and tokens that still live are handed out meanwhile.',
  },
  token_foreign: {
    tone: 'bad',
    title: (name) => `Amazon says that refresh tokens of ${name} belong to another application`,
    cause: 'Sellers cannot bring that about, so most likely the LWA client id here is another one’s.',
    next: 'Ask no seller to act. Check the LWA client id and the client secret of the application; all come back by themselves within a quarter of an hour after that.',
  },
  amazon_unavailable: {
    tone: 'doubt',
    title: (name) => `Login with Amazon does not answer for ${name}`,
    cause: 'No seller is at fault.',
    next: 'Nothing has to be done here. It is tried again until it works, and tokens that still live are handed out meanwhile.',
  },
  amazon_answer_unreadable: {
    tone: 'doubt',
    title: (name) => `Login with Amazon answers ${name} with something else than tokens`,
    cause: 'Most often that is the page of a proxy, or of Amazon’s maintenance.',
    next: 'Check what stands between this server and Amazon. It is tried again until it works.',
  },
}

/** An incident in words for operators. */
export function incidentWords({ problem, applicationName, affected, tried }: IncidentFacts) {
  const { title, cause, ...rest } = words[problem]
  const seen =
    affected === 0
      ? ''
      : `${figure(affected)} of ${counted(tried, 'selling partner')} tried within five minutes failed in the same way. `
  return { ...rest, title: title(applicationName), cause: `${seen}${cause}` }
}
