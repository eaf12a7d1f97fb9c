import { clsx } from 'clsx'
import Link from 'next/link'
import type { RenewalCount } from '#lib/authorizations/renewals.ts'
import { figure } from '../ui/format.ts'
import { toneFill } from '../ui/tone-class.ts'
import { monthName } from './renewal-words.ts'
import { type RenewalsShown, renewalsView } from './renewals-view.ts'

/** The coming year at a glance: how many are to be renewed in each month. Each is a filter. */
export function RenewalMonths({ shown, months }: { shown: RenewalsShown; months: readonly RenewalCount[] }) {
  const most = Math.max(1, ...months.map(({ count }) => count))
  return (
    <nav aria-label="Filter by month" className="overflow-x-auto rounded-md border border-line bg-surface">
      <ul className="flex min-w-88 gap-px p-2 max-sm:px-1">
        {months.map(({ name, count }) => {
          const chosen = shown.within === name
          const [month = '', year = ''] = monthName(name).split(' ')
          return (
            <li key={name} className="relative min-w-0 flex-1">
              <Link
                href={renewalsView.href(shown, { within: chosen ? null : name })}
                prefetch={false}
                aria-current={chosen}
                title={`${month} ${year}: ${figure(count)}`}
                className="group grid justify-items-center gap-1 rounded-md py-2 sm:px-1 hover:bg-sunken aria-[current=true]:bg-accent-soft"
              >
                <span className={clsx('text-sm tabular-nums', count === 0 && 'text-ink-faint')}>
                  {figure(count)}
                </span>
                <span aria-hidden className="flex h-12 w-full max-w-8 items-end max-sm:px-0.5">
                  <span
                    style={{ height: count === 0 ? 2 : `${Math.max(8, (count / most) * 100)}%` }}
                    className={clsx('w-full rounded-sm', count === 0 ? 'bg-line' : toneFill.due)}
                  />
                </span>
                <span className="text-ink-muted text-xs">
                  {month.slice(0, 3)}
                  <span className={month === 'January' ? 'max-sm:sr-only' : 'sr-only'}> {year}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
