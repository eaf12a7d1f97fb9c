import { expect, test } from 'vitest'
import { secretAge } from '#lib/applications/secret-age.ts'

const age = (createdOn: string | null, now: string) =>
  secretAge({ secretCreatedOn: createdOn }, new Date(now))

test('a client secret ends 180 days after the day on which Amazon created it', () => {
  expect(age('2026-01-01', '2026-01-01T00:00:00Z')).toEqual({
    createdOn: '2026-01-01',
    endsOn: '2026-06-30',
    daysLeft: 180,
    level: 'fine',
  })
})

test.each([
  ['2026-03-31T00:00:00Z', 91, 'fine'],
  ['2026-04-01T00:00:00Z', 90, 90],
  ['2026-05-31T00:00:00Z', 30, 30],
  ['2026-06-23T00:00:00Z', 7, 7],
  ['2026-06-28T12:00:00Z', 2, 7],
  ['2026-06-29T00:00:00Z', 1, 1],
  ['2026-06-30T00:00:00Z', 0, 'over'],
  ['2026-07-30T00:00:00Z', -30, 'over'],
])('on %s there are %i days left: %s', (now, daysLeft, level) => {
  expect(age('2026-01-01', now)).toMatchObject({ daysLeft, level })
})

test('an unknown date is shown as unknown', () => {
  expect(age(null, '2026-06-30T00:00:00Z')).toEqual({
    createdOn: null,
    endsOn: null,
    daysLeft: null,
    level: 'unknown',
  })
})
