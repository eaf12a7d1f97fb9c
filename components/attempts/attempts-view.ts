import type { AttemptEnd, Period, RefusalView } from '#lib/attempts/read.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { day, oneOf, search } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { AttemptRow } from './attempt-columns.tsx'
import { attemptEnds, workflows } from './attempt-words.ts'

export interface AttemptsPage extends ListPage<AttemptRow> {
  /** Among those that match the other filters. */
  readonly counts: Readonly<Partial<Record<AttemptEnd, number>>>
  readonly refusals: readonly RefusalView[]
}

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[]

/** The list of attempts. */
export const attemptsView = defineView<AttemptsPage>()({
  name: 'attempts',
  path: paths.attempts,
  parsers: {
    search,
    /** Null for all, as with the workflow. */
    end: oneOf(keysOf(attemptEnds)),
    workflow: oneOf(keysOf(workflows)),
    period: oneOf(['any', 'today', 'yesterday', 'week', 'dates']).withDefault('any'),
    /** Both apply while the period is `dates`. */
    first: day,
    last: day,
  },
  refreshEveryMs: 15_000,
})

export type AttemptsShown = Shown<typeof attemptsView>

export function toPeriod({ period, first, last }: AttemptsShown): Period {
  return period === 'dates' ? { first, last } : period
}

export function isNarrowed({ search, end, workflow, period }: AttemptsShown): boolean {
  return search !== '' || end !== null || workflow !== null || period !== 'any'
}
