'use client'

import { useEffect } from 'react'
import { fillInTypedForm, readTypedForm, type TypedForm } from './typed-form.ts'

/** In this tab, until the page is loaded again. */
const key = 'gatehouse.typed'

/** The form that was sent last. */
let lastSent: TypedForm | null = null

/** Remembers the form that is sent, and fills in the one stored before this reload. */
export function KeepTyped() {
  useEffect(() => {
    const remember = ({ target }: Event) => {
      if (target instanceof HTMLFormElement) lastSent = readTypedForm(target)
    }
    document.addEventListener('submit', remember, true)
    const stop = restore()
    return () => {
      document.removeEventListener('submit', remember, true)
      stop()
    }
  }, [])
  return null
}

/** Stores the form that was sent last, for after a reload of this page. */
export function keepLastSent(): void {
  if (lastSent === null) return
  try {
    sessionStorage.setItem(key, JSON.stringify(lastSent))
  } catch {
    // The browser's storage is disabled or full: the input is lost with this page.
  }
}

/** Fills in the form once it exists, since parts of a page can arrive later. The returned function stops waiting. */
function restore(): () => void {
  const typed = consumeKeptForm()
  if (typed === null || fillInTypedForm(typed)) return () => {}
  const observer = new MutationObserver(() => {
    if (typed.path !== location.pathname || fillInTypedForm(typed)) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  return () => observer.disconnect()
}

function consumeKeptForm(): TypedForm | null {
  try {
    const typed = JSON.parse(sessionStorage.getItem(key) ?? 'null') as TypedForm | null
    if (typed?.path !== location.pathname) return null
    sessionStorage.removeItem(key)
    return typed
  } catch {
    return null
  }
}
