'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { readJson } from '../list/read-json.ts'
import { useLiveChanges, useLiveStatus } from '../live/live-provider.tsx'
import { createPace, slowMs } from '../live/pace.ts'
import { paths } from '../paths.ts'
import { figure } from '../ui/format.ts'
import { type Badges, isCurrent, mayOpen, type Page, pageGroups } from './pages.ts'

/**
 * The links of the navigation, with the number of things on each page that need a person. `onLeave`: a link was
 * followed.
 */
export function Nav({ role, onLeave }: { role: OperatorRole; onLeave: () => void }) {
  const path = usePathname()
  const counts = useBadges()
  return (
    <div className="grid gap-2">
      {pageGroups.map(({ label, pages }) => (
        <div key={label} className="grid gap-0.5">
          {label !== null && <p className="px-2 pt-1 pb-0.5 text-ink-faint text-xs">{label}</p>}
          <ul className="grid max-lg:gap-0.5" {...(label !== null && { 'aria-label': label })}>
            {pages
              .filter((page) => mayOpen(page, role))
              .map((page) => (
                <li key={page.href}>
                  <NavLink page={page} isCurrent={isCurrent(page, path)} counts={counts} onLeave={onLeave} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function NavLink({
  page: { href, label, icon: Icon, badge, badgeLabel },
  isCurrent: isHere,
  counts,
  onLeave,
}: {
  page: Page
  isCurrent: boolean
  counts: Badges | null
  onLeave: () => void
}) {
  const link = useRef<HTMLAnchorElement>(null)
  const count = badge === undefined ? 0 : (counts?.[badge] ?? 0)
  // In a low window, it can be below the edge.
  useEffect(() => {
    if (isHere) link.current?.scrollIntoView({ block: 'nearest' })
  }, [isHere])
  return (
    <Link
      ref={link}
      href={href}
      prefetch={false}
      onClick={onLeave}
      aria-current={isHere ? 'page' : undefined}
      className="flex h-11 scroll-my-10 items-center gap-2.5 rounded-md px-2 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-ink lg:h-7.5"
    >
      <Icon size={16} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {count > 0 && (
        <span className="rounded-sm border border-bad-line bg-bad-surface px-1.5 font-medium text-bad-ink text-xs tabular-nums">
          {figure(count)}
          <span className="sr-only"> {badgeLabel}</span>
        </span>
      )}
    </Link>
  )
}

/** Read after the page, so that no page waits for them; again when something changes, and periodically. */
function useBadges(): Badges | null {
  const [badges, setBadges] = useState<Badges | null>(null)
  const isSignedOut = useLiveStatus() === 'signed-out'
  const [pace] = useState(() =>
    createPace(() => {
      readJson<Badges>(paths.data('badges'), AbortSignal.timeout(slowMs))
        .then(setBadges)
        // The visible counts stay until the next read.
        .catch(() => {})
    }),
  )
  useLiveChanges((change) => {
    if (!isSignedOut) pace.request(change?.isOwn)
  })
  useEffect(() => {
    if (isSignedOut) return
    pace.request(true)
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') pace.request()
    }, slowMs)
    return () => {
      clearInterval(timer)
      pace.cancel()
    }
  }, [pace, isSignedOut])
  return badges
}
