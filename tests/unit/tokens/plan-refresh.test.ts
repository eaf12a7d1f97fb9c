import { describe, expect, test } from 'vitest'
import { leases } from '#lib/leases.ts'
import { refreshLimits } from '#lib/policy.ts'
import { isConsideredRevoked } from '#lib/state/revocation-policy.ts'
import { type LeaseRow, toLeaseFacts } from '#lib/store/leases.ts'
import { planRefresh, retryDelayMs } from '#lib/tokens/lease.ts'

const now = new Date('2026-11-22T12:00:00Z')
const inMs = (ms: number) => new Date(now.getTime() + ms)
const worked: LeaseRow = {
  authorizationId: 'a',
  fence: 7,
  owner: 'p',
  heldUntil: null,
  startedAt: inMs(-10_000),
  tokenVersion: 1,
  problem: null,
  failure: null,
  requestId: null,
  failures: 0,
  retryAt: null,
}
const failed: LeaseRow = { ...worked, problem: 'amazon_unavailable', failures: 2, retryAt: inMs(110_000) }
const interrupted: LeaseRow = { ...worked, problem: 'interrupted' }

describe('what to do next', () => {
  const fiveMinutes = { minTtlSeconds: 300 }
  const anew = { refreshedSince: now }
  test.each([
    ['a token that lives long enough is used', 300_000, null, fiveMinutes, 'use'],
    ['one that lives a little less is not', 299_999, null, fiveMinutes, 'refresh'],
    ['without a token there is a refresh', null, null, fiveMinutes, 'refresh'],
    ['a request for a new token ignores the stored one', 3_600_000, null, anew, 'refresh'],
    ['a lease that is held is waited for', 1_000, { ...interrupted, heldUntil: inMs(1) }, anew, 'wait'],
    ['one that has run out is not', 1_000, { ...interrupted, heldUntil: inMs(0) }, anew, 'refresh'],
    [
      'C8: one beyond its length is of a wrong clock',
      1,
      { ...interrupted, heldUntil: inMs(300_000) },
      anew,
      'refresh',
    ],
    [
      'one of a clock that is a little ahead is waited for',
      1_000,
      { ...interrupted, startedAt: inMs(200), heldUntil: inMs(leases.refresh.lastsMs + 200) },
      fiveMinutes,
      'wait',
    ],
    ['within a minute of a refresh there is no other', 1_000, worked, fiveMinutes, 'use'],
    ['but for a person who asks there is', 1_000, worked, anew, 'refresh'],
    ['one that began after they asked counts for them', 1_000, { ...worked, startedAt: now }, anew, 'use'],
    ['after the minute there is', 1_000, { ...worked, startedAt: inMs(-60_000) }, fiveMinutes, 'refresh'],
    [
      'nor of one by a clock that is a little ahead',
      1_000,
      { ...worked, startedAt: inMs(200) },
      fiveMinutes,
      'use',
    ],
    [
      'I5: a refresh of the future is of a wrong clock',
      1_000,
      { ...worked, startedAt: inMs(refreshLimits.apartMs + 1) },
      fiveMinutes,
      'refresh',
    ],
    ['a failure is told until its time', 1_000, failed, fiveMinutes, 'report'],
    ['and then tried again', 1_000, { ...failed, retryAt: now }, fiveMinutes, 'refresh'],
    ['for a person who asks it is tried again at once', 1_000, failed, anew, 'refresh'],
    ['a failure that began after they asked is told', 1_000, { ...failed, startedAt: now }, anew, 'report'],
    [
      'I5: a time that no failure sets binds nobody',
      1,
      { ...failed, retryAt: inMs(86_400_000) },
      fiveMinutes,
      'refresh',
    ],
    [
      'C4: the failure of another refresh token is of no interest',
      1,
      { ...failed, tokenVersion: 0 },
      fiveMinutes,
      'refresh',
    ],
  ] as const)('%s', (_, leftMs, lease, need, step) => {
    const expiresAt = leftMs === null ? null : inMs(leftMs)
    const facts = lease && toLeaseFacts(lease, lease.tokenVersion)
    expect(planRefresh({ expiresAt, tokenVersion: 1, lease: facts }, need, now, now)).toBe(step)
  })
})

test('C6: retries become less frequent, never two in a minute, and are spread', () => {
  const delays = [1, 2, 3, 4, 5, 6, 20].map((failures) => retryDelayMs(failures, 0) / 60_000)
  expect(delays).toEqual([1, 2, 4, 8, 15, 15, 15])
  expect(retryDelayMs(1, 1)).toBe(75_000)
})

test('three refusals over a quarter of an hour count as a revocation, fewer or faster ones do not', () => {
  const refused = (invalidGrants: number, spanMs: number) =>
    isConsideredRevoked({ invalidGrants, firstInvalidGrantAt: now, lastInvalidGrantAt: inMs(spanMs) })
  expect(refused(3, 900_000)).toBe(true)
  expect(refused(2, 900_000)).toBe(false)
  expect(refused(9, 899_999)).toBe(false)
})

test('a lease follows the clock that nothing moves', () => {
  const lease = toLeaseFacts({ ...interrupted, heldUntil: inMs(10_000) }, 1)
  const stored = { expiresAt: null, tokenVersion: 1, lease }
  const dayMs = 24 * 3_600_000
  expect(planRefresh(stored, { minTtlSeconds: 300 }, inMs(dayMs), now)).toBe('wait')
  expect(planRefresh(stored, { minTtlSeconds: 300 }, inMs(dayMs), inMs(10_000))).toBe('refresh')
})
