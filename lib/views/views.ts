import type { ViewParameters } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { isVisible, mayChange, operatorId } from '../ownership.ts'
import { parseName } from '../parse-name.ts'
import { isRowId } from '../row-id.ts'
import {
  countSavedViews,
  deleteSavedView,
  insertSavedView,
  listSavedViews,
  lockSavedView,
  type SavedViewRow,
  updateSavedView,
} from '../store/saved-views.ts'

export type { ViewParameters }

const mostViews = 100
const longestParameters = 4_000

/** A saved list of selling partners, as one person sees it. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly isShared: boolean
  readonly parameters: ViewParameters
  /** Names the version that the person sees, for a change. */
  readonly version: number
  readonly isOwn: boolean
  readonly ownerName: string
  readonly mayChange: boolean
}

/** The person's own views and the shared ones, by name. */
export async function listViews(ctx: Context): Promise<readonly SavedView[]> {
  requireScope(ctx, 'views:own')
  const personId = operatorId(ctx)
  const rows = await listSavedViews(ctx.db, personId)
  return rows.map(({ view, ownerName }) => ({
    id: view.id,
    name: view.name,
    isShared: view.isShared,
    parameters: view.parameters,
    version: view.version,
    isOwn: view.ownerId === personId,
    ownerName,
    mayChange: mayChange(ctx, view),
  }))
}

export interface ViewRequest {
  /** Created with the form: submitting it twice saves one view. */
  readonly id: string
  readonly name: string
  readonly isShared: boolean
  readonly parameters: ViewParameters
}

/** Saves a view under a new name. */
export async function saveView(ctx: Context, request: ViewRequest): Promise<void> {
  requireScope(ctx, 'views:own')
  const ownerId = operatorId(ctx)
  const { id, isShared } = request
  if (isShared) requireScope(ctx, 'views:share')
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  const name = parseName(request.name)
  const parameters = requireParameters(request.parameters)
  await inTransaction(ctx, async (tx) => {
    if ((await countSavedViews(tx.db, ownerId)) >= mostViews) throw new AppError('too_many_views')
    const now = tx.now()
    const isNew = await insertSavedView(tx.db, {
      id,
      name,
      ownerId,
      isShared,
      parameters,
      createdAt: now,
      updatedAt: now,
    })
    if (!isNew) throw new AppError('form_repeated')
    await recordAudit(tx, 'view.saved', { kind: 'view', id }, { name, isShared })
  })
}

export interface ViewChange {
  readonly id: string
  /** The version that the person edited. */
  readonly version: number
  readonly name?: string
  readonly isShared?: boolean
  readonly parameters?: ViewParameters
}

/** Changes what a view shows, its name, or who sees it. Throws `view_changed` if another change came first. */
export async function changeView(ctx: Context, change: ViewChange): Promise<void> {
  requireScope(ctx, 'views:own')
  const { id, version, name, isShared, parameters } = change
  const wanted = {
    ...(name !== undefined && { name: parseName(name) }),
    ...(isShared !== undefined && { isShared }),
    ...(parameters !== undefined && { parameters: requireParameters(parameters) }),
  }
  await inTransaction(ctx, async (tx) => {
    const present = await lockOwn(tx, id, version)
    if (isShared === true && !present.isShared) requireScope(tx, 'views:share')
    await updateSavedView(tx.db, id, { ...wanted, version: version + 1, updatedAt: tx.now() })
    const { name: current, isShared: isNowShared } = { ...present, ...wanted }
    await recordAudit(tx, 'view.changed', { kind: 'view', id }, { name: current, isShared: isNowShared })
  })
}

/** Throws `view_changed` if somebody has changed it meanwhile. */
export async function deleteView(
  ctx: Context,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  requireScope(ctx, 'views:own')
  await inTransaction(ctx, async (tx) => {
    const { name, isShared } = await lockOwn(tx, id, version)
    await deleteSavedView(tx.db, id)
    await recordAudit(tx, 'view.deleted', { kind: 'view', id }, { name, isShared })
  })
}

async function lockOwn(tx: Tx, id: string, version: number): Promise<SavedViewRow> {
  const present = await lockSavedView(tx.db, id)
  if (present === null || !isVisible(tx, present)) throw new AppError('view_not_found')
  if (!mayChange(tx, present)) throw new AppError('not_allowed')
  if (present.version !== version) throw new AppError('view_changed')
  return present
}

function requireParameters(parameters: ViewParameters): ViewParameters {
  if (JSON.stringify(parameters).length > longestParameters) throw new AppError('view_parameters_invalid')
  return parameters
}
