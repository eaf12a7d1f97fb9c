import { expect, test } from 'vitest'
import { breakerPolicy } from '#lib/policy.ts'
import { Secret } from '#lib/secret.ts'
import { createBreaker } from '#lib/tokens/lease.ts'

const at = (ms: number) => new Date(Date.parse('2026-11-28T12:00:00Z') + ms)
const failed = {
  kind: 'failed',
  problem: 'amazon_unavailable',
  failure: { source: 'lwa', status: 503, code: 'server_error', detail: '' },
  requestId: null,
  retryAt: at(0),
} as const

/** A breaker that has just opened for the application `a`. */
function opened() {
  const breaker = createBreaker()
  for (let time = 0; time < breakerPolicy.failures; time += 1) breaker.end('a', failed, at(0))
  return breaker
}

test('asking whether LWA can be called never changes the answer: only a call that begins does', () => {
  const breaker = opened()
  const { everyMs } = breakerPolicy
  expect(breaker.failureInstead('a', at(everyMs - 1))).toEqual({ ...failed, retryAt: at(everyMs) })
  for (let time = 0; time < 3; time += 1) expect(breaker.failureInstead('a', at(everyMs))).toBeNull()
  breaker.begin('a', at(everyMs))
  expect(breaker.failureInstead('a', at(everyMs))).toEqual({ ...failed, retryAt: at(2 * everyMs) })
  expect(breaker.failureInstead('b', at(everyMs))).toBeNull()
})

test('calls LWA for all callers again after the first success', () => {
  const breaker = opened()
  breaker.begin('a', at(breakerPolicy.everyMs))
  breaker.end(
    'a',
    { kind: 'refreshed', accessToken: new Secret('Atza|x'), expiresAt: at(3_600_000) },
    at(breakerPolicy.everyMs),
  )
  expect(breaker.failureInstead('a', at(breakerPolicy.everyMs))).toBeNull()
})
