import type { BulkActionKind, BulkParameters } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { isRowId } from '../row-id.ts'
import {
  type BulkActionRow,
  endWaitingRows,
  insertBulkAction,
  insertBulkRows,
  lockBulkAction,
  updateBulkAction,
} from '../store/bulk-actions.ts'
import { bulkKinds, type Exclusion, parseParameters } from './kinds.ts'
import { type BulkSelection, selectFor } from './select.ts'

export interface BulkRequest {
  readonly kind: BulkActionKind
  readonly parameters: BulkParameters
  readonly selection: BulkSelection
}

export interface BulkPreview {
  /** Authorizations created later aren't part of the action. */
  readonly snapshotAt: Date
  readonly total: number
  /** The number of authorizations that it applies to. */
  readonly eligible: number
  /** Why the others are left out, the most frequent reason first. */
  readonly exclusions: readonly { readonly reason: Exclusion; readonly count: number }[]
}

/** Counts the authorizations that an action would change, and those that it would skip, with reasons. */
export async function previewBulkAction(ctx: Context, request: BulkRequest): Promise<BulkPreview> {
  requireKind(ctx, request.kind)
  const snapshotAt = ctx.now()
  const parameters = parseParameters(request.kind, request.parameters)
  const rows = await selectFor(ctx, request.kind, parameters, request.selection, snapshotAt)
  const excluded = Map.groupBy(rows, ({ exclusion }) => exclusion)
  return {
    snapshotAt,
    total: rows.length,
    eligible: excluded.get(null)?.length ?? 0,
    exclusions: [...excluded]
      .flatMap(([reason, { length }]) => (reason === null ? [] : [{ reason, count: length }]))
      .toSorted((one, other) => other.count - one.count),
  }
}

export interface BulkStart extends BulkRequest {
  /** Created with the form: submitting it twice starts one action. */
  readonly id: string
  /** The list's address, for people; null for authorizations that were chosen one by one. */
  readonly filter: string | null
  /** From the preview, as is `eligible`. */
  readonly snapshotAt: Date
  readonly eligible: number
}

/**
 * Starts an action, which workers run. It applies to the authorizations that match now, without those created after the
 * preview. It never does more than was confirmed: throws `bulk_action_grown` if more match, and `bulk_action_empty` if
 * none does.
 */
export async function startBulkAction(ctx: Context, request: BulkStart): Promise<void> {
  requireScope(ctx, 'bulk:run')
  requireKind(ctx, request.kind)
  const { id, kind, selection, filter, snapshotAt, eligible } = request
  if (!isRowId(id) || ctx.actor.kind !== 'operator') throw new AppError('input_invalid', { field: 'id' })
  const { personId } = ctx.actor
  const parameters = parseParameters(kind, request.parameters)
  await inTransaction(ctx, async (tx) => {
    const rows = await selectFor(tx, kind, parameters, selection, snapshotAt)
    const waiting = rows.filter(({ exclusion }) => exclusion === null).length
    const isNew = await insertBulkAction(tx.db, {
      id,
      kind,
      parameters,
      snapshotAt,
      status: 'running',
      total: rows.length,
      filter: filter?.slice(0, 10_000) ?? null,
      createdBy: personId,
      createdAt: tx.now(),
    })
    if (!isNew) throw new AppError('form_repeated')
    if (waiting === 0) throw new AppError('bulk_action_empty')
    if (waiting > eligible) throw new AppError('bulk_action_grown', { eligible, waiting })
    await insertBulkRows(tx.db, id, rows, tx.now())
    await tellPages(tx, id)
    await recordAudit(
      tx,
      'bulk-action.started',
      { kind: 'bulk-action', id },
      { action: kind, ...parameters, filter, total: rows.length, waiting },
    )
  })
}

/** Starts no more rows of an action. Rows in progress are finished. */
export async function stopBulkAction(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'bulk:run')
  await inTransaction(ctx, async (tx) => {
    const action = await lockBulkAction(tx.db, id)
    if (action === null) throw new AppError('bulk_action_not_found')
    if (action.status !== 'running') throw new AppError('bulk_action_ended')
    const unfinished = await stopWaiting(tx, action, 'operator')
    await recordAudit(tx, 'bulk-action.stopped', { kind: 'bulk-action', id }, { unfinished })
  })
}

/** Returns how many were still waiting. */
export async function stopWaiting(
  tx: Tx,
  { id }: Pick<BulkActionRow, 'id'>,
  stopReason: NonNullable<BulkActionRow['stopReason']>,
): Promise<number> {
  const unfinished = await endWaitingRows(tx.db, id, tx.now())
  await updateBulkAction(tx.db, id, { status: 'stopping', stopReason })
  await tellPages(tx, id)
  return unfinished
}

/** Open pages read the action again. */
export async function tellPages(tx: Tx, id: string): Promise<void> {
  await appendEvents(tx, [{ type: 'bulk-action.changed', subjectId: id }])
}

function requireKind(ctx: Context, kind: BulkActionKind): void {
  requireScope(ctx, 'bulk:run')
  requireScope(ctx, bulkKinds[kind].scope)
}
