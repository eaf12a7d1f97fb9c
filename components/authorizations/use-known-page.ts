'use client'

import { notifyManager, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { AuthorizationsPage } from './authorizations-page.ts'
import type { ListView } from './list-view.ts'
import { authorizationsQuery } from './queries.ts'

/** The newest page that the list has read; undefined before the first. Asks for none, so the list is still hydrated. */
export function useKnownPage(view: ListView): AuthorizationsPage | undefined {
  const client = useQueryClient()
  const { queryKey } = authorizationsQuery(view)
  return useSyncExternalStore(
    (changed) => client.getQueryCache().subscribe(notifyManager.batchCalls(changed)),
    () => client.getQueryData(queryKey),
    () => undefined,
  )
}
