import type { MessageStatus } from '#lib/notifications/outbox.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { oneOf, search } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { MessageListRow } from './message-columns.tsx'
import { messageLooks } from './message-words.ts'

export interface OutboxPage extends ListPage<MessageListRow> {
  readonly counts: Readonly<Record<MessageStatus, number>>
}

/** Everything that was sent, or will be. */
export const outboxView = defineView<OutboxPage>()({
  name: 'outbox',
  path: paths.outbox,
  /** `status`: null for all. */
  parsers: { status: oneOf(Object.keys(messageLooks) as MessageStatus[]), search },
  refreshEveryMs: 10_000,
})

export type OutboxShown = Shown<typeof outboxView>
