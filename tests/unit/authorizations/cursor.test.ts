import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '#lib/authorizations/cursor.ts'
import { isAppError } from '#lib/errors.ts'

const id = '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10'
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const refusal = (text: string) => {
  try {
    return decodeCursor(text)
  } catch (error) {
    if (!isAppError(error)) throw error
    return [error.code, error.details]
  }
}

test('a cursor comes back as it was', () => {
  const key = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !text.includes('\0'))
  fc.assert(
    fc.property(key, fc.uuid(), (text, row) => {
      const cursor = { key: text, id: row }
      expect(encodeCursor(cursor)).toMatch(/^[\w-]+$/)
      expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor)
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
  ['an id that is none', encode(['a', '1 or 1=1'])],
  ['a key that is no text', encode([1, id])],
  ['a key without end', encode(['a'.repeat(3_000), id])],
  ['a key that Postgres cannot read', encode(['a\0b', id])],
])('D8: %s is no cursor', (_what, text) => {
  expect(refusal(text)).toEqual(['input_invalid', { field: 'after' }])
})

test('any text is a cursor or refused, without being repeated', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.jsonValue().map(encode))
  fc.assert(
    fc.property(text, (any) => {
      const result = refusal(any)
      if (Array.isArray(result)) expect(result).toEqual(['input_invalid', { field: 'after' }])
      else expect(Object.keys(result)).toEqual(['key', 'id'])
    }),
    { numRuns: 10_000 },
  )
})
