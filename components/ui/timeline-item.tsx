import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** One event, in an ordered list, on the line that connects it to the next one. `look`: the colors of its dot. */
export function TimelineItem({
  icon: Icon,
  look = 'border-line bg-sunken text-ink-muted',
  isLast,
  isCurrent = false,
  children,
}: {
  icon: LucideIcon
  look?: string
  isLast: boolean
  isCurrent?: boolean
  children: ReactNode
}) {
  return (
    <li className="flex gap-3" aria-current={isCurrent ? 'step' : undefined}>
      <span className="grid grid-rows-[auto_1fr] justify-items-center">
        <span className={clsx('grid size-7 place-items-center rounded-full border', look)}>
          <Icon size={14} />
        </span>
        {!isLast && <span aria-hidden className="w-px bg-line" />}
      </span>
      <div className={clsx('grid min-w-0 flex-1 grid-cols-1 content-start pt-0.5', !isLast && 'pb-5')}>
        {children}
      </div>
    </li>
  )
}
