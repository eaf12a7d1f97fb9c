import { z } from 'zod'
import { endingOf } from '../applications/seal-client-secret.ts'
import { secretLifeDays } from '../applications/secret-age.ts'
import type { Context } from '../context.ts'
import { isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { nothingPending, type RotationRow } from '../store/client-secret-rotations.ts'
import { sameSecret } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'

/**
 * A secret from a message that Amazon is said to have sent. Anybody who can deliver messages can invent one, so that it
 * replaces nothing until LWA has accepted it: neither the current secret nor another one that waits.
 */
export interface PendingSecret {
  readonly value: Secret
  readonly expiresAt: Date
  /** When Amazon stops accepting the previous secret. */
  readonly previousExpiresAt: Date
  readonly receivedAt: Date
  /** When LWA refused it for the first time. */
  readonly refusedAt: Date | null
  /** When that was reported. */
  readonly reportedAt: Date | null
}

const dayMs = 86_400_000
/** For the clocks, and for what Amazon calls a day. */
const toleranceDays = 10
const mostPending = 5
/** LWA may take a while to accept a new secret. After that, people are notified, and another one may replace it. */
const patienceMs = 60 * 60_000
/** A secret that LWA refuses for so long is an invention: Amazon has ended the one that it would have replaced. */
const abandonMs = 7 * dayMs

const time = z.iso.datetime().transform((text) => new Date(text))
const stored = z.array(
  z.object({
    value: z.string().transform((text) => new Secret(text)),
    expiresAt: time,
    previousExpiresAt: time,
    receivedAt: time,
    refusedAt: time.nullable(),
    // Earlier versions didn't write it.
    reportedAt: time.nullable().default(null),
  }),
)

/** The secrets that wait, the newest first. Empty if they can't be opened. */
export function openPending(
  { keyRing }: Pick<Context, 'keyRing'>,
  rotation: RotationRow,
): readonly PendingSecret[] {
  const { applicationId, pendingSecretSealed } = rotation
  if (pendingSecretSealed === null) return []
  const binding = seals.clientSecretRotation.pendingSecretSealed({ applicationId })
  try {
    const text = open(keyRing, pendingSecretSealed, binding)
    return text.expose().startsWith('[') ? stored.parse(JSON.parse(text.expose())) : [bare(rotation, text)]
  } catch (error) {
    if (!isVaultError(error)) throw error
    return []
  }
}

/** Earlier versions stored one secret alone. */
function bare(rotation: RotationRow, value: Secret): PendingSecret {
  const { pendingReceivedAt, pendingOverlapUntil, newestSecretExpiresAt } = rotation
  const receivedAt = pendingReceivedAt ?? new Date(0)
  return {
    value,
    expiresAt: newestSecretExpiresAt ?? receivedAt,
    previousExpiresAt: pendingOverlapUntil ?? receivedAt,
    receivedAt,
    refusedAt: null,
    reportedAt: null,
  }
}

/** The columns of the secrets that wait; those about one secret are about the newest. */
export function sealPending(
  { keyRing }: Pick<Context, 'keyRing'>,
  applicationId: string,
  secrets: readonly PendingSecret[],
): Partial<RotationRow> {
  const inOrder = secrets.toSorted((left, right) => right.expiresAt.getTime() - left.expiresAt.getTime())
  const [newest] = inOrder
  if (newest === undefined) return nothingPending
  const text = JSON.stringify(inOrder.map((one) => ({ ...one, value: one.value.expose() })))
  const binding = seals.clientSecretRotation.pendingSecretSealed({ applicationId })
  return {
    pendingSecretSealed: seal(keyRing, new Secret(text), binding),
    pendingSecretEnding: endingOf(newest.value),
    pendingReceivedAt: newest.receivedAt,
    pendingCreatedOn: createdOn(newest.expiresAt),
    pendingOverlapUntil: newest.previousExpiresAt,
  }
}

/** When the newest secret ends that LWA has accepted; null if none came by a message. */
export function acceptedExpiry(
  { newestSecretExpiresAt: newest }: RotationRow,
  pending: readonly PendingSecret[],
  now: Date,
): Date | null {
  if (newest === null) return null
  // Earlier versions noted it before LWA had accepted the secret.
  const isInvented =
    !isPlausible({ expiresAt: newest }, now) || pending.some(({ expiresAt }) => expiresAt <= newest)
  return isInvented ? null : newest
}

/** Amazon creates secrets that last 180 days: one that ends much later is an invention. */
export function isPlausible({ expiresAt }: { readonly expiresAt: Date }, now: Date): boolean {
  return expiresAt.getTime() - now.getTime() <= (secretLifeDays + toleranceDays) * dayMs
}

/** Whether LWA refuses it, and first did so an hour ago or earlier. */
export function isRefusedForAnHour({ refusedAt }: PendingSecret, now: Date): boolean {
  return refusedAt !== null && now.getTime() - refusedAt.getTime() >= patienceMs
}

/**
 * Adds one. If there are many, it replaces the one that LWA has refused the longest; null if LWA has refused none.
 * Outdated ones leave a place for another: only people try them, so that LWA may refuse none of them for long.
 */
export function addPending(
  present: readonly PendingSecret[],
  added: PendingSecret,
  now: Date,
  isAddedOutdated: boolean,
): readonly PendingSecret[] | null {
  if (present.length < (isAddedOutdated ? mostPending - 1 : mostPending)) return [...present, added]
  if (isAddedOutdated) return null
  const [refused] = present
    .filter((one) => isRefusedForAnHour(one, now))
    .toSorted((left, right) => Number(left.refusedAt) - Number(right.refusedAt))
  return refused === undefined ? null : [...present.filter((one) => one !== refused), added]
}

/** Notes that LWA refused some of them, and leaves out those that it has refused for too long. */
export function notePendingRefusals(
  present: readonly PendingSecret[],
  refused: readonly PendingSecret[],
  now: Date,
): readonly PendingSecret[] {
  return present
    .map((one) => {
      const isRefused = refused.some(({ value }) => sameSecret(value, one.value))
      return isRefused ? { ...one, refusedAt: one.refusedAt ?? now } : one
    })
    .filter(({ refusedAt }) => refusedAt === null || now.getTime() - refusedAt.getTime() < abandonMs)
}

/**
 * Whether it was created on an earlier day than the current one, so that it isn't the newest. Only people activate it:
 * they may have mistyped the date of the current one, and Amazon sends each secret once.
 */
export function isOutdated(
  { expiresAt }: Pick<PendingSecret, 'expiresAt'>,
  { secretCreatedOn }: ApplicationRow,
): boolean {
  return secretCreatedOn !== null && createdOn(expiresAt) < secretCreatedOn
}

/**
 * When Amazon ends the current secret, by the message about the one that replaces it; null if the message may be about
 * another previous one.
 */
export function endOfCurrent(
  { expiresAt, previousExpiresAt }: PendingSecret,
  { secretCreatedOn }: ApplicationRow,
): Date | null {
  return secretCreatedOn !== null && secretCreatedOn < createdOn(expiresAt) ? previousExpiresAt : null
}

/** Amazon reports the end; a secret lives 180 days. */
export function createdOn(expiresAt: Date): string {
  return new Date(expiresAt.getTime() - secretLifeDays * dayMs).toISOString().slice(0, 10)
}
