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
 * Activates the newest pending secret that LWA accepts. Outdated ones are tried only if a person asks for that and no
 * other one waits. Throws if LWA accepts none of them: then all stay pending, and the current secret stays in force.
 */
export async function promotePendingSecret(
  ctx: Context,
  applicationId: string,
  { automatically = false }: { readonly automatically?: boolean } = {},
): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  const rotation = await findRotation(ctx.db, applicationId)
  const present = await findApplication(ctx.db, applicationId)
  if (present === null) throw new AppError('application_not_found', { id: applicationId })
  const pending = rotation === null ? [] : openPending(ctx, rotation)
  const newer = pending.filter((one) => !isOutdated(one, present))
  const tried = automatically || newer.length > 0 ? newer : pending
  if (automatically && tried.length === 0) return
  const refused: PendingSecret[] = []
  let problem = new AppError('no_pending_secret')
  for (const one of tried) {
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
  if (tried.length > 0) await notePendingProblem(ctx, applicationId, refused, problem.code)
  throw problem
}

async function activate(ctx: Context, applicationId: string, pending: PendingSecret): Promise<void> {
  const { value, expiresAt } = pending
  const secret = {
    value,
    createdOn: createdOn(expiresAt),
    overlapUntil: (present: ApplicationRow) => endOfCurrent(pending, present),
  }
  const settle = async (tx: Tx) => noteSecretInForce(tx, await lockRotation(tx.db, applicationId), expiresAt)
  try {
    await replaceClientSecret(ctx, applicationId, secret, settle)
  } catch (error) {
    // It was activated before, and nothing recorded that.
    if (!isAppError(error) || error.code !== 'client_secret_same') throw error
    await inTransaction(ctx, settle)
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
  problem: AppError['code'],
): Promise<void> {
  const now = ctx.now()
  await inTransaction(ctx, async (tx) => {
    const application = await findApplication(tx.db, applicationId)
    const rotation = await lockRotation(tx.db, applicationId)
    const { pendingTries } = rotation
    const before = openPending(tx, rotation)
    if (before.length === 0 || application === null) return
    const left = notePendingRefusals(before, refused, now)
    const newer = left.filter((one) => !isOutdated(one, application))
    const overdue = newer.filter((one) => isRefusedForAnHour(one, now))
    // One that wasn't tried yet may still be accepted.
    const isOverdue = overdue.length > 0 && overdue.length === newer.length
    const noteReport = (one: PendingSecret) =>
      overdue.includes(one) ? { ...one, reportedAt: one.reportedAt ?? now } : one
    const pauseMs = Math.min(longestPauseMs, minuteMs * 2 ** pendingTries)
    await updateRotation(tx.db, applicationId, {
      pendingTries: pendingTries + 1,
      pendingNextTryAt: new Date(now.getTime() + pauseMs),
      pendingProblem: isOverdue ? 'refused_for_an_hour' : problem,
      ...sealPending(tx, applicationId, isOverdue ? left.map(noteReport) : left),
    })
    if (!isOverdue || overdue.every(({ reportedAt }) => reportedAt !== null)) return
    const [eventId] = await appendEvents(tx, [
      {
        type: 'application.secret_refused',
        subjectId: applicationId,
        applicationId,
        data: { name: application.name, problem },
      },
    ])
    const target = { kind: 'application', id: applicationId } as const
    await recordAudit(tx, 'application.secret-failed', target, { problem }, eventId)
  })
}
