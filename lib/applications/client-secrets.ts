import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, dropPreviousSecrets, findApplication } from '../store/applications.ts'
import { sameSecret } from '../vault/digest.ts'
import type { NewClientSecret } from './create.ts'
import { holdApplication } from './hold.ts'
import { openBefore, replaceClientSecretColumns } from './seal-client-secret.ts'
import { storeChange } from './store-change.ts'
import { type SecretProof, tryClientSecret } from './try-client-secret.ts'

/**
 * Puts a new client secret in the place of the one in force, once LWA has accepted it. The one before stays for
 * Amazon's seven days, so that no seller notices. Throws `application_not_found`, `client_secret_same`,
 * `client_secret_refused`, `client_secret_untried`, `application_changed`; then nothing has changed.
 */
export async function replaceClientSecret(
  ctx: Context,
  id: string,
  { value, createdOn }: NewClientSecret,
): Promise<SecretProof> {
  requireScope(ctx, 'applications:manage')
  const seen = await findApplication(ctx.db, id)
  if (seen === null) throw new AppError('application_not_found', { id })
  if (sameSecret(openBefore(ctx, seen), value)) throw new AppError('client_secret_same')
  const proof = await prove(ctx, seen, value)
  await inTransaction(ctx, async (tx) => {
    const present = await holdApplication(tx, id)
    if (present.lwaClientSecretSealed !== seen.lwaClientSecretSealed)
      throw new AppError('application_changed', { id })
    const columns = replaceClientSecretColumns(tx, present, value, createdOn)
    await storeChange(tx, present, columns, 'application.secret-replaced')
  })
  return proof
}

/** Says when Amazon made the secret in force: `YYYY-MM-DD`, or null for unknown. Throws `application_not_found`. */
export async function dateClientSecret(ctx: Context, id: string, createdOn: string | null): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    await storeChange(tx, await holdApplication(tx, id), { secretCreatedOn: createdOn })
  })
}

/** Destroys the secrets before whose time is over. Done every hour. */
export async function endPreviousSecrets(ctx: Context): Promise<{ readonly ended: number }> {
  requireScope(ctx, 'applications:manage')
  return inTransaction(ctx, async (tx) => {
    const ids = await dropPreviousSecrets(tx.db, tx.now())
    for (const id of ids)
      await recordAudit(tx, 'application.secret-before-ended', { kind: 'application', id })
    return { ended: ids.length }
  })
}

/** What Amazon does not accept is tried in vain, and leaves an entry. */
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
