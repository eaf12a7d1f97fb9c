import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import type { EventTypeName } from '../events/catalog.ts'
import { queueMessages } from '../messages/queue.ts'
import { type EventGroup, mostItems } from '../messages/texts.ts'
import {
  consumeDigestItems,
  lockDueDigest,
  type RuleWithChannel,
  setNextDigest,
} from '../store/events/notification-rules.ts'
import { newId } from '../vault/random.ts'
import { recipientsOf } from './channels.ts'
import { nextDigestTime } from './digest-time.ts'

const dayMs = 86_400_000

/**
 * Writes every digest that is due to the outbox. In the same transaction, its items are deleted from the waiting list,
 * so that none is sent twice, even with several workers and after the clock is moved.
 */
export async function writeDigests(ctx: Context): Promise<number> {
  requireScope(ctx, 'notifications:send')
  let total = 0
  while (await writeOneDigest(ctx)) total += 1
  return total
}

async function writeOneDigest(ctx: Context): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const now = tx.now()
    // A time further ahead than any digest was set before the clock was put back.
    const found = await lockDueDigest(tx.db, now, new Date(now.getTime() + 2 * dayMs))
    if (found === null) return false
    const { rule } = found
    const isDue = rule.nextDigestAt !== null && rule.nextDigestAt <= now
    await setNextDigest(tx.db, rule.id, nextDigestTime(now, rule.digestHour ?? 0, rule.timeZone ?? 'UTC'))
    if (isDue) await writeDigest(tx, found, now)
    return true
  })
}

async function writeDigest(tx: Tx, { rule, channel }: RuleWithChannel, now: Date): Promise<void> {
  const items = await consumeDigestItems(tx.db, rule.id)
  if (items.length === 0) return
  const types = [...new Set(items.map(({ eventType }) => eventType as EventTypeName))]
  const groups: EventGroup[] = types.map((type) => {
    const ofType = items.filter(({ eventType }) => eventType === type).map(({ item }) => item)
    return { type, items: ofType.slice(0, mostItems), total: ofType.length }
  })
  const digestId = newId()
  await queueMessages(
    tx,
    recipientsOf(channel).map((recipient) => ({
      kind: 'digest' as const,
      recipient,
      channelKind: channel.kind,
      channelId: channel.id,
      ruleId: rule.id,
      facts: { groups, until: now.toISOString(), timeZone: rule.timeZone ?? 'UTC' },
      key: `digest ${digestId} ${recipient}`,
      expiresAt: new Date(now.getTime() + 2 * dayMs),
    })),
  )
}
