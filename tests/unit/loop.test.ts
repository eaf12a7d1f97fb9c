import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLoop } from '#lib/jobs/loop.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const retryMs = 1_000

/** A loop whose work rests, or fails, as `next` says each time. */
function startLoop(next: () => number | Error, options: { listen?: (wake: () => void) => () => void } = {}) {
  const seen = { times: 0, failures: 0 }
  const loop = createLoop({
    work: async () => {
      seen.times += 1
      const outcome = next()
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    report: () => {
      seen.failures += 1
    },
    retryMs,
    ...options,
  })
  loop.start()
  loop.start()
  return { loop, seen }
}

test('a loop rests for as long as its work returns', async () => {
  const rests = [0, 50, Number.POSITIVE_INFINITY]
  const { loop, seen } = startLoop(() => rests.shift() ?? 0)
  await vi.advanceTimersByTimeAsync(49)
  expect(seen.times).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.times).toBe(3)
  await vi.advanceTimersByTimeAsync(86_400_000)
  expect(seen.times).toBe(3)
  await loop.stop()
})

test('waking ends the rest, or skips the next one during the work', async () => {
  let wakeMeanwhile = () => {}
  const { loop, seen } = startLoop(() => {
    wakeMeanwhile()
    wakeMeanwhile = () => {}
    return Number.POSITIVE_INFINITY
  })
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.times).toBe(1)
  wakeMeanwhile = loop.wake
  loop.wake()
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.times).toBe(3)
  await loop.stop()
})

test('after a failure it rests, whatever wakes it', async () => {
  const { loop, seen } = startLoop(() => new Error('the database is away'))
  for (let ms = 0; ms < 10 * retryMs; ms += 10) {
    loop.wake()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(seen.failures).toBeLessThanOrEqual(11)
  expect(seen.failures).toBeGreaterThanOrEqual(10)
  await loop.stop()
})

test('stopping waits for the work, ends every rest, and stops listening', async () => {
  let isListening = false
  const listen = () => {
    isListening = true
    return () => {
      isListening = false
    }
  }
  for (const outcome of [Number.POSITIVE_INFINITY, new Error('the database is away')]) {
    const { loop, seen } = startLoop(() => outcome, { listen })
    await vi.advanceTimersByTimeAsync(0)
    expect(isListening).toBe(true)
    await loop.stop()
    expect({ isListening, times: seen.times }).toEqual({ isListening: false, times: 1 })
    expect(loop.isStopping()).toBe(true)
  }
})
