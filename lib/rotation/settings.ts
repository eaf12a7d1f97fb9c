import type { RotationPolicy } from '#drizzle/schema.ts'
import { isQueueUrl } from '../amazon/queue.ts'
import { requireLockedApplication } from '../applications/require-application.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { findApplication } from '../store/applications.ts'
import {
  findRotation,
  isAllOutdated,
  lockRotation,
  type RotationRow,
  updateRotation,
} from '../store/client-secret-rotations.ts'
import { seal } from '../vault/seal.ts'
import { requireVersion, versionOf } from '../version.ts'
import { blockedBy, checkRotation, type RotationCheck } from './check.ts'

export const rotationPolicies = [
  'manual',
  'promote',
  'automatic',
] as const satisfies readonly RotationPolicy[]

export interface RotationSettings {
  readonly policy: RotationPolicy
  /** Null: a program delivers the messages. */
  readonly queueUrl: string | null
  readonly awsAccessKeyId: string | null
  /** Null: the stored one stays, if the access key id does. */
  readonly awsSecret: Secret | null
  /** The version that was shown; left out: any. */
  readonly seenAt?: string
}

/** The settings without their secrets. */
export type Rotation = Omit<RotationRow, 'awsSecretSealed' | 'pendingSecretSealed'> & {
  readonly isPending: boolean
  /** Everything that waits is older than the current secret, by the dates: only a person activates it. */
  readonly isOutdated: boolean
}

const untouched = { policy: 'manual', queueUrl: null, awsAccessKeyId: null } as const

const settingsOf = ({
  policy,
  queueUrl,
  awsAccessKeyId,
}: Pick<RotationSettings, 'policy' | 'queueUrl' | 'awsAccessKeyId'>) => ({ policy, queueUrl, awsAccessKeyId })

/** What the form shows, with its version. Null: rotation isn't set up yet. */
export function rotationForm(rotation: Rotation | null) {
  const settings = settingsOf(rotation ?? untouched)
  return { ...settings, seenAt: versionOf(settings) }
}

/** Null until it is set up. */
export async function readRotation(ctx: Context, applicationId: string): Promise<Rotation | null> {
  requireScope(ctx, 'applications:manage')
  const row = await findRotation(ctx.db, applicationId)
  if (row === null) return null
  const application = await findApplication(ctx.db, applicationId)
  const { awsSecretSealed: _, pendingSecretSealed, ...rest } = row
  const isOutdated = application !== null && isAllOutdated(row, application)
  return { ...rest, isPending: pendingSecretSealed !== null, isOutdated }
}

/**
 * Stores how the application gets new client secrets. The automatic policy is refused (`rotation_not_ready`) while a
 * secret that Amazon sends wouldn't arrive, because the stored one would end seven days after the request.
 * Throws `settings_changed` if another change came first.
 */
export async function setRotation(
  ctx: Context,
  applicationId: string,
  { policy, queueUrl, awsAccessKeyId, awsSecret, seenAt }: RotationSettings,
): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  if (queueUrl !== null && !isQueueUrl(queueUrl)) throw new AppError('queue_url_invalid')
  const stored = await findRotation(ctx.db, applicationId)
  requireVersion(seenAt ?? null, settingsOf(stored ?? untouched))
  const storedSecret = stored?.awsAccessKeyId === awsAccessKeyId ? (stored?.awsSecretSealed ?? null) : null
  const awsSecretSealed =
    awsSecret === null
      ? storedSecret
      : seal(ctx.keyRing, awsSecret, seals.clientSecretRotation.awsSecretSealed({ applicationId }))
  if ((awsAccessKeyId === null) !== (awsSecretSealed === null)) {
    throw new AppError('aws_credentials_incomplete')
  }
  const settings = { policy, queueUrl, awsAccessKeyId }
  if (policy === 'automatic') {
    const lastMessageAt = stored?.lastMessageAt ?? null
    const asked = { applicationId, ...settings, awsSecretSealed, lastMessageAt }
    const { obstacle, detail } = await checkRotation(ctx, asked)
    if (obstacle !== null) throw new AppError('rotation_not_ready', { obstacle, detail })
  }
  await inTransaction(ctx, async (tx) => {
    await requireLockedApplication(tx, applicationId)
    const present = await lockRotation(tx.db, applicationId)
    requireVersion(seenAt ?? null, settingsOf(present))
    // The secret that stays is the one in force now, even if it was stored meanwhile.
    const isKept = awsSecret === null && present.awsAccessKeyId === awsAccessKeyId
    const wanted = { ...settings, awsSecretSealed: isKept ? present.awsSecretSealed : awsSecretSealed }
    const names = ['policy', 'queueUrl', 'awsAccessKeyId', 'awsSecretSealed'] as const
    const changed = names.filter((name) => present[name] !== wanted[name])
    if (changed.length === 0) return
    await updateRotation(tx.db, applicationId, {
      ...wanted,
      requestProblem: null,
      queueProblem: null,
    })
    const target = { kind: 'application', id: applicationId } as const
    await recordAudit(tx, 'application.rotation-changed', target, {
      policy,
      changed: changed.map((name) => (name === 'awsSecretSealed' ? 'awsSecret' : name)).join(', '),
    })
  })
}

/** Whether a new client secret that Amazon sends would arrive. Asks AWS. */
export async function testRotation(ctx: Context, applicationId: string): Promise<RotationCheck> {
  requireScope(ctx, 'applications:manage')
  const stored = await findRotation(ctx.db, applicationId)
  return stored === null ? blockedBy('nothing_delivered') : checkRotation(ctx, stored)
}
