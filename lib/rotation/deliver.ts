import { parseNotification } from '../amazon/notifications.ts'
import { requireLockedApplication } from '../applications/require-application.ts'
import { endingOf, openBefore } from '../applications/seal-client-secret.ts'
import { storeChange } from '../applications/store-change.ts'
import { recordAudit } from '../audit/record.ts'
import {
  type Context,
  hasScope,
  inTransaction,
  requireScope,
  requireWholeApplication,
  type Tx,
} from '../context.ts'
import { AppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import {
  isAllOutdated,
  lockRotation,
  type RotationRow,
  updateRotation,
} from '../store/client-secret-rotations.ts'
import { sameSecret } from '../vault/digest.ts'
import { noteSecretInForce } from './pending.ts'
import {
  acceptedExpiry,
  addPending,
  createdOn,
  isOutdated,
  isPlausible,
  openPending,
  type PendingSecret,
  sealPending,
} from './pending-secrets.ts'

/** The result of a message from Amazon. */
export type Delivery =
  /** A new client secret is stored, and pending. */
  | 'stored'
  /** The date of the client secret is known now. */
  | 'dated'
  /** Nothing new: it was delivered before, or is older than what is stored. */
  | 'known'
  /** About another LWA client, or of another kind. */
  | 'foreign'
  /** Too many secrets wait to be accepted: it has to be delivered again. */
  | 'full'
  | 'unreadable'

/**
 * Stores Amazon's message about the client secret of this application. Idempotent: the message may be deleted only once
 * this has returned.
 */
export async function deliverNotification(
  ctx: Context,
  applicationId: string,
  text: string,
): Promise<Delivery> {
  if (!hasScope(ctx.actor, 'notifications:deliver')) requireScope(ctx, 'applications:manage')
  const { actor } = ctx
  requireWholeApplication(actor)
  if (actor.kind === 'api-key' && ![null, applicationId].includes(actor.applicationId)) {
    throw new AppError('application_not_found', { id: applicationId })
  }
  const notification = parseNotification(text)
  if (notification.kind === 'unreadable') return 'unreadable'
  if (notification.kind === 'other') return 'foreign'
  if (!isPlausible(notification, ctx.now())) return 'unreadable'
  return inTransaction(ctx, async (tx) => {
    const present = await requireLockedApplication(tx, applicationId)
    if (notification.clientId !== present.lwaClientId) return 'foreign'
    const rotation = await lockRotation(tx.db, applicationId)
    await updateRotation(tx.db, applicationId, { lastMessageAt: tx.now() })
    return notification.kind === 'new-secret'
      ? storePending(tx, present, rotation, notification)
      : storeDate(tx, present, rotation, notification.expiresAt)
  })
}

type NewSecret = Pick<PendingSecret, 'expiresAt' | 'previousExpiresAt'> & { readonly secret: Secret }

async function storePending(
  tx: Tx,
  present: ApplicationRow,
  rotation: RotationRow,
  { secret, expiresAt, previousExpiresAt }: NewSecret,
): Promise<Delivery> {
  if (sameSecret(openBefore(tx, present), secret)) {
    await noteSecretInForce(tx, rotation, expiresAt)
    return 'known'
  }
  const pending = openPending(tx, rotation)
  const accepted = acceptedExpiry(rotation, pending, tx.now())
  if (accepted !== null && expiresAt <= accepted) return 'known'
  if (pending.some(({ value }) => sameSecret(value, secret))) return 'known'
  const { id } = present
  const receivedAt = tx.now()
  const added = {
    value: secret,
    expiresAt,
    previousExpiresAt,
    receivedAt,
    refusedAt: null,
    reportedAt: null,
  }
  const all = addPending(pending, added, receivedAt, isOutdated(added, present))
  if (all === null) return 'full'
  await updateRotation(tx.db, id, {
    ...sealPending(tx, id, all),
    pendingTries: 0,
    pendingNextTryAt: null,
    pendingProblem: null,
  })
  const [eventId] = await appendEvents(tx, [
    {
      type: 'application.secret_received',
      subjectId: id,
      applicationId: id,
      data: { name: present.name, previousExpiresAt: previousExpiresAt.toISOString() },
    },
  ])
  const target = { kind: 'application', id } as const
  await recordAudit(tx, 'application.secret-received', target, { ending: endingOf(secret) }, eventId)
  return 'stored'
}

/**
 * Amazon's notice replaces an administrator's entry, but not the date of the message that brought the current secret:
 * LWA has accepted that one. While a newer secret is pending, the notice may be about either.
 */
async function storeDate(
  tx: Tx,
  present: ApplicationRow,
  rotation: RotationRow,
  expiresAt: Date,
): Promise<Delivery> {
  const accepted = acceptedExpiry(rotation, openPending(tx, rotation), tx.now())
  const isProven = accepted !== null && present.secretCreatedOn === createdOn(accepted)
  const isNewerPending = rotation.pendingSecretSealed !== null && !isAllOutdated(rotation, present)
  if (isNewerPending || isProven) return 'known'
  return (await storeChange(tx, present, { secretCreatedOn: createdOn(expiresAt) })) ? 'dated' : 'known'
}
