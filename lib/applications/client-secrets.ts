import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, dropPreviousSecrets, findApplication } from '../store/applications.ts'
import { nothingPending, updateRotation } from '../store/client-secret-rotations.ts'
import { sameSecret } from '../vault/digest.ts'
import { configuredDigest } from './configured-secret.ts'
import type { NewClientSecret } from './create.ts'
import { requireLockedApplication } from './require-application.ts'
import { openBefore, replaceClientSecretColumns } from './seal-client-secret.ts'
import { storeChange } from './store-change.ts'
import { type SecretProof, tryClientSecret } from './try-client-secret.ts'

/**
 * Replaces the current client secret with a new one, once LWA has accepted it; otherwise it throws, and nothing has
 * changed. The previous one stays for Amazon's seven days, so that no seller notices. Unless the caller settles it, no
 * secret from Amazon's messages is pending afterwards: a person's own is the newest.
 */
export async function replaceClientSecret(
  ctx: Context,
  id: string,
  { value, createdOn, overlapUntil = () => null, isConfigured = false }: NewClientSecret,
  settlePending: (tx: Tx) => Promise<void> = (tx) => updateRotation(tx.db, id, nothingPending),
): Promise<SecretProof> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  const seen = await findApplication(ctx.db, id)
  if (seen === null) throw new AppError('application_not_found', { id })
  if (sameSecret(openBefore(ctx, seen), value)) throw new AppError('client_secret_same')
  const proof = await prove(ctx, seen, value)
  await inTransaction(ctx, async (tx) => {
    const present = await requireLockedApplication(tx, id)
    const isSame =
      present.lwaClientSecretSealed === seen.lwaClientSecretSealed ||
      // Re-sealing changes the text, but not the secret.
      sameSecret(openBefore(ctx, present), openBefore(ctx, seen))
    if (!isSame) throw new AppError('application_changed', { id })
    const columns = {
      ...replaceClientSecretColumns(tx, present, value, createdOn, overlapUntil(present)),
      ...(isConfigured && { environmentSecretDigest: configuredDigest(value) }),
    }
    await storeChange(tx, present, columns, 'application.secret-replaced')
    await settlePending(tx)
  })
  return proof
}

/** Notes that a setup contains a secret that is stored already, so that it isn't new once another one replaces it. */
export async function noteConfiguredSecret(tx: Tx, id: string, value: Secret): Promise<void> {
  requireScope(tx, 'applications:manage')
  const present = await requireLockedApplication(tx, id)
  await storeChange(tx, present, { environmentSecretDigest: configuredDigest(value) })
}

/**
 * Stores when Amazon created the current secret: `YYYY-MM-DD`, or null for unknown. `seenAt` is the application's
 * `updatedAt` when the form was loaded: throws `application_changed` for the date of a secret that was replaced since.
 * Null: whichever is current.
 */
export async function dateClientSecret(
  ctx: Context,
  id: string,
  createdOn: string | null,
  seenAt: string | null = null,
): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    const present = await requireLockedApplication(tx, id)
    if (seenAt !== null && present.updatedAt.toISOString() !== seenAt)
      throw new AppError('application_changed', { id })
    await storeChange(tx, present, { secretCreatedOn: createdOn })
  })
}

/** Destroys previous secrets that have expired. Runs every hour. */
export async function endPreviousSecrets(ctx: Context): Promise<{ readonly ended: number }> {
  requireScope(ctx, 'applications:manage')
  return inTransaction(ctx, async (tx) => {
    const ids = await dropPreviousSecrets(tx.db, tx.now())
    await appendEvents(
      tx,
      ids.map((id) => ({ type: 'application.changed', subjectId: id, applicationId: id })),
    )
    for (const id of ids)
      await recordAudit(tx, 'application.secret-before-ended', { kind: 'application', id })
    return { ended: ids.length }
  })
}

/** A secret that Amazon rejects changes nothing, but leaves an audit entry. */
async function prove(ctx: Context, application: ApplicationRow, value: Secret): Promise<SecretProof> {
  try {
    return await tryClientSecret(ctx, application, value)
  } catch (error) {
    if (isAppError(error)) {
      const target = { kind: 'application', id: application.id } as const
      await recordAudit(ctx, 'application.secret-failed', target, { problem: error.code })
    }
    throw error
  }
}
