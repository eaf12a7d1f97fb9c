import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** An empty list: says what will be here, why it is empty, and offers the one action that fills it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 grid size-10 place-items-center rounded-md border border-line bg-sunken text-ink-muted">
        <Icon size={20} />
      </span>
      <p className="font-medium text-lg">{title}</p>
      <div className="max-w-md text-balance text-ink-muted">{children}</div>
      {action && <div className="mt-3">{action}</div>}
    </div>
  )
}
