import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '../theme.ts'
import { toneLooks } from './tone-class.ts'

/** A status: color, icon and word together. `title` explains it, and what to do. */
export function Badge({
  tone,
  icon: Icon = toneLooks[tone].icon,
  title,
  children,
}: {
  tone: Tone
  icon?: LucideIcon | undefined
  title?: string | undefined
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-sm border py-px ps-1 pe-1.5 font-medium text-xs',
        toneLooks[tone].box,
      )}
    >
      <Icon size={12} />
      <span className="truncate">{children}</span>
    </span>
  )
}
