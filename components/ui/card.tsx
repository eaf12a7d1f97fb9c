import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A bordered surface. With a title it is a section; `flush` lets a table reach the edges. */
export function Card({
  id,
  title,
  action,
  flush = false,
  children,
}: {
  /** For a link that leads to it. */
  id?: string
  title?: ReactNode
  action?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  const body = <div className={clsx(!flush && 'p-4')}>{children}</div>
  if (title === undefined)
    return <div className="min-w-0 rounded-md border border-line bg-surface">{body}</div>
  return (
    <section id={id} className="min-w-0 rounded-md border border-line bg-surface">
      {/* Very large text puts the action below the title. */}
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b px-4 py-2">
        <h2 className="min-w-0 grow basis-24 overflow-x-clip font-medium wrap-anywhere">{title}</h2>
        {action}
      </div>
      {body}
    </section>
  )
}
