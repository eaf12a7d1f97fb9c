import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Tone } from '../theme.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { toneLooks } from './tone-class.ts'

/** A status: colour, icon and word together. `title` says what it means and what to do. */
export function Badge({
  tone,
  icon = toneLooks[tone].icon,
  title,
  children,
}: {
  tone: Tone
  icon?: IconName | undefined
  title?: string | undefined
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-sm border py-px pr-1.5 pl-1 font-medium text-xs',
        toneLooks[tone].box,
      )}
    >
      <Icon name={icon} size={12} />
      <span className="truncate">{children}</span>
    </span>
  )
}
