import { queryOptions } from '@tanstack/react-query'
import { readJson } from '../list/read-json.ts'
import type { AuthorizationsPage } from './authorizations-page.ts'
import { type ListView, listParameters } from './list-view.ts'

const liveEveryMs = 10_000

/** The list of selling partners, read anew every ten seconds while somebody looks. */
export function authorizationsQuery(view: ListView) {
  const parameters = listParameters(view)
  return queryOptions({
    queryKey: ['authorizations', parameters],
    queryFn: ({ signal }) => readJson<AuthorizationsPage>(`/ops/data/authorizations${parameters}`, signal),
    refetchInterval: liveEveryMs,
    staleTime: liveEveryMs / 2,
  })
}
