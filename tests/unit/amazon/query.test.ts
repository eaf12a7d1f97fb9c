import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '#lib/amazon/query.ts'
import { isAppError } from '#lib/errors.ts'

/** The code of the refusal, or the value. */
function reading(raw: string, name = 'state'): unknown {
  try {
    return { value: parseQuery(raw).required(name) }
  } catch (error) {
    if (!isAppError(error)) throw error
    return error.code
  }
}

describe('A7: a parameter that is not plain is refused', () => {
  test.each([
    ['missing', '', 'parameter_missing'],
    ['missing, the question mark alone', '?', 'parameter_missing'],
    ['without a value', 'state', 'parameter_missing'],
    ['empty', 'state=&x=1', 'parameter_missing'],
    ['as an array', 'state[]=a', 'parameter_missing'],
    ['as an array, encoded', 'state%5B%5D=a', 'parameter_missing'],
    ['as an object', 'state[a]=b', 'parameter_missing'],
    ['under another case of its name', 'State=a', 'parameter_missing'],
    ['twice', 'state=a&state=b', 'parameter_repeated'],
    ['twice the same', 'state=a&x=1&state=a', 'parameter_repeated'],
    ['twice, once empty', 'state=&state=a', 'parameter_repeated'],
    ['twice, once with its name encoded', 'state=a&%73tate=b', 'parameter_repeated'],
    ['of 10 kB', `state=${'a'.repeat(10_000)}`, 'parameter_too_long'],
    ['of 10 kB, encoded', `state=${'%61'.repeat(3_400)}`, 'parameter_too_long'],
    ['among hundreds', `state=a${'&x=1'.repeat(300)}`, 'parameter_too_long'],
    ['cut in a percent code', 'state=%2', 'parameter_malformed'],
    ['with a false percent code', 'state=%zz', 'parameter_malformed'],
    ['that is no UTF-8', 'state=%ff', 'parameter_malformed'],
    ['with an overlong UTF-8 form', 'state=%c0%af', 'parameter_malformed'],
    ['with half a surrogate', 'state=%ed%a0%80', 'parameter_malformed'],
    ['with NUL', 'state=a%00b', 'parameter_malformed'],
    ['with a line break', 'state=a%0d%0aSet-Cookie:x', 'parameter_malformed'],
    ['with a bare line break', 'state=a\nb', 'parameter_malformed'],
    ['with an escape code', 'state=%1b[31m', 'parameter_malformed'],
    ['with a C1 control', 'state=%c2%9b', 'parameter_malformed'],
  ])('%s', (_how, raw, code) => {
    expect(reading(raw)).toBe(code)
  })
})

test.each([
  ['?state=a', 'a'],
  ['state=a', 'a'],
  ['&&state=a&', 'a'],
  ['state=a=b==', 'a=b=='],
  ['state=a+b', 'a+b'],
  ['state=a%2Bb', 'a+b'],
  ['state=a%20b', 'a b'],
  ['state=%2541', '%41'],
  ['state=%F0%9F%94%91', '🔑'],
  ['state=a%26state%3Db', 'a&state=b'],
  ['st%61te=a', 'a'],
  [`state=${'a'.repeat(4_096)}`, 'a'.repeat(4_096)],
])('%s is decoded once, and a plus stays a plus', (raw, value) => {
  expect(reading(raw)).toEqual({ value })
})

test('a browser’s encoding is decoded to the original text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (value) => {
      fc.pre(!/\p{Cc}/u.test(value))
      expect(reading(`x=1&state=${encodeURIComponent(value)}`)).toEqual({ value })
    }),
    { numRuns: 10_000 },
  )
})

test('a few unknown parameters are listed by name, shortened, once each, and never with their values', () => {
  const query = parseQuery(`state=a&mfa=secret&mfa=secret&${'n'.repeat(100)}=secret&%ff=secret`)
  expect(query.namesOtherThan(new Set(['state']))).toEqual(['mfa', 'n'.repeat(64), ''])
  const many = parseQuery(Array.from({ length: 60 }, (_, index) => `x${index}=`).join('&'))
  expect(many.namesOtherThan(new Set(['x0']))).toEqual(
    Array.from({ length: 10 }, (_, index) => `x${index + 1}`),
  )
})

test('any query is read or refused with one of four codes, which do not echo it', () => {
  const part = fc.oneof(
    fc.constantFrom('state', 'state=', '&', '=', '%', '%00', '+', '?', '[]'),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const result = reading(parts.join(''))
      if (typeof result === 'string')
        expect(result).toMatch(/^parameter_(missing|repeated|too_long|malformed)$/)
    }),
    { numRuns: 10_000 },
  )
})
