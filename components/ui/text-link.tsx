import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link within text, to another page of the dashboard. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="rounded-sm text-accent-ink underline underline-offset-4 wrap-anywhere"
    >
      {children}
    </Link>
  )
}
