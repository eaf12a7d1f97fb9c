import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import {
  MessageStatuses,
  MessageStatusesSkeleton,
  OutboxList,
  OutboxListSkeleton,
  OutboxToolbar,
} from '#components/outbox/outbox-list.tsx'
import { OutboxTabs } from '#components/outbox/outbox-tabs.tsx'
import { outboxView } from '#components/outbox/outbox-view.ts'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { outbox } from '../lists/outbox.ts'
import { Prepared } from '../lists/server-list.tsx'
import { again, cancel } from './actions.ts'

export default async function OutboxPage({ searchParams }: PageProps<'/ops/outbox'>) {
  const shown = outbox.parse(await searchParams)
  const { ctx, may } = await operatorPage(outboxView.href(shown, shown))
  const page = outbox.prepare(ctx, shown)
  return (
    <>
      <PageHeading title="Outbox" description="What Gatehouse has sent to people, and what it will send." />
      <OutboxTabs current={paths.outbox} />
      {ctx.mail === null && (
        <Notice
          tone="doubt"
          title="Emails are held"
          next="No SMTP server is configured. Set SMTP_URL and MAIL_FROM and restart the processes; emails that haven’t expired by then are sent."
        />
      )}
      <Suspense fallback={<MessageStatusesSkeleton />}>
        <Prepared page={page}>
          <MessageStatuses shown={shown} />
        </Prepared>
      </Suspense>
      <Card flush>
        <OutboxToolbar shown={shown} />
        <Suspense fallback={<OutboxListSkeleton />}>
          <Prepared page={page}>
            <OutboxList shown={shown} actions={may('notifications:manage') ? { again, cancel } : null} />
          </Prepared>
        </Suspense>
      </Card>
    </>
  )
}
