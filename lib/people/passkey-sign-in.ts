import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { setPasskeyUsed } from '../store/people/passkeys.ts'
import { lockPerson } from '../store/people/people.ts'
import { makeRequestOptions, type PasskeyRequestOptions } from '../vault/passkey.ts'
import { type Begun, beginCeremony, endCeremony } from './ceremonies.ts'
import { localUse, raiseBreakGlassAlert } from './local-use.ts'
import { provePasskey, requireParty } from './passkeys.ts'
import type { SignedIn } from './sign-in.ts'
import { startSession } from './start-session.ts'
import { allow, refundTry } from './throttle.ts'

/** The first half: a challenge for any passkey of this host. It is the same for everybody. */
export async function beginPasskeySignIn(ctx: Context): Promise<Begun<PasskeyRequestOptions>> {
  requireScope(ctx, 'people:enter')
  await allow(ctx, 'passkey.address')
  const options = await makeRequestOptions(requireParty(ctx))
  const { challenge } = options
  return { options, token: await beginCeremony(ctx, 'passkey-sign-in', { personId: null, challenge }) }
}

/**
 * The second half: starts a session. Throws `ceremony_over`, `provider_required`, and otherwise `passkey_refused`,
 * whether the passkey is unknown, its person disabled, or its answer wrong.
 */
export async function signInWithPasskey(
  ctx: Context,
  request: { readonly token: Secret | null; readonly answer: string; readonly userAgent: string | null },
): Promise<SignedIn> {
  requireScope(ctx, 'people:enter')
  const { challenge } = await endCeremony(ctx, 'passkey-sign-in', request.token)
  const proved = await provePasskey(ctx, challenge, request.answer)
  if (proved === null) throw await refused(ctx, null, 'passkey_wrong')
  const { person, passkey, counter } = proved
  const use = localUse(ctx, person)
  if (use === 'off') {
    await refused(ctx, person, 'passkey_off')
    throw new AppError('provider_required')
  }
  const sessionToken = await inTransaction(ctx, async (tx) => {
    const now = await lockPerson(tx.db, person.id)
    if (now === null || now.disabledAt !== null) return null
    // If two answers have the same counter, one of them was copied.
    if (!(await setPasskeyUsed(tx.db, passkey, { counter, usedAt: tx.realNow() }))) return null
    if (use === 'break-glass') await raiseBreakGlassAlert(tx, now)
    return startSession(tx, now, request.userAgent, { method: 'passkey', provedAt: tx.realNow() })
  })
  if (sessionToken === null) throw await refused(ctx, person, 'person_changed')
  await refundTry(ctx, 'passkey.address')
  return { sessionToken, personId: person.id, isOperator: person.role !== 'account' }
}

async function refused(
  ctx: Context,
  person: { readonly id: string; readonly accountId: string | null } | null,
  reason: string,
): Promise<AppError> {
  const target = {
    kind: 'person',
    id: person?.id ?? 'unknown',
    accountId: person?.accountId ?? null,
  } as const
  await recordAudit(ctx, 'session.refused', target, { reason })
  return new AppError('passkey_refused')
}
