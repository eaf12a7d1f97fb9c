import type { EventSubjectKind, NotifiedItem, SharedProblem } from '#drizzle/schema.ts'
import type { Branding } from '../branding/defaults.ts'
import { type EventTypeName, eventTypes } from '../events/catalog.ts'
import { incidentTitle } from '../events/incident-titles.ts'
import { pageOf } from '../events/subject-pages.ts'
import { longDayIn } from '../languages/formats.ts'
import { defaultLanguage, type Language } from '../languages/languages.ts'
import { companyLines, sellerTexts } from './seller-texts.ts'

/** The content of a message, before it becomes an email or a message in a chat. */
export interface Text {
  readonly language: Language
  readonly subject: string
  readonly parts: readonly Part[]
  /** Why the recipient gets it, in small print. */
  readonly footer: string
}

export type Part =
  | string
  /** A link, shown as a button if the medium has buttons. */
  | { readonly label: string; readonly url: string }
  | ItemList

export interface ItemList {
  readonly heading: string
  readonly items: readonly Item[]
  /** How many others there are. */
  readonly more: number
}

interface Item {
  readonly text: string
  readonly url: string | null
}

/** The facts of each text. Stored with the message, so never a secret. Times are in ISO 8601. */
export interface MessageFacts {
  'password-reset': { readonly hours: number }
  invitation: { readonly role: string; readonly hours: number }
  'connect-link': { readonly applicationName: string; readonly expiresAt: string; readonly renews: boolean }
  'confirm-email': Record<string, never>
  'renewal-reminder': SellerFacts & { readonly dueAt: string; readonly daysBefore: number }
  'access-lost': SellerFacts & { readonly since: string }
  /** Events of one type and one application. */
  event: {
    readonly type: EventTypeName
    readonly applicationId: string | null
    readonly items: readonly NotifiedItem[]
    readonly total: number
  }
  'incident-opened': IncidentFacts
  'incident-resolved': IncidentFacts & { readonly minutes: number; readonly affected: number }
  digest: { readonly groups: readonly EventGroup[]; readonly until: string; readonly timeZone: string }
  test: Record<string, never>
}

export type MessageKind = keyof MessageFacts

interface SellerFacts {
  readonly storeName: string
  readonly applicationName: string
  /** Of the renewal link. Messages of earlier versions have none. */
  readonly linkId?: string
}

interface IncidentFacts {
  readonly incidentId: string
  readonly applicationName: string
  readonly problem: SharedProblem
  readonly startedAt: string
}

export interface EventGroup {
  readonly type: EventTypeName
  readonly items: readonly NotifiedItem[]
  readonly total: number
}

/** Settings that every text can use. */
export interface TextSettings
  extends Partial<Pick<Branding, 'supportEmail' | 'imprintUrl' | 'privacyUrl' | 'termsUrl'>> {
  readonly appUrl: string
  readonly companyName: string
}

/** Links that only the recipient may have. */
export interface MessageLinks {
  readonly link?: string
  readonly unsubscribe?: string
}

/** The most events of a type that a message names; the others are counted. */
export const mostItems = 20

/** Writes a text from its facts. */
export type Writer<K extends MessageKind> = (
  facts: MessageFacts[K],
  context: TextSettings & {
    readonly link: string
    readonly unsubscribe: string | null
    readonly language: Language
  },
) => Omit<Text, 'language'>

