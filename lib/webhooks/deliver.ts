import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, systemContext, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { isVaultError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { createEventConsumer } from '../events/consume.ts'
import { toPublishedEvent } from '../events/payload.ts'
import { createLoop } from '../jobs/loop.ts'
import { leases } from '../leases.ts'
import { observe } from '../metrics/record.ts'
import { isOutboundError, type OutboundResponse } from '../outbound/post.ts'
import { seals } from '../seals.ts'
import { maskSecrets } from '../secret.ts'
import type { Services } from '../services.ts'
import { type EventRow, findEvents } from '../store/events/events.ts'
import {
  type ClaimedDelivery,
  claimWebhookDeliveries,
  type EndedAttempt,
  endWebhookAttempt,
  insertWebhookDeliveries,
  listDueWebhookEndpoints,
} from '../store/events/webhook-deliveries.ts'
import {
  clearWebhookFailures,
  listWebhookFilters,
  lockWebhookEndpoint,
  updateWebhookEndpoint,
  type WebhookEndpointRow,
} from '../store/events/webhooks.ts'
import { newId } from '../vault/random.ts'
import { open } from '../vault/seal.ts'
import { signWebhook } from '../vault/webhook.ts'
import { isWanted, orderKeyOf } from './filter.ts'
import { afterFailure, nextAttemptAt, parseRetryAfter, webhookPolicy } from './schedule.ts'

/** Sends events to webhook endpoints. Any number of processes may run it on one database. */
export interface WebhookSender {
  /**
   * Reads the events that are there now, and sends everything that is due. Resolves with how many requests that took.
   */
  deliverDue(): Promise<number>
  /** Sends what falls due, until `stop`. */
  start(): void
  /** Claims nothing more, and resolves when every request that was begun has ended. */
  stop(): Promise<void>
}

interface Claimed {
  readonly claim: string
  readonly endpoint: WebhookEndpointRow
  readonly delivery: ClaimedDelivery
  readonly event: EventRow
}

const collectMs = 20
const retryMs = 1_000

/** The name by which the events remember how far webhooks have come. */
export const webhookConsumer = 'webhooks'

/**
 * The deliveries are their own queue. Each is claimed for longer than its request can take, so that what a dead process
 * had claimed is sent again, and each endpoint has its own limit, so that none waits for a slower one.
 */
export function createWebhookSender(services: Services): WebhookSender {
  const ctx = systemContext(services, 'deliver-webhooks', 'schedule')
  const consumer = createEventConsumer(services, webhookConsumer, addDeliveries)
  const running = new Set<Promise<void>>()
  const openAt = new Map<string, number>()
  /** Looks when a request has ended, and when something was committed. */
  const loop = createLoop({
    work: async () => {
      await beginDue()
      return Number.POSITIVE_INFINITY
    },
    report: (error) => services.log.warn({ error }, 'webhooks wait'),
    retryMs,
    listen: services.signals.onEvents,
  })

  function begin(claimed: Claimed): void {
    const { id } = claimed.endpoint
    openAt.set(id, (openAt.get(id) ?? 0) + 1)
    const work = deliver(ctx, claimed)
      .catch((error: unknown) => {
        services.log.error({ error, deliveryId: claimed.delivery.id }, 'webhook not delivered')
      })
      .finally(() => {
        running.delete(work)
        const open = (openAt.get(id) ?? 1) - 1
        if (open === 0) openAt.delete(id)
        else openAt.set(id, open)
        // A claim costs the same for one delivery as for several, so that it waits for a few places to be free.
        if (open > webhookPolicy.concurrentRequests / 2) setTimeout(loop.wake, collectMs)
        else loop.wake()
      })
    running.add(work)
  }

  async function beginDue(): Promise<number> {
    const endpoints = await listDueWebhookEndpoints(services.db, services.realNow())
    // One by one: a claim is short, and many at the same time would take all connections.
    let begun = 0
    for (const endpointId of endpoints) {
      if (loop.isStopping()) break
      const claimed = await claimDue(ctx, endpointId)
      claimed.forEach(begin)
      begun += claimed.length
    }
    return begun
  }

  return {
    deliverDue: async () => {
      await consumer.drain()
      let done = 0
      for (let begun = await beginDue(); begun > 0 || running.size > 0; begun = await beginDue()) {
        done += begun
        if (running.size > 0) await Promise.race(running)
      }
      return done
    },
    start: () => {
      consumer.start()
      loop.start()
    },
    stop: async () => {
      await Promise.all([consumer.stop(), loop.stop()])
      await Promise.all(running)
    },
  }
}

/** In the transaction that reads these events. */
async function addDeliveries(tx: Tx, events: readonly EventRow[]): Promise<void> {
  const published = events.filter(({ isPublic }) => isPublic)
  if (published.length === 0) return
  const endpoints = await listWebhookFilters(tx.db)
  const rows = published.flatMap((event) =>
    endpoints
      .filter((endpoint) => isWanted(endpoint, event))
      .map(({ id }) => ({ endpointId: id, eventId: event.id, orderKey: orderKeyOf(event) })),
  )
  await insertWebhookDeliveries(tx.db, rows, tx.realNow())
}

async function claimDue(ctx: Context, endpointId: string): Promise<Claimed[]> {
  requireScope(ctx, 'webhooks:deliver')
  const claim = newId()
  const { endpoint, deliveries } = await inTransaction(ctx, async (tx) => {
    const locked = await lockWebhookEndpoint(tx.db, endpointId)
    const now = tx.realNow()
    if (locked === null || !mayBeSentTo(locked, now)) return { endpoint: null, deliveries: [] }
    const until = new Date(now.getTime() + leases.webhookDelivery.lastsMs)
    const concurrent = webhookPolicy.concurrentRequests
    return {
      endpoint: locked,
      deliveries: await claimWebhookDeliveries(tx.db, endpointId, { id: claim, now, until, concurrent }),
    }
  })
  if (endpoint === null) return []
  const events = await findEvents(
    ctx.db,
    deliveries.map(({ eventId }) => eventId),
  )
  return deliveries.flatMap((delivery) => {
    const event = events.find(({ id }) => id === delivery.eventId)
    return event === undefined ? [] : [{ claim, endpoint, delivery, event }]
  })
}

function mayBeSentTo({ disabledAt, pausedUntil }: WebhookEndpointRow, now: Date): boolean {
  return disabledAt === null && (pausedUntil === null || pausedUntil <= now)
}

async function deliver(ctx: Context, claimed: Claimed): Promise<void> {
  const { attempt, headers } = await send(ctx, claimed)
  const isDelivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
  const outcome = isDelivered ? 'delivered' : 'failed'
  observe('gatehouse_webhook_request_duration_seconds', { outcome }, attempt.durationMs / 1_000)
  if (isDelivered) await recordSuccess(ctx, claimed, attempt)
  else await recordFailure(ctx, claimed, attempt, headers?.get('retry-after') ?? null)
}

/** Sends once. The id stays the same however often it is sent; the time and the signatures are new. */
async function send(
  ctx: Context,
  { endpoint, event }: Claimed,
): Promise<{ readonly attempt: EndedAttempt; readonly headers: Headers | null }> {
  const startedAt = ctx.realNow()
  const started = performance.now()
  const ended = (result: Pick<EndedAttempt, 'status' | 'error' | 'response'>): EndedAttempt => ({
    startedAt,
    durationMs: Math.round(performance.now() - started),
    ...result,
  })
  try {
    const response = await ctx.postOutbound({
      url: endpoint.url,
      ...signedRequest(ctx, endpoint, event, startedAt),
      timeoutMs: webhookPolicy.timeoutMs,
      maxBytes: webhookPolicy.responseBytes,
    })
    const { status, headers } = response
    return { attempt: ended({ status, error: null, response: keptPart(response) }), headers }
  } catch (error) {
    const code = failureCode(error)
    if (code === null) throw error
    return { attempt: ended({ status: null, error: code, response: null }), headers: null }
  }
}

/** Null: not a failure of this delivery. */
function failureCode(error: unknown): string | null {
  if (isOutboundError(error)) return error.code
  return isVaultError(error) ? 'secret_unreadable' : null
}

function signedRequest(ctx: Context, endpoint: WebhookEndpointRow, event: EventRow, now: Date) {
  const { id } = event
  const timestamp = Math.floor(now.getTime() / 1_000)
  const body = JSON.stringify(toPublishedEvent(event, ctx.settings.appUrl))
  const signatures = openSecrets(ctx, endpoint, now).map((secret) =>
    signWebhook(secret, { id, timestamp, body }),
  )
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Gatehouse-Webhooks/1.0',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatures.join(' '),
    },
  }
}

