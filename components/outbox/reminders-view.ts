import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { paths } from '../paths.ts'
import type { ReminderRow } from './reminder-columns.tsx'

export interface RemindersPage extends ListPage<ReminderRow> {
  /** Whether sellers get reminders at all. */
  readonly isOn: boolean
}

/** The reminders to come. */
export const remindersView = defineView<RemindersPage>()({
  name: 'coming-reminders',
  path: paths.comingReminders,
  parsers: {},
  refreshEveryMs: 60_000,
})

export type RemindersShown = Shown<typeof remindersView>
