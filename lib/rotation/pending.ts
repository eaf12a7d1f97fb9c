import { replaceClientSecret } from '../applications/client-secrets.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import {
  findRotation,
  lockRotation,
  type RotationRow,
  updateRotation,
} from '../store/client-secret-rotations.ts'
import {
  acceptedExpiry,
  createdOn,
  endOfCurrent,
  isOutdated,
  isRefusedForAnHour,
  notePendingRefusals,
  openPending,
  type PendingSecret,
  sealPending,
} from './pending-secrets.ts'

const minuteMs = 60_000
/** The interval between tries doubles up to this. */
const longestPauseMs = 60 * minuteMs

/**
 * Activates the newest pending secret that LWA accepts. Throws when there is none; then all stay pending and the
 * current secret stays in force.
 */
export async function promotePendingSecret(ctx: Context, applicationId: string): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  const rotation = await findRotation(ctx.db, applicationId)
  const pending = rotation === null ? [] : openPending(ctx, rotation)
  const refused: PendingSecret[] = []
  let problem = new AppError('no_pending_secret')
  for (const one of pending) {
    try {
      await activate(ctx, applicationId, one)
      return
    } catch (error) {
      if (!isAppError(error)) throw error
      problem = error
      // Anything else says nothing about the secret, and would happen to the next one as well.
      if (error.code !== 'client_secret_refused') break
      refused.push(one)
    }
  }
  if (pending.length > 0) await notePendingProblem(ctx, applicationId, refused, problem)
  throw problem
}

async function activate(ctx: Context, applicationId: string, pending: PendingSecret): Promise<void> {
  const { value, expiresAt } = pending
  const secret = {
    value,
    createdOn: createdOn(expiresAt),
    overlapUntil: (present: ApplicationRow) => {
      // A person has dated the current one since.
      if (isOutdated(expiresAt, present)) throw new AppError('no_pending_secret')
      return endOfCurrent(pending, present)
    },
  }
  const settle = async (tx: Tx) => noteSecretInForce(tx, await lockRotation(tx.db, applicationId), expiresAt)
  try {
    await replaceClientSecret(ctx, applicationId, secret, settle)
  } catch (error) {
    if (!isAppError(error) || !['client_secret_same', 'no_pending_secret'].includes(error.code)) throw error
    await inTransaction(ctx, settle)
    // Otherwise it was activated before, and nothing recorded that.
    if (error.code === 'no_pending_secret') throw error
  }
}

/** LWA accepts a secret that ends then: messages about older ones change nothing anymore, and those that wait go. */
export async function noteSecretInForce(tx: Tx, rotation: RotationRow, expiresAt: Date): Promise<void> {
  const { applicationId } = rotation
  const before = openPending(tx, rotation)
  const accepted = acceptedExpiry(rotation, before, tx.now())
  const newer = before.filter((one) => one.expiresAt > expiresAt)
  await updateRotation(tx.db, applicationId, {
    ...(newer.length < before.length && sealPending(tx, applicationId, newer)),
    newestSecretExpiresAt: accepted !== null && accepted > expiresAt ? accepted : expiresAt,
  })
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
  applicationId: string,
  refused: readonly PendingSecret[],
  { code }: AppError,
): Promise<void> {
  const now = ctx.now()
  await inTransaction(ctx, async (tx) => {
    const rotation = await lockRotation(tx.db, applicationId)
    const { pendingTries } = rotation
    const before = openPending(tx, rotation)
    if (before.length === 0) return
    const left = notePendingRefusals(before, refused, now)
    // One that wasn't tried yet may still be accepted.
    const isOverdue = left.length > 0 && left.every((one) => isRefusedForAnHour(one, now))
    const noteReport = (one: PendingSecret) => ({ ...one, reportedAt: one.reportedAt ?? now })
    const pauseMs = Math.min(longestPauseMs, minuteMs * 2 ** pendingTries)
    await updateRotation(tx.db, applicationId, {
      pendingTries: pendingTries + 1,
      pendingNextTryAt: new Date(now.getTime() + pauseMs),
      pendingProblem: isOverdue ? 'refused_for_an_hour' : code,
      ...sealPending(tx, applicationId, isOverdue ? left.map(noteReport) : left),
    })
    if (!isOverdue || left.every(({ reportedAt }) => reportedAt !== null)) return
    const application = await findApplication(tx.db, applicationId)
    const [eventId] = await appendEvents(tx, [
      {
        type: 'application.secret_refused',
        subjectId: applicationId,
        applicationId,
        data: { name: application?.name ?? '', problem: code },
      },
    ])
    const target = { kind: 'application', id: applicationId } as const
    await recordAudit(tx, 'application.secret-failed', target, { problem: code }, eventId)
  })
}
