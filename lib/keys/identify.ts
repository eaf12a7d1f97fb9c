import { withTimeout } from '../database/retry.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { findApiKeyByPrefix } from '../store/api-keys.ts'
import { type KeyActor, requireKey } from '../tokens/require-key.ts'
import { readApiKey } from '../vault/api-key.ts'
import { agentsStoppedAt } from './agents.ts'

/** The actor who presents this key. Throws what `requireKey` throws, and `agents_stopped`. */
export async function identifyKey(
  ctx: Pick<Services, 'db' | 'now'> & { readonly address: string | null },
  key: Secret,
): Promise<KeyActor> {
  const presented = readApiKey(key.expose())
  if (presented === null) throw new AppError('api_key_unknown')
  const row = await withTimeout(findApiKeyByPrefix(ctx.db, presented.prefix))
  const actor = requireKey(row, presented, ctx)
  if (actor.agent !== undefined && (await agentsStoppedAt(ctx)) !== null) throw new AppError('agents_stopped')
  return actor
}
