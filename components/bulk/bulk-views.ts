import type { BulkActionView, BulkRowView } from '#lib/bulk/read.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { oneOf } from '../list/parameters.ts'
import type { Wire } from '../list/wire.ts'
import { paths } from '../paths.ts'
import { rowStatuses } from './bulk-words.ts'

export const actionFields = [
  'id',
  'kind',
  'parameters',
  'status',
  'total',
  'counts',
  'personName',
  'createdAt',
] as const satisfies readonly (keyof BulkActionView)[]

export type ActionRow = Wire<Pick<BulkActionView, (typeof actionFields)[number]>>

/** Bulk actions, newest first. */
export const bulkActionsView = defineView<ListPage<ActionRow>>()({
  name: 'bulk-actions',
  path: paths.bulkActions,
  parsers: {},
  refreshEveryMs: 5_000,
})

export type BulkActionsShown = Shown<typeof bulkActionsView>

export const bulkRowFields = [
  'id',
  'authorizationId',
  'name',
  'sellingPartnerId',
  'status',
  'reason',
  'endedAt',
] as const satisfies readonly (keyof BulkRowView)[]

export type BulkResult = Wire<Pick<BulkRowView, (typeof bulkRowFields)[number]>>

/** The rows of a bulk action, with their results. */
export function bulkRowsView(id: string) {
  return defineView<ListPage<BulkResult>>()({
    name: `bulk-rows ${id}`,
    path: paths.bulkAction(id),
    dataPath: paths.bulkActionData(id),
    /** Null for all. */
    parsers: { status: oneOf(rowStatuses) },
    refreshEveryMs: 2_000,
  })
}

export type BulkRowsShown = Shown<ReturnType<typeof bulkRowsView>>
