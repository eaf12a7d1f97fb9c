import { clsx } from 'clsx'
import type { Tone } from '../theme.ts'
import { ChipLink } from '../ui/chip-link.tsx'
import { figure } from '../ui/format.ts'
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
      <ChipLink href={href} current={chosen} title={title}>
        {tone !== undefined && <span aria-hidden className={clsx('size-2 rounded-full', toneFill[tone])} />}
        {label} <span className="text-ink-muted tabular-nums">{figure(count)}</span>
      </ChipLink>
    </li>
  )
}
