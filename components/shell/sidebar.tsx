'use client'

import { clsx } from 'clsx'
import {
  ActivityIcon,
  CalendarClockIcon,
  HistoryIcon,
  KeyRoundIcon,
  LinkIcon,
  type LucideIcon,
  MenuIcon,
  PackageIcon,
  StoreIcon,
  TerminalIcon,
  UsersIcon,
  XIcon,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useId, useState } from 'react'
import { paths } from '../paths.ts'

interface Item {
  href: string
  label: string
  icon: LucideIcon
  /** Pages below this address belong to the item, too. */
  also?: string
}

const items: readonly Item[] = [
  { href: paths.authorizations, label: 'Selling partners', icon: StoreIcon, also: '/ops/authorizations' },
  { href: paths.incidents, label: 'Incidents', icon: ActivityIcon },
  { href: paths.renewals, label: 'Renewals', icon: CalendarClockIcon },
  { href: paths.links, label: 'Connect links', icon: LinkIcon },
  { href: paths.attempts, label: 'Attempts', icon: HistoryIcon, also: `${paths.attempts}/` },
  { href: paths.calls, label: 'Calls', icon: TerminalIcon },
  { href: paths.applications, label: 'Applications', icon: PackageIcon, also: `${paths.applications}/` },
]
const adminItems: readonly Item[] = [
  { href: paths.people, label: 'People', icon: UsersIcon },
  { href: paths.keys, label: 'API keys', icon: KeyRoundIcon },
]

/** The navigation of the dashboard. On a phone it collapses into a bar. `end`: who is signed in, and settings. */
export function Sidebar({
  companyName,
  isAdmin,
  end,
}: {
  companyName: string
  isAdmin: boolean
  end: ReactNode
}) {
  const path = usePathname()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <header className="flex flex-col border-line bg-surface max-lg:border-b lg:w-56 lg:shrink-0 lg:justify-between lg:border-r">
      <div className="lg:sticky lg:top-0">
        <div className="flex h-14 items-center justify-between gap-2 pr-2 pl-4">
          <Link href={paths.authorizations} className="truncate rounded-sm font-semibold" title={companyName}>
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
        <nav id={id} aria-label="Dashboard" className={clsx('px-2 pb-2', !open && 'max-lg:hidden')}>
          <ul className="grid gap-0.5">
            {[...items, ...(isAdmin ? adminItems : [])].map(({ href, label, icon: Icon, also }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  onClick={() => setOpen(false)}
                  aria-current={
                    path === href || (also !== undefined && path.startsWith(also)) ? 'page' : undefined
                  }
                  className="flex h-11 items-center gap-2.5 rounded-md px-2 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-ink lg:h-9"
                >
                  <Icon size={16} />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div
        className={clsx(
          'grid gap-3 border-line border-t bg-surface p-3 lg:sticky lg:bottom-0',
          !open && 'max-lg:hidden',
        )}
      >
        {end}
      </div>
    </header>
  )
}
