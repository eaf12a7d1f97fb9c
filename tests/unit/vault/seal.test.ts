import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Secret } from '#lib/secret.ts'
import { createKeyRing, type KeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { type Binding, open, seal } from '#lib/vault/seal.ts'

const keys = ['k1', 'k2'].map((id) => ({ id, key: new Secret(randomToken()) }))
const ring = createKeyRing('production', keys)
const home: Binding = { table: 'authorization', column: 'refresh_token_sealed', rowId: 'row-1' }
const token = new Secret('Atzr|IwEBIExample-Refresh_Token')
const sealed = seal(ring, token, home)

const opening = (text: string, binding = home, keyRing = ring) => {
  try {
    return { opened: open(keyRing, text, binding).expose() }
  } catch (error) {
    const { name, message, code, ...rest } = error as Error & { code: string }
    return { name, message, code, rest }
  }
}

const refused = {
  name: 'VaultError',
  message: "The sealed text can't be opened.",
  code: 'cannot_open',
  rest: expect.not.objectContaining({ cause: expect.anything() }),
}

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary' }),
)
const place = fc.record({ table: text, column: text, rowId: text })

test('a sealed text opens at its place, whatever its content', () => {
  fc.assert(
    fc.property(text, place, (value, binding) => {
      expect(opening(seal(ring, new Secret(value), binding), binding)).toEqual({ opened: value })
    }),
    { numRuns: 1_000 },
  )
})

test('B1: a sealed text is v1, the key, and three parts of base64url, with nothing of the secret in it', () => {
  expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/)
  const parts = sealed
    .split('.')
    .slice(2)
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect([sealed, ...parts].join(' ')).not.toMatch(/Atzr|IwEBI|Refresh/)
})

describe('B2: a sealed text opens nowhere else', () => {
  const environment = createKeyRing('staging', keys)
  const strangers = createKeyRing(
    'production',
    ['k1', 'k2'].map((id) => ({ id, key: new Secret(randomToken()) })),
  )
  const elsewhere: readonly (readonly [string, Binding, KeyRing])[] = [
    ['row', { ...home, rowId: 'row-2' }, ring],
    ['column', { ...home, column: 'sealed' }, ring],
    ['table', { ...home, table: 'access_token' }, ring],
    ['environment', home, environment],
    ['key of the same name', home, strangers],
  ]

  test.each(elsewhere)('not in another %s', (_what, binding, keyRing) => {
    expect(opening(sealed, binding, keyRing)).toEqual(refused)
  })

  test('not under the name of another key', () => {
    expect(opening(sealed.replace('v1.k1.', 'v1.k2.'))).toEqual(refused)
  })

  test('not under a binding that only shifts the boundaries between its parts', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other))
        expect(opening(seal(ring, token, one), other)).toEqual(refused)
      }),
    )
    expect(
      opening(seal(ring, token, { ...home, table: 'a', column: 'b,1:c' }), { ...home, table: 'a,1:b' }),
    ).toEqual(refused)
  })

  test('and the parts of two seals of the same secret can’t be swapped', () => {
    const other = seal(ring, token, home).split('.')
    const parts = sealed.split('.')
    for (const index of [2, 3, 4]) {
      expect(opening(parts.with(index, other[index] ?? '').join('.'))).toEqual(refused)
    }
  })
})

describe('B3: any damage causes the same error', () => {
  test('each character, replaced by any other', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/= \n'
    for (const [index, character] of [...sealed].entries()) {
      for (const other of alphabet) {
        if (other === character) continue
        expect(opening(sealed.slice(0, index) + other + sealed.slice(index + 1))).toEqual(refused)
      }
    }
  })

  test('each bit of each part', () => {
    const parts = sealed.split('.')
    for (const at of [2, 3, 4]) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(opening(parts.with(at, flipped.toString('base64url')).join('.'))).toEqual(refused)
      }
    }
  })

  test.each([
    ['nothing', ''],
    ['a cut end', sealed.slice(0, -1)],
    ['a missing part', sealed.split('.').slice(0, 4).join('.')],
    ['a further part', `${sealed}.AAAA`],
    ['a further empty part', `${sealed}.`],
    ['a short tag', sealed.split('.').with(4, 'AAAA').join('.')],
    ['an empty ciphertext', sealed.split('.').with(3, '').join('.')],
    ['an unknown key', sealed.replace('.k1.', '.k9.')],
    ['a key named like a property of objects', sealed.replace('.k1.', '.constructor.')],
    ['another version', sealed.replace('v1', 'v2')],
    ['the plain token', token.expose()],
  ])('%s', (_what, text) => {
    expect(opening(text)).toEqual(refused)
  })

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (tail, middle) => {
        for (const text of [tail, `v1.k1.${tail}`, `v1.k1.${middle}.${tail}.${middle}`]) {
          expect(opening(text)).toEqual(refused)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

test('B4: in 100,000 seals no IV comes twice', () => {
  const secret = new Secret('x')
  const ivs = new Set(Array.from({ length: 100_000 }, () => seal(ring, secret, home).split('.')[2]))
  expect(ivs.size).toBe(100_000)
})
