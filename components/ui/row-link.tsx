import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link that covers its whole row; buttons in other cells lie above it (`relative z-10`). */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="block truncate rounded-sm font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-[-2px]"
    >
      {children}
    </Link>
  )
}
