import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRateLimits, reservationOf, type WindowCounts } from '#lib/keys/rate-limits.ts'
import { Secret } from '#lib/secret.ts'
import { newApiKey } from '#lib/vault/api-key.ts'

const { key } = newApiKey()
const start = Date.parse('2026-11-22T12:00:00Z')

/** Processes that share a limit of 10 requests a second, so 100 in each window, at a time that the test sets. */
function openProcesses(count: number) {
  let nowMs = start
  const now = () => new Date(nowMs)
  const rows: WindowCounts[] = Array.from({ length: count }, () => ({ window: 0, requests: {} }))
  const processes = Array.from({ length: count }, () => createRateLimits({ now, realNow: now }, 10))
  const accepts = (index: number, keyId = 'k') => {
    try {
      return processes[index]?.take(keyId, key) !== null
    } catch {
      return false
    }
  }
  const exchangeOne = (index: number) => {
    const reservation = processes[index]?.reserve(rows.filter((_, other) => other !== index))
    if (reservation === undefined) return
    rows[index] = reservation
    reservation.confirm()
  }
  return {
    processes,
    accepts,
    /** How many of so many requests a process accepts. */
    ask: (index: number, requests: number) =>
      Array.from({ length: requests }, () => accepts(index)).filter(Boolean).length,
    exchangeOne,
    exchange: () => {
      for (const index of processes.keys()) exchangeOne(index)
    },
    passMs: (ms: number) => {
      nowMs += ms
    },
  }
}

test('a single process accepts a key’s whole quota in each window', () => {
  const { ask, exchange, passMs } = openProcesses(1)
  expect(ask(0, 60)).toBe(60)
  exchange()
  expect(ask(0, 60)).toBe(40)
  passMs(10_000)
  expect(ask(0, 120)).toBe(100)
})

test('four processes together accept no more than one would, even in a burst', () => {
  const { ask, exchange, passMs } = openProcesses(4)
  exchange()
  expect([0, 1, 2, 3].map((index) => ask(index, 1_000))).toEqual([25, 25, 25, 25])
  exchange()
  expect([0, 1, 2, 3].map((index) => ask(index, 1_000))).toEqual([0, 0, 0, 0])
  passMs(10_000)
  expect([0, 1, 2, 3].map((index) => ask(index, 1_000))).toEqual([25, 25, 25, 25])
})

test('a program that talks to one of four processes gets most of its quota', () => {
  const { ask, exchange } = openProcesses(4)
  exchange()
  let accepted = 0
  for (let second = 0; second < 10; second += 1) {
    accepted += ask(0, 10)
    exchange()
  }
  expect(accepted).toBeGreaterThan(70)
  expect(accepted).toBeLessThanOrEqual(100)
})

test('what one process leaves is shared out to the others', () => {
  const { ask, exchange } = openProcesses(2)
  exchange()
  expect([ask(0, 10), ask(1, 100)]).toEqual([10, 50])
  // First, the one gives up what the other then reserves.
  exchange()
  exchange()
  expect(ask(1, 100)).toBe(20)
})

test('says how long to wait: until the counts are exchanged, or to the end of the window if nothing is left', () => {
  const { processes, ask, exchange, passMs } = openProcesses(2)
  exchange()
  passMs(2_000)
  ask(0, 50)
  const waitMs = () => {
    try {
      processes[0]?.take('k', new Secret(key.expose()))
    } catch (error) {
      return (error as { details: { retryAt: Date } }).details.retryAt.getTime() - start - 2_000
    }
    return 0
  }
  expect(waitMs()).toBe(1_000)
  ask(1, 50)
  exchange()
  exchange()
  expect(waitMs()).toBe(8_000)
})

test('a process that has ended leaves its share to the others, and counts of other windows don’t matter', () => {
  const { processes, ask, passMs, exchange } = openProcesses(2)
  exchange()
  ask(1, 50)
  passMs(10_000)
  processes[0]?.reserve([{ window: 0, requests: { k: { used: 1_000, reserved: 1_000 } } }]).confirm()
  expect(ask(0, 100)).toBe(50)
  processes[0]?.reserve([]).confirm()
  expect(ask(0, 100)).toBe(50)
})

test('never takes back what was accepted, nor reserves what another process has reserved', () => {
  expect(reservationOf(100, 2, 80, { used: 80, reserved: 80 })).toBe(80)
  expect(reservationOf(100, 3, 10, { used: 20, reserved: 20 })).toBe(34)
  expect(reservationOf(100, 2, 10, { used: 0, reserved: 80 })).toBe(20)
})

test('processes whose counts are old don’t accept more together', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(60), fc.boolean()), { maxLength: 60 }), (steps) => {
      const { ask, exchange, exchangeOne } = openProcesses(4)
      exchange()
      let accepted = 0
      for (const [index, requests, exchanges] of steps) {
        accepted += ask(index, requests)
        if (exchanges) exchangeOne(index)
      }
      expect(accepted).toBeLessThanOrEqual(100)
    }),
  )
})
