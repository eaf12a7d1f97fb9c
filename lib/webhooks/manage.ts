import type { Tags } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { isEventType, publicEventTypes } from '../events/catalog.ts'
import { checkOutboundUrl, type OutboundErrorCode } from '../outbound/post.ts'
import { parseName } from '../parse-name.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { findApplication } from '../store/applications.ts'
import { addConsumer } from '../store/events/events.ts'
import {
  insertWebhookDeliveries,
  restartFailedWebhookDeliveries,
  restartWebhookDelivery,
  resumeWebhookDeliveries,
} from '../store/events/webhook-deliveries.ts'
import {
  countWebhookEndpoints,
  deleteWebhookEndpoint,
  insertWebhookEndpoint,
  lockWebhookEndpoint,
  updateWebhookEndpoint,
  type WebhookEndpointRow,
} from '../store/events/webhooks.ts'
import { requireTags } from '../tags.ts'
import { open, seal } from '../vault/seal.ts'
import { newWebhookSecret } from '../vault/webhook.ts'
import { requireVersion } from '../version.ts'
import { disableEndpoint, webhookConsumer } from './deliver.ts'
import { requireWebhookApplication, settingsOf } from './read.ts'
import { webhookPolicy } from './schedule.ts'

const minuteMs = 60_000

export interface EndpointSettings {
  readonly name: string
  readonly url: string
  /** Null: every published type. */
  readonly eventTypes: readonly string[] | null
  /** Null: all applications. */
  readonly applicationId: string | null
  readonly tags: Tags
}

/**
 * `id`: chosen when the form was shown, so that a form that is sent twice adds one. The secret is in this answer only.
 */
export async function createEndpoint(
  ctx: Context,
  { id, ...request }: EndpointSettings & { readonly id: string },
): Promise<{ readonly id: string; readonly secret: Secret }> {
  requireScope(ctx, 'webhooks:manage')
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  const settings = await parseSettings(ctx, request)
  const secret = newWebhookSecret()
  const { actor } = ctx
  await inTransaction(ctx, async (tx) => {
    if ((await countWebhookEndpoints(tx.db)) >= webhookPolicy.endpoints) {
      throw new AppError('webhook_limit_reached')
    }
    const isNew = await insertWebhookEndpoint(tx.db, {
      id,
      ...settings,
      createdAt: tx.now(),
      secretSealed: seal(tx.keyRing, secret, seals.webhookEndpoint.secretSealed({ id })),
      createdBy: actor.kind === 'operator' ? actor.personId : null,
      createdByKey: actor.kind === 'api-key' ? actor.keyId : null,
    })
    if (!isNew) throw new AppError('form_repeated')
    // Events count from now on, whether or not a worker has ever run.
    await addConsumer(tx.db, webhookConsumer, tx.realNow())
    const { name, applicationId } = settings
    await recordAudit(
      tx,
      'webhook.created',
      { kind: 'webhook-endpoint', id },
      { name, host: new URL(settings.url).host, applicationId },
    )
  })
  return { id, secret }
}

/**
 * Fields that are left out stay as they are. `seenAt`: the version of the settings that were shown; throws
 * `settings_changed` if another change came first. Null: whatever they are.
 */
export async function changeEndpoint(
  ctx: Context,
  id: string,
  change: Partial<EndpointSettings>,
  seenAt: string | null = null,
): Promise<void> {
  requireScope(ctx, 'webhooks:manage')
  await inTransaction(ctx, async (tx) => {
    // Locked before it is read, so that two changes at the same time both count.
    const previous = await lockVisible(tx, id)
    requireVersion(seenAt, settingsOf(previous))
    const settings = await parseSettings(tx, { ...previous, ...change })
    const isMoved = previous.url !== settings.url
    await updateWebhookEndpoint(tx.db, id, {
      ...settings,
      ...(isMoved && { failingSince: null, lastFailedAt: null, pausedUntil: null }),
    })
    const { name, url, applicationId } = settings
    await recordAudit(
      tx,
      'webhook.changed',
      { kind: 'webhook-endpoint', id },
      { name, host: new URL(url).host, applicationId },
    )
  })
}

