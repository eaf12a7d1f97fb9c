import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Tone } from '../theme.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { toneLooks } from './tone-class.ts'

/** Says what happened, why, and what to do next. `live` announces it when it appears after an action. */
export function Notice({
  tone,
  title,
  icon = toneLooks[tone].icon,
  cause,
  next,
  action,
  live = false,
}: {
  tone: Tone
  title: ReactNode
  icon?: IconName | undefined
  cause?: ReactNode
  next?: ReactNode
  action?: ReactNode
  live?: boolean
}) {
  return (
    <div
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={clsx('flex gap-3 rounded-md border p-3', toneLooks[tone].box)}
    >
      <Icon name={icon} size={18} className="mt-0.5" />
      <div className="grid min-w-0 gap-1 text-ink wrap-anywhere">
        <p className="font-medium">{title}</p>
        {cause !== undefined && <div className="text-ink-muted text-sm">{cause}</div>}
        {next !== undefined && <div className="text-sm">{next}</div>}
        {action !== undefined && <div className="mt-1.5 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}
