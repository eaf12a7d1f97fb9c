import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { rowId } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { CallRow } from './call-columns.tsx'

/** The call runner with its earlier calls. */
export const callsView = defineView<ListPage<CallRow>>()({
  name: 'calls',
  path: paths.calls,
  parsers: {
    /** Only calls of this authorization, which is the one to call for. */
    authorization: rowId,
    /** The call whose result is shown. */
    call: rowId,
  },
  refreshEveryMs: 15_000,
})

export type CallsShown = Shown<typeof callsView>
