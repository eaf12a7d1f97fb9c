import { ArrowLeftIcon } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DocumentTitle } from './document-title.tsx'

/** The page's h1 and title, with its one main action. `above` is a way back or breadcrumbs. */
export function PageHeading({
  title,
  description,
  above,
  action,
}: {
  title: string
  description?: ReactNode
  above?: ReactNode
  action?: ReactNode
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 grid-cols-1 gap-1">
        {above}
        <DocumentTitle>{title}</DocumentTitle>
        <h1 className="font-semibold text-xl tracking-tight wrap-anywhere">{title}</h1>
        {description !== undefined && (
          <div className="max-w-prose text-pretty text-ink-muted wrap-anywhere">{description}</div>
        )}
      </div>
      {action !== undefined && <div className="flex flex-wrap gap-2">{action}</div>}
    </header>
  )
}

/** The link to the list that a page belongs to, above its heading. */
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
