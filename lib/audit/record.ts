import type { Actor, Context } from '../context.ts'
import { withOrWithoutTransaction } from '../database/pool.ts'
import { insertAudit } from '../store/audit/audit.ts'
import { type Action, actions } from './actions.ts'
import { type Details, splitDetails } from './personal.ts'

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
    | 'encryption-key'
    | 'connect-link'
    | 'webhook-endpoint'
    | 'notification-channel'
    | 'notification-rule'
    | 'message'
    | 'import'
    | 'view'
    | 'call-example'
    | 'bulk-action'
    | 'installation'
  readonly id: string
  readonly accountId?: string | null
}

/**
 * Records an action and its outcome: in the transaction of the change, or on its own if nothing was changed. `details`
 * are facts, never secrets. It waits for no other transaction: entries are chained later (chain.ts).
 */
export async function recordAudit(
  ctx: Context,
  action: Action,
  target: AuditTarget,
  details: Details = {},
  /** The event that describes the change. */
  eventId: string | null = null,
): Promise<void> {
  const { actor } = ctx
  const { facts, personal } = splitDetails(details, ctx.address)
  const entry = {
    happenedAt: ctx.now(),
    action,
    outcome: actions[action],
    actorKind: actorKindOf(actor),
    actorId: actorIdOf(actor),
    accountId: target.accountId ?? (actor.kind === 'account' ? actor.accountId : null),
    targetKind: target.kind,
    targetId: target.id,
    details: facts,
    eventId,
    requestId: ctx.requestId,
    personalDigest: personal?.digest ?? null,
  }
  await insertAudit(withOrWithoutTransaction(ctx.db), entry, personal)
}

export function actorKindOf(actor: Actor): string {
  if (actor.kind === 'api-key') return actor.agent === undefined ? 'api-key' : 'agent'
  return actor.kind === 'operator' ? actor.role : actor.kind
}

export function actorIdOf(actor: Actor): string | null {
  if (actor.kind === 'system') return actor.job
  if (actor.kind === 'api-key') return actor.keyId
  return actor.kind === 'visitor' ? null : actor.personId
}
