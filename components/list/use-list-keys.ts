'use client'

import { type RefObject, useEffect } from 'react'

/** j/k and the arrows walk the rows' links, / searches, ? opens the help. Typing in a field stays typing. */
export function useListKeys(refs: {
  readonly list: RefObject<HTMLElement | null>
  readonly search: RefObject<HTMLInputElement | null>
  readonly help: RefObject<HTMLDialogElement | null>
}): void {
  const { list, search, help } = refs
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || help.current?.open) return
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
      } else if (event.key === '?') help.current?.showModal()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list, search, help])
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
