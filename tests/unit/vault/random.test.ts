import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest, sameDigest } from '#lib/vault/digest.ts'
import { newId, randomToken } from '#lib/vault/random.ts'

test('A1: a state has 256 random bits, is no UUID, and 100,000 of them are different', () => {
  const tokens = new Set(Array.from({ length: 100_000 }, randomToken))
  expect(tokens.size).toBe(100_000)
  for (const token of tokens) if (!/^[\w-]{43}$/.test(token)) expect.fail(`${token} is no token`)
})

test('A1: in 10,000 states every bit is set about half of the time', () => {
  const ones = Array.from({ length: 256 }, () => 0)
  for (let draw = 0; draw < 10_000; draw += 1) {
    const bytes = Buffer.from(randomToken(), 'base64url')
    for (let bit = 0; bit < 256; bit += 1)
      ones[bit] = (ones[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1)
  }
  // Ten standard deviations: chance can't make this fail.
  expect(Math.min(...ones)).toBeGreaterThan(4_500)
  expect(Math.max(...ones)).toBeLessThan(5_500)
})

test('an id is a UUID, different each time', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(newId()).not.toBe(newId())
})

test('A2: a digest is SHA-256, which doesn’t reveal the state', () => {
  // FIPS 180-2, appendix B.1.
  expect(Buffer.from(digest('abc'), 'base64url').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('digests compare as equal exactly when they are equal', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(sameDigest(digest(one), digest(other))).toBe(one === other)
      expect(sameDigest(one, other)).toBe(one === other)
      expect(sameDigest(one, one)).toBe(true)
    }),
  )
})
