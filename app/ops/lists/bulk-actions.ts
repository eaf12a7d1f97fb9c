import { actionFields, bulkActionsView, bulkRowFields, bulkRowsView } from '#components/bulk/bulk-views.ts'
import { toWire } from '#components/list/wire.ts'
import { listActionRows, listActions } from '#lib/bulk/read.ts'
import { serverList } from './server-list.tsx'

export const bulkActions = serverList(bulkActionsView, 'time', async (ctx, { after }) => {
  const { rows, next } = await listActions(ctx, after)
  return {
    rows: rows.map((row) => toWire(row, actionFields)),
    next,
    readAt: ctx.now().toISOString(),
  }
})

/** The results of one bulk action. */
export function bulkRowsOf(id: string) {
  return serverList(bulkRowsView(id), 'number', async (ctx, shown) => {
    const { rows, next } = await listActionRows(ctx, id, shown)
    return {
      rows: rows.map((row) => toWire(row, bulkRowFields)),
      next,
      readAt: ctx.now().toISOString(),
    }
  })
}
