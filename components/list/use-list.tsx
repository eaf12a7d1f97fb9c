'use client'

import { notifyManager, type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useSyncExternalStore } from 'react'
import { ReadProblem } from './read-problem.tsx'

type Query<Page> = UseQueryOptions<Page, Error, Page, string[]>

/**
 * The newest page of a list. The server renders the first one and hands it to the browser, which asks for changes from
 * then on. `problem`: why no newer one could be read; what was read last stays.
 */
export function useList<Page>(query: Query<Page>): { page: Page | undefined; problem: ReactNode } {
  const { data, error, refetch } = useQuery(query)
  return { page: data, problem: error !== null && <ReadProblem error={error} retry={() => refetch()} /> }
}

/** The newest page that a list on the same page has read; undefined before the first. Asks for none. */
export function useKnownPage<Page>({ queryKey }: Query<Page>): Page | undefined {
  const client = useQueryClient()
  return useSyncExternalStore(
    (changed) => client.getQueryCache().subscribe(notifyManager.batchCalls(changed)),
    () => client.getQueryData<Page>(queryKey),
    () => undefined,
  )
}
