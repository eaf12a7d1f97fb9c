import type { CallRequest } from '#drizzle/schema.ts'
import { buildCall, type Entered } from '../amazon/catalog/build-call.ts'
import { findOperation, toOperation } from '../amazon/catalog/catalog.ts'
import type { OperationFacts } from '../amazon/catalog/facts.ts'
import { obstacleOf, returnsPersonalData } from '../amazon/catalog/obstacle.ts'
import { fillPath } from '../amazon/operation-url.ts'
import { type Operation, operations } from '../amazon/operations.ts'
import type { CallTarget } from '../amazon/regions.ts'
import type { GrantlessScope } from '../amazon/scopes.ts'
import { type CallInput, secondsToWait } from '../amazon/sp-api.ts'
import { recordAudit } from '../audit/record.ts'
import {
  type Context,
  hasScope,
  inTransaction,
  requireScope,
  requireWholeApplication,
  visibleTo,
} from '../context.ts'
import { AppError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { maskAndCut } from '../secret.ts'
import { storablePart } from '../storable-text.ts'
import { type AuthorizationJoined, findAuthorization, lockAuthorization } from '../store/authorizations.ts'
import { insertCall } from '../store/calls.ts'
import { everything } from '../store/visibility.ts'
import { type CallResult, callAsApplication, callAsSeller, callWithToken } from '../tokens/call-as-seller.ts'
import { requestRestrictedDataToken } from '../tokens/restricted.ts'
import { newId } from '../vault/random.ts'
import { reserveRequest } from './bucket.ts'
import { type CallDetail, findCall } from './history.ts'
import { tokenKindOf } from './token-kind.ts'

const mostKeptCharacters = 400_000
const longestReason = 200

export interface CallParams {
  readonly authorizationId: string
  /** The operation's key in the catalog. */
  readonly operation: string
  readonly entered: Entered
  readonly sandbox: boolean
  /** Why personal data is needed; null: no restricted data token is used. */
  readonly reason: string | null
}

type Prepared = CallParams & {
  readonly joined: AuthorizationJoined
  readonly facts: OperationFacts
  readonly wire: Operation
  readonly input: CallInput
}

/**
 * Runs one operation for an authorization and stores the request (secrets masked) and the answer. After a call with a
 * restricted data token, the answer is returned this once and stored nowhere. Amazon's refusal is a result, not an
 * error. A call that would find Amazon's bucket empty isn't sent.
 */
export async function runOperation(ctx: Context, params: CallParams): Promise<CallDetail> {
  requireScope(ctx, 'calls:run')
  const prepared = await prepare(ctx, params)
  const { authorizationId, sandbox, facts } = prepared
  const id = newId()
  const release = await reserveRequest(ctx, facts, { id, authorizationId, sandbox })
  try {
    const received = await sendAndStore(ctx, prepared, id)
    return { ...(await findCall(ctx, id)), ...received }
  } finally {
    release()
  }
}

/** Returns what Amazon sent, also if it isn't stored. */
async function sendAndStore(ctx: Context, prepared: Prepared, id: string) {
  const { facts, joined, sandbox, reason } = prepared
  const calledAt = ctx.now()
  const result = await send(ctx, prepared)
  const received = receivedOf(result)
  const outcome = outcomeOf(result, prepared)
  const { problem, status } = outcome
  const { id: authorizationId, accountId } = joined.authorization
  const isKept = await inTransaction(ctx, async (tx) => {
    const present = await lockAuthorization(tx.db, authorizationId, everything)
    // The seller's data was deleted while Amazon answered: nothing new is kept.
    const isOpen = present !== null && present.releasedAt === null
    if (isOpen)
      await insertCall(tx.db, {
        id,
        authorizationId,
        calledAt,
        ...outcome,
        personId: tx.actor.kind === 'operator' ? tx.actor.personId : null,
        apiKeyId: tx.actor.kind === 'api-key' ? tx.actor.keyId : null,
        durationMs: Math.round(result.response?.durationMs ?? tx.now().getTime() - calledAt.getTime()),
        ...(reason === null && received),
      })
    await recordAudit(
      tx,
      problem === null ? 'call.ran' : 'call.failed',
      { kind: 'authorization', id: authorizationId, accountId },
      {
        operation: facts.id,
        status,
        ...(isOpen && { callId: id }),
        ...(sandbox && { sandbox }),
        ...(reason !== null && { personalDataFor: reason }),
      },
    )
    return isOpen
  })
  if (!isKept) throw new AppError('authorization_released', { id: authorizationId })
  return received
}

async function prepare(ctx: Context, params: CallParams): Promise<Prepared> {
  const facts = findOperation(params.operation)
  const wire = facts === null ? null : toOperation(facts)
  if (facts === null || wire === null)
    throw new AppError('operation_unknown', { operation: maskAndCut(params.operation, 64) })
  const joined = await findAuthorization(ctx.db, params.authorizationId, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id: params.authorizationId })
  const obstacle = obstacleOf(facts, joined.authorization, {
    sandbox: params.sandbox,
    mayReadPersonalData: hasScope(ctx.actor, 'calls:personal-data'),
  })
  if (obstacle !== null) throw new AppError('operation_not_offered', { operation: facts.key, obstacle })
  const built = buildCall(facts, params.entered)
  if ('problems' in built) throw new AppError('call_input_invalid', { problems: built.problems })
  return {
    ...params,
    reason: checkReason(ctx, facts, built.input, params.reason),
    joined,
    facts,
    wire,
    input: built.input,
  }
}

