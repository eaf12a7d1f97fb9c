'use client'

import { hashKey, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { isAffected } from '../live/affected-lists.ts'
import { useLiveChanges } from '../live/live-provider.tsx'
import { createPace } from '../live/pace.ts'

/** When the viewer last changed a list's data, by the hash of its key: then its rows may move. */
const OwnChanges = createContext<ReadonlyMap<string, number>>(new Map())

/** Reads the open lists again when something that they show changes. */
export function LiveLists({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [{ ownChanges, refresh, stop }] = useState(() => createRefresher(client))
  useLiveChanges((change) => {
    for (const { queryKey } of client.getQueryCache().findAll({ type: 'active' })) {
      if (isAffected(queryKey[0], change)) refresh(queryKey, change?.isOwn ?? false)
    }
  })
  useEffect(() => stop, [stop])
  return <OwnChanges value={ownChanges}>{children}</OwnChanges>
}

export function useOwnChanges(): ReadonlyMap<string, number> {
  return useContext(OwnChanges)
}

function createRefresher(client: QueryClient) {
  const paces = new Map<string, ReturnType<typeof createPace>>()
  const ownChanges = new Map<string, number>()
  return {
    ownChanges,
    refresh: (queryKey: readonly unknown[], isOwn: boolean) => {
      const hash = hashKey(queryKey)
      if (isOwn) ownChanges.set(hash, Date.now())
      const pace =
        paces.get(hash) ?? createPace(() => void client.invalidateQueries({ queryKey, exact: true }))
      paces.set(hash, pace)
      pace.request(isOwn)
    },
    stop: () => {
      for (const pace of paces.values()) pace.cancel()
    },
  }
}
