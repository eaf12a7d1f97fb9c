import Link from 'next/link'
import { segmentsClass } from '../ui/button.tsx'
import { type ListView, listHref, type Sort, sorts } from './list-view.ts'

const words: Readonly<Record<Sort, string>> = {
  attention: 'Urgency',
  name: 'Name',
  newest: 'Newest',
}

/** What comes first. */
export function ListOrder({ view }: { view: ListView }) {
  return (
    <nav aria-label="Order" className="flex items-center gap-2 text-ink-muted text-xs">
      <span aria-hidden>Order</span>
      <span className={segmentsClass}>
        {sorts.map((sort) => (
          <Link
            key={sort}
            href={listHref(view, { sort })}
            prefetch={false}
            aria-current={sort === view.sort}
            className="inline-flex h-6 items-center rounded-sm px-2 transition-colors hover:text-ink aria-[current=true]:bg-sunken aria-[current=true]:font-medium aria-[current=true]:text-ink"
          >
            {words[sort]}
          </Link>
        ))}
      </span>
    </nav>
  )
}
