import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { pruneWebhookDeliveries } from '../store/events/webhook-deliveries.ts'
import { destroyPreviousWebhookSecrets } from '../store/events/webhooks.ts'
import { pruneIdempotentRequests } from '../store/idempotent-requests.ts'
import { webhookPolicy } from './schedule.ts'

const batchSize = 1_000
const keepRequestsMs = 24 * 3_600_000

/** Deletes old deliveries and answers to repeated requests, and destroys secrets that no longer sign. */
export async function pruneWebhooks(ctx: Context): Promise<void> {
  requireScope(ctx, 'webhooks:deliver')
  const db = autocommit(ctx.db)
  const now = ctx.realNow()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  await destroyPreviousWebhookSecrets(db, now)
  await untilFew(() => pruneWebhookDeliveries(db, ago(webhookPolicy.keepDeliveriesMs), batchSize))
  await untilFew(() => pruneIdempotentRequests(db, ago(keepRequestsMs), batchSize))
}

async function untilFew(prune: () => Promise<number>): Promise<void> {
  while ((await prune()) === batchSize) {}
}
