import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import type { Tone } from '../theme.ts'
import { toneLooks } from './tone-class.ts'

/** Says what happened, why, and what to do next. `live` announces it when it appears after an action. */
export function Notice({
  tone,
  title,
  icon: Icon = toneLooks[tone].icon,
  cause,
  next,
  action,
  live = false,
  ref,
}: {
  tone: Tone
  title: ReactNode
  icon?: LucideIcon | undefined
  cause?: ReactNode
  next?: ReactNode
  action?: ReactNode
  live?: boolean
  ref?: Ref<HTMLDivElement>
}) {
  return (
    <div
      ref={ref}
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={clsx('@container w-full scroll-my-4 rounded-md border p-3', toneLooks[tone].box)}
    >
      <div className="grid gap-x-6 gap-y-2.5 @2xl:grid-cols-[minmax(0,1fr)_auto] @2xl:items-center">
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 *:col-start-2">
          <Icon size={18} className="col-start-1! mt-0.5" />
          <p className="font-medium text-base text-ink wrap-anywhere">{title}</p>
          {cause !== undefined && (
            <div className="max-w-prose text-ink-muted text-sm wrap-anywhere">{cause}</div>
          )}
          {next !== undefined && <div className="max-w-prose text-ink text-sm wrap-anywhere">{next}</div>}
        </div>
        {action && (
          <div className="flex flex-wrap gap-2 ps-7.5 @2xl:max-w-72 @2xl:justify-end @2xl:ps-0">{action}</div>
        )}
      </div>
    </div>
  )
}

/** Sentences that belong together, one below the other. */
export function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="grid gap-1">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
