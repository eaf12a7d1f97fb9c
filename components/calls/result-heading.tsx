'use client'

import { useEffect, useRef } from 'react'
import type { CallDetail } from '#lib/calls/history.ts'
import { present } from '../ui/focus.ts'
import { figure } from '../ui/format.ts'

/**
 * The heading of a call's result. After a run, it moves into view and gets the focus, unless it is visible already and
 * the focus is elsewhere.
 */
export function ResultHeading({ isNew }: { isNew: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isNew || heading.current === null) return
    present(heading.current, heading.current.closest('section') ?? heading.current)
  }, [isNew])
  return (
    <h2 ref={heading} tabIndex={-1} className="w-fit rounded-sm font-semibold text-lg">
      Result
    </h2>
  )
}

/** Tells screen readers that a call has run. Rendered before it runs: an inserted live region isn't read. */
export function ResultStatus({ call }: { call: CallDetail | null }) {
  return (
    <p role="status" className="sr-only">
      {call !== null && <span key={call.id}>{describe(call)}</span>}
    </p>
  )
}

function describe({ status, durationMs }: CallDetail): string {
  return status === null
    ? 'No response from Amazon'
    : `Amazon responded with ${status} after ${figure(durationMs)} ms`
}
