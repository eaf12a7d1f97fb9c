import { expect, test } from 'vitest'
import { attempts } from '#app/ops/lists/attempts.ts'
import { groupSteps } from '#components/attempts/attempt-timeline.tsx'
import { type AttemptsShown, attemptsView } from '#components/attempts/attempts-view.ts'
import { duration } from '#components/ui/format.ts'
import { rangeOf, type StepView } from '#lib/attempts/read.ts'
import { encodeCursor } from '#lib/database/keyset.ts'

const cursor = encodeCursor({ key: '2026-11-22T12:00:00.000Z', id: '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10' })
const { whole, href } = attemptsView
const parse = (address: string) => attempts.parse(new URL(address, 'http://localhost').searchParams)

test.each<Partial<AttemptsShown>>([
  {},
  { search: 'A1 & co' },
  { end: 'never-came-back', workflow: 'self', period: 'yesterday' },
  { period: 'dates', first: '2026-11-01' },
  { period: 'dates' },
  { after: cursor },
])('the view %j is in the address, and can be parsed from it', (change) => {
  const view = { ...whole, ...change }
  expect(parse(href(whole, view))).toEqual(view)
})

test('empty fields of a form mean everything', () => {
  expect(parse('/ops/attempts?search=&end=&workflow=&period=any&first=&last=')).toEqual(whole)
})

test.each([
  'end=gone',
  'workflow=oauth',
  'period=ever',
  'first=2026-02-30',
  'last=0000-01-01',
  'after=x',
  'utm_source=mail',
])('an address with %s shows every attempt', (parameters) =>
  expect(parse(`/ops/attempts?${parameters}`)).toEqual(whole),
)

test('days are those of UTC, from the first moment to the one after the last', () => {
  const now = new Date('2026-11-22T23:59:59.999Z')
  const days = (period: Parameters<typeof rangeOf>[0]) => {
    const { from, until } = rangeOf(period, now)
    return [from?.toISOString().slice(0, 19) ?? null, until?.toISOString().slice(0, 19) ?? null]
  }
  expect(days('any')).toEqual([null, null])
  expect(days('today')).toEqual(['2026-11-22T00:00:00', null])
  expect(days('yesterday')).toEqual(['2026-11-21T00:00:00', '2026-11-22T00:00:00'])
  expect(days('week')).toEqual(['2026-11-16T00:00:00', null])
  expect(days({ first: '2026-11-01', last: '2026-11-30' })).toEqual([
    '2026-11-01T00:00:00',
    '2026-12-01T00:00:00',
  ])
})

const step = (id: number, change: Partial<StepView>): StepView => ({
  id,
  step: 'waiting',
  happenedAt: new Date(id * 1_000),
  host: null,
  amazonRequestId: null,
  durationMs: null,
  problem: { title: 'Amazon is away', cause: null },
  ...change,
})

test('a repeated failure is one line; other steps stay separate', () => {
  const steps = [
    step(1, { step: 'started', problem: null }),
    step(2, {}),
    step(3, {}),
    step(4, {}),
    step(5, { problem: { title: 'Another', cause: null } }),
    step(6, { step: 'started', problem: null }),
    step(7, { step: 'started', problem: null }),
  ]
  expect(groupSteps(steps).map(({ times }) => times)).toEqual([1, 3, 1, 1, 1])
  expect(groupSteps(steps)[1]).toMatchObject({ step: { id: 2 }, lastAt: new Date(4_000) })
})

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [4_290, '4.2 s'],
  [59_999, '59 s'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
])('%d ms is written as %s', (ms, words) => expect(duration(ms)).toBe(words))
