import { clsx } from 'clsx'
import Link from 'next/link'
import type { Tone } from '../theme.ts'
import { figure } from '../ui/figure.ts'
import { toneFill } from './tone-fill.ts'

/** One choice of a filter, with how many it would show. */
export function FilterChip({
  href,
  chosen,
  label,
  tone,
  count,
  title,
}: {
  href: string
  chosen: boolean
  label: string
  /** None: the choice that shows all. */
  tone?: Tone
  count: number
  title?: string
}) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={chosen}
        title={title}
        className="inline-flex h-8 items-center gap-2 whitespace-nowrap rounded-md border border-line bg-surface px-2.5 text-sm transition-colors hover:border-line-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium"
      >
        {tone !== undefined && <span aria-hidden className={clsx('size-2 rounded-full', toneFill[tone])} />}
        {label} <span className="text-ink-muted tabular-nums">{figure(count)}</span>
      </Link>
    </li>
  )
}
