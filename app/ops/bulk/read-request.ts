import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { type BulkActionKind, bulkLinkDays, isBulkKind } from '#lib/bulk/kinds.ts'
import type { BulkSelection } from '#lib/bulk/select.ts'
import { authorizations, toAuthorizationQuery } from '../lists/authorizations.ts'

/** The bulk action that an address names. */
export interface RequestedAction {
  readonly kind: BulkActionKind | null
  readonly selection: BulkSelection
  /** As the list writes it; null: they were selected one by one. */
  readonly filter: string | null
  readonly shown: ReturnType<typeof authorizations.parse>
  readonly parameters: { readonly tag: string; readonly value: string; readonly days: number }
  /** The list where they were selected, as the address says, which anybody can write; null: it doesn't. */
  readonly from: string | null
  /** Names the selection, for links to other actions. */
  readonly query: URLSearchParams
}

export function readRequest(input: URLSearchParams): RequestedAction {
  const action = input.get('action') ?? ''
  const isAll = input.get('all') === 'yes'
  const shown = { ...authorizations.parse(isAll ? input : new URLSearchParams()), after: null }
  const fields = authorizationsView.fields(shown)
  const from = isAll ? null : input.get('from')
  const ids = [...new Set(input.getAll('id'))]
  const { sort: _, ...query } = toAuthorizationQuery(shown)
  const filter = new URLSearchParams(fields).toString()
  return {
    kind: isBulkKind(action) ? action : null,
    selection: isAll ? { query } : { ids },
    filter: isAll ? (filter === '' ? '' : `?${filter}`) : null,
    shown,
    parameters: {
      tag: input.get('tagName') ?? '',
      value: input.get('tagValue') ?? '',
      days: Number(input.get('days') ?? bulkLinkDays[0]),
    },
    from,
    query: new URLSearchParams(
      isAll
        ? { all: 'yes', ...fields }
        : [...(from === null ? [] : [['from', from]]), ...ids.map((id) => ['id', id])],
    ),
  }
}
