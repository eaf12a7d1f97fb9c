import type { Directory } from './directory.ts'
import type { Authorization, Grant, Settings } from './shapes.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** What time depends on. */
interface Term {
  readonly clock: { now(): number }
  readonly settings: Settings
}

/** Why a refresh token no longer works; null while it does. */
export function deadReason(term: Term, { authorization, withdrawn, validSince }: Grant): string | null {
  if (authorization.state === 'lapsed') return 'the authorization has lapsed'
  if (withdrawn || authorization.state === 'disabled') return 'the seller disabled the authorization'
  return hasLapsed(term, validSince) ? `older than ${term.settings.refreshTokensLapseAfterDays} days` : null
}

/** How an enabled authorization has ended by now; null: it hasn't. Some sellers disable it, and some never renew. */
export function endOf(
  term: Term & { readonly sellers: Directory },
  { sellingPartnerId, authorizedAt }: Authorization,
): 'disabled' | 'lapsed' | null {
  if (hasLapsed(term, authorizedAt)) return 'lapsed'
  const ends = term.sellers.get(sellingPartnerId)?.ends ?? null
  if (ends === null || term.clock.now() - authorizedAt < ends.afterMinutes * minuteMs) return null
  return ends.as
}

function hasLapsed({ clock, settings }: Term, since: number): boolean {
  const days = settings.refreshTokensLapseAfterDays
  return days !== null && clock.now() - since >= days * dayMs
}
