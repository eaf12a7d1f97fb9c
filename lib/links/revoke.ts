import { recordAudit } from '../audit/record.ts'
import type { Tx } from '../context.ts'
import { revokeConnectLinksOf } from '../store/connect-links.ts'
import { appendLinkEvent } from './events.ts'

/**
 * Revokes the open links that renew an authorization. Call it before locking the record: storing a grant also locks the
 * link first, and in another order two transactions could deadlock.
 */
export async function revokeLinksOf(tx: Tx, authorizationId: string): Promise<void> {
  for (const link of await revokeConnectLinksOf(tx.db, authorizationId, tx.now())) {
    const { id, accountId, label } = link
    await appendLinkEvent(tx, 'link.changed', link, { state: 'revoked' })
    const target = { kind: 'connect-link', id, accountId } as const
    await recordAudit(tx, 'connect-link.revoked', target, { label, authorizationId })
  }
}
