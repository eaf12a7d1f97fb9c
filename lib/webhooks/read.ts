import type { Tags, WebhookDeliveryStatus, WebhookDisabledReason } from '#drizzle/schema.ts'
import { type Context, hasScope, requireScope, requireWholeApplication, toShown } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { type PublishedEvent, toPublishedEvent } from '../events/payload.ts'
import { listApplications } from '../store/applications.ts'
import {
  findWebhookDelivery,
  type ListedDelivery,
  listWebhookDeliveries,
  type WebhookAttemptRow,
} from '../store/events/webhook-deliveries.ts'
import {
  findWebhookEndpoint,
  type ListedWebhookEndpoint,
  listWebhookEndpoints,
  listWebhookProblems,
  type WebhookEndpointRow,
} from '../store/events/webhooks.ts'
import { versionOf } from '../version.ts'

export type DeliveryStatus = WebhookDeliveryStatus
export type DisabledReason = WebhookDisabledReason

export interface EndpointView {
  readonly id: string
  readonly name: string
  readonly url: string
  /** Null: every published type. */
  readonly eventTypes: readonly string[] | null
  readonly applicationId: string | null
  readonly applicationName: string | null
  readonly tags: Tags
  /** The version of these settings. */
  readonly seenAt: string
  readonly state: 'active' | 'failing' | 'disabled'
  readonly disabledAt: Date | null
  readonly disabledReason: WebhookDisabledReason | null
  readonly failingSince: Date | null
  readonly pausedUntil: Date | null
  /** Null unless two secrets sign. */
  readonly previousSecretUntil: Date | null
  readonly createdAt: Date
  readonly creatorName: string | null
  readonly waiting: number
  /** Over the last hundred deliveries that ended. */
  readonly delivered: number
  readonly ended: number
  readonly lastDeliveredAt: Date | null
}

/** What people and programs change about an endpoint. */
export function settingsOf({ name, url, eventTypes, applicationId, tags }: WebhookEndpointRow) {
  return { name, url, eventTypes, applicationId, tags }
}

export interface DeliveryView {
  readonly id: string
  readonly eventId: string
  readonly type: string
  readonly sequence: number
  readonly subjectId: string
  readonly status: WebhookDeliveryStatus
  readonly isBeingSent: boolean
  readonly attempts: number
  readonly nextAttemptAt: Date | null
  readonly createdAt: Date
  readonly lastAttemptAt: Date | null
  readonly lastStatus: number | null
  readonly lastError: string | null
  readonly lastDurationMs: number | null
}

export type AttemptView = Omit<WebhookAttemptRow, 'deliveryId'>

/** The application that the actor's endpoints have to be of; null: any. A key of one account manages none. */
export function requireWebhookApplication({ actor }: Context): string | null {
  if (actor.kind !== 'api-key') return null
  requireWholeApplication(actor)
  return actor.applicationId
}

/** The right to manage endpoints includes reading them. */
function requireReading(ctx: Context): string | null {
  if (!hasScope(ctx.actor, 'webhooks:manage')) requireScope(ctx, 'webhooks:read')
  return requireWebhookApplication(ctx)
}

/** By name. */
export async function listEndpoints(ctx: Context): Promise<readonly EndpointView[]> {
  const applicationId = requireReading(ctx)
  const rows = await listWebhookEndpoints(ctx.db, { applicationId })
  return rows.map((row) => toView(row, clocksOf(ctx)))
}

export async function readEndpoint(ctx: Context, id: string): Promise<EndpointView> {
  const applicationId = requireReading(ctx)
  const known = await findWebhookEndpoint(ctx.db, id, applicationId)
  const [row] = known === null ? [] : await listWebhookEndpoints(ctx.db, { applicationId, id })
  if (row === undefined) throw new AppError('webhook_not_found')
  return toView(row, clocksOf(ctx))
}

export interface DeliveryQuery {
  readonly status?: WebhookDeliveryStatus | null
  /** The `next` of the previous page. */
  readonly after?: string | null
  readonly limit?: number
}

const pageSize = 50

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listDeliveries(
  ctx: Context,
  endpointId: string,
  { status = null, after = null, limit = pageSize }: DeliveryQuery = {},
): Promise<Page<DeliveryView>> {
  const { id } = await readEndpoint(ctx, endpointId)
  const clocks = clocksOf(ctx)
  const page = await readPage(
    { after, kind: 'time', limit },
    (wanted) => listWebhookDeliveries(ctx.db, { endpointId: id, status }, wanted),
    ({ delivery }) => ({ key: delivery.createdAt, id: delivery.id }),
  )
  return { ...page, rows: page.rows.map((row) => toDeliveryView(row, clocks)) }
}

