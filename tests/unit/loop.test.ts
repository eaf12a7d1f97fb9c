import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLoop } from '#lib/jobs/loop.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const retryMs = 1_000

/** A loop whose work rests, or fails, as `next` says each time. */
function startLoop(
  next: () => number | Error,
  options: { listen?: (wake: () => void) => () => void; longestRetryMs?: number } = {},
) {
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

test('while it keeps failing, it rests longer and longer, up to a limit, until it works again', async () => {
  const outcomes = [1, 2, 3, 4].map((): number | Error => new Error('refused'))
  const { loop, seen } = startLoop(() => outcomes.shift() ?? 0.5 * retryMs, { longestRetryMs: 4 * retryMs })
  const timesAfter = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    return seen.times
  }
  // It fails at 0, 1, 3 and 7 s, and works at 11 s.
  expect(await timesAfter(2.9 * retryMs)).toBe(2)
  expect(await timesAfter(4 * retryMs)).toBe(3)
  expect(await timesAfter(4 * retryMs)).toBe(4)
  expect(await timesAfter(0.2 * retryMs)).toBe(5)
  outcomes.push(new Error('refused'))
  // It fails at 11.5 s, and works again after the shortest rest.
  expect(await timesAfter(0.5 * retryMs)).toBe(6)
  expect(await timesAfter(retryMs)).toBe(7)
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
