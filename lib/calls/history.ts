import type { CallEntered, CallRequest } from '#drizzle/schema.ts'
import { findOperation } from '../amazon/catalog/catalog.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { type Context, requireScope } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { partnerName } from '../partner-name.ts'
import { isRowId } from '../row-id.ts'
import { type CallListRow, findCallRow, listCallRows } from '../store/calls.ts'
import type { CallStep } from '../tokens/call-as-seller.ts'
import { explainCall } from './explain.ts'

/** A run of the call runner, as it is listed. */
export interface CallView {
  readonly id: string
  readonly authorizationId: string
  /** The selling partner's name, as on pages. */
  readonly partnerName: string
  /** The operation's id. */
  readonly operation: string
  /** Its key in the catalog; for calls from before the catalog, its id. */
  readonly operationKey: string
  readonly sandbox: boolean
  /** Who got the last request: it and the problem are of this step. */
  readonly reached: CallStep
  /** Why personal data was needed. Null: no restricted data token was used. */
  readonly reason: string | null
  /** Null if the operation sent no response. */
  readonly status: number | null
  readonly requestId: string | null
  /** Requests a second, as Amazon's header says. */
  readonly rateLimit: string | null
  readonly durationMs: number
  readonly responseCut: boolean
  /** Amazon's words, if it refused. */
  readonly problem: string | null
  /** When its request and response were deleted. */
  readonly bodiesDeletedAt: Date | null
  readonly calledAt: Date
  readonly personName: string | null
}

/** With the request and the response, as far as they are kept. */
export interface CallDetail extends CallView {
  readonly request: CallRequest
  readonly entered: CallEntered | null
  readonly responseHeaders: Readonly<Record<string, string>> | null
  readonly response: string | null
  /** Why Amazon refused; null after a success, and if the reason is unknown. */
  readonly diagnosis: Diagnosis | null
}

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listCalls(
  ctx: Context,
  query: {
    readonly authorizationId?: string
    /** A key. */
    readonly operation?: string
    readonly after?: string
    readonly limit?: number
  },
): Promise<Page<CallView>> {
  requireScope(ctx, 'calls:read')
  const { after, limit, ...of } = query
  const page = await readPage(
    { after, kind: 'time', limit: Math.min(limit ?? 25, 100) },
    (wanted) => listCallRows(ctx.db, { ...of, ...wanted }),
    ({ calledAt, id }) => ({ key: calledAt, id }),
  )
  return { ...page, rows: page.rows.map(toCallView) }
}

/** One call, with Amazon's answer explained. */
export async function readCall(ctx: Context, id: string): Promise<CallDetail> {
  requireScope(ctx, 'calls:read')
  return findCall(ctx, id)
}

/** The same, for the use case that has just made the call. */
export async function findCall(ctx: Context, id: string): Promise<CallDetail> {
  const row = isRowId(id) ? await findCallRow(ctx.db, id) : null
  if (row === null) throw new AppError('call_not_found', { id })
  const { request, entered, responseHeaders, response, failure, partnerType } = row
  const diagnosis = explainCall({
    operation: row.operation,
    partnerType,
    request,
    failure,
    reached: row.reached,
    isPersonal: row.reason !== null,
  })
  return { ...toCallView(row), request, entered, responseHeaders, response, diagnosis }
}

function toCallView(row: CallListRow): CallView {
  const { id, authorizationId, sandbox, reason, status, requestId, rateLimit, durationMs, responseCut } = row
  const { problem, bodiesDeletedAt, calledAt, personName, agentName, reached } = row
  return {
    id,
    authorizationId,
    sandbox,
    reason,
    status,
    requestId,
    rateLimit,
    durationMs,
    responseCut,
    problem,
    bodiesDeletedAt,
    calledAt,
    reached,
    personName: personName ?? (agentName === null ? null : `${agentName} (agent)`),
    partnerName: partnerName(row),
    operation: findOperation(row.operation)?.id ?? row.operation,
    operationKey: row.operation,
  }
}
