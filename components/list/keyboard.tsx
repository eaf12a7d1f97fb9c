'use client'

import { type RefObject, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/**
 * j/k and the arrows move through the links of the rows, / starts a search, ? opens the help. Typing in a field stays
 * typing. Returns the help with the button that opens it; `rows` is what one row is called.
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

  const shortcuts = [
    ['j', `Next ${row}`],
    ['k', `Previous ${row}`],
    ['Enter', 'Open it'],
    ['/', 'Search'],
    ['?', 'This help'],
  ] as const
  return (
    <Dialog
      title="Keys"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="small">
          Keys
        </Button>
      }
    >
      <dl className="grid grid-cols-[4rem_1fr] gap-y-2">
        {shortcuts.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong/60 bg-sunken px-1.5 py-px font-mono text-sm">
                {key}
              </kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
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
