'use client'

import { useEffect, useRef } from 'react'
import type { CallDetail } from '#lib/calls/history.ts'
import { figure } from '../ui/format.ts'

/** How much below the heading must be visible for a person to notice the result, in px. */
const noticeablePx = 96

/**
 * The heading of a call's result. After a run, it moves into view and gets the focus, unless it is visible already and
 * the focus is elsewhere.
 */
export function ResultHeading({ isNew }: { isNew: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isNew && heading.current !== null) present(heading.current)
  }, [isNew])
  return (
    <h2 ref={heading} tabIndex={-1} className="w-fit rounded-sm font-semibold text-lg">
      Result
    </h2>
  )
}

function present(heading: HTMLElement) {
  const { top, bottom } = heading.getBoundingClientRect()
  const isVisible = top >= 0 && bottom + noticeablePx <= innerHeight
  const focused = document.activeElement
  // What had the focus may have been hidden or replaced.
  const isFocused = focused !== null && focused !== document.body && focused.checkVisibility()
  if (isVisible && isFocused) return
  heading.focus({ preventScroll: true })
  if (isVisible) return
  // Without an animation: the list of calls changes meanwhile, which would end it halfway.
  const pane = heading.closest('section') ?? heading
  pane.scrollIntoView({ block: 'nearest' })
  if (heading.getBoundingClientRect().bottom > innerHeight) heading.scrollIntoView({ block: 'nearest' })
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
