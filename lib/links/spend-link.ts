import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import type { ErrorCode } from '../errors.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { type ConnectLinkRow, lockConnectLink, markConnectLinkUsed } from '../store/connect-links.ts'

/** The link that an attempt began with, locked: of two that complete with it, one sees the other's use. */
export async function lockLink(tx: Context, id: string | null): Promise<ConnectLinkRow | null> {
  return id === null ? null : lockConnectLink(tx.db, id)
}

/** Why a grant that came by this link must not be stored. A used link still renews what is there. Pure. */
export function judgeLinkUse(
  link: Pick<ConnectLinkRow, 'expectedSellingPartnerId' | 'revokedAt' | 'usedAt'> | null,
  sellingPartnerId: string,
  present: Pick<AuthorizationRow, 'id'> | null,
): ErrorCode | null {
  if (link === null) return null
  const { expectedSellingPartnerId, revokedAt, usedAt } = link
  if (expectedSellingPartnerId !== null && expectedSellingPartnerId !== sellingPartnerId)
    return 'selling_partner_mismatch'
  if (revokedAt !== null) return 'connect_link_revoked'
  return usedAt !== null && present === null ? 'connect_link_used' : null
}

/** In the transaction that stores the grant. */
export async function spendLink(
  tx: Context,
  link: ConnectLinkRow | null,
  authorizationId: string,
): Promise<void> {
  if (link === null || link.usedAt !== null) return
  await markConnectLinkUsed(tx.db, link.id, tx.now())
  await recordAudit(
    tx,
    'connect-link.used',
    { kind: 'connect-link', id: link.id, accountId: link.accountId },
    { authorizationId },
  )
}
