import type { BulkActionStatus, BulkRowStatus } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, hasScope, requireScope } from '../context.ts'
import { csvFile } from '../csv.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { autocommit } from '../database/pool.ts'
import { AppError, isVaultError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { seals } from '../seals.ts'
import {
  countBulkRows,
  destroyBulkLinks,
  findBulkAction,
  type ListedBulkAction,
  type ListedBulkRow,
  listBulkActions,
  listBulkRows,
} from '../store/bulk-actions.ts'
import { open } from '../vault/seal.ts'

export type { BulkActionStatus, BulkRowStatus }

export type BulkCounts = Readonly<Record<BulkRowStatus, number>>

export interface BulkActionView extends ListedBulkAction {
  readonly counts: BulkCounts
}

const none: BulkCounts = { waiting: 0, running: 0, done: 0, skipped: 0, failed: 0, unfinished: 0 }

export async function readBulkAction(ctx: Context, id: string): Promise<BulkActionView> {
  requireScope(ctx, 'bulk:read')
  const action = await findBulkAction(ctx.db, id)
  if (action === null) throw new AppError('bulk_action_not_found', { id })
  return (await withCounts(ctx, [action]))[0] as BulkActionView
}

/** Newest first. */
export async function listActions(ctx: Context, after: string | null): Promise<Page<BulkActionView>> {
  requireScope(ctx, 'bulk:read')
  const page = await readPage(
    { after, kind: 'time', limit: 50 },
    (wanted) => listBulkActions(ctx.db, wanted),
    ({ createdAt, id }) => ({ key: createdAt, id }),
  )
  return { ...page, rows: await withCounts(ctx, page.rows) }
}

async function withCounts(ctx: Context, actions: readonly ListedBulkAction[]): Promise<BulkActionView[]> {
  const ids = actions.map(({ id }) => id)
  const counts = Map.groupBy(await countBulkRows(ctx.db, ids), ({ bulkActionId }) => bulkActionId)
  return actions.map((action) => ({
    ...action,
    counts: {
      ...none,
      ...Object.fromEntries((counts.get(action.id) ?? []).map(({ status, total }) => [status, total])),
    },
  }))
}

/** The result for one authorization. */
export interface BulkRowView
  extends Pick<
    ListedBulkRow,
    'authorizationId' | 'name' | 'sellingPartnerId' | 'status' | 'reason' | 'endedAt'
  > {
  readonly id: string
}

interface RowQuery {
  readonly status: BulkRowStatus | null
  readonly after: string | null
}

/** The authorizations of an action, in their order. */
export async function listActionRows(ctx: Context, id: string, query: RowQuery): Promise<Page<BulkRowView>> {
  requireScope(ctx, 'bulk:read')
  const page = await readRows(ctx, id, query, 50)
  return {
    ...page,
    rows: page.rows.map(({ authorizationId, name, sellingPartnerId, status, reason, endedAt }) => ({
      id: authorizationId,
      authorizationId,
      name,
      sellingPartnerId,
      status,
      reason,
      endedAt,
    })),
  }
}

async function readRows(
  ctx: Context,
  bulkActionId: string,
  { status, after }: RowQuery,
  limit: number,
): Promise<Page<ListedBulkRow>> {
  if ((await findBulkAction(ctx.db, bulkActionId)) === null) throw new AppError('bulk_action_not_found')
  return readPage(
    { after, kind: 'number', limit },
    (wanted) => listBulkRows(ctx.db, { bulkActionId, status }, wanted),
    ({ position, authorizationId }) => ({ key: String(position), id: authorizationId }),
  )
}

const columns = ['selling_partner_id', 'name', 'result', 'reason', 'ended_at', 'authorization_id']
const rowsPerRead = 500

/**
 * The results as the parts of a CSV file. If the action created links, the file has them, as long as they can be used,
 * for people who may create links; the export is recorded.
 */
export async function exportResults(ctx: Context, id: string): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'bulk:read')
  await requireConfirmation(ctx)
  const { kind } = await readBulkAction(ctx, id)
  const hasLinks = kind === 'create-links' && hasScope(ctx.actor, 'links:manage')
  if (hasLinks) await recordAudit(ctx, 'bulk-action.links-exported', { kind: 'bulk-action', id })
  return csvFile(hasLinks ? [...columns, 'link'] : columns, async (after: string | null) => {
    const { rows, next } = await readRows(ctx, id, { status: null, after }, rowsPerRead)
    return { rows: rows.map((row) => cellsOf(ctx, row, hasLinks)), next }
  })
}

function cellsOf(ctx: Context, row: ListedBulkRow, hasLinks: boolean): (string | null)[] {
  const { sellingPartnerId, name, status, reason, endedAt, authorizationId } = row
  const cells = [sellingPartnerId, name, status, reason, endedAt?.toISOString() ?? null, authorizationId]
  return hasLinks ? [...cells, openLink(ctx, row)] : cells
}

/** Null once it can no longer be used. */
function openLink(ctx: Context, row: ListedBulkRow): string | null {
  const { linkSealed, linkExpiresAt } = row
  if (linkSealed === null || linkExpiresAt === null || linkExpiresAt <= ctx.now()) return null
  try {
    return open(ctx.keyRing, linkSealed, seals.bulkActionRow.linkSealed(row)).expose()
  } catch (error) {
    if (isVaultError(error)) return null
    throw error
  }
}

/** Destroys links that can no longer be used. */
export async function destroyLinks(ctx: Context): Promise<void> {
  requireScope(ctx, 'bulk:perform')
  await destroyBulkLinks(autocommit(ctx.db), ctx.now())
}
