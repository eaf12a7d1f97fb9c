'use client'

import { lazy, Suspense, useEffect, useState } from 'react'

/** Loaded with the first toast: most pages show none. */
const Toasts = lazy(() => import('./toasts.tsx').then((module) => ({ default: module.Toasts })))

/** A new object for each toast, also with the same text. */
export interface Toast {
  readonly text: string
}

let show: ((toast: Toast) => void) | null = null

/** Shows a success in the corner of the page, for a moment. A failure belongs on the page. */
export function toast(text: string): void {
  show?.({ text })
}

/** Once per layout: shows the toasts. */
export function Toaster() {
  const [latest, setLatest] = useState<Toast | null>(null)
  useEffect(() => {
    show = setLatest
    return () => {
      show = null
    }
  }, [])
  return <Suspense>{latest !== null && <Toasts latest={latest} />}</Suspense>
}
