import type { Context } from '../context.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { openPreviousSecret } from '../tokens/lwa-client.ts'
import { digest, sameDigest, sameSecret } from '../vault/digest.ts'
import { openBefore } from './seal-client-secret.ts'

/**
 * What a client secret in the environment or in a setup is to the application. `known`: it is the last one that they
 * contained, so whatever has replaced it since is newer. `stored`: the application has it from elsewhere. `new`: it has
 * to replace the current one.
 */
export function compareConfigured(
  ctx: Context,
  present: ApplicationRow,
  secret: Secret,
): 'known' | 'stored' | 'new' {
  if (sameDigest(present.environmentSecretDigest, configuredDigest(secret))) return 'known'
  const stored = [openBefore(ctx, present), openPreviousSecret(ctx, present)]
  return stored.some((one) => sameSecret(one, secret)) ? 'stored' : 'new'
}

/** By which the next start, and the next setup, recognize the secret. */
export function configuredDigest(secret: Secret): string {
  return digest(secret.expose())
}
