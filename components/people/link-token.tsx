'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { findLinkToken } from '../link-token.ts'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

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

/** While the browser asks what a one-time link is for. */
export function LinkWaiting({ fields }: { fields: readonly string[] }) {
  return (
    <div className="grid gap-5 rounded-md border border-line bg-surface p-5" aria-busy="true">
      <noscript>
        <Notice
          tone="bad"
          title="This page needs JavaScript"
          next="Only your browser reads the link. Allow JavaScript for this site and load the page again."
        />
      </noscript>
      {fields.map((field) => (
        <div key={field} className="grid gap-1.5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-10 w-full" />
        </div>
      ))}
    </div>
  )
}
