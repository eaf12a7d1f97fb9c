import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from '#lib/secret.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { open, seal } from '#lib/vault/seal.ts'

const [old, fresh] = ['k1', 'k2'].map((id) => ({ id, key: new Secret(randomToken()) })) as [Entry, Entry]
type Entry = { id: string; key: Secret }
const home = { table: 'authorization', column: 'refresh_token_sealed', rowId: 'row-1' }
const token = new Secret('Atzr|example')

test('B6: with a new key in front, values of the old one can still be opened, and the new one seals', () => {
  const before = seal(createKeyRing('production', [old]), token, home)
  const rotated = createKeyRing('production', [fresh, old])
  expect(open(rotated, before, home).expose()).toBe('Atzr|example')
  expect(seal(rotated, token, home)).toMatch(/^v1\.k2\./)
})

test('B6: without the old key, its values can’t be opened', () => {
  const before = seal(createKeyRing('production', [old]), token, home)
  expect(() => open(createKeyRing('production', [fresh]), before, home)).toThrow("can't be opened")
})

test('a ring without keys is refused', () => {
  expect(() => createKeyRing('production', [])).toThrow('at least one key')
})

test('a ring that names a missing key seals nothing', () => {
  const ring = { ...createKeyRing('production', [old]), currentId: 'k9' }
  expect(() => seal(ring, token, home)).toThrow('The key ring lacks this key.')
})

test('B7: a printed or serialized ring shows no key', () => {
  const ring = createKeyRing('production', [old, fresh])
  const shown = [
    inspect(ring, { depth: 9, showHidden: true }),
    JSON.stringify([...ring.keys]),
    `${ring.keys}`,
  ].join()
  for (const { key } of [old, fresh]) {
    expect(shown).not.toContain(key.expose())
    expect(shown).not.toContain(Buffer.from(key.expose(), 'base64url').toString('hex'))
  }
})
