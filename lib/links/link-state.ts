import type { ErrorCode } from '../errors.ts'
import type { ConnectLinkRow, ConnectLinkState } from '../store/connect-links.ts'

export type LinkState = ConnectLinkState

/** `taken-up`: an account goes on with it, and nobody else may. The store says the same in SQL. Pure. */
export function deriveLinkState(
  link: Pick<ConnectLinkRow, 'accountId' | 'expiresAt' | 'revokedAt' | 'usedAt'>,
  now: Date,
): LinkState {
  if (link.usedAt !== null) return 'used'
  if (link.revokedAt !== null) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  return link.accountId === null ? 'open' : 'taken-up'
}

/** Why a link in this state leads nowhere; null when it still leads to Amazon. */
export const linkProblems: Readonly<Record<LinkState, ErrorCode | null>> = {
  open: null,
  'taken-up': null,
  used: 'connect_link_used',
  expired: 'connect_link_expired',
  revoked: 'connect_link_revoked',
}
