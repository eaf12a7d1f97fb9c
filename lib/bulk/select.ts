import type { BulkActionKind, BulkParameters } from '#drizzle/schema.ts'
import { type ListQuery, toListFilter } from '../authorizations/list-filter.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'
import { type SelectedRow, selectAuthorizations } from '../store/authorization-lists.ts'
import { bulkKinds, type Exclusion } from './kinds.ts'

/** They are in the address of the preview, for which some proxies allow 8 KB. */
export const mostIds = 150

/** The authorizations of an action: some that were chosen, or all that a list shows. */
export type BulkSelection =
  | { readonly ids: readonly string[] }
  | { readonly query: Omit<ListQuery, 'sort' | 'after' | 'limit'> }

export interface SelectedAuthorization {
  readonly id: string
  /** Why it is left out; null: it isn't. */
  readonly exclusion: Exclusion | null
}

/**
 * Each authorization of a selection that existed at `snapshotAt`, the most urgent first, and why it is left out, if it
 * is.
 */
export async function selectFor(
  ctx: Context,
  kind: BulkActionKind,
  parameters: BulkParameters,
  selection: BulkSelection,
  snapshotAt: Date,
): Promise<readonly SelectedAuthorization[]> {
  const query = 'ids' in selection ? { ids: requireIds(selection.ids) } : selection.query
  const rows = await selectAuthorizations(
    ctx.db,
    await toListFilter(ctx, { ...query, createdUntil: snapshotAt }),
  )
  return rows.map((row) => ({ id: row.id, exclusion: exclusionOf(kind, row, parameters) }))
}

/** Why the action can't be done with an authorization now; null: it can. */
export function exclusionOf(
  kind: BulkActionKind,
  row: SelectedRow | undefined,
  parameters: BulkParameters,
): Exclusion | null {
  return row === undefined ? 'gone' : bulkKinds[kind].exclude(row, parameters)
}

function requireIds(ids: readonly string[]): readonly string[] {
  if (ids.length > mostIds || !ids.every(isRowId)) throw new AppError('input_invalid', { field: 'id' })
  return ids
}
