import type { LogInRequest } from '../amazon/consent.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { insertAttempt } from '../store/attempts.ts'
import { newId } from '../vault/random.ts'
import { recordSteps, type Step } from './record-step.ts'

const minuteMs = 60_000
export const stateLifeMs = 10 * minuteMs
export const arrivalLifeMs = 30 * minuteMs

export type Beginning =
  /** Send the browser there, as the address is reached. */
  | { readonly kind: 'redirect'; readonly uri: string }
  /** Kept; the seller signs in first and comes back with this attempt. */
  | { readonly kind: 'sign-in'; readonly attemptId: string }
  /**
   * Amazon sent a signed-in seller whom we had not sent there. They agree to it here first, since anybody could
   * have sent them; where Amazon left the host out, they say where they sell.
   */
  | { readonly kind: 'confirm'; readonly attemptId: string }

export type RequestOf<K extends LogInRequest['kind']> = Extract<LogInRequest, { kind: K }>

export function newAttempt(ctx: Context, application: ApplicationRow, bindingDigest: string, lifeMs: number) {
  return {
    id: newId(),
    applicationId: application.id,
    bindingDigest,
    startedAt: ctx.now(),
    expiresAt: after(ctx, lifeMs),
  }
}

export async function storeAttempt(
  ctx: Context,
  row: Parameters<typeof insertAttempt>[1],
  steps: readonly Step[],
): Promise<string> {
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:complete')
    await insertAttempt(tx.db, row)
    await recordSteps(tx, row.id, steps)
    // Its seller starts it, if one takes it up: entries are for ever, and any stranger can arrive.
    if (row.status === 'arrived') return
    await recordAudit(
      tx,
      'attempt.started',
      { kind: 'attempt', id: row.id },
      {
        workflow: row.workflow,
        marketplaceId: row.marketplaceId ?? null,
        authorizationId: row.authorizationId ?? null,
      },
    )
  })
  return row.id
}

export function owner(ctx: Context): { accountId: string; personId: string } {
  if (ctx.actor.kind !== 'account') throw new AppError('not_allowed')
  return { accountId: ctx.actor.accountId, personId: ctx.actor.personId }
}

export function after(ctx: Context, ms: number): Date {
  return new Date(ctx.now().getTime() + ms)
}

export function redirect(ctx: Context, uri: string): Beginning {
  return { kind: 'redirect', uri: ctx.amazon.origins.reach(uri) }
}
