'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { paths } from '#components/paths.ts'
import { startBulkAction } from '#lib/bulk/start.ts'
import { AppError } from '#lib/errors.ts'
import { readRequest } from '../read-request.ts'

/** `query`: the address of the preview, with the selection. `eligible` and `snapshotAt`: from the preview. */
export const start = formAction(
  { hidden: ['id', 'action', 'query', 'eligible', 'snapshotAt', 'tagName', 'tagValue', 'days'] },
  async (ctx, { id, query, eligible, snapshotAt, ...typed }) => {
    const { kind, selection, filter } = readRequest(
      new URLSearchParams([...new URLSearchParams(query), ['action', typed.action]]),
    )
    const at = new Date(snapshotAt)
    if (kind === null) throw new AppError('bulk_action_unknown')
    if (Number.isNaN(at.getTime()) || at > ctx.now())
      throw new AppError('input_invalid', { field: 'snapshotAt' })
    await startBulkAction(ctx, {
      id,
      kind,
      selection,
      filter,
      snapshotAt: at,
      eligible: Number(eligible),
      parameters: { tag: typed.tagName, value: typed.tagValue, days: Number(typed.days) },
    })
    return { redirectTo: paths.bulkAction(id) }
  },
)
