import { parseNotification } from '../amazon/notifications.ts'
import { requireLockedApplication } from '../applications/require-application.ts'
import { endingOf, openBefore } from '../applications/seal-client-secret.ts'
import { secretLifeDays } from '../applications/secret-age.ts'
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
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import {
  lockRotation,
  nothingPending,
  type RotationRow,
  updateRotation,
} from '../store/client-secret-rotations.ts'
import { sameSecret } from '../vault/digest.ts'
import { seal } from '../vault/seal.ts'
import { openPending } from './pending.ts'

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
  | 'unreadable'

const dayMs = 86_400_000

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

interface NewSecret {
  readonly secret: Secret
  readonly expiresAt: Date
  readonly previousExpiresAt: Date
}

async function storePending(
  tx: Tx,
  present: ApplicationRow,
  rotation: RotationRow,
  { secret, expiresAt, previousExpiresAt }: NewSecret,
): Promise<Delivery> {
  const newest = rotation.newestSecretExpiresAt
  const isKnown = sameSecret(openBefore(tx, present), secret) || sameSecret(openPending(tx, rotation), secret)
  if (isKnown || (newest !== null && expiresAt <= newest)) return 'known'
  const { id } = present
  await updateRotation(tx.db, id, {
    ...nothingPending,
    pendingSecretSealed: seal(
      tx.keyRing,
      secret,
      seals.clientSecretRotation.pendingSecretSealed({ applicationId: id }),
    ),
    pendingSecretEnding: endingOf(secret),
    pendingReceivedAt: tx.now(),
    pendingCreatedOn: createdOn(expiresAt),
    pendingOverlapUntil: previousExpiresAt,
    newestSecretExpiresAt: expiresAt,
  })
  const [eventId] = await appendEvents(tx, [
    {
      ...{ type: 'application.secret_received', subjectId: id, applicationId: id },
      data: { name: present.name, previousExpiresAt: previousExpiresAt.toISOString() },
    },
  ])
  const target = { kind: 'application', id } as const
  await recordAudit(tx, 'application.secret-received', target, { ending: endingOf(secret) }, eventId)
  return 'stored'
}

/**
 * Amazon's notice replaces an administrator's entry. While a newer secret is pending, the notice may be about either.
 */
async function storeDate(
  tx: Tx,
  present: ApplicationRow,
  { pendingSecretSealed }: RotationRow,
  expiresAt: Date,
): Promise<Delivery> {
  if (pendingSecretSealed !== null) return 'known'
  return (await storeChange(tx, present, { secretCreatedOn: createdOn(expiresAt) })) ? 'dated' : 'known'
}

/** Amazon reports the end; a secret lives 180 days. */
function createdOn(expiresAt: Date): string {
  return new Date(expiresAt.getTime() - secretLifeDays * dayMs).toISOString().slice(0, 10)
}
