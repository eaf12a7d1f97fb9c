import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeCursor,
  encodeCursor,
  isCursor,
  type KeyKind,
  likePattern,
  readPage,
} from '#lib/database/keyset.ts'
import { isAppError } from '#lib/errors.ts'

const id = '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10'
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const refusal = (text: string, kind: KeyKind) => {
  try {
    return decodeCursor(text, kind)
  } catch (error) {
    if (!isAppError(error)) throw error
    return [error.code, error.details]
  }
}

test('a cursor survives encoding', () => {
  const key = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !text.includes('\0'))
  fc.assert(
    fc.property(key, fc.uuid(), (text, row) => {
      const cursor = { key: text, id: row }
      expect(encodeCursor(cursor)).toMatch(/^[\w-]+$/)
      expect(decodeCursor(encodeCursor(cursor), 'text')).toEqual(cursor)
    }),
  )
})

test('a time survives encoding', () => {
  const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(at, fc.uuid(), (time, row) => {
      const cursor = { key: time.toISOString(), id: row }
      expect(decodeCursor(encodeCursor(cursor), 'time')).toEqual(cursor)
    }),
  )
})

test.each([
  ['nothing', ''],
  ['no base64', '???'],
  ['no JSON', Buffer.from('[').toString('base64url')],
  ['null', encode(null)],
  ['another shape', encode({ key: 'a', id })],
  ['too little', encode(['a'])],
  ['too much', encode(['a', id, 1])],
  ['an invalid id', encode(['a', '1 or 1=1'])],
  ['a key that is not text', encode([1, id])],
  ['an endless key', encode(['a'.repeat(3_000), id])],
  ['a key that Postgres cannot read', encode(['a\0b', id])],
])('D8: rejects %s as a cursor', (_what, text) => {
  for (const kind of ['text', 'time'] as const) {
    expect(refusal(text, kind)).toEqual(['input_invalid', { field: 'cursor' }])
    expect(isCursor(text, kind)).toBe(false)
  }
})

const time = '2026-11-22T12:00:00.000Z'

test.each([
  '',
  'a name',
  time.slice(1),
  `${time}_`,
  time.replace('T', ' '),
  time.replace('2026', '0000'),
  time.replace('-11-', '-13-'),
])('D8: rejects the key %j in a list sorted by time, before Postgres sees it', (key) => {
  const text = encodeCursor({ key, id })
  expect(isCursor(text, 'text')).toBe(true)
  expect(isCursor(text, 'time')).toBe(false)
  expect(refusal(text, 'time')).toEqual(['input_invalid', { field: 'cursor' }])
})

test('any text is a cursor or refused, without being echoed', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.jsonValue().map(encode))
  fc.assert(
    fc.property(text, (any) => {
      const result = refusal(any, 'text')
      if (Array.isArray(result)) expect(result).toEqual(['input_invalid', { field: 'cursor' }])
      else expect(Object.keys(result)).toEqual(['key', 'id'])
    }),
    { numRuns: 10_000 },
  )
})

describe('a page', () => {
  const rows = ['a', 'b', 'c'].map((letter) => ({ at: new Date(time), id: id.replace('0b', `${letter}b`) }))
  const read = (limit: number, all = rows) =>
    readPage(
      { kind: 'time', limit },
      async (page) => all.slice(0, page.limit),
      ({ at, id: row }) => ({ key: at, id: row }),
    )

  test('is full, and has the cursor of the next one', async () => {
    const page = await read(2)
    expect(page.rows).toEqual(rows.slice(0, 2))
    expect(decodeCursor(page.next ?? '', 'time')).toEqual({ key: time, id: rows[1]?.id })
  })

  test('is the last one when no rows are left', async () => {
    expect(await read(3)).toEqual({ rows, next: null })
    expect(await read(3, [])).toEqual({ rows: [], next: null })
  })

  test('starts after its cursor', async () => {
    const cursor = { key: time, id }
    const seen: unknown[] = []
    await readPage(
      { after: encodeCursor(cursor), kind: 'time', limit: 1 },
      async (page) => {
        seen.push(page)
        return rows.slice(0, 0)
      },
      () => cursor,
    )
    expect(seen).toEqual([{ after: cursor, limit: 2 }])
  })
})

test('every character of a search is literal', () => {
  expect(likePattern.containing('100%_\\\0')).toBe('%100\\%\\_\\\\%')
  expect(likePattern.startingWith('A_1')).toBe('A\\_1%')
})
