import { toWire } from '#components/list/wire.ts'
import { reminderFields } from '#components/outbox/reminder-columns.tsx'
import { remindersView } from '#components/outbox/reminders-view.ts'
import { readComingReminders } from '#lib/notifications/coming-reminders.ts'
import { serverList } from './server-list.tsx'

export const comingReminders = serverList(remindersView, 'time', async (ctx, shown) => {
  const { rows, ...page } = await readComingReminders(ctx, shown)
  return {
    ...page,
    rows: rows.map((row) => ({
      ...toWire(row, reminderFields),
      id: `${row.authorizationId} ${row.daysBefore}`,
    })),
    readAt: ctx.now().toISOString(),
  }
})