/**
 * A new secret, in this answer only. The previous one signs, too, for a day. While it does, another rotation would end
 * it, which programs may still use: throws `webhook_secret_overlaps`, unless the caller wants that.
 */
export async function rotateSecret(
  ctx: Context,
  id: string,
  { endsPrevious = false }: { readonly endsPrevious?: boolean } = {},
): Promise<{ readonly secret: Secret; readonly previousUntil: Date }> {
  requireScope(ctx, 'webhooks:manage')
  await requireConfirmation(ctx)
  const secret = newWebhookSecret()
  const previousUntil = await inTransaction(ctx, async (tx) => {
    const endpoint = await lockVisible(tx, id)
    const { keyRing } = tx
    const previousUntil = endpoint.previousSecretUntil
    if (previousUntil !== null && previousUntil > tx.realNow() && !endsPrevious)
      throw new AppError('webhook_secret_overlaps')
    const until = new Date(tx.realNow().getTime() + webhookPolicy.secretOverlapMs)
    const current = open(keyRing, endpoint.secretSealed, seals.webhookEndpoint.secretSealed({ id }))
    await updateWebhookEndpoint(tx.db, id, {
      secretSealed: seal(keyRing, secret, seals.webhookEndpoint.secretSealed({ id })),
      previousSecretSealed: seal(keyRing, current, seals.webhookEndpoint.previousSecretSealed({ id })),
      previousSecretUntil: until,
    })
    const { name } = endpoint
    await recordAudit(tx, 'webhook.secret-rotated', { kind: 'webhook-endpoint', id }, { name })
    return until
  })
  return { secret, previousUntil }
}

/** While an endpoint is disabled, its events wait. Does nothing if it already is. */
export async function disable(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'webhooks:manage')
  await inTransaction(ctx, async (tx) => {
    const endpoint = await lockVisible(tx, id)
    if (endpoint.disabledAt === null) await disableEndpoint(tx, endpoint, 'operator')
  })
}

/** Deliveries that waited are sent now, in order. */
export async function enable(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'webhooks:manage')
  await inTransaction(ctx, async (tx) => {
    const { name, disabledAt } = await lockVisible(tx, id)
    if (disabledAt === null) return
    await updateWebhookEndpoint(tx.db, id, {
      disabledAt: null,
      disabledReason: null,
      failingSince: null,
      lastFailedAt: null,
      pausedUntil: null,
    })
    await resumeWebhookDeliveries(tx.db, id, tx.realNow())
    await recordAudit(tx, 'webhook.enabled', { kind: 'webhook-endpoint', id }, { name })
  })
}

/** With its deliveries. */
export async function deleteEndpoint(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'webhooks:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const { name, url } = await lockVisible(tx, id)
    await deleteWebhookEndpoint(tx.db, id)
    const { host } = new URL(url)
    await recordAudit(tx, 'webhook.deleted', { kind: 'webhook-endpoint', id }, { name, host })
  })
}

/** Sends an event of the type `webhook.test` to this endpoint alone, whatever its filters. Returns the event's id. */
export async function sendTest(ctx: Context, id: string): Promise<string> {
  requireScope(ctx, 'webhooks:manage')
  return inTransaction(ctx, async (tx) => {
    const { name } = await lockForSending(tx, id)
    const [eventId = ''] = await appendEvents(tx, [{ type: 'webhook.test', subjectId: id, data: { name } }])
    await insertWebhookDeliveries(tx.db, [{ endpointId: id, eventId, orderKey: null }], tx.realNow())
    await recordAudit(tx, 'webhook.tested', { kind: 'webhook-endpoint', id }, { name }, eventId)
    return eventId
  })
}

