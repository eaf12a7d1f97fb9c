import { toWire } from '#components/list/wire.ts'
import { messageFields } from '#components/outbox/message-columns.tsx'
import { outboxView } from '#components/outbox/outbox-view.ts'
import { countOutbox, listOutbox } from '#lib/notifications/outbox.ts'
import { serverList } from './server-list.tsx'

export const outbox = serverList(outboxView, 'time', async (ctx, shown) => {
  const [{ rows, next }, counts] = await Promise.all([listOutbox(ctx, shown), countOutbox(ctx, shown)])
  return {
    rows: rows.map((row) => toWire(row, messageFields)),
    next,
    counts,
    readAt: ctx.now().toISOString(),
  }
})
