'use client'

import { useEffect, useRef } from 'react'
import { moveFocus } from '../ui/focus.ts'
import { toast } from '../ui/toaster.tsx'
import type { FormAction } from './form-state.ts'

/** A result that is gone sooner wasn't read, in ms. */
const readMs = 1_000

interface Sent {
  /** Of the page with the form. */
  readonly path: string
  /** What the form's focus was in, from the inside out. */
  readonly surroundings: readonly HTMLElement[]
  readonly done: string | undefined
  readonly atMs: number
}

/**
 * The action of a form that may disappear once it has worked, such as a button to delete something. Its result would
 * disappear with it, and the focus would return to the start of the page: instead, the result is shown as a toast, and
 * the focus moves to the closest heading that is left.
 */
export function useFarewell(action: FormAction): FormAction {
  const isGone = useRef(false)
  const sent = useRef<Sent | null>(null)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      if (sent.current !== null && performance.now() - sent.current.atMs < readMs) sayFarewell(sent.current)
    }
  }, [])
  return async (state, form) => {
    const [path, surroundings] = [location.pathname, surroundingsOf(document.activeElement)]
    const result = await action(state, form)
    if (result.problem === null && result.redirectTo === undefined) {
      sent.current = { path, surroundings, done: result.done, atMs: performance.now() }
      if (isGone.current) sayFarewell(sent.current)
    }
    return result
  }
}

function sayFarewell({ path, surroundings, done }: Sent): void {
  // Elsewhere by now: people left the page after they had sent the form.
  if (path !== location.pathname) return
  if (done !== undefined) toast(done)
  const focused = document.activeElement
  if (focused !== null && focused !== document.body) return
  // An open panel keeps the focus inside, and one that is folded out closes without it.
  const panel = document.querySelector<HTMLElement>('[role=dialog]')
  const left = panel ?? surroundings.find((part) => part.isConnected && startOf(part) !== null)
  if (left !== undefined) moveFocus(startOf(left) ?? left)
}

function surroundingsOf(element: Element | null): HTMLElement[] {
  const parts: HTMLElement[] = []
  for (let part = element; part !== null; part = part.parentElement) {
    if (part instanceof HTMLElement) parts.push(part)
  }
  return parts
}

/** Where the part begins: its heading, or what folds it out. A card of its own says what it is about as a whole. */
function startOf(part: HTMLElement): HTMLElement | null {
  if (part instanceof HTMLDetailsElement) return part.querySelector('summary')
  const heading = part.querySelector<HTMLElement>('h1') ?? part.querySelector<HTMLElement>('h2, h3')
  return heading === null ? null : (part.closest<HTMLElement>('article') ?? heading)
}
