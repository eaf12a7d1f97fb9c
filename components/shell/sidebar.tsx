'use client'

import { clsx } from 'clsx'
import { MenuIcon, SearchIcon, XIcon } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useId, useState, useSyncExternalStore } from 'react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { LiveSign } from '../live/live-sign.tsx'
import { paths } from '../paths.ts'
import { Nav } from './nav.tsx'
import { useOpenOverlay } from './overlays.tsx'

interface Props {
  companyName: string
  role: OperatorRole
  /** The signed-in person, and settings. */
  end: ReactNode
}

/** The navigation of the dashboard. On a phone it collapses into a bar. */
export function Sidebar({ companyName, role, end }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <header className="border-line bg-surface print:hidden max-lg:border-b lg:w-56 lg:shrink-0 lg:border-r">
      {/* In a low window, the links scroll above the part at the end. A notice may be above all of it. */}
      <div className="flex flex-col lg:sticky lg:top-0 lg:max-h-[calc(100dvh-2rem)] lg:min-h-[min(100%,100dvh-2rem)]">
        <div className="flex h-14 shrink-0 items-center justify-between gap-2 pr-2 pl-4">
          <Link href={paths.overview} className="truncate rounded-sm font-semibold" title={companyName}>
            {companyName}
          </Link>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="grid size-11 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink lg:hidden"
          >
            {open ? <XIcon size={20} /> : <MenuIcon size={20} />}
            <span className="sr-only">Menu</span>
          </button>
        </div>
        <LiveSign />
        <OpenCommands isOpen={open} />
        <nav
          id={id}
          aria-label="Dashboard"
          className={clsx(
            'min-h-0 flex-1 overflow-y-auto px-2 pb-2 [scrollbar-width:thin]',
            !open && 'max-lg:hidden',
          )}
        >
          <Nav role={role} onLeave={() => setOpen(false)} />
        </nav>
        <div
          className={clsx(
            'flex shrink-0 items-center gap-0.5 border-line border-t bg-surface p-2',
            !open && 'max-lg:hidden',
          )}
        >
          {end}
        </div>
      </div>
    </header>
  )
}

/** `isOpen`: the navigation is expanded, on a phone. */
function OpenCommands({ isOpen }: { isOpen: boolean }) {
  const openOverlay = useOpenOverlay()
  const isApple = useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  )
  return (
    <div className={clsx('px-2 pb-2', !isOpen && 'max-lg:hidden')}>
      <button
        type="button"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => openOverlay('commands')}
        className="flex h-11 w-full items-center gap-2.5 rounded-md border border-line bg-canvas px-2 text-ink-muted transition-colors hover:border-line-strong hover:text-ink lg:h-8"
      >
        <SearchIcon size={16} />
        <span className="min-w-0 flex-1 truncate text-left">Search</span>
        <kbd aria-hidden className="font-mono text-ink-faint text-xs">
          {isApple ? '⌘ K' : 'Ctrl K'}
        </kbd>
      </button>
    </div>
  )
}