/** Sends one event again, from the beginning of the schedule; one that waits is sent now. Earlier ones go first. */
export async function replayDelivery(ctx: Context, id: string, deliveryId: string): Promise<void> {
  requireScope(ctx, 'webhooks:manage')
  if (!isRowId(deliveryId)) throw new AppError('webhook_delivery_not_found')
  await inTransaction(ctx, async (tx) => {
    const { name } = await lockForSending(tx, id)
    const which = { endpointId: id, deliveryId }
    const result = await restartWebhookDelivery(tx.db, which, tx.realNow())
    if (result === 'absent') throw new AppError('webhook_delivery_not_found')
    if (result === 'claimed') throw new AppError('webhook_being_sent')
    await recordAudit(tx, 'webhook.replayed', { kind: 'webhook-endpoint', id }, { name, deliveryId })
  })
}

/** Sends everything again that failed for good since then. Returns how many events that is. */
export async function replayFailed(ctx: Context, id: string, since: Date): Promise<number> {
  requireScope(ctx, 'webhooks:manage')
  const now = ctx.realNow()
  const ageMs = ctx.now().getTime() - since.getTime()
  // "In the last 30 days" was computed a moment ago.
  const longestMs = webhookPolicy.keepDeliveriesMs + minuteMs
  if (!(ageMs >= 0 && ageMs <= longestMs)) throw new AppError('replay_since_invalid')
  // The caller's clock is the one that the demo can move; attempts follow the real one.
  const realSince = new Date(now.getTime() - ageMs)
  return inTransaction(ctx, async (tx) => {
    const { name } = await lockForSending(tx, id)
    const count = await restartFailedWebhookDeliveries(tx.db, { endpointId: id, since: realSince }, now)
    await recordAudit(
      tx,
      'webhook.replayed',
      { kind: 'webhook-endpoint', id },
      { name, since: since.toISOString(), count },
    )
    return count
  })
}

async function lockVisible(tx: Tx, id: string): Promise<WebhookEndpointRow> {
  const endpoint = await lockWebhookEndpoint(tx.db, id, requireWebhookApplication(tx))
  if (endpoint === null) throw new AppError('webhook_not_found')
  return endpoint
}

/** A person wants something sent now, so a pause that the endpoint asked for ends. */
async function lockForSending(tx: Tx, id: string): Promise<WebhookEndpointRow> {
  const endpoint = await lockVisible(tx, id)
  if (endpoint.disabledAt !== null) throw new AppError('webhook_disabled')
  if (endpoint.pausedUntil !== null) await updateWebhookEndpoint(tx.db, id, { pausedUntil: null })
  return endpoint
}

const urlFaults: Readonly<Partial<Record<OutboundErrorCode, ErrorCode>>> = {
  url_invalid: 'webhook_url_invalid',
  http_not_allowed: 'webhook_http_refused',
}

/** A key of one application only adds endpoints for that application. */
async function parseSettings(ctx: Context, request: EndpointSettings): Promise<EndpointSettings> {
  const own = requireWebhookApplication(ctx)
  const { url, tags } = request
  const fault =
    url.length > 2_000 ? 'url_invalid' : checkOutboundUrl(url, ctx.settings.outboundAllowedNetworks)
  if (fault !== null) throw new AppError(urlFaults[fault] ?? 'webhook_address_refused', { field: 'url' })
  const applicationId = request.applicationId ?? own
  const isForeign = own !== null && applicationId !== own
  if (isForeign || (applicationId !== null && (await findApplication(ctx.db, applicationId)) === null)) {
    throw new AppError('webhook_application_unknown', { field: 'application_id' })
  }
  const parsed = new URL(url)
  parsed.hash = ''
  const eventTypes = parseEventTypes(request.eventTypes)
  return {
    name: parseName(request.name),
    url: parsed.href,
    eventTypes,
    applicationId,
    tags: requireTags(tags),
  }
}

function parseEventTypes(types: readonly string[] | null): readonly string[] | null {
  if (types === null) return null
  if (types.length === 0) throw new AppError('webhook_types_missing', { field: 'event_types' })
  const unknown = types.find((type) => !isEventType(type) || !publicEventTypes.includes(type))
  if (unknown !== undefined) throw new AppError('webhook_type_unknown', { field: 'event_types' })
  return publicEventTypes.filter((type) => types.includes(type))
}
