import type { RenewalCalendar } from '#lib/authorizations/renewals.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { matching, rowId } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { RenewalRow } from './renewal-columns.tsx'

export interface RenewalsPage
  extends ListPage<RenewalRow>,
    Pick<RenewalCalendar, 'levels' | 'months' | 'applications'> {}

/** The calendar of renewals. */
export const renewalsView = defineView<RenewalsPage>()({
  name: 'renewals',
  path: paths.renewals,
  parsers: {
    /** Only those of this application. */
    application: rowId,
    /** A level (`overdue`, `within-7`, `later`) or a month (`2026-12`). */
    within: matching(/^(overdue|later|within-\d{1,4}|\d{4}-(0[1-9]|1[0-2]))$/),
  },
  refreshEveryMs: 60_000,
})

export type RenewalsShown = Shown<typeof renewalsView>
