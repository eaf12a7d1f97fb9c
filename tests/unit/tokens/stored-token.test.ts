import { expect, test } from 'vitest'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { openStored } from '#lib/tokens/stored-token.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { seal } from '#lib/vault/seal.ts'

const keyRing = createKeyRing('test', [{ id: 'k1', key: new Secret(randomToken()) }])
const bindingOf = (authorizationId: string) => seals.accessToken.sealed({ authorizationId })
const sealFor = (id: string, token: string) => seal(keyRing, new Secret(token), bindingOf(id))
const openFor = (id: string, sealed: string) =>
  openStored({ keyRing }, { sealed, expiresAt: new Date() }, bindingOf(id))?.accessToken.expose() ?? null

test('returns the currently stored token, not one that was opened before', () => {
  const first = sealFor('a', 'first')
  expect([openFor('a', first), openFor('a', first)]).toEqual(['first', 'first'])
  expect(openFor('a', sealFor('a', 'second'))).toBe('second')
  expect(openFor('a', first)).toBe('first')
})

test('doesn’t open a token that was sealed for another authorization, even if it was opened there', () => {
  const sealed = sealFor('a', 'of a')
  expect(openFor('a', sealed)).toBe('of a')
  expect(openFor('b', sealed)).toBeNull()
  expect(openFor('a', sealed)).toBe('of a')
})

test('opens any number of tokens', () => {
  const texts = Array.from({ length: 10_050 }, (_, index) => sealFor(String(index), `token ${index}`))
  for (const round of [1, 2]) {
    const opened = texts.map((sealed, index) => openFor(String(index), sealed))
    expect(
      opened.every((token, index) => token === `token ${index}`),
      `round ${round}`,
    ).toBe(true)
  }
})
