import type { ReactNode } from 'react'
import { DocumentTitle } from '../ui/document-title.tsx'

/** The only heading of a seller's page, which is also its title, and the sentence below it. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid gap-3">
      <DocumentTitle>{title}</DocumentTitle>
      <h1 className="font-semibold text-2xl tracking-tight wrap-anywhere">{title}</h1>
      {children !== undefined && <div className="text-ink-muted">{children}</div>}
    </div>
  )
}
