'use client'

import { Fragment } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { shortcuts } from './commands.ts'

/** Lists the keyboard shortcuts. */
export function KeyboardHelp({ close }: { close: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open onOpenChange={close}>
      <div className="grid gap-5">
        {shortcuts.map(({ where, keys }) => (
          <section key={where} className="grid gap-2">
            <h3 className="text-ink-muted text-sm">{where}</h3>
            <dl className="grid grid-cols-[6rem_1fr] items-center gap-y-2">
              {keys.map(({ keys: pressed, label }) => (
                <Fragment key={label}>
                  <dt className="flex gap-1">
                    {pressed.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-sm border border-line-strong/60 bg-sunken px-1.5 py-px font-mono text-sm">
      {children}
    </kbd>
  )
}
