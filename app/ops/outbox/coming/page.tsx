import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { OutboxTabs } from '#components/outbox/outbox-tabs.tsx'
import { ReminderList, ReminderListSkeleton, RemindersOff } from '#components/outbox/reminder-list.tsx'
import { remindersView } from '#components/outbox/reminders-view.ts'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { comingReminders } from '../../lists/coming-reminders.ts'
import { Prepared } from '../../lists/server-list.tsx'

export default async function ComingRemindersPage({ searchParams }: PageProps<'/ops/outbox/coming'>) {
  const shown = comingReminders.parse(await searchParams)
  const { ctx } = await operatorPage(remindersView.href(shown, shown))
  const page = comingReminders.prepare(ctx, shown)
  return (
    <>
      <PageHeading
        title="Coming reminders"
        description="Who will be reminded to renew, and when. Each is written when it is due; after a renewal, it isn’t sent."
      />
      <OutboxTabs current={paths.comingReminders} />
      {/* Together, so that the list doesn't move when the notice comes. */}
      <Suspense
        fallback={
          <Card flush>
            <ReminderListSkeleton />
          </Card>
        }
      >
        <Prepared page={page}>
          <RemindersOff shown={shown} />
          <Card flush>
            <ReminderList shown={shown} />
          </Card>
        </Prepared>
      </Suspense>
    </>
  )
}
