'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { findLinkToken } from '../link-token.ts'

const noSubscription = () => () => {}

type Refused = { readonly kind: 'refused'; readonly title: string; readonly next: string }

const unreachable: Refused = {
  kind: 'refused',
  title: 'The server does not answer',
  next: 'Check your connection and load this page again. The link stays valid.',
}

/**
 * What a one-time link is for. Its token is behind the #, where no server and no log sees it; null while unknown, and
 * empty when there is none.
 */
export function useLinkToken<Found>(look: (token: string) => Promise<Found | Refused>) {
  const [found, setFound] = useState<Found | Refused | null>(null)
  const token = useSyncExternalStore(
    noSubscription,
    () => findLinkToken(location.hash.slice(1)) ?? '',
    () => null,
  )

  useEffect(() => {
    if (!token) return
    let isCurrent = true
    look(token)
      .catch(() => unreachable)
      .then((answer) => isCurrent && setFound(answer))
    return () => {
      isCurrent = false
    }
  }, [token, look])

  return { token, found }
}
