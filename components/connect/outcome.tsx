'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { moveFocus } from '../ui/focus.ts'

/** A page that waits for its outcome: once that replaces what was shown, its heading gets the focus and is read out. */
export function Outcome({ isFinal, children }: { isFinal: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const wasFinal = useRef(isFinal)

  useEffect(() => {
    const heading = box.current?.querySelector('h1')
    if (isFinal && !wasFinal.current && heading != null) moveFocus(heading)
    wasFinal.current = isFinal
  }, [isFinal])

  return (
    <div ref={box} className="contents">
      {children}
    </div>
  )
}
