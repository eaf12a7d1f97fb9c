import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutPage, decodeTimeCursor, encodeTimeCursor, isTimeCursor } from '#lib/time-cursor.ts'

const place = fc.record({
  at: fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
  id: fc.uuid(),
})

test('a place in time comes back as it was', () => {
  fc.assert(
    fc.property(place, (cursor) => {
      expect(decodeTimeCursor(encodeTimeCursor(cursor))).toEqual(cursor)
    }),
  )
})

const good = '2026-11-22T12:00:00.000Z_0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10'

test.each([
  '',
  '_',
  good.slice(1),
  `${good}_`,
  good.replace('_', ' '),
  good.replace('2026', '0000'),
  good.replace('-11-', '-13-'),
  good.replace('0b7e', "0b7'"),
])('D8: %j is no place, and is refused before it is asked for', (text) => {
  expect(isTimeCursor(text)).toBe(false)
  expect(() => decodeTimeCursor(text)).toThrow(/^input_invalid:/)
})

describe('a page', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ at: new Date('2026-11-22'), id }))

  test('is full, and says where the next one begins', () => {
    expect(cutPage(rows, 2, (row) => row)).toEqual({
      rows: rows.slice(0, 2),
      next: '2026-11-22T00:00:00.000Z_b',
    })
  })

  test('is the last one when nothing is left over', () => {
    expect(cutPage(rows, 3, (row) => row)).toEqual({ rows, next: null })
    expect(cutPage([], 3, (row: (typeof rows)[number]) => row)).toEqual({ rows: [], next: null })
  })
})
