import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type EventTypeName, eventTypes, isEventType, publicEventTypes } from '../events/catalog.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { isPlainLine } from '../storable-text.ts'
import { findApplication, listApplications } from '../store/applications.ts'
import type { EventRow } from '../store/events/events.ts'
import {
  countDigestItems,
  deleteRule,
  findChannel,
  insertRule,
  listRules,
  type RuleRow,
} from '../store/events/notification-rules.ts'
import { isTimeZone, nextDigestTime } from './digest-time.ts'

export interface RuleRequest {
  /** Created with the form: submitting it twice creates one rule. */
  readonly id: string
  readonly channelId: string
  readonly eventTypes: readonly string[]
  /** Null: all applications. */
  readonly applicationId: string | null
  /** `name=value`; null: any tags. */
  readonly tag: string | null
  /** Null: immediately. */
  readonly digestHour: number | null
  readonly timeZone: string
}

export interface RuleView extends Omit<RuleRow, 'eventTypes'> {
  readonly channelName: string
  readonly applicationName: string | null
  readonly eventTypes: readonly EventTypeName[]
  /** How many events its next digest will have. */
  readonly waiting: number
}

/** The types of event that a rule can have, with their titles. */
export const notifiableTypes = publicEventTypes.map((type) => ({ type, title: eventTypes[type].title }))

export async function createRule(ctx: Context, request: RuleRequest): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  const { id, channelId, applicationId, digestHour } = request
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  const channel = await findChannel(ctx.db, channelId)
  if (channel === null) throw new AppError('channel_not_found')
  const eventTypes = request.eventTypes.filter((name) => isEventType(name) && publicEventTypes.includes(name))
  if (eventTypes.length === 0) throw new AppError('rule_without_events')
  if (applicationId !== null && (await findApplication(ctx.db, applicationId)) === null)
    throw new AppError('application_not_found')
  const tag = request.tag === null ? null : parseTag(request.tag)
  const digest = digestHour === null ? null : parseDigest(ctx, digestHour, request.timeZone.trim())
  await inTransaction(ctx, async (tx) => {
    const isNew = await insertRule(tx.db, {
      id,
      channelId,
      eventTypes,
      applicationId,
      createdAt: tx.now(),
      tagName: tag?.name ?? null,
      tagValue: tag?.value ?? null,
      ...digest,
    })
    if (!isNew) throw new AppError('form_repeated')
    const details = {
      channelId,
      eventTypes: eventTypes.join(' '),
      applicationId,
      tag: request.tag,
      digestHour,
    }
    await recordAudit(tx, 'notification-rule.created', { kind: 'notification-rule', id }, details)
  })
}

/** The items waiting for its next digest are deleted with it. */
export async function removeRule(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const rule = await deleteRule(tx.db, id)
    if (rule === null) throw new AppError('rule_not_found')
    const details = { channelId: rule.channelId, eventTypes: rule.eventTypes.join(' ') }
    await recordAudit(tx, 'notification-rule.deleted', { kind: 'notification-rule', id }, details)
  })
}

export async function listRuleViews(ctx: Context): Promise<RuleView[]> {
  requireScope(ctx, 'notifications:read')
  const [rules, waiting] = await Promise.all([listRules(ctx.db), countDigestItems(ctx.db)])
  return rules.map(({ rule, channel, applicationName }) => ({
    ...rule,
    eventTypes: rule.eventTypes.filter(isEventType),
    channelName: channel.name,
    applicationName,
    waiting: waiting.get(rule.id) ?? 0,
  }))
}

/** Applications that a rule can be limited to. */
export async function listRuleChoices(ctx: Context) {
  requireScope(ctx, 'notifications:read')
  const applications = await listApplications(ctx.db)
  return {
    applications: applications
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ id, name }) => ({ id, name })),
  }
}

/** Whether a rule is about this event. */
export function matchesRule(
  rule: Pick<RuleRow, 'eventTypes' | 'applicationId' | 'tagName' | 'tagValue'>,
  event: Pick<EventRow, 'type' | 'applicationId' | 'tags'>,
): boolean {
  if (!rule.eventTypes.includes(event.type)) return false
  if (rule.applicationId !== null && rule.applicationId !== event.applicationId) return false
  if (rule.tagName === null) return true
  return Object.hasOwn(event.tags, rule.tagName) && event.tags[rule.tagName] === rule.tagValue
}

function parseTag(text: string): { readonly name: string; readonly value: string } {
  const [, name = '', value = ''] = /^\s*([a-z0-9_.-]{1,40})\s*=\s*(.{1,200}?)\s*$/u.exec(text) ?? []
  if (name === '' || !isPlainLine(value)) throw new AppError('tag_invalid')
  return { name, value }
}

function parseDigest(ctx: Context, digestHour: number, timeZone: string) {
  const isHour = Number.isInteger(digestHour) && digestHour >= 0 && digestHour <= 23
  if (!isHour || !isTimeZone(timeZone)) throw new AppError('digest_time_invalid')
  return { digestHour, timeZone, nextDigestAt: nextDigestTime(ctx.now(), digestHour, timeZone) }
}
