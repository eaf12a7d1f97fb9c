import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface Fact {
  term: string
  detail: ReactNode
}

/** A description list. `stacked` puts each term above its detail, which very large text does on its own. */
export function Facts({ facts, stacked = false }: { facts: readonly Fact[]; stacked?: boolean }) {
  return (
    <dl className="@container grid w-full gap-y-2.5">
      {facts.map(({ term, detail }) => (
        <div
          key={term}
          className={clsx(
            'grid gap-x-4',
            !stacked &&
              '@min-[13rem]:grid-cols-[minmax(7.5rem,1fr)_minmax(0,2fr)] sm:@min-[13rem]:grid-cols-[minmax(8rem,10rem)_minmax(0,1fr)]',
          )}
        >
          <dt className="text-ink-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{detail}</dd>
        </div>
      ))}
    </dl>
  )
}
