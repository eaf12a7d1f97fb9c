'use client'

import { lazy, type RefObject, Suspense, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'

/** Loaded when somebody asks for it: few do, and it brings the dialogs. */
const KeyboardHelp = lazy(() =>
  import('./keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })),
)

/**
 * j/k and the arrows move through the links of the rows, / starts a search, ? opens the help. Typing in a field stays
 * typing. Renders the button that opens the help; `row` is what one row is called.
 */
export function ListKeyboard({
  list,
  search,
  row,
}: {
  list: RefObject<HTMLElement | null>
  search: RefObject<HTMLInputElement | null>
  row: string
}) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isOpen) return
      const { target } = event
      if (target === search.current) {
        if (event.key === 'ArrowDown') focusRow(list.current, 1, event)
        return
      }
      if (target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]'))
        return
      const inList = list.current?.contains(document.activeElement) ?? false
      if (event.key === 'j' || (inList && event.key === 'ArrowDown')) focusRow(list.current, 1, event)
      else if (event.key === 'k' || (inList && event.key === 'ArrowUp')) focusRow(list.current, -1, event)
      else if (event.key === '/') {
        event.preventDefault()
        search.current?.select()
        search.current?.focus()
      } else if (event.key === '?') setOpen(true)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list, search, isOpen])

  return (
    <>
      <Button variant="ghost" size="small" onClick={() => setOpen(true)}>
        Keys
      </Button>
      {isOpen && (
        <Suspense>
          <KeyboardHelp row={row} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

function focusRow(list: HTMLElement | null, step: 1 | -1, event: KeyboardEvent): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('tbody a') ?? [])]
  const row = document.activeElement?.closest('tr')
  const present = links.findIndex((link) => link.closest('tr') === row)
  const wanted = links[present === -1 && step === -1 ? links.length - 1 : present + step]
  if (wanted === undefined) return
  event.preventDefault()
  wanted.focus()
  wanted.scrollIntoView({ block: 'nearest' })
}
