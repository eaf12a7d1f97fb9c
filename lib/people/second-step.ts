import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { consumeCeremony, findCeremony } from '../store/people/ceremonies.ts'
import { lockPerson } from '../store/people/people.ts'
import { digest } from '../vault/digest.ts'
import { localUse, raiseBreakGlassAlert } from './local-use.ts'
import { consumeCode } from './second-factor.ts'
import type { SignedIn } from './sign-in.ts'
import { startSession } from './start-session.ts'
import { allow, refundTry } from './throttle.ts'

/**
 * Completes a sign-in with a code of an app or a recovery code. Throws `ceremony_over` when the password has to be
 * entered again.
 */
export async function takeSecondStep(
  ctx: Context,
  request: { readonly token: Secret | null; readonly code: Secret; readonly userAgent: string | null },
): Promise<SignedIn> {
  requireScope(ctx, 'people:enter')
  const tokenDigest = request.token === null ? '' : digest(request.token.expose())
  const begun = await findCeremony(ctx.db, tokenDigest, 'second-step', ctx.realNow())
  const personId = begun?.personId ?? null
  if (personId === null) throw new AppError('ceremony_over')
  await allow(ctx, 'second-factor.person', personId)
  const outcome = await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    if (person === null || person.disabledAt !== null) return 'over'
    const use = localUse(tx, person)
    if (use === 'off') return 'over'
    const by = await consumeCode(tx, personId, request.code)
    if (by === null) return 'wrong'
    // If two correct answers arrive, the second one finds it consumed.
    if ((await consumeCeremony(tx.db, tokenDigest, 'second-step', tx.realNow())) === null)
      throw new AppError('ceremony_over')
    const target = { kind: 'person', id: personId, accountId: person.accountId } as const
    if (by === 'recovery-code') await recordAudit(tx, 'person.recovery-code-used', target)
    if (use === 'break-glass') await raiseBreakGlassAlert(tx, person)
    const sessionToken = await startSession(tx, person, request.userAgent, {
      method: 'second-step',
      provedAt: tx.realNow(),
    })
    return { sessionToken, personId, isOperator: person.role !== 'account' }
  })
  if (outcome === 'over') throw new AppError('ceremony_over')
  if (outcome === 'wrong') {
    await recordAudit(ctx, 'session.refused', { kind: 'person', id: personId }, { reason: 'code_wrong' })
    throw new AppError('code_wrong')
  }
  await refundTry(ctx, 'second-factor.person', personId)
  return outcome
}
