import { paths } from '../paths.ts'
import { NavTabs } from '../ui/nav-tabs.tsx'

export function OutboxTabs({ current }: { current: string }) {
  const tabs = [
    { href: paths.outbox, label: 'Written' },
    { href: paths.comingReminders, label: 'Coming reminders' },
  ]
  return <NavTabs label="Messages by time" tabs={tabs} current={current} />
}
