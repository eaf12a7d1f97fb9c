'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useWords } from '../languages/words.tsx'
import { findLinkToken } from '../link-token.ts'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

const noSubscription = () => () => {}

type Refused = { readonly kind: 'refused'; readonly title: string; readonly next: string }

/**
 * Reads a one-time link's purpose. Its token is behind the #, where no server and no log sees it; null while unknown,
 * and empty when there isn't one.
 */
export function useLinkToken<Found>(look: (token: string) => Promise<Found | Refused>) {
  const words = useWords('link')
  const [found, setFound] = useState<Found | Refused | null>(null)
  const token = useSyncExternalStore(
    noSubscription,
    () => findLinkToken(location.hash.slice(1)) ?? readKept() ?? '',
    () => null,
  )

  useEffect(() => {
    if (!token) return
    let isCurrent = true
    look(token)
      .catch((): Refused => ({ kind: 'refused', title: words.unreachable, next: words.unreachableNext }))
      .then((answer) => isCurrent && setFound(answer))
    return () => {
      isCurrent = false
    }
  }, [token, look, words])

  return { token, found }
}

const keptName = () => `gatehouse link ${location.pathname}`

/** Keeps the page's token in this tab while the person signs in: the sign-in leads back to the page without it. */
export function keepLinkToken(token: string): void {
  try {
    sessionStorage.setItem(keptName(), token)
  } catch {
    // The browser's storage is disabled: the person opens the link again.
  }
}

function readKept(): string | null {
  try {
    return sessionStorage.getItem(keptName())
  } catch {
    return null
  }
}

/** The address has no token, or only a part of one. */
export function LinkIncomplete() {
  const words = useWords('link')
  return <Notice tone="bad" live title={words.incomplete} next={words.incompleteNext} />
}

/** Shown while the browser asks for the purpose of a one-time link. */
export function LinkWaiting({ fields }: { fields: readonly string[] }) {
  const words = useWords('link')
  return (
    <div className="grid gap-5 rounded-md border border-line bg-surface p-5" aria-busy="true">
      <noscript>
        <Notice tone="bad" title={words.needsScript} next={words.needsScriptNext} />
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
