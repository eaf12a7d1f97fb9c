import { ArrowDownUpIcon, CheckIcon } from 'lucide-react'
import Link from 'next/link'
import { FoldedPanel } from '../ui/folded-panel.tsx'
import { columnsOf } from './authorization-columns.tsx'
import { type AuthorizationsShown, sorts } from './authorizations-view.ts'
import type { ListLinks } from './list-views.ts'

type Sort = AuthorizationsShown['sort']

const orders: Readonly<
  Record<Sort, { readonly label: string; readonly direction: 'ascending' | 'descending' }>
> = {
  attention: { label: 'Urgency', direction: 'ascending' },
  name: { label: 'Name', direction: 'ascending' },
  newest: { label: 'Newest', direction: 'descending' },
  renewal: { label: 'Renewal date', direction: 'ascending' },
  changed: { label: 'Last change', direction: 'descending' },
}

/** The order of the list: a menu of links. */
export function Order({ shown, links }: { shown: AuthorizationsShown; links: ListLinks }) {
  return (
    <FoldedPanel
      isNarrow
      label={
        <>
          <ArrowDownUpIcon size={14} /> <span className="sr-only">Order: </span>
          {orders[shown.sort].label}
        </>
      }
    >
      <nav aria-label="Order">
        <ul className="grid gap-0.5">
          {sorts.map((sort) => (
            <li key={sort}>
              <Link
                href={links.href({ sort })}
                prefetch={false}
                aria-current={sort === shown.sort}
                className="flex h-9 items-center justify-between gap-2 rounded-md px-2 hover:bg-sunken aria-[current=true]:font-medium"
              >
                {orders[sort].label}
                {sort === shown.sort && <CheckIcon size={14} aria-hidden />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </FoldedPanel>
  )
}

/** The link and the current order of a column's header; null: the list has no such order. */
export function orderOf(key: string, shown: AuthorizationsShown, links: ListLinks) {
  const sort = columnsOf(shown.columns).find((column) => column.key === key)?.sort
  if (sort === undefined) return null
  return { href: links.href({ sort }), current: sort === shown.sort ? orders[sort].direction : null }
}
