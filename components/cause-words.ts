import type { RefreshProblem } from '#lib/tokens/lease.ts'
import type { Tone } from './theme.ts'

interface CauseWords {
  readonly label: string
  readonly tone: Tone
}

const words: Readonly<Record<RefreshProblem, CauseWords>> = {
  invalid_grant: { label: 'Refresh token refused', tone: 'bad' },
  application_refused: { label: 'Credentials refused', tone: 'blocked' },
  amazon_unavailable: { label: 'Amazon unavailable', tone: 'doubt' },
  amazon_answer_unreadable: { label: 'Unreadable response', tone: 'neutral' },
  token_foreign: { label: 'Another application’s token', tone: 'due' },
  scope_refused: { label: 'Scope refused', tone: 'bad' },
  request_refused: { label: 'Request refused', tone: 'bad' },
  interrupted: { label: 'Interrupted', tone: 'doubt' },
}

/** Why LWA issued no token. */
export const causeWords: Readonly<Record<string, CauseWords>> = words
