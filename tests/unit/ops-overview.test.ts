import { expect, test } from 'vitest'
import { secretWords } from '#components/applications/secret-words.ts'
import { byUrgency } from '#components/overview/attention-item.ts'
import { authorizationItems, secretItem } from '#components/overview/attention-items.tsx'
import { failuresOf, parsePeriod, titlesOf } from '#components/overview/charts.tsx'
import { isUnused, overviewTitle } from '#components/overview/overview-words.ts'
import { niceTop } from '#components/overview/plot.tsx'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'

test('urgent items come first, then bad before doubtful ones, and equal ones keep their order', () => {
  const items = (
    [
      ['later', 'bad'],
      ['soon', 'doubt'],
      ['now', 'bad'],
      ['soon', 'bad'],
      ['now', 'bad'],
    ] as const
  ).map(([urgency, tone], place) => ({ urgency, tone, place }))
  expect(byUrgency(items).map(({ place }) => place)).toEqual([2, 4, 3, 1, 0])
})

const counts = (health: Partial<AuthorizationCounts['health']>): AuthorizationCounts => ({
  health: {
    working: 0,
    retrying: 0,
    reauthorization_needed: 0,
    blocked: 0,
    paused: 0,
    disconnected: 0,
    ...health,
  },
  flags: {
    renewal_due: 0,
    renewal_overdue: 0,
    roles_missing: 0,
    details_missing: 0,
    listings_suspended: 0,
  },
})

test.each([
  [{}, 'No selling partners connected'],
  [{ disconnected: 2 }, 'No selling partners connected'],
  [{ working: 1 }, '1 selling partner is working'],
  [{ working: 1200, disconnected: 3 }, 'All 1,200 selling partners are working'],
  [{ working: 128, retrying: 2, paused: 1 }, '128 of 131 selling partners working'],
  [{ blocked: 1 }, '0 of 1 selling partner working'],
] as const)('the heading of the overview summarizes %o', (health, sentence) => {
  expect(overviewTitle(counts(health))).toBe(sentence)
})

test('sellers who need to authorize again can be asked right from the overview', () => {
  const needing = counts({ reauthorization_needed: 3 })
  const bulkOf = (ask: Parameters<typeof authorizationItems>[1]) =>
    authorizationItems(needing, ask)[0]?.remedy
  const address = '/ops/bulk/new?all=yes&health=reauthorization_needed&action='
  expect(bulkOf('send-links')).toEqual({ label: 'Send renewal links', href: `${address}send-links` })
  expect(bulkOf('create-links')).toEqual({ label: 'Create renewal links', href: `${address}create-links` })
  expect(bulkOf(null)).toBeNull()
})

test('an installation is unused until the first connection, even if that has ended', () => {
  expect(isUnused(counts({}))).toBe(true)
  expect(isUnused(counts({ disconnected: 1 }))).toBe(false)
})

test.each([
  [0, 1],
  [1, 1],
  [7, 8],
  [12, 20],
  [41, 50],
  [1_234, 2_000],
])('an axis for values up to %i ends at %i', (highest, top) => {
  expect(niceTop(highest)).toBe(top)
})

test('an unknown period shows a week', () => {
  expect(parsePeriod('24h')).toBe('24h')
  for (const value of [undefined, 'x', ['90d', '24h']]) expect(parsePeriod(value)).toBe('7d')
})

test('a refused client secret is shown as refused, however long it would have been valid', () => {
  const age = { level: 'fine', createdOn: '2026-10-23', daysLeft: 150, endsOn: '2027-04-21' } as const
  expect(secretWords(age, false)).toMatchObject({ tone: 'good', short: '150 days left' })
  expect(secretWords(age, true)).toMatchObject({ tone: 'bad', short: 'Refused' })
})

test('a client secret whose creation date is unknown needs attention: nobody would be warned', () => {
  const age = { level: 'unknown', createdOn: null, daysLeft: null, endsOn: null } as const
  const secret = { applicationId: 'a1', name: 'Acme', age, isRetired: false }
  expect(secretItem({ ...secret, isOnPreviousSecret: false }, true)).toMatchObject({
    urgency: 'later',
    title: 'Acme: client secret creation date unknown',
    detail: expect.stringContaining('Nobody is warned before it expires'),
    action: { label: 'Enter the date', href: '/ops/applications/a1/secret' },
  })
  expect(secretItem({ ...secret, isOnPreviousSecret: true }, true).action?.label).toBe(
    'Replace the client secret',
  )
})

test('the chart of refreshes shows every failure, whatever its cause', () => {
  const refreshes = { none: 9, invalid_grant: 1, scope_refused: 2, interrupted: 3, unheard_of: 4 }
  const shown = failuresOf([{ refreshes }, { refreshes: {} }])
  expect(shown.map(({ label, values }) => [label, ...values])).toEqual([
    ['Refresh token refused', 1, 0],
    ['Scope refused', 2, 0],
    ['Interrupted', 3, 0],
    ['Another cause', 4, 0],
  ])
})

test('an hour in which nothing was recorded doesn’t look like one in which nothing happened', () => {
  const step = { startsAt: '2026-11-29T10:00:00Z', refreshes: {}, vends: {}, lwa: null, spApi: null }
  const steps = [
    { ...step, authorizations: null },
    { ...step, authorizations: { working: 1 } },
  ]
  const series = [{ label: 'Issued', tone: 'good' as const, values: [0, 0] }]
  expect(titlesOf({ steps, period: '7d' }, series).map((title) => title.split('\n')[1])).toEqual([
    'Not recorded',
    'Nothing',
  ])
})
