import type { Tone } from './theme.ts'

/** Why LWA issued no token: codes of lib/errors/tokens.ts. */
export const causeWords: Readonly<Record<string, { readonly label: string; readonly tone: Tone }>> = {
  invalid_grant: { label: 'Refresh token refused', tone: 'bad' },
  application_refused: { label: 'Credentials refused', tone: 'blocked' },
  amazon_unavailable: { label: 'Amazon unavailable', tone: 'doubt' },
  amazon_answer_unreadable: { label: 'Unreadable answer', tone: 'neutral' },
  token_foreign: { label: 'Another application’s token', tone: 'due' },
}
