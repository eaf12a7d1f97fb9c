import { replaceClientSecret } from '../applications/client-secrets.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError, isAppError, isVaultError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { findApplication } from '../store/applications.ts'
import {
  findRotation,
  nothingPending,
  type RotationRow,
  updatePending,
} from '../store/client-secret-rotations.ts'
import { open } from '../vault/seal.ts'

const minuteMs = 60_000
/** The interval between tries doubles up to this. */
const longestPauseMs = 60 * minuteMs
/** LWA may take a while to accept a new secret. After that, people are notified. */
const patienceMs = 60 * minuteMs

/** Null if none is pending, or if it can't be opened. */
export function openPending({ keyRing }: Pick<Context, 'keyRing'>, rotation: RotationRow): Secret | null {
  const { applicationId, pendingSecretSealed } = rotation
  if (pendingSecretSealed === null) return null
  try {
    return open(
      keyRing,
      pendingSecretSealed,
      seals.clientSecretRotation.pendingSecretSealed({ applicationId }),
    )
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

/**
 * Activates the pending secret, once LWA has accepted it. Throws `no_pending_secret`, and the errors of
 * `replaceClientSecret`; then it stays pending and the current secret stays in force.
 */
export async function promotePendingSecret(ctx: Context, applicationId: string): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  const rotation = await findRotation(ctx.db, applicationId)
  const value = rotation === null ? null : openPending(ctx, rotation)
  if (rotation === null || value === null || rotation.pendingReceivedAt === null)
    throw new AppError('no_pending_secret')
  try {
    await replaceClientSecret(ctx, applicationId, {
      value,
      createdOn: rotation.pendingCreatedOn,
      overlapUntil: rotation.pendingOverlapUntil,
    })
  } catch (error) {
    // A process activated it before, and died before it recorded that.
    if (!isAppError(error) || error.code !== 'client_secret_same') {
      if (isAppError(error)) await notePendingProblem(ctx, rotation, rotation.pendingReceivedAt, error)
      throw error
    }
  }
  await updatePending(autocommit(ctx.db), applicationId, rotation.pendingReceivedAt, nothingPending)
}

/** Whether it is time to try it automatically. */
export function isPendingDue(
  { policy, pendingSecretSealed, pendingNextTryAt }: RotationRow,
  now: Date,
): boolean {
  if (policy === 'manual' || pendingSecretSealed === null) return false
  return pendingNextTryAt === null || pendingNextTryAt <= now
}

async function notePendingProblem(
  ctx: Context,
  { applicationId, pendingTries, pendingProblem }: RotationRow,
  receivedAt: Date,
  { code }: AppError,
): Promise<void> {
  const now = ctx.now()
  const pauseMs = Math.min(longestPauseMs, minuteMs * 2 ** pendingTries)
  const isOverdue = now.getTime() - receivedAt.getTime() >= patienceMs
  await inTransaction(ctx, async (tx) => {
    const isNoted = await updatePending(tx.db, applicationId, receivedAt, {
      pendingProblem: isOverdue ? 'refused_for_an_hour' : code,
      pendingTries: pendingTries + 1,
      pendingNextTryAt: new Date(now.getTime() + pauseMs),
    })
    if (!isNoted || !isOverdue || pendingProblem === 'refused_for_an_hour') return
    const application = await findApplication(tx.db, applicationId)
    const [eventId] = await appendEvents(tx, [
      {
        ...{ type: 'application.secret_refused', subjectId: applicationId, applicationId },
        data: { name: application?.name ?? '', problem: code },
      },
    ])
    const target = { kind: 'application', id: applicationId } as const
    await recordAudit(tx, 'application.secret-failed', target, { problem: code }, eventId)
  })
}
