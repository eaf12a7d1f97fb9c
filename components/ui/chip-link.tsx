import Link from 'next/link'
import type { ReactNode } from 'react'

/** One choice of a filter, as a link to the view with it. `current` when it is chosen. */
export function ChipLink({
  href,
  current,
  title,
  children,
}: {
  href: string
  current: boolean
  title?: string | undefined
  children: ReactNode
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current}
      title={title}
      className="inline-flex h-8 items-center gap-2 whitespace-nowrap rounded-md border border-line bg-surface px-2.5 text-sm transition-colors hover:border-line-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium"
    >
      {children}
    </Link>
  )
}
