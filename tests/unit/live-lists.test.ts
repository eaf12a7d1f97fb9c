import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countNews, describeNews, keepOrder } from '#components/list/steady-rows.ts'
import { isAffected, isAnnounced } from '#components/live/affected-lists.ts'
import { createPace } from '#components/live/pace.ts'
import { onlyIn } from '#lib/authorizations/participations.ts'

const page = (ids: string, next: string | null = null, health = 'working') => ({
  rows: [...ids].map((id) => ({ id, health })),
  next,
})
const ids = ({ rows }: ReturnType<typeof page>) => rows.map(({ id }) => id).join('')

test('rows stay where they are and get their new values', () => {
  const kept = keepOrder(page('abc', 'c'), page('cab', 'b', 'paused'))
  expect(ids(kept)).toBe('abc')
  expect(kept.rows.every(({ health }) => health === 'paused')).toBe(true)
  expect(kept.next).toBe('c')
})

test('new and removed rows are counted, and don’t move the others', () => {
  const shown = page('abc')
  const newer = page('xbyc', null, 'paused')
  expect(ids(keepOrder(shown, newer))).toBe('abc')
  expect(countNews(shown, newer)).toEqual({ added: 2, gone: 1 })
  expect(describeNews({ added: 2, gone: 1 })).toBe('2 new, 1 gone')
  expect(describeNews({ added: 0, gone: 0 })).toBeNull()
})

test('a row that a new one pushed to the next page is not gone', () => {
  expect(countNews(page('abc', 'c'), page('xab', 'b'))).toEqual({ added: 1, gone: 0 })
})

test('an empty list shows its first row immediately', () => {
  expect(ids(keepOrder(page(''), page('a')))).toBe('a')
})

test('a change affects the lists that show its record, and a reset affects all', () => {
  expect(isAffected('links', { kind: 'link' })).toBe(true)
  expect(isAffected('links', { kind: 'authorization' })).toBe(false)
  expect(isAffected('authorizations', { kind: 'incident' })).toBe(true)
  expect(isAffected('bulk-rows 5e3c7ffd-81df-4d18-8d80-8357d4fbd3a1', { kind: 'bulk_action' })).toBe(true)
  expect(isAffected('calls', null)).toBe(true)
})

test('participations are compared by where the seller takes part', () => {
  const row = (marketplaceId: string, isParticipating = true) => ({
    marketplaceId,
    isParticipating,
    countryCode: marketplaceId.toUpperCase(),
  })
  const before = [row('us'), row('ca'), row('mx', false)]
  const now = [row('us'), row('mx'), row('ca', false)]
  expect(onlyIn(now, before)).toEqual([{ marketplaceId: 'mx', countryCode: 'MX' }])
  expect(onlyIn(before, now)).toEqual([{ marketplaceId: 'ca', countryCode: 'CA' }])
  expect(onlyIn(now, now)).toEqual([])
})

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a page with constant changes reads less and less often', () => {
  let reads = 0
  const pace = createPace(() => {
    reads += 1
  })
  for (let ms = 0; ms < 120_000; ms += 100) {
    pace.request()
    vi.advanceTimersByTime(100)
  }
  expect(reads).toBeGreaterThan(10)
  expect(reads).toBeLessThan(25)
  vi.advanceTimersByTime(60_000)
  const before = reads
  pace.request()
  vi.advanceTimersByTime(1_000)
  expect(reads).toBe(before + 1)
})

test('the viewer’s own changes are read immediately', () => {
  let reads = 0
  const pace = createPace(() => {
    reads += 1
  })
  pace.request()
  pace.request(true)
  vi.advanceTimersByTime(0)
  expect(reads).toBe(1)
})

test('a list whose rows change without an event is read at its own pace', () => {
  expect(['authorizations', 'bulk-rows 5f0c', 'audit'].map(isAnnounced)).toEqual([true, true, true])
  expect(['webhook-deliveries 5f0c', 'calls', undefined].map(isAnnounced)).toEqual([false, false, false])
})
