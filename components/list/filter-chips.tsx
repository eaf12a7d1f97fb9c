import { clsx } from 'clsx'
import Link from 'next/link'
import type { Tone } from '../theme.ts'
import { figure } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { toneFill } from '../ui/tone-class.ts'

interface Chip {
  /** The list with this choice. */
  readonly href: string
  readonly isChosen: boolean
  readonly label: string
  /** None: the choice that shows all. */
  readonly tone?: Tone
  /** How many rows it would show. */
  readonly count?: number
  readonly title?: string
}

/** The choices of a filter, each a link. */
export function FilterChips({ label, chips }: { label: string; chips: readonly Chip[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1.5">
        {chips.map(({ href, isChosen, label, tone, count, title }) => (
          <li key={`${label} ${href}`}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isChosen}
              title={title}
              className="inline-flex min-h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1 text-sm transition-colors hover:border-line-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium"
            >
              {tone !== undefined && (
                <span aria-hidden className={clsx('size-2 rounded-full', toneFill[tone])} />
              )}
              {count === undefined ? (
                <span className="max-w-48 truncate">{label}</span>
              ) : (
                <>
                  {label} <span className="text-ink-muted tabular-nums">{figure(count)}</span>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A skeleton of the chips. `widths` are classes such as `w-24`. */
export function FilterChipsSkeleton({ widths }: { widths: readonly string[] }) {
  return (
    <div className="flex flex-wrap gap-1.5" aria-busy>
      {widths.map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other identity
        <Skeleton key={place} className={`h-8 ${width}`} />
      ))}
    </div>
  )
}
