import type { LogInRequest } from '../amazon/consent.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { insertAttempt } from '../store/attempts.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { attemptLifeMs, type Bindings } from './bindings.ts'
import { recordSteps, type Step } from './record-step.ts'

/** What `/authorize` answers, and the bindings that the browser holds from now on. */
export type Beginning = {
  readonly attemptId: string
  readonly bindings: Bindings
  /** Whether the browser gets the binding of this attempt, for another 30 minutes. */
  readonly setsBinding: boolean
} & (
  | {
      readonly kind: 'redirect'
      /** As the browser reaches it. */
      readonly uri: string
    }
  /** Kept; the seller signs in first and comes back with this attempt. */
  | { readonly kind: 'sign-in' }
  /**
   * Amazon sent a signed-in seller, and anybody could have made Amazon do so: they confirm it here first. Where Amazon
   * left the host out, they also say where they sell.
   */
  | { readonly kind: 'confirm' }
  /** The seller has been at Amazon with this attempt already: its finish page says what became of it. */
  | { readonly kind: 'finish' }
)

export type RequestOf<K extends LogInRequest['kind']> = Extract<LogInRequest, { kind: K }>

/** The first columns of a new attempt, and the token that binds it to the browser. */
export function newAttempt(ctx: Context, application: ApplicationRow, lifeMs = attemptLifeMs) {
  const bindingToken = randomToken()
  const columns = {
    id: newId(),
    applicationId: application.id,
    bindingDigest: digest(bindingToken),
    startedAt: ctx.now(),
    expiresAt: endOfLife(ctx, lifeMs),
  }
  return { bindingToken, columns }
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

/** When a state that is made now expires. */
export function endOfLife(ctx: Context, lifeMs = attemptLifeMs): Date {
  return new Date(ctx.now().getTime() + lifeMs)
}
