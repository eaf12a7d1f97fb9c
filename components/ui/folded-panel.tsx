'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * A button that opens a panel below it: works without a script. With one, Escape and a click elsewhere close it, and so
 * does another panel that opens.
 */
export function FoldedPanel({
  label,
  align = 'right',
  isNarrow = false,
  isAsWideAsRow = false,
  children,
}: {
  label: ReactNode
  align?: 'left' | 'right'
  isNarrow?: boolean
  /** On a phone, it is as wide as the surrounding element with `relative`. */
  isAsWideAsRow?: boolean
  children: ReactNode
}) {
  const panel = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (isWanted: boolean) => {
      if (panel.current?.open && isWanted) panel.current.open = false
    }
    const onPress = ({ target }: Event) => close(!(target instanceof Node && panel.current?.contains(target)))
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !panel.current?.open) return
      close(true)
      panel.current.querySelector('summary')?.focus()
    }
    // A link leads elsewhere, while the panel may stay on the page.
    const onClick = ({ target }: Event) => close(target instanceof Element && target.closest('a') !== null)
    document.addEventListener('click', onClick)
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('focusin', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('focusin', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return (
    <details ref={panel} className={isAsWideAsRow ? 'md:relative' : 'relative'}>
      <summary className="inline-flex h-8 cursor-pointer list-none items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 text-sm transition-colors hover:border-line-strong">
        {label}
      </summary>
      <div
        className={clsx(
          'absolute z-30 mt-1 max-h-[70dvh] max-w-[calc(100vw-3rem)] overflow-y-auto rounded-md border border-line bg-surface shadow-lg',
          isNarrow ? 'w-48 p-1' : 'w-[26rem] p-4',
          align === 'left' ? 'left-0' : isAsWideAsRow ? 'right-0' : 'right-0 max-md:right-auto max-md:left-0',
          isAsWideAsRow && 'max-md:inset-x-0 max-md:w-auto max-md:max-w-none',
        )}
      >
        {children}
      </div>
    </details>
  )
}
