import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Identity } from '../oidc/provider.ts'
import { isConfirmed, requireConfirmation } from '../require-confirmation.ts'
import { deleteIdentities, findIdentity, listIdentities } from '../store/people/identities.ts'
import { lockPerson, readPerson } from '../store/people/people.ts'
import { sideOf } from './actor.ts'
import { addIdentity } from './provider-sign-in.ts'
import { requirePerson } from './sessions.ts'

export interface OwnIdentity {
  /** The provider's name. */
  readonly provider: string
  /** Null: not linked. */
  readonly linkedAt: Date | null
  readonly hasPassword: boolean
  /** Whether the person has recently proved who they are: only then can sign-in methods be added and removed. */
  readonly isConfirmed: boolean
}

/** How the signed-in person is linked to their provider; null when there is no provider for such people. */
export async function readOwnIdentity(ctx: Context): Promise<OwnIdentity | null> {
  requireScope(ctx, 'sessions:own')
  const actor = requirePerson(ctx)
  const provider = ctx.providers[sideOf(actor)]
  if (provider === null) return null
  const [linked] = await listIdentities(ctx.db, actor.personId)
  const person = await readPerson(ctx.db, actor.personId)
  return {
    provider: provider.name,
    linkedAt: linked?.createdAt ?? null,
    hasPassword: person !== null && person.passwordHash !== null,
    isConfirmed: await isConfirmed(ctx),
  }
}

/** From now on, the signed-in person can sign in as this identity. Linking it again does nothing. */
export async function linkIdentity(ctx: Context, identity: Identity): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const actor = requirePerson(ctx)
  await requireConfirmation(ctx)
  const side = sideOf(actor)
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, actor.personId)
    if (person === null) throw new AppError('person_not_found')
    const found = await findIdentity(tx.db, { side, ...identity })
    if (found?.person.id === person.id) return
    await addIdentity(tx, person, side, identity)
  })
}

/** Throws `identity_needed` for someone who has no password to sign in with. */
export async function unlinkIdentity(ctx: Context): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const actor = requirePerson(ctx)
  await requireConfirmation(ctx)
  const breakGlassEmail = ctx.providers.operators?.access.breakGlassEmail ?? null
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, actor.personId)
    if (person === null) throw new AppError('person_not_found')
    const needsProvider =
      actor.kind === 'operator' && breakGlassEmail !== null && person.email !== breakGlassEmail
    if (person.passwordHash === null || needsProvider) throw new AppError('identity_needed')
    if ((await deleteIdentities(tx.db, person.id)) === 0) return
    const target = { kind: 'person', id: person.id, accountId: person.accountId } as const
    await recordAudit(tx, 'person.identity-unlinked', target)
  })
}
