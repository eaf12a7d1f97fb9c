import { type Context, inTransaction, requireScope, type Scope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import {
  findIdempotentRequest,
  insertIdempotentRequest,
  lockIdempotencyKey,
} from '../store/idempotent-requests.ts'
import { digest, sameDigest } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'

const keepMs = 24 * 3_600_000

export interface IdempotentRequest {
  readonly scope: Scope
  /** Null: the request has no key, and each one counts. */
  readonly key: string | null
  /** Equal for equal requests: covers the route and the body. */
  readonly fingerprint: string
}

/**
 * Does `work` once for each key, and answers a repeated request like the first one. The answer is stored in the
 * transaction of the work: either both exist, or neither. Failures are not stored, so the request can be repeated.
 */
export async function runOnce<Answer>(
  ctx: Context,
  { scope, key, fingerprint }: IdempotentRequest,
  work: (tx: Context) => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly isRepeated: boolean }> {
  requireScope(ctx, scope)
  const { actor } = ctx
  if (key === null || actor.kind !== 'api-key') return { answer: await work(ctx), isRepeated: false }
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError('idempotency_key_invalid')
  const apiKeyId = actor.keyId
  return inTransaction(ctx, async (tx: Tx) => {
    if (!(await lockIdempotencyKey(tx.db, apiKeyId, key))) throw new AppError('idempotency_key_in_use')
    const known = await findIdempotentRequest(tx.db, apiKeyId, key)
    const binding = seals.idempotentRequest.answerSealed({ apiKeyId, key })
    if (known !== null && known.createdAt.getTime() > tx.realNow().getTime() - keepMs) {
      if (!sameDigest(known.digest, digest(fingerprint))) throw new AppError('idempotency_key_reused')
      const answer = JSON.parse(open(tx.keyRing, known.answerSealed, binding).expose()) as Answer
      return { answer, isRepeated: true }
    }
    const answer = await work(tx)
    await insertIdempotentRequest(tx.db, {
      apiKeyId,
      key,
      digest: digest(fingerprint),
      createdAt: tx.realNow(),
      answerSealed: seal(tx.keyRing, new Secret(JSON.stringify(answer)), binding),
    })
    return { answer, isRepeated: false }
  })
}
