import type { CallRequest } from '#drizzle/schema.ts'
import { findRunnableOperation, type Operation } from '../amazon/operations.ts'
import { secondsToWait } from '../amazon/sp-api.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import type { HttpRequest } from '../http.ts'
import { maskAndCut } from '../secret.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { insertCall } from '../store/calls.ts'
import { type CallResult, callAsSeller } from '../tokens/call-as-seller.ts'
import { newId } from '../vault/random.ts'
import { type CallView, readCall } from './history.ts'

/** What is kept of an answer. */
const maxKeptCharacters = 20_000

/**
 * Runs one operation for an authorization and keeps what was sent (secrets masked) and what came back. Amazon's
 * refusal is a result, not an error. Throws `operation_unknown`, `authorization_not_found`,
 * `authorization_disconnected`, `token_unreadable`.
 */
export async function runOperation(
  ctx: Context,
  authorizationId: string,
  operationId: string,
): Promise<CallView> {
  requireScope(ctx, 'calls:run')
  const operation = findRunnableOperation(operationId)
  if (operation === null)
    throw new AppError('operation_unknown', { operationId: maskAndCut(operationId, 64) })
  const joined = await findAuthorization(ctx.db, authorizationId, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id: authorizationId })

  const calledAt = ctx.now()
  const trial = await callAsSeller(ctx, joined, operation)
  const problem = problemOf(trial, operation)
  const id = newId()
  await inTransaction(ctx, async (tx) => {
    await insertCall(tx.db, {
      id,
      authorizationId,
      personId: tx.actor.kind === 'operator' ? tx.actor.personId : null,
      operation: operation.id,
      calledAt,
      durationMs: Math.round(trial.response?.durationMs ?? tx.now().getTime() - calledAt.getTime()),
      request: keptRequest(trial.request, operation),
      status: trial.response?.status ?? null,
      requestId: trial.response?.headers.get('x-amzn-requestid') ?? null,
      rateLimit: trial.response?.headers.get('x-amzn-ratelimit-limit') ?? null,
      response: trial.response === null ? null : keptBody(trial.response.body),
      problem,
    })
    await recordAudit(
      tx,
      problem === null ? 'call.ran' : 'call.failed',
      { kind: 'authorization', id: authorizationId, accountId: joined.authorization.accountId },
      { operation: operation.id, status: trial.response?.status ?? null },
    )
  })
  return readCall(ctx, id)
}

/** Amazon's words, and after a 429 how long to wait. */
function problemOf({ error, response, noToken }: CallResult, operation: Operation): string | null {
  if (error === null) return noToken === null ? null : describeFailure(noToken.failure)
  if (response?.status !== 429) return error.message
  const seconds = secondsToWait(response.headers, operation)
  return `${error.message} Amazon accepts the next request in about ${seconds} second${seconds === 1 ? '' : 's'}.`
}

/** Header names in full, the token as a mask. */
function keptRequest(request: HttpRequest | null, operation: Operation): CallRequest {
  if (request === null) return { method: operation.method, url: operation.path, headers: {} }
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    name === 'x-amz-access-token' ? 'Atza|••••' : value,
  ])
  return { method: request.method, url: request.url, headers: Object.fromEntries(headers) }
}

function keptBody(body: string): string {
  // Postgres has no NUL in text.
  return maskAndCut(body, maxKeptCharacters).replaceAll('\0', '')
}
