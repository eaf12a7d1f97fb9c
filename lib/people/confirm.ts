import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Identity } from '../oidc/provider.ts'
import type { Secret } from '../secret.ts'
import { readFactors } from '../store/people/factors.ts'
import { findIdentity, listIdentities } from '../store/people/identities.ts'
import { readPerson } from '../store/people/people.ts'
import { setConfirmedAt } from '../store/people/sessions.ts'
import { isPasswordRight } from '../vault/password.ts'
import { sideOf } from './actor.ts'
import { requirePerson } from './sessions.ts'
import { allow, refundTry } from './throttle.ts'

export interface ConfirmationWays {
  readonly hasPassword: boolean
  readonly hasPasskey: boolean
  /** Codes of an authenticator app. */
  readonly hasApp: boolean
  /** The name of the provider that they are linked to. */
  readonly provider: string | null
}

/** The ways in which the signed-in person can confirm that it's them. */
export async function readConfirmationWays(ctx: Context): Promise<ConfirmationWays> {
  requireScope(ctx, 'sessions:own')
  const actor = requirePerson(ctx)
  const person = await readPerson(ctx.db, actor.personId)
  const factors = await readFactors(ctx.db, actor.personId)
  const provider = ctx.providers[sideOf(actor)]
  const isLinked = provider !== null && (await listIdentities(ctx.db, actor.personId)).length > 0
  return {
    hasPassword: person !== null && person.passwordHash !== null,
    hasPasskey: factors.hasPasskey,
    hasApp: factors.hasTotp,
    provider: isLinked ? provider.name : null,
  }
}

export async function confirmWithPassword(ctx: Context, password: Secret): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await allow(ctx, 'password.person', personId)
  await allow(ctx, 'password.address')
  const person = await readPerson(ctx.db, personId)
  if (!(await isPasswordRight(person?.passwordHash ?? null, password))) throw new AppError('password_wrong')
  await confirm(ctx, 'password')
  await refundTry(ctx, 'password.person', personId)
}

/** For someone who signed in at the provider within the last ten minutes. Throws `identity_taken` for someone else. */
export async function confirmWithProvider(ctx: Context, identity: Identity): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const actor = requirePerson(ctx)
  const found = await findIdentity(ctx.db, { side: sideOf(actor), ...identity })
  if (found?.person.id !== actor.personId) throw new AppError('identity_taken')
  await confirm(ctx, 'provider')
}

/** Called once `by` was checked. `work`: further writes in the same transaction. */
export async function confirm(
  ctx: Context,
  by: 'password' | 'provider' | 'passkey' | 'app',
  work: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { sessionId } = requirePerson(ctx)
  await inTransaction(ctx, async (tx) => {
    await work(tx)
    await setConfirmedAt(tx.db, sessionId, tx.realNow())
    await recordAudit(tx, 'session.confirmed', { kind: 'session', id: sessionId }, { by })
  })
}