function openSecrets({ keyRing }: Context, endpoint: WebhookEndpointRow, now: Date) {
  const { secretSealed, previousSecretSealed, previousSecretUntil } = endpoint
  const current = open(keyRing, secretSealed, seals.webhookEndpoint.secretSealed(endpoint))
  if (previousSecretSealed === null || previousSecretUntil === null || previousSecretUntil <= now) {
    return [current]
  }
  return [current, open(keyRing, previousSecretSealed, seals.webhookEndpoint.previousSecretSealed(endpoint))]
}

/** A response can quote anything, and Postgres takes no NUL. */
function keptPart({ body }: OutboundResponse): string {
  return maskSecrets(body.replaceAll('\0', '\uFFFD'))
}

async function recordSuccess(
  ctx: Context,
  { delivery, endpoint, claim }: Claimed,
  attempt: EndedAttempt,
): Promise<void> {
  const db = autocommit(ctx.db)
  const outcome = { isDelivered: true, nextAttemptAt: null, now: ctx.realNow() }
  await endWebhookAttempt(db, { id: delivery.id, claim }, attempt, outcome)
  if (endpoint.failingSince !== null) await clearWebhookFailures(db, endpoint)
}

async function recordFailure(
  ctx: Context,
  { delivery, claim, endpoint: { id, url } }: Claimed,
  attempt: EndedAttempt,
  retryAfter: string | null,
): Promise<void> {
  requireScope(ctx, 'webhooks:deliver')
  await inTransaction(ctx, async (tx) => {
    const endpoint = await lockWebhookEndpoint(tx.db, id)
    if (endpoint === null) return
    const now = tx.realNow()
    const retryAfterMs = parseRetryAfter(retryAfter, now)
    const nextAttempt = nextAttemptAt({ tries: delivery.tries + 1, now, retryAfterMs }, Math.random())
    const outcome = { isDelivered: false, nextAttemptAt: nextAttempt, now }
    const isOurs = await endWebhookAttempt(tx.db, { id: delivery.id, claim }, attempt, outcome)
    // A late answer from a previous URL says nothing about this one.
    if (!isOurs || endpoint.url !== url) return
    const { failingSince, mustDisable } = afterFailure(endpoint, now)
    await updateWebhookEndpoint(tx.db, id, {
      failingSince,
      lastFailedAt: now,
      ...(isOverloaded(attempt) && retryAfterMs > 0 && { pausedUntil: pauseUntil(now, retryAfterMs) }),
    })
    const reason = attempt.status === 410 ? 'gone' : mustDisable ? 'failing' : null
    if (reason !== null && endpoint.disabledAt === null) await disableEndpoint(tx, endpoint, reason)
  })
}

/** `Retry-After` of these is about the endpoint as a whole. */
function isOverloaded({ status }: EndedAttempt): boolean {
  return status === 429 || status === 503
}

function pauseUntil(now: Date, retryAfterMs: number): Date {
  return new Date(now.getTime() + Math.min(retryAfterMs, webhookPolicy.longestPauseMs))
}

/** For the caller's transaction, in which the endpoint is locked. */
export async function disableEndpoint(
  tx: Tx,
  { id, name, applicationId }: WebhookEndpointRow,
  reason: 'operator' | 'gone' | 'failing',
): Promise<void> {
  await updateWebhookEndpoint(tx.db, id, { disabledAt: tx.now(), disabledReason: reason })
  const [eventId = null] = await appendEvents(tx, [
    { type: 'webhook.disabled', subjectId: id, applicationId, data: { name, reason } },
  ])
  await recordAudit(tx, 'webhook.disabled', { kind: 'webhook-endpoint', id }, { name, reason }, eventId)
}
