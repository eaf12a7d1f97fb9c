import { expect, test } from 'vitest'
import { latencyBounds } from '#lib/history/metrics.ts'
import { latencyOf } from '#lib/history/quantile.ts'

/** How many took at most each bound. */
function bucketsOf(seconds: readonly number[]): Record<string, number> {
  const upTo = (bound: number) => seconds.filter((one) => one <= bound).length
  return {
    ...Object.fromEntries(latencyBounds.map((bound) => [String(bound), upTo(bound)])),
    '+Inf': seconds.length,
  }
}

test('without an answer there is no latency', () => {
  expect(latencyOf({})).toBeNull()
})

test('a quantile is within the bucket of the value that it estimates', () => {
  const fast = Array.from({ length: 94 }, () => 0.2)
  expect(latencyOf(bucketsOf([...fast, ...Array.from({ length: 6 }, () => 4)]))).toMatchObject({
    count: 100,
    medianMs: expect.toSatisfy((ms: number) => ms > 100 && ms <= 250),
    p95Ms: expect.toSatisfy((ms: number) => ms > 2_500 && ms <= 5_000),
  })
})

test('an answer beyond every bound counts as the last one', () => {
  expect(latencyOf(bucketsOf([90]))).toMatchObject({ medianMs: 60_000, p95Ms: 60_000 })
})
