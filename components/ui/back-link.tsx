import { ArrowLeftIcon } from 'lucide-react'
import Link from 'next/link'

/** The way to the list that a page belongs to, above its heading. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="inline-flex w-fit max-w-full items-center gap-1 rounded-sm text-ink-muted text-sm hover:text-ink"
    >
      <ArrowLeftIcon size={14} /> <span className="truncate">{children}</span>
    </Link>
  )
}
