'use client'

import { clsx } from 'clsx'
import { XIcon } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWords } from '../languages/words.tsx'

export interface ModalProps {
  /** The button that opens it; left out when `open` is controlled from outside. */
  trigger?: ReactNode
  title: ReactNode
  description?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

const places = {
  middle:
    'top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-md border',
  side: 'inset-y-0 end-0 w-full max-w-xl border-s',
} as const

/**
 * The shared part of Dialog and SidePanel: focus stays inside, Escape and the backdrop close it, the title is
 * announced.
 */
export function Modal({
  place,
  trigger,
  title,
  description,
  children,
  ...root
}: ModalProps & { place: keyof typeof places }) {
  const words = useWords('page')
  return (
    <Dialog.Root {...root}>
      {trigger !== undefined && <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>}
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-backdrop/50" />
        <Dialog.Content
          className={clsx('fixed z-50 flex flex-col overflow-y-auto border-line bg-surface', places[place])}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <div className="flex items-start justify-between gap-3 px-5 pt-5">
            <div className="grid min-w-0 gap-1">
              <Dialog.Title className="font-semibold text-lg wrap-anywhere">{title}</Dialog.Title>
              {description !== undefined && (
                <Dialog.Description asChild>
                  <div className="text-ink-muted">{description}</div>
                </Dialog.Description>
              )}
            </div>
            <Dialog.Close
              aria-label={words.close}
              className="-mt-1 -me-2 grid size-8 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink"
            >
              <XIcon size={18} />
            </Dialog.Close>
          </div>
          <div className="p-5">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
