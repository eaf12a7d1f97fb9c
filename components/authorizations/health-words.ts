import type { DisplayedHealth, Flag } from '#lib/state/derive-state.ts'
import type { Tone } from '../theme.ts'

interface Words {
  readonly label: string
  readonly tone: Tone
  /** The meaning, and what to do. */
  readonly hint: string
}

/** The health of an authorization, as operators read it; the most urgent first. */
export const healthWords: Readonly<Record<DisplayedHealth, Words>> = {
  blocked: {
    label: 'Blocked by app credentials',
    tone: 'blocked',
    hint: 'Amazon rejects the application’s own credentials. No seller is at fault: check the client id and the client secret.',
  },
  reauthorization_needed: {
    label: 'Needs re-authorization',
    tone: 'bad',
    hint: 'Amazon has rejected the refresh token several times. Send the seller the re-authorization link.',
  },
  retrying: {
    label: 'Retrying',
    tone: 'doubt',
    hint: 'The last refresh failed. Gatehouse retries before it asks anyone to act.',
  },
  working: { label: 'Working', tone: 'good', hint: 'The last refresh at Amazon worked.' },
  paused: {
    label: 'Paused',
    tone: 'neutral',
    hint: 'An operator paused it. Its tokens are kept, but programs get none until it is resumed.',
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'neutral',
    hint: 'The tokens are destroyed. Authorizing again revives this record.',
  },
}

/** Other things that need attention, the most urgent first. */
export const flagWords: Readonly<Record<Flag, Words>> = {
  renewal_overdue: {
    label: 'Renewal overdue',
    tone: 'bad',
    hint: 'Amazon’s term has ended. It still works; ask the seller to renew now.',
  },
  renewal_due: {
    label: 'Renewal due',
    tone: 'due',
    hint: 'Amazon’s term ends soon. Ask the seller to renew.',
  },
  roles_missing: {
    label: 'Roles missing',
    tone: 'due',
    hint: 'The application has roles that this consent doesn’t cover. Ask the seller to authorize again.',
  },
  details_missing: {
    label: 'Details missing',
    tone: 'doubt',
    hint: 'Tokens work, but Amazon lists no marketplaces. The page of the authorization says why.',
  },
  listings_suspended: {
    label: 'Listings suspended',
    tone: 'doubt',
    hint: 'Amazon reports suspended listings in at least one marketplace.',
  },
}

export const healths = Object.keys(healthWords) as DisplayedHealth[]
export const flags = Object.keys(flagWords) as Flag[]
