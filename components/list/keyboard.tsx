'use client'

import { type RefObject, useEffect } from 'react'
import { useOpenOverlay } from '../shell/overlays.tsx'
import { Button } from '../ui/button.tsx'

/**
 * j/k and the arrows move through the links of the rows, x selects a row, / starts a search. Typing in a field is
 * unaffected. Renders the button that opens the help.
 */
export function ListKeyboard({
  list,
  search,
}: {
  list: RefObject<HTMLElement | null>
  search: RefObject<HTMLInputElement | null>
}) {
  const open = useOpenOverlay()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const { target } = event
      if (target === search.current) {
        if (event.key === 'ArrowDown') focusRow(list.current, 1, event)
        return
      }
      if (
        target instanceof HTMLElement &&
        target.closest('input:not([type=checkbox]), select, textarea, [contenteditable], [role=dialog]')
      )
        return
      const inList = list.current?.contains(document.activeElement) ?? false
      if (event.key === 'j' || (inList && event.key === 'ArrowDown')) focusRow(list.current, 1, event)
      else if (event.key === 'k' || (inList && event.key === 'ArrowUp')) focusRow(list.current, -1, event)
      else if (event.key === 'x') chooseRow(list.current, event)
      else if (event.key === '/') {
        event.preventDefault()
        search.current?.select()
        search.current?.focus()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list, search])

  return (
    <Button variant="ghost" size="small" onClick={() => open('help')}>
      Shortcuts
    </Button>
  )
}

function chooseRow(list: HTMLElement | null, event: KeyboardEvent): void {
  const row = document.activeElement?.closest('tr')
  const box = row?.querySelector<HTMLInputElement>('input[type=checkbox]')
  if (box == null || list?.contains(box) !== true) return
  event.preventDefault()
  box.click()
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
