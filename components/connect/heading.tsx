import type { ReactNode } from 'react'

/** The one heading of a seller's page, and the sentence below it. */
export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid gap-3">
      <h1 className="font-semibold text-2xl tracking-tight wrap-anywhere">{title}</h1>
      {children !== undefined && <div className="text-ink-muted">{children}</div>}
    </div>
  )
}
