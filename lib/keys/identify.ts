import { withTimeout } from '../database/retry.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { findApiKeyByPrefix } from '../store/api-keys.ts'
import { type KeyActor, requireKey } from '../tokens/require-key.ts'
import { readApiKey } from '../vault/api-key.ts'

/** Who presents this key. Throws `api_key_unknown`, `api_key_revoked`, `api_key_expired`, `database_unavailable`. */
export async function identifyKey({ db, now }: Pick<Services, 'db' | 'now'>, key: Secret): Promise<KeyActor> {
  const presented = readApiKey(key.expose())
  if (presented === null) throw new AppError('api_key_unknown')
  return requireKey(await withTimeout(findApiKeyByPrefix(db, presented.prefix)), presented, now())
}
