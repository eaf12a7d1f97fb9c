import type { NotifiedItem } from '#drizzle/schema.ts'
import type { Tx } from '../context.ts'
import { type EventTypeName, isEventType } from '../events/catalog.ts'
import { createEventConsumer, type EventConsumer } from '../events/consume.ts'
import { addRenewalLink, connectLinkUrl } from '../links/create.ts'
import { type NewMessage, queueMessages } from '../messages/queue.ts'
import { type MessageFacts, mostItems, textOf } from '../messages/texts.ts'
import { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { findAuthorization } from '../store/authorizations.ts'
import type { EventRow } from '../store/events/events.ts'
import {
  cancelMessagesOf,
  changeMessage,
  hasRecentMessage,
  lockOpenMessage,
} from '../store/events/messages.ts'
import { insertDigestItems, listRules, type RuleWithChannel } from '../store/events/notification-rules.ts'
import { listRemindable } from '../store/events/reminders.ts'
import { findIncidents, type IncidentListRow, listIncidentSpans } from '../store/incidents.ts'
import { everything } from '../store/visibility.ts'
import { recipientsOf } from './channels.ts'
import { contactObstacle } from './contact-obstacle.ts'
import { coverageMs, failureOf, isCovered } from './covered.ts'
import { nameEvents } from './name-events.ts'
import { matchesRule } from './rules.ts'
import { readSellerEmails } from './seller-emails.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * Messages about single subjects wait this long: events of one kind that happen together share a message, and an
 * incident that opens meanwhile makes it unnecessary.
 */
const graceMs = 30_000
/** A message to operators that can't be delivered for this long is useless. */
const staleMs = 3 * dayMs
const linkDays = 30
/** The minimum time between two emails that tell a seller that access was lost. */
const accessLostEveryMs = 7 * dayMs

/** Turns events into messages. */
export function createNotificationConsumer(services: Services): EventConsumer {
  return createEventConsumer(services, 'notifications', notifyOf)
}

/** Writes the messages for a batch of events, in their order, in one transaction. */
export async function notifyOf(tx: Tx, rows: readonly EventRow[]): Promise<void> {
  const events = rows.filter(isPublished)
  if (events.length === 0) return
  await cancelSettled(tx, events)
  const news = await leaveOutCovered(tx, events)
  const rules = await listRules(tx.db)
  const isWanted = (event: PublishedEvent) => rules.some(({ rule }) => matchesRule(rule, event))
  const wanted = news.filter(isWanted)
  const items = await nameEvents(tx.db, wanted)
  const incidents = new Map(
    (
      await findIncidents(
        tx.db,
        wanted.filter(isOfIncident).map(({ subjectId }) => subjectId),
      )
    ).map((row) => [row.id, row]),
  )
  await notifyChannels(tx, wanted, rules, items, incidents)
  await notifySellers(tx, news)
}

type PublishedEvent = EventRow & { readonly type: EventTypeName }

function isPublished(event: EventRow): event is PublishedEvent {
  return event.isPublic && isEventType(event.type)
}

function isOfIncident({ type }: PublishedEvent): boolean {
  return type === 'incident.opened' || type === 'incident.resolved'
}

/** Sellers who have authorized again, or whose authorization has ended, don't need a reminder that still waits. */
async function cancelSettled(tx: Tx, events: readonly PublishedEvent[]): Promise<void> {
  const settling: readonly EventTypeName[] = [
    'authorization.renewed',
    'authorization.reauthorized',
    'authorization.disconnected',
  ]
  for (const { type, authorizationId } of events) {
    if (authorizationId === null || !settling.includes(type)) continue
    await cancelMessagesOf(tx.db, authorizationId, ['renewal-reminder', 'access-lost'], 'no_longer_true')
  }
}

async function leaveOutCovered(tx: Tx, events: readonly PublishedEvent[]): Promise<PublishedEvent[]> {
  const applicationIds = [...new Set(events.flatMap(({ applicationId }) => applicationId ?? []))]
  const since = Math.min(...events.map(({ happenedAt }) => happenedAt.getTime())) - coverageMs
  const incidents = await listIncidentSpans(tx.db, applicationIds, new Date(since))
  return events.filter((event) => {
    const failure = failureOf(event)
    return failure === null || !isCovered(event.applicationId, event.happenedAt, failure, incidents)
  })
}

async function notifyChannels(
  tx: Tx,
  events: readonly PublishedEvent[],
  rules: readonly RuleWithChannel[],
  items: ReadonlyMap<string, NotifiedItem>,
  incidents: ReadonlyMap<string, IncidentListRow>,
): Promise<void> {
  const digestItems: { ruleId: string; eventType: string; item: NotifiedItem }[] = []
  const collected = new Map<string, Collected>()
  const messages: NewMessage[] = []
  for (const event of events) {
    const item = items.get(event.id)
    if (item === undefined) continue
    const matching = rules.filter(
      (one) => matchesRule(one.rule, event) && !isSaidByIncident(event, one, rules),
    )
    for (const { rule } of matching.filter(({ rule }) => rule.digestHour !== null)) {
      digestItems.push({ ruleId: rule.id, eventType: event.type, item })
    }
    for (const target of oncePerChannel(matching.filter(({ rule }) => rule.digestHour === null))) {
      const incident = incidents.get(event.subjectId)
      if (isOfIncident(event) && incident !== undefined)
        messages.push(...incidentMessages(event, incident, target))
      else collect(collected, event, item, target)
    }
  }
  await insertDigestItems(tx.db, digestItems)
  await queueMessages(tx, messages)
  for (const one of collected.values()) await announce(tx, one)
}

const incidentTypes: Readonly<Partial<Record<EventTypeName, EventTypeName>>> = {
  'authorization.blocked': 'incident.opened',
  'authorization.unblocked': 'incident.resolved',
}

/**
 * A blocked application is an incident, too: a channel that any rule tells about the incident, no later, needs no
 * second message.
 */
function isSaidByIncident(
  event: PublishedEvent,
  { rule, channel }: RuleWithChannel,
  rules: readonly RuleWithChannel[],
): boolean {
  const type = incidentTypes[event.type]
  return (
    type !== undefined &&
    rules.some(
      (other) =>
        other.channel.id === channel.id &&
        (other.rule.digestHour === null || rule.digestHour !== null) &&
        matchesRule(other.rule, { ...event, type }),
    )
  )
}

/** Two rules may lead to the same channel, which gets one message. */
function oncePerChannel(rules: readonly RuleWithChannel[]): RuleWithChannel[] {
  return [...new Map(rules.toReversed().map((rule) => [rule.channel.id, rule])).values()].toReversed()
}

function incidentMessages(
  event: PublishedEvent,
  incident: IncidentListRow,
  { rule, channel }: RuleWithChannel,
): NewMessage[] {
  const facts = {
    incidentId: incident.id,
    applicationName: incident.applicationName,
    problem: incident.problem,
    startedAt: incident.startedAt.toISOString(),
  }
  const endedAt = incident.endedAt ?? event.happenedAt
  // The event counts all authorizations that refused credentials affect; the record counts those that were tried.
  const affected = typeof event.data.affected === 'number' ? event.data.affected : incident.affected
  const minutes = (endedAt.getTime() - incident.startedAt.getTime()) / minuteMs
  return recipientsOf(channel).map((recipient) => {
    const common = {
      recipient,
      channelKind: channel.kind,
      channelId: channel.id,
      ruleId: rule.id,
      topic: `incident ${incident.id} ${channel.id} ${recipient}`,
      expiresAt: new Date(event.happenedAt.getTime() + staleMs),
      key: `${event.type} ${incident.id} ${channel.id} ${recipient}`,
    }
    return event.type === 'incident.opened'
      ? { ...common, kind: 'incident-opened', facts }
      : { ...common, kind: 'incident-resolved', facts: { ...facts, minutes, affected } }
  })
}

/** Events of one type, one cause and one application, for one channel. */
interface Collected {
  readonly type: EventTypeName
  readonly cause: string | null
  readonly applicationId: string | null
  readonly firstId: string
  readonly happenedAt: Date
  readonly target: RuleWithChannel
  readonly items: NotifiedItem[]
}

function collect(
  collected: Map<string, Collected>,
  event: PublishedEvent,
  item: NotifiedItem,
  target: RuleWithChannel,
): void {
  const { type, applicationId, id, happenedAt } = event
  const cause = item.failure?.cause ?? null
  const key = `${type} ${cause} ${applicationId} ${target.channel.id}`
  const present = collected.get(key)
  if (present === undefined)
    collected.set(key, { type, cause, applicationId, firstId: id, happenedAt, target, items: [item] })
  else present.items.push(item)
}

/** Adds the events to a waiting message, or writes a new one. */
async function announce(
  tx: Tx,
  { type, cause, applicationId, firstId, happenedAt, target, items }: Collected,
): Promise<void> {
  const { rule, channel } = target
  const messages: NewMessage[] = []
  const now = tx.now()
  const since = new Date(now.getTime() - graceMs)
  for (const recipient of recipientsOf(channel)) {
    const about = cause === null ? type : `${type} ${cause}`
    const topic = `event ${about} ${applicationId} ${channel.id} ${recipient}`
    const open = await lockOpenMessage(tx.db, topic, { since, now })
    if (open !== null) {
      const facts = open.data as unknown as MessageFacts['event']
      const data = {
        ...facts,
        items: named([...facts.items, ...items]),
        total: facts.total + items.length,
      }
      await changeMessage(tx.db, open.id, { data, subject: textOf('event', data, tx.settings).subject })
      continue
    }
    messages.push({
      kind: 'event',
      topic,
      recipient,
      channelKind: channel.kind,
      channelId: channel.id,
      ruleId: rule.id,
      facts: { type, applicationId, items: named(items), total: items.length },
      key: `event ${firstId} ${channel.id} ${recipient}`,
      expiresAt: new Date(happenedAt.getTime() + staleMs),
      delayMs: graceMs,
    })
  }
  await queueMessages(tx, messages)
}

/**
 * The items that a message names. If an incident explains the failure that began first, it explains the others, too.
 */
function named(items: readonly NotifiedItem[]): readonly NotifiedItem[] {
  const sinceOf = ({ failure }: NotifiedItem) => (failure?.since ? Date.parse(failure.since) : 0)
  return items.toSorted((one, other) => sinceOf(one) - sinceOf(other)).slice(0, mostItems)
}

async function notifySellers(tx: Tx, events: readonly PublishedEvent[]): Promise<void> {
  const lost = events.filter(({ type }) => type === 'authorization.reauthorization_needed')
  if (lost.length === 0 || !(await readSellerEmails(tx)).accessLost) return
  const since = new Date(tx.now().getTime() - accessLostEveryMs)
  for (const event of lost) {
    const found = await findAuthorization(tx.db, event.authorizationId ?? '', everything)
    if (found === null || contactObstacle(found) !== null) continue
    const { id: authorizationId, accountId, storeName, label, sellingPartnerId } = found.authorization
    if (await hasRecentMessage(tx.db, authorizationId, 'access-lost', since)) continue
    const people = await listRemindable(tx.db, accountId)
    if (people.length === 0) continue
    const { id: linkId, token, expiresAt } = await addRenewalLink(tx, found, linkDays)
    const link = new Secret(connectLinkUrl(tx.settings, token))
    await queueMessages(
      tx,
      people.map(({ id, email }) => ({
        kind: 'access-lost',
        facts: {
          storeName: storeName ?? label ?? sellingPartnerId ?? found.accountName,
          applicationName: found.application.name,
          since: event.happenedAt.toISOString(),
          linkId,
        },
        key: `access-lost ${event.id} ${id}`,
        recipient: email,
        personId: id,
        authorizationId,
        link,
        hasUnsubscribe: true,
        expiresAt,
        delayMs: graceMs,
      })),
    )
  }
}
