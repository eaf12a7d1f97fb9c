import Link from 'next/link'

export interface NavTab {
  href: string
  label: string
  count?: number | undefined
}

/**
 * Views of one record, each with its own address. `current` is the href of the one shown; null if there isn't a current
 * one.
 */
export function NavTabs({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly NavTab[]
  current: string | null
}) {
  return (
    <nav aria-label={label} className="overflow-x-auto">
      {/* The line is within what scrolls: the tabs overlap it. */}
      <ul className="flex w-max min-w-full gap-1 border-line border-b">
        {tabs.map(({ href, label, count }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className="-mb-px flex h-10 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-2.5 text-ink-muted outline-offset-[-2px] hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {label}
              {count !== undefined && (
                <span className="rounded-sm bg-sunken px-1.5 text-ink-muted text-xs tabular-nums">
                  {count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
