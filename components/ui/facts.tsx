import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface Fact {
  term: string
  detail: ReactNode
}

/** A description list. `stacked` puts each term above its detail, for narrow columns. */
export function Facts({ facts, stacked = false }: { facts: readonly Fact[]; stacked?: boolean }) {
  return (
    <dl className="grid gap-y-2.5">
      {facts.map(({ term, detail }) => (
        <div
          key={term}
          className={clsx(
            'grid gap-x-4',
            !stacked &&
              'grid-cols-[minmax(7.5rem,1fr)_minmax(0,2fr)] sm:grid-cols-[minmax(8rem,10rem)_minmax(0,1fr)]',
          )}
        >
          <dt className="text-ink-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{detail}</dd>
        </div>
      ))}
    </dl>
  )
}
