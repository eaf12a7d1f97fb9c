import type { ReactNode } from 'react'
import { DocumentTitle } from './ui/document-title.tsx'

/** A whole page that says what went wrong, why, and what to do next. */
export function Problem({
  title,
  cause,
  next,
  action,
  reference,
  referenceLabel = 'Reference',
}: {
  title: string
  cause: ReactNode
  next?: ReactNode
  action: ReactNode
  /** A reference that support can look up. */
  reference?: string | undefined
  referenceLabel?: string
}) {
  return (
    <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-4 px-5 py-16">
      <DocumentTitle>{title}</DocumentTitle>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="grid gap-3 text-ink-muted text-lg">
        <p>{cause}</p>
        {next !== undefined && <p>{next}</p>}
      </div>
      <div className="mt-2 flex flex-wrap gap-2">{action}</div>
      {reference !== undefined && (
        <p className="text-ink-faint text-sm">
          {referenceLabel} <code className="font-mono">{reference}</code>
        </p>
      )}
    </main>
  )
}
