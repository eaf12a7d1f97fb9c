'use client'

import { Dialog } from '../ui/dialog.tsx'

/** What the keys of a list do. */
export function KeyboardHelp({ row, close }: { row: string; close: () => void }) {
  const shortcuts = [
    ['j', `Next ${row}`],
    ['k', `Previous ${row}`],
    ['Enter', 'Open it'],
    ['/', 'Search'],
    ['?', 'This help'],
  ] as const
  return (
    <Dialog title="Keys" open onOpenChange={close}>
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
