import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterFailure, nextAttemptAt, parseRetryAfter, webhookPolicy } from '#lib/webhooks/schedule.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const hourMs = 3_600_000
const ago = (hours: number) => new Date(now.getTime() - hours * hourMs)

test.each([
  [null, 0],
  ['', 0],
  ['120', 120_000],
  [' 5 ', 5_000],
  ['-5', 0],
  ['soon', 0],
  ['999999999', 24 * hourMs],
  ['Sun, 22 Nov 2026 12:01:00 GMT', 60_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['Sun, 22 Nov 2099 12:00:00 GMT', 24 * hourMs],
])('Retry-After %j means %j ms', (header, ms) => {
  expect(parseRetryAfter(header, now)).toBe(ms)
})

test('the wait is between none and a day, whatever Retry-After says', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const ms = parseRetryAfter(header, now)
      expect(ms).toBeGreaterThanOrEqual(0)
      expect(ms).toBeLessThanOrEqual(webhookPolicy.longestRetryAfterMs)
    }),
  )
})

test('a retry is never earlier than the schedule minus a tenth, and never earlier than requested', () => {
  const first = (random: number, retryAfterMs = 0) =>
    (nextAttemptAt({ tries: 1, now, retryAfterMs }, random)?.getTime() ?? 0) - now.getTime()
  expect([first(0), first(0.5), first(1)]).toEqual([4_500, 5_000, 5_500])
  expect(first(0.5, 60_000)).toBe(60_000)
  expect(nextAttemptAt({ tries: webhookPolicy.attempts, now }, 0.5)).toBeNull()
})

test('an endpoint is disabled after five days of failures that belong together', () => {
  expect(afterFailure({ failingSince: null, lastFailedAt: null }, now)).toEqual({
    failingSince: now,
    mustDisable: false,
  })
  const failing = (since: number, last: number) =>
    afterFailure({ failingSince: ago(since), lastFailedAt: ago(last) }, now).mustDisable
  expect(failing(119, 1)).toBe(false)
  expect(failing(120, 24)).toBe(true)
  // Two failures a month apart say nothing about the time between them.
  expect(failing(720, 719)).toBe(false)
})