/** The reason to store; null: this call returns no personal data. */
function checkReason(ctx: Context, facts: OperationFacts, { query }: CallInput, given: string | null) {
  const isPersonal = returnsPersonalData(facts, (name) => String(query?.[name] ?? '').split(','))
  if (!isPersonal && (given === null || !facts.restricted)) return null
  requireScope(ctx, 'calls:personal-data')
  const reason = maskAndCut((given ?? '').trim(), longestReason)
  if (reason === '') throw new AppError('call_reason_missing')
  return reason
}

async function send(ctx: Context, prepared: Prepared): Promise<CallResult> {
  const { joined, wire, input, sandbox, reason, facts } = prepared
  const target: CallTarget = { region: joined.authorization.region, sandbox }
  if (wire.token !== 'selling-partner') {
    requireWholeApplication(ctx.actor)
    return callAsApplication(
      ctx,
      joined.application.id,
      wire as Operation & { token: GrantlessScope },
      target,
      input,
    )
  }
  if (reason === null || !facts.restricted) return callAsSeller(ctx, joined, wire, input, { sandbox })
  const { dataElements } = facts
  const { result, parsed } = await requestRestrictedDataToken(ctx, joined, {
    restrictedResources: [
      {
        method: wire.method,
        path: fillPath(wire.path, input.path ?? {}),
        ...(dataElements !== null && { dataElements }),
      },
    ],
  })
  return parsed === null
    ? { ...result, response: null }
    : callWithToken(ctx, wire, target, parsed.token, input)
}

/** The answer. After a call with a restricted data token, it isn't stored. */
function receivedOf({ response }: CallResult) {
  return {
    responseHeaders: response === null ? null : headersOf(response.headers),
    response: response === null ? null : cleanText(response.body),
  }
}

/** The part that is stored of every call: how it was made and how it ended, without anything of the body. */
function outcomeOf(result: CallResult, prepared: Prepared) {
  const { response, reached, error, noToken } = result
  const { facts, wire, sandbox, reason, entered } = prepared
  return {
    operation: facts.key,
    sandbox,
    reason,
    entered,
    reached,
    request: requestOf(result, prepared),
    problem: problemOf(result, wire),
    status: response?.status ?? null,
    requestId: response?.headers.get('x-amzn-requestid') ?? null,
    rateLimit: response?.headers.get('x-amzn-ratelimit-limit') ?? null,
    responseCut: (response?.body.length ?? 0) > mostKeptCharacters,
    failure: error?.failure ?? noToken?.failure ?? null,
  }
}

/** Amazon's words, and after a 429 how long to wait. */
function problemOf({ error, response, noToken }: CallResult, operation: Operation): string | null {
  if (error === null) return noToken === null ? null : describeFailure(noToken.failure)
  if (response?.status !== 429) return error.message
  const seconds = secondsToWait(response.headers, operation)
  return `${error.message} Amazon accepts the next request in about ${seconds} second${seconds === 1 ? '' : 's'}.`
}

/** Of each kind of token, what people recognize it by. */
const tokenMasks = { access: 'Atza|••••', grantless: 'Atc|••••', restricted: 'Atz.sprdt|••••' } as const

/** The last request to SP-API. Header names in full, the token as a mask. */
function requestOf({ request, reached }: CallResult, { wire, facts, reason }: Prepared): CallRequest {
  if (request === null) {
    const { method, path } = reached === 'tokens' ? operations.createRestrictedDataToken : wire
    return { method, url: path, headers: {} }
  }
  const mask = tokenMasks[tokenKindOf(facts, { reached, isPersonal: reason !== null })]
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    name === 'x-amz-access-token' ? mask : value,
  ])
  const { method, url, body } = request
  return { method, url, headers: Object.fromEntries(headers), ...(body !== undefined && { body }) }
}

function headersOf(headers: Headers): Record<string, string> {
  const entries = [...headers].filter(([name]) => name !== 'set-cookie').slice(0, 60)
  return Object.fromEntries(entries.map(([name, value]) => [name, cleanText(value).slice(0, 1_000)]))
}

function cleanText(text: string): string {
  return storablePart(maskAndCut(text, mostKeptCharacters))
}
