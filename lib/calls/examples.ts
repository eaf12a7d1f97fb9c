import type { Entered } from '../amazon/catalog/build-call.ts'
import { findOperation } from '../amazon/catalog/catalog.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { isVisible, mayChange, operatorId } from '../ownership.ts'
import { parseName } from '../parse-name.ts'
import { isRowId } from '../row-id.ts'
import {
  type CallExampleRow,
  countCallExamples,
  deleteCallExample,
  insertCallExample,
  listCallExamples,
  lockCallExample,
  updateCallExample,
} from '../store/call-examples.ts'

const mostExamples = 200
const longestEntered = 20_000

/** Values for an operation's form, saved under a name, as one person sees them. */
export interface CallExample {
  readonly id: string
  readonly name: string
  readonly isShared: boolean
  readonly entered: Entered
  /** Names the version that the person sees, for a change. */
  readonly version: number
  readonly isOwn: boolean
  readonly ownerName: string
  readonly mayChange: boolean
}

/** The person's own examples of an operation and the shared ones, by name. */
export async function listExamples(ctx: Context, operationKey: string): Promise<readonly CallExample[]> {
  requireScope(ctx, 'calls:run')
  const personId = operatorId(ctx)
  const rows = await listCallExamples(ctx.db, { personId, operationKey })
  return rows.map(({ example, ownerName }) => ({
    id: example.id,
    name: example.name,
    isShared: example.isShared,
    entered: example.entered,
    version: example.version,
    isOwn: example.ownerId === personId,
    ownerName,
    mayChange: mayChange(ctx, example),
  }))
}

export interface ExampleRequest {
  /** Created with the form: submitting it twice saves one example. */
  readonly id: string
  readonly name: string
  readonly isShared: boolean
  readonly operationKey: string
  readonly entered: Entered
}

/** Saves values under a new name. The reason for reading personal data is never part of them. */
export async function saveExample(ctx: Context, request: ExampleRequest): Promise<void> {
  requireScope(ctx, 'calls:run')
  const ownerId = operatorId(ctx)
  const { id, isShared, operationKey } = request
  if (isShared) requireScope(ctx, 'views:share')
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  if (findOperation(operationKey) === null) throw new AppError('input_invalid', { field: 'operation' })
  const name = parseName(request.name)
  const entered = requireEntered(request.entered)
  await inTransaction(ctx, async (tx) => {
    if ((await countCallExamples(tx.db, ownerId)) >= mostExamples) throw new AppError('too_many_examples')
    const now = tx.now()
    const isNew = await insertCallExample(tx.db, {
      id,
      name,
      ownerId,
      isShared,
      operationKey,
      entered,
      createdAt: now,
      updatedAt: now,
    })
    if (!isNew) throw new AppError('form_repeated')
    await recordAudit(
      tx,
      'call-example.saved',
      { kind: 'call-example', id },
      { name, operation: operationKey, isShared },
    )
  })
}

export interface ExampleChange {
  readonly id: string
  /** The version that the person edited. */
  readonly version: number
  readonly name?: string
  readonly isShared?: boolean
  readonly entered?: Entered
}

/** Changes an example's values, its name, or who sees it. Throws `example_changed` if another change came first. */
export async function changeExample(ctx: Context, change: ExampleChange): Promise<void> {
  requireScope(ctx, 'calls:run')
  const { id, version, name, isShared, entered } = change
  const wanted = {
    ...(name !== undefined && { name: parseName(name) }),
    ...(isShared !== undefined && { isShared }),
    ...(entered !== undefined && { entered: requireEntered(entered) }),
  }
  await inTransaction(ctx, async (tx) => {
    const present = await lockOwn(tx, id, version)
    if (isShared === true && !present.isShared) requireScope(tx, 'views:share')
    await updateCallExample(tx.db, id, { ...wanted, version: version + 1, updatedAt: tx.now() })
    const { name: current, isShared: isNowShared, operationKey: operation } = { ...present, ...wanted }
    await recordAudit(
      tx,
      'call-example.changed',
      { kind: 'call-example', id },
      { name: current, operation, isShared: isNowShared },
    )
  })
}

/** Throws `example_changed` if somebody has changed it meanwhile. */
export async function deleteExample(
  ctx: Context,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  requireScope(ctx, 'calls:run')
  await inTransaction(ctx, async (tx) => {
    const { name, isShared, operationKey: operation } = await lockOwn(tx, id, version)
    await deleteCallExample(tx.db, id)
    await recordAudit(tx, 'call-example.deleted', { kind: 'call-example', id }, { name, operation, isShared })
  })
}

async function lockOwn(tx: Tx, id: string, version: number): Promise<CallExampleRow> {
  const present = await lockCallExample(tx.db, id)
  if (present === null || !isVisible(tx, present)) throw new AppError('example_not_found')
  if (!mayChange(tx, present)) throw new AppError('not_allowed')
  if (present.version !== version) throw new AppError('example_changed')
  return present
}

function requireEntered(entered: Entered): Entered {
  if (JSON.stringify(entered).length > longestEntered) throw new AppError('example_too_long')
  return entered
}
