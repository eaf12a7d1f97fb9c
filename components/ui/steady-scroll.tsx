'use client'

import { usePathname } from 'next/navigation'
import { useLayoutEffect, useRef } from 'react'
import { useRenderedAt } from './rendered-at.tsx'

/**
 * Keeps the place in a page that the server renders again after a form was sent. If a script has changed the parameters
 * in the address since the page was opened, Next takes that rendering for a new page, and scrolls to its top.
 */
export function SteadyScroll() {
  const path = usePathname()
  const renderedAt = useRenderedAt()
  const shown = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs after each rendering by the server
  useLayoutEffect(() => {
    const isNewPage = shown.current !== path
    shown.current = path
    if (isNewPage) return
    const { scrollY } = window
    // Next scrolls in an effect of the same commit, which comes later.
    queueMicrotask(() => {
      if (window.scrollY !== scrollY) window.scrollTo({ top: scrollY, behavior: 'instant' })
    })
  }, [path, renderedAt])
  return null
}
