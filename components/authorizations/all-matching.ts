import type { BulkActionKind } from '#lib/bulk/kinds.ts'
import { paths } from '../paths.ts'
import { type AuthorizationsShown, authorizationsView } from './authorizations-view.ts'

/** Starts an action on all matching rows, from all pages. Without `action`, it is chosen there. */
export function allMatchingHref(shown: AuthorizationsShown, action?: BulkActionKind): string {
  const { columns: _, sort: __, ...filter } = authorizationsView.fields(shown)
  const chosen = { all: 'yes', ...filter, ...(action !== undefined && { action }) }
  return `${paths.newBulkAction}?${new URLSearchParams(chosen)}`
}
