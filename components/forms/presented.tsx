'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { present, presentField, whenSteady } from '../ui/focus.ts'
import type { FormState } from './form-state.ts'

/**
 * Around the result of a form, inside the form or next to it. Whenever a result arrives, it moves into view: a form can
 * be longer than the window, with its button at the end. A field that has to be corrected gets the focus instead.
 */
export function Presented({ state, children }: { state: FormState; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state.problem === null && state.done === undefined) return
    return whenSteady(() => {
      if (place.current !== null) presentResult(place.current, state)
    })
  }, [state])
  return (
    <div ref={place} className="contents">
      {children}
    </div>
  )
}

function presentResult(place: HTMLElement, { problem }: FormState): void {
  if (problem === null || problem.field === null) {
    if (place.firstElementChild instanceof HTMLElement) present(place.firstElementChild)
    return
  }
  const form = place.closest('form') ?? place.parentElement
  const field = form?.querySelector('[aria-invalid]')
  if (field instanceof HTMLElement) presentField(field)
  else {
    // A group of check boxes has only the text of its error.
    const text = form?.querySelector('[role=alert]')
    if (text instanceof HTMLElement) present(text)
  }
}
