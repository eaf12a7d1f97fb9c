import { expect, test } from 'vitest'
import { incidentWords } from '#components/incidents/incident-words.ts'
import { type EventTypeName, eventTypes, publicEventTypes } from '#lib/events/catalog.ts'
import { toChatBody } from '#lib/messages/chat-body.ts'
import { toPlainText } from '#lib/messages/render.ts'
import { mostItems, textOf } from '#lib/messages/texts.ts'

const settings = { appUrl: 'https://gatehouse.example.com', companyName: 'Acme Tools' }
const incident = {
  incidentId: '01936b0e-0000-7000-8000-000000000001',
  applicationName: 'Harbor',
  problem: 'amazon_unavailable' as const,
  startedAt: '2026-12-01T10:00:00.000Z',
  affected: 7,
}

test.each<[number, string]>([
  [0.2, '1 min'],
  [59.4, '59 min'],
  [59.8, '1 h'],
  [119.6, '2 h'],
  [131.2, '2 h 11 min'],
])('an incident of %d minutes has lasted %s', (minutes, words) => {
  const { subject } = textOf('incident-resolved', { ...incident, minutes }, settings)
  expect(subject).toBe(
    `Resolved: Login with Amazon isn’t responding for Harbor (after ${words}, 7 authorizations)`,
  )
})

test('“Open the incident” opens the page of the incident', () => {
  const page = `${settings.appUrl}/ops/incidents/${incident.incidentId}`
  expect(toPlainText(textOf('incident-opened', incident, settings))).toContain(page)
  expect(toPlainText(textOf('incident-resolved', { ...incident, minutes: 14 }, settings))).toContain(page)
})

test('a message about an incident begins with the title of the page that it opens', () => {
  const { title } = incidentWords({ ...incident, tried: 9 })
  const [first, second] = textOf('incident-opened', incident, settings).parts
  expect([first, second]).toEqual([`${title}.`, 'Started at 10:00 UTC on 1 December 2026.'])
  const { parts } = textOf('incident-resolved', { ...incident, minutes: 14 }, settings)
  expect(parts[0]).toBe(`The incident “${title}” was resolved after 14 min.`)
})

test('a digest says up to when, in the time zone of its rule', () => {
  const facts = { groups: [], until: '2026-03-05T07:00:00.000Z', timeZone: 'Europe/Berlin' }
  const { subject } = textOf('digest', facts, settings)
  expect(subject).toBe('Acme Tools: 0 events up to 5 March 2026, 08:00 (Europe/Berlin)')
})

test.each(['an administrator', 'an operator', 'a viewer'])('an invitation as %s says so', (words) => {
  const [first] = textOf('invitation', { role: words.split(' ')[1] ?? '', hours: 24 }, settings).parts
  expect(first).toBe(`You are invited to join Acme Tools's Gatehouse dashboard as ${words}.`)
})

const item = {
  name: 'Harbor & Pine',
  applicationName: null,
  detail: null,
  happenedAt: '2026-12-01T07:00:00.000Z',
  path: '/ops',
}
const eventOf = (type: EventTypeName, total: number) =>
  textOf(
    'event',
    { type, applicationId: null, items: Array.from({ length: total }, () => item), total },
    settings,
  )

test.each<[EventTypeName, number, string]>([
  ['authorization.blocked', 1, 'Application blocked: Harbor & Pine'],
  ['authorization.blocked', 2, 'Application blocked: 2 applications'],
  ['authorization.review_needed', 3, 'Review needed: 3 attempts'],
  ['authorization.created', 1, 'Authorized: Harbor & Pine'],
  ['authorization.listings_suspended_cleared', 2, 'Listings no longer suspended: 2 authorizations'],
  ['webhook.disabled', 2, 'Webhook endpoint disabled: 2 webhook endpoints'],
  ['audit.anchored', 2, 'Audit log anchored: 2 times'],
])('the subject of a message about %s × %i is “%s”', (type, total, subject) => {
  expect(eventOf(type, total).subject).toBe(subject)
})

test('every type of event has a title of its own, which no code shows through', () => {
  const titles = publicEventTypes.map((type) => eventTypes[type].title)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title) => !/^[A-Z][A-Za-z -]+$/.test(title) || title.includes('cleared'))).toEqual([])
})

test('a description names its subject, since it may be about several', () => {
  const descriptions = Object.values(eventTypes).map(({ description }) => description)
  expect(descriptions.filter((text) => /^(It|Its) |\b(paused|resumed|disconnected) it\b/.test(text))).toEqual(
    [],
  )
})

const digestOf = (types: readonly EventTypeName[]) =>
  textOf(
    'digest',
    {
      groups: types.map((type) => ({
        type,
        items: Array.from({ length: mostItems }, (_, place) => ({
          name: `Store ${place} ${'of Harbor & Pine '.repeat(30)}`,
          applicationName: 'Harbor',
          detail: null,
          happenedAt: '2026-12-01T07:00:00.000Z',
          path: `/ops/authorizations/01936b0e-0000-7000-8000-00000000000${place}`,
        })),
        total: 100,
      })),
      until: '2026-12-01T08:00:00.000Z',
      timeZone: 'UTC',
    },
    settings,
  )

test.each([
  ['Discord', 'slack', 'https://discord.com/api/webhooks/1/token/slack', 1_900],
  ['Slack', 'slack', 'https://hooks.slack.com/services/T0/B0/token', 39_000],
  ['Teams', 'teams', 'https://prod-01.westus.logic.azure.com/workflows/1', 24_576],
] as const)(
  'a digest that is too long for %s names fewer events and counts the others',
  (_, kind, url, most) => {
    const digest = digestOf(['authorization.paused', 'authorization.resumed', 'link.completed'])
    const body = toChatBody(digest, kind, url)
    const rendered: string = kind === 'teams' ? body : JSON.parse(body).text
    expect(Buffer.byteLength(rendered)).toBeLessThanOrEqual(most)
    expect(rendered).toContain('300 events up to 1 December 2026, 08:00 (UTC)')
    expect(rendered).toContain(`${settings.appUrl}/ops`)
    const named = rendered.match(/Store \d+/g)?.length ?? 0
    const counted = [...rendered.matchAll(/and ([\d,]+) more/g)].map(([, number]) => Number(number))
    expect(named + counted.reduce((sum, number) => sum + number, 0)).toBe(300)
    expect(named).toBeGreaterThan(0)
  },
)

test('a short message is sent to a chat as it is', () => {
  const { text } = JSON.parse(toChatBody(textOf('test', {}, settings), 'slack', 'https://hooks.slack.com/a'))
  expect(text).toContain('This channel works.')
})

test('a seller’s name is no link, no mention and no code in a chat', () => {
  const name = '[Sign in again](https://evil.example) <https://evil.example|Sign in> @everyone `x` *y*'
  const body = toChatBody(
    { language: 'en', subject: name, parts: [name], footer: '' },
    'slack',
    'https://discord.com/api/webhooks/1/a/slack',
  )
  const { text } = JSON.parse(body)
  expect(text.slice(1).replace('*\n', '\n')).not.toMatch(/[[\]`<>*]|@\w/)
})
