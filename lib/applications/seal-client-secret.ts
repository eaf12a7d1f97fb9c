import type { Context } from '../context.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { clientSecretBinding } from '../tokens/lwa-client.ts'
import { seal } from '../vault/seal.ts'

type SealedClientSecret = Pick<
  ApplicationRow,
  | 'lwaClientSecretSealed'
  | 'secretEnding'
  | 'secretCreatedOn'
  | 'secretStoredAt'
  | 'credentialsProblem'
  | 'credentialsProblemAt'
  | 'credentialsProblemRequestId'
>

const endingLength = 4

/** The columns of a client secret that has just come: from now on it can be used and recognised, but not read. */
export function sealClientSecret(
  ctx: Context,
  applicationId: string,
  secret: Secret,
  /** `YYYY-MM-DD`, when Amazon made it; null when nobody knows. */
  createdOn: string | null = null,
): SealedClientSecret {
  return {
    lwaClientSecretSealed: seal(ctx.keyRing, secret, clientSecretBinding(applicationId)),
    secretEnding: endingOf(secret),
    secretCreatedOn: createdOn,
    secretStoredAt: ctx.now(),
    // That was said of the one before.
    credentialsProblem: null,
    credentialsProblemAt: null,
    credentialsProblemRequestId: null,
  }
}

/** By which people recognise a client secret. */
export function endingOf(secret: Secret): string {
  return secret.expose().slice(-endingLength)
}
