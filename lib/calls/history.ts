import type { CallRequest } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'
import { type CallListRow, listCallRows } from '../store/calls.ts'

/** A run of the call runner, as it is shown. */
export interface CallView {
  readonly id: string
  readonly authorizationId: string
  readonly sellingPartnerId: string | null
  readonly storeName: string | null
  readonly operation: string
  readonly request: CallRequest
  /** Null when no answer came, or when LWA gave no token to call with. */
  readonly status: number | null
  readonly requestId: string | null
  /** Requests a second, as Amazon's header says. */
  readonly rateLimit: string | null
  readonly durationMs: number
  readonly response: string | null
  /** Amazon's words when it refused. */
  readonly problem: string | null
  readonly calledAt: Date
  readonly personName: string | null
}

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listCalls(
  ctx: Context,
  query: { readonly authorizationId?: string; readonly after?: string; readonly limit?: number },
): Promise<Page<CallView>> {
  requireScope(ctx, 'calls:read')
  const limit = Math.min(query.limit ?? 25, 100)
  const { authorizationId, after } = query
  const page = await readPage(
    { after, kind: 'time', limit },
    (wanted) =>
      listCallRows(ctx.db, { ...(authorizationId !== undefined && { authorizationId }), ...wanted }),
    ({ calledAt, id }) => ({ key: calledAt, id }),
  )
  return { ...page, rows: page.rows.map(toCallView) }
}

/** Throws `call_not_found`. */
export async function readCall(ctx: Context, id: string): Promise<CallView> {
  requireScope(ctx, 'calls:read')
  const [row] = isRowId(id) ? await listCallRows(ctx.db, { id, limit: 1 }) : []
  if (row === undefined) throw new AppError('call_not_found', { id })
  return toCallView(row)
}

function toCallView(row: CallListRow): CallView {
  const { personId: _, ...view } = row
  return view
}
