'use client'

import type { RefObject } from 'react'
import { Button } from '../ui/button.tsx'

const shortcuts = [
  ['j', 'Next selling partner'],
  ['k', 'Previous selling partner'],
  ['Enter', 'Open it'],
  ['/', 'Search'],
  ['?', 'This help'],
] as const

/** A list of the keys, in the browser's own dialog. */
export function ShortcutsHelp({ dialogRef }: { dialogRef: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog
      ref={dialogRef}
      aria-labelledby="shortcuts-title"
      className="m-auto w-80 max-w-[calc(100vw-2rem)] rounded-md border border-line bg-surface p-5 text-ink backdrop:bg-backdrop/50"
    >
      <h2 id="shortcuts-title" className="font-semibold text-lg">
        Keys
      </h2>
      <dl className="my-4 grid grid-cols-[4rem_1fr] gap-y-2">
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
      <form method="dialog" className="flex justify-end">
        <Button type="submit" size="small">
          Close
        </Button>
      </form>
    </dialog>
  )
}
