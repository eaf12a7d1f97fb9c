import { expect, test } from 'vitest'
import { lastedFor, relativeTime, utcDate, utcTime } from '#components/ui/format.ts'

const now = new Date('2026-11-22T04:26:00Z')
const second = 1_000
const hour = 3_600 * second
const day = 24 * hour

test.each([
  [0, 'just now'],
  [-9 * second, 'just now'],
  [-10 * second, '10 s ago'],
  [42 * second, 'in 42 s'],
  [-60 * second, '1 min ago'],
  [-3_599 * second, '59 min ago'],
  [-hour, '1 hour ago'],
  [5 * hour, 'in 5 hours'],
  [-day, '1 day ago'],
  [12 * day, 'in 12 days'],
  [-45 * day, '1 month ago'],
  [-800 * day, '2 years ago'],
])('%d ms from now is written "%s"', (ms, words) => {
  expect(relativeTime(new Date(now.getTime() + ms), now)).toBe(words)
})

test.each([
  [0, 'since just now'],
  [-42 * second, 'for 42 s'],
  [-5 * hour, 'for 5 hours'],
  [-day, 'for 1 day'],
])('a state that began %d ms from now has lasted "%s"', (ms, words) => {
  expect(lastedFor(new Date(now.getTime() + ms), now)).toBe(words)
})

test('UTC is written the same everywhere', () => {
  expect(utcTime(now)).toBe('22 Nov 2026, 04:26 UTC')
  expect(utcDate(now)).toBe('22 Nov 2026')
})