/** Operators' messages are in English; `sellerTexts` are in the language of their recipient. */
const writers: { readonly [K in MessageKind]: Writer<K> } = {
  ...sellerTexts,
  invitation: ({ role, hours }, { companyName, link }) => ({
    subject: `You are invited to ${companyName}'s dashboard`,
    parts: [
      `You are invited to join ${companyName}'s Gatehouse dashboard as ${withArticle(role)}.`,
      { label: 'Accept the invitation', url: link },
      `The link works once, for ${hours} hours. If you don't expect it, ignore this email.`,
    ],
    footer: `You get this email because an administrator of ${companyName} invited you.`,
  }),
  event: ({ type, items, total }, settings) => {
    const { subject, title, description } = eventTypes[type]
    const [first] = items
    return {
      subject:
        total === 1 && first !== undefined
          ? `${title}: ${first.name}`
          : `${title}: ${total.toLocaleString('en-US')} ${subjects[subject]}`,
      parts: [description, listItems('', { items, total }, settings), dashboardLink(settings)],
      footer: operatorFooter(settings),
    }
  },
  'incident-opened': ({ incidentId, applicationName, problem, startedAt }, settings) => ({
    subject: `Incident: ${incidentTitle(problem, applicationName)}`,
    parts: [
      `${incidentTitle(problem, applicationName)}.`,
      `Started at ${time(startedAt)}.`,
      'No seller is at fault. Until it is resolved, their failures are not reported one by one.',
      { label: 'Open the incident', url: settings.appUrl + pageOf('incident', incidentId) },
    ],
    footer: operatorFooter(settings),
  }),
  'incident-resolved': ({ incidentId, applicationName, problem, minutes, affected }, settings) => {
    const title = incidentTitle(problem, applicationName)
    const lasted = duration(minutes)
    const authorizations = affected > 0 ? count(affected, 'authorization') : null
    return {
      subject: `Resolved: ${title} (after ${lasted}${authorizations === null ? '' : `, ${authorizations}`})`,
      parts: [
        `The incident “${title}” was resolved after ${lasted}.`,
        ...(authorizations === null ? [] : [`It affected ${authorizations}.`]),
        { label: 'Open the incident', url: settings.appUrl + pageOf('incident', incidentId) },
      ],
      footer: operatorFooter(settings),
    }
  },
  digest: ({ groups, until, timeZone }, settings) => {
    const total = groups.reduce((sum, group) => sum + group.total, 0)
    return {
      subject: `${settings.companyName}: ${count(total, 'event')} up to ${timeIn(until, timeZone)}`,
      parts: [
        ...groups.map((group) => {
          const heading = `${eventTypes[group.type].title} (${group.total.toLocaleString('en-US')})`
          return listItems(heading, group, settings)
        }),
        dashboardLink(settings),
      ],
      footer: operatorFooter(settings),
    }
  },
  test: (_facts, settings) => ({
    subject: `Test from ${settings.companyName}'s Gatehouse`,
    parts: ['This channel works. Notifications will look like this one.'],
    footer: operatorFooter(settings),
  }),
}

/** Writes a message. Without its links, as in the outbox, each is replaced by a sentence. */
export function textOf<K extends MessageKind>(
  kind: K,
  facts: MessageFacts[K],
  settings: TextSettings,
  { link = '', unsubscribe }: MessageLinks = {},
  language: Language = defaultLanguage,
): Text {
  const text = writers[kind](facts, { ...settings, link, unsubscribe: unsubscribe ?? null, language })
  const lines = Object.hasOwn(sellerTexts, kind) ? companyLines(settings, language) : []
  const footer = [text.footer, ...lines].join('\n')
  return { ...text, footer, language, subject: oneLine(text.subject, 200) }
}

const subjects: Readonly<Record<EventSubjectKind, string>> = {
  authorization: 'authorizations',
  bulk_action: 'bulk actions',
  attempt: 'attempts',
  application: 'applications',
  incident: 'incidents',
  link: 'connect links',
  webhook_endpoint: 'webhook endpoints',
  api_key: 'API keys',
  person: 'people',
  // There is only one.
  audit_log: 'times',
}

function listItems(
  heading: string,
  { items, total }: Pick<EventGroup, 'items' | 'total'>,
  { appUrl }: TextSettings,
): ItemList {
  const listed = items.map(({ name, applicationName, detail, path }) => ({
    text: [name, applicationName, detail].filter((part) => part !== null && part !== '').join(' · '),
    url: `${appUrl}${path}`,
  }))
  return { heading, items: listed, more: total - items.length }
}

/** The items of a list, and how many others there are. */
export function linesOf({ items, more }: ItemList): readonly Item[] {
  return more > 0 ? [...items, { text: `and ${more.toLocaleString('en-US')} more`, url: null }] : items
}

function dashboardLink({ appUrl }: TextSettings): Part {
  return { label: 'Open the dashboard', url: `${appUrl}/ops` }
}

function operatorFooter({ appUrl }: TextSettings): string {
  return `Notification rules: ${appUrl}/ops/notifications`
}

function time(iso: string): string {
  return `${iso.slice(11, 16)} UTC on ${longDayIn('en', new Date(iso))}`
}

/** "5 March 2026, 08:00 (Europe/Berlin)". */
function timeIn(iso: string, timeZone: string): string {
  const at = new Date(iso)
  const day = at.toLocaleDateString('en-GB', { timeZone, dateStyle: 'long' })
  return `${day}, ${at.toLocaleTimeString('en-GB', { timeZone, timeStyle: 'short' })} (${timeZone})`
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

function count(total: number, noun: string): string {
  return `${total.toLocaleString('en-US')} ${noun}${total === 1 ? '' : 's'}`
}

function duration(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes))
  if (whole < 60) return `${whole} min`
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** Names come from outside: a line break in one must not start a header or a line. */
export function oneLine(text: string, maxLength: number): string {
  const line = text
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length <= maxLength ? line : `${letters.slice(0, maxLength - 1).join('')}…`
}