export interface DeliveryDetails extends DeliveryView {
  readonly payload: PublishedEvent
  /** In their order. */
  readonly log: readonly AttemptView[]
}

export async function readDelivery(ctx: Context, endpointId: string, id: string): Promise<DeliveryDetails> {
  const { id: ownId } = await readEndpoint(ctx, endpointId)
  const found = await findWebhookDelivery(ctx.db, ownId, id)
  if (found === null) throw new AppError('webhook_delivery_not_found')
  const clocks = clocksOf(ctx)
  return {
    ...toDeliveryView(found, clocks),
    payload: toPublishedEvent(found.event, ctx.settings.appUrl),
    log: found.attempts.map(({ deliveryId: _, startedAt, ...attempt }) => ({
      ...attempt,
      startedAt: clocks.shown(startedAt),
    })),
  }
}

export interface WebhookProblem {
  readonly id: string
  readonly name: string
  /** When it was disabled; null while it is failing. */
  readonly disabledAt: Date | null
  readonly reason: WebhookDisabledReason | null
  readonly failingSince: Date | null
  /** How many deliveries wait for an attempt. */
  readonly waiting: number
}

/** Endpoints that need a person: disabled by what they answered, or failing for over an hour. */
export async function listProblems(ctx: Context): Promise<readonly WebhookProblem[]> {
  requireScope(ctx, 'webhooks:read')
  const rows = await listWebhookProblems(ctx.db)
  const shown = toShown(ctx)
  return rows.map(({ endpoint: { id, name, disabledAt, disabledReason, failingSince }, waiting }) => ({
    id,
    name,
    disabledAt,
    waiting,
    failingSince: shown(failingSince),
    reason: disabledReason,
  }))
}

/** The choices for limiting an endpoint's events. */
export async function listEndpointChoices(ctx: Context) {
  requireScope(ctx, 'webhooks:manage')
  const applications = await listApplications(ctx.db)
  return { applications: applications.map(({ id, name }) => ({ id, name })) }
}

/** Attempts follow the real time; what people and programs see follows the clock that the demo can move. */
function clocksOf(ctx: Context) {
  return { realNow: ctx.realNow(), shown: toShown(ctx) }
}

type Clocks = ReturnType<typeof clocksOf>

function toView({ endpoint, ...row }: ListedWebhookEndpoint, { realNow, shown }: Clocks): EndpointView {
  const { id, name, url, eventTypes, applicationId, tags, createdAt } = endpoint
  const { disabledAt, disabledReason, failingSince, pausedUntil, previousSecretUntil } = endpoint
  const ifAhead = (at: Date | null) => (at !== null && at > realNow ? shown(at) : null)
  return {
    id,
    name,
    url,
    eventTypes,
    applicationId,
    tags,
    createdAt,
    disabledAt,
    disabledReason,
    seenAt: versionOf(settingsOf(endpoint)),
    state: disabledAt !== null ? 'disabled' : failingSince !== null ? 'failing' : 'active',
    failingSince: shown(failingSince),
    pausedUntil: ifAhead(pausedUntil),
    previousSecretUntil: ifAhead(previousSecretUntil),
    applicationName: row.applicationName,
    creatorName: row.creatorName ?? row.keyName,
    waiting: row.waiting,
    delivered: row.delivered,
    ended: row.ended,
    lastDeliveredAt: shown(row.lastDeliveredAt),
  }
}

function toDeliveryView({ delivery, event }: ListedDelivery, { realNow, shown }: Clocks): DeliveryView {
  const { id, eventId, status, attempts, nextAttemptAt, createdAt, claimedUntil } = delivery
  const { lastAttemptAt, lastStatus, lastError, lastDurationMs } = delivery
  return {
    id,
    eventId,
    status,
    attempts,
    lastStatus,
    lastError,
    lastDurationMs,
    nextAttemptAt: shown(nextAttemptAt),
    createdAt: shown(createdAt),
    lastAttemptAt: shown(lastAttemptAt),
    type: event.type,
    sequence: event.sequence,
    subjectId: event.subjectId,
    isBeingSent: status === 'waiting' && claimedUntil !== null && claimedUntil > realNow,
  }
}
