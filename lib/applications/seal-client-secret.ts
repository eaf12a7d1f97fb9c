import type { Context } from '../context.ts'
import { isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { acceptedCredentials } from '../store/applications.ts'
import { openCurrent } from '../tokens/lwa-client.ts'
import { seal } from '../vault/seal.ts'
import { secretOverlapDays } from './secret-age.ts'

type SealedClientSecret = Pick<
  ApplicationRow,
  | 'lwaClientSecretSealed'
  | 'secretEnding'
  | 'secretCreatedOn'
  | 'secretStoredAt'
  | 'credentialsFailure'
  | 'credentialsProblemAt'
  | 'credentialsProblemSeenAt'
  | 'credentialsProblemRequestId'
>

const endingLength = 4

/** The columns of a client secret that was just received. From now on it can be used and recognized, but not read. */
export function sealClientSecret(
  ctx: Context,
  applicationId: string,
  secret: Secret,
  /** `YYYY-MM-DD`, when Amazon created it; null if unknown. */
  createdOn: string | null = null,
): SealedClientSecret {
  return {
    lwaClientSecretSealed: seal(
      ctx.keyRing,
      secret,
      seals.application.lwaClientSecretSealed({ id: applicationId }),
    ),
    secretEnding: endingOf(secret),
    secretCreatedOn: createdOn,
    secretStoredAt: ctx.now(),
    // A recorded refusal was about the previous secret.
    ...acceptedCredentials,
  }
}

/** The same, with the current secret kept as the previous one: Amazon accepts it for seven more days. */
export function replaceClientSecretColumns(
  ctx: Context,
  present: ApplicationRow,
  secret: Secret,
  createdOn: string | null,
  overlapUntil: Date | null = null,
) {
  const before = openBefore(ctx, present)
  const until = overlapUntil ?? new Date(ctx.now().getTime() + secretOverlapDays * 86_400_000)
  return {
    ...sealClientSecret(ctx, present.id, secret, createdOn),
    previousSecretSealed:
      before === null
        ? null
        : seal(ctx.keyRing, before, seals.application.previousSecretSealed({ id: present.id })),
    previousSecretUntil: before === null ? null : until,
    previousSecretUsedAt: null,
  }
}

/** Null when it can't be opened: then it is useless, and a new one can only help. */
export function openBefore(ctx: Context, present: ApplicationRow): Secret | null {
  try {
    return openCurrent(ctx, present)
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

/** The characters by which people recognize a client secret. */
export function endingOf(secret: Secret): string {
  return secret.expose().slice(-endingLength)
}
