import type { Actor, Context } from '../context.ts'
import { insertAudit } from '../store/audit.ts'
import { type Action, actions } from './actions.ts'

export interface AuditTarget {
  readonly kind:
    | 'attempt'
    | 'authorization'
    | 'application'
    | 'account'
    | 'person'
    | 'session'
    | 'invitation'
    | 'api-key'
    | 'connect-link'
  readonly id: string
  readonly accountId?: string | null
}

/** Writes what happened and how it ended, in the transaction of the change. `details` are facts, never secrets. */
export async function recordAudit(
  tx: Context,
  action: Action,
  target: AuditTarget,
  details: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  const { actor } = tx
  await insertAudit(tx.db, {
    happenedAt: tx.now(),
    action,
    outcome: actions[action],
    actorKind: actor.kind === 'operator' ? actor.role : actor.kind,
    actorId: actorIdOf(actor),
    accountId: target.accountId ?? (actor.kind === 'account' ? actor.accountId : null),
    targetKind: target.kind,
    targetId: target.id,
    details,
    requestId: tx.requestId,
    address: tx.address,
  })
}

function actorIdOf(actor: Actor): string | null {
  if (actor.kind === 'system') return actor.job
  if (actor.kind === 'api-key') return actor.keyId
  return actor.kind === 'visitor' ? null : actor.personId
}
