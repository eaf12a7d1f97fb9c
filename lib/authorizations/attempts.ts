import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { type AttemptListRow, type AttemptRow, findAttempt, listAttemptRows } from '../store/attempts.ts'
import { digest, sameDigest } from '../vault/digest.ts'
import { explainAttempt } from './explain.ts'
import { type AttemptOutcome, outcomeOf, toErrorCode } from './outcome.ts'

/** For the browser that began it, and nobody else. Throws `attempt_not_found`. */
export async function readAttempt(
  ctx: Context,
  id: string,
  bindingToken: string | null,
): Promise<{
  readonly outcome: AttemptOutcome
  readonly status: string
  readonly marketplaceId: string | null
}> {
  requireScope(ctx, 'authorizations:complete')
  const row = await ownAttempt(ctx, id, bindingToken)
  return { outcome: outcomeOf(row), status: row.status, marketplaceId: row.marketplaceId }
}

/** What Amazon asked for at the Log-in URI, as its seller is asked to agree to it. */
export interface ArrivalView {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** Amazon left its host out: the seller has to say where they sell. */
  readonly needsMarketplace: boolean
}

/** An arrival that waits for its seller, for the browser that brought it. Throws `attempt_not_found`. */
export async function readArrival(
  ctx: Context,
  id: string,
  bindingToken: string | null,
): Promise<ArrivalView> {
  requireScope(ctx, 'authorizations:begin')
  const row = await ownAttempt(ctx, id, bindingToken)
  if (row.status !== 'arrived' || row.expiresAt <= ctx.now()) throw new AppError('attempt_not_found')
  return {
    attemptId: row.id,
    sellingPartnerId: row.announcedSellingPartnerId,
    needsMarketplace: row.marketplaceId === null,
  }
}

async function ownAttempt(ctx: Context, id: string, bindingToken: string | null): Promise<AttemptRow> {
  const row = await findAttempt(ctx.db, id)
  if (row === null || bindingToken === null || !sameDigest(digest(bindingToken), row.bindingDigest)) {
    throw new AppError('attempt_not_found')
  }
  return row
}

/** An attempt as operators see it. */
export interface AttemptView {
  readonly id: string
  readonly status: AttemptListRow['status']
  readonly workflow: AttemptRow['workflow']
  readonly accountName: string | null
  readonly marketplaceId: string | null
  readonly partnerType: 'seller' | 'vendor'
  readonly sellingPartnerId: string | null
  readonly authorizationId: string | null
  readonly problem: ErrorCode | null
  readonly detail: string | null
  /** Cause and remedy, for operators. */
  readonly diagnosis: Diagnosis | null
  readonly requestId: string | null
  readonly unknownParameters: readonly string[]
  readonly startedAt: Date
  readonly receivedAt: Date | null
  readonly endedAt: Date | null
}

/** Newest first. `next` is the time to give as `before`, or null on the last page. */
export async function listAttempts(
  ctx: Context,
  query: { readonly before?: Date; readonly problemsOnly?: boolean; readonly limit?: number },
): Promise<{ readonly rows: readonly AttemptView[]; readonly next: Date | null }> {
  requireScope(ctx, 'attempts:read')
  const limit = Math.min(query.limit ?? 50, 200)
  const rows = await listAttemptRows(ctx.db, {
    ...(query.before === undefined ? {} : { before: query.before }),
    problemsOnly: query.problemsOnly ?? false,
    limit,
  })
  return {
    rows: rows.map(toAttemptView),
    next: rows.length === limit ? (rows.at(-1)?.startedAt ?? null) : null,
  }
}

function toAttemptView(row: AttemptListRow): AttemptView {
  return {
    id: row.id,
    status: row.status,
    workflow: row.workflow,
    accountName: row.accountName,
    marketplaceId: row.marketplaceId,
    partnerType: row.partnerType,
    sellingPartnerId: row.sellingPartnerId ?? row.announcedSellingPartnerId,
    authorizationId: row.authorizationId,
    problem: row.problem === null ? null : toErrorCode(row.problem),
    detail: row.problemDetail,
    diagnosis: explainAttempt(row),
    requestId: row.amazonRequestId,
    unknownParameters: row.unknownParameters ?? [],
    startedAt: row.startedAt,
    receivedAt: row.receivedAt,
    endedAt: row.endedAt,
  }
}
