import { beforeEach, expect, test } from 'vitest'
import { keyCanary } from '#drizzle/schema.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { Secret } from '#lib/secret.ts'
import { listKeyCanaries } from '#lib/store/key-canaries.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db } = await useDatabase()
const [first, second, stranger] = [randomToken(), randomToken(), randomToken()]

/** `k1` and so on, in this order. */
const check = (keys: Readonly<Record<string, string>>, environment = 'production') =>
  checkKeys({
    db,
    keyRing: createKeyRing(
      environment,
      Object.entries(keys).map(([id, key]) => ({ id, key: new Secret(key) })),
    ),
    now: () => new Date('2026-11-22T12:00:00Z'),
  })
const canaryIds = async () => (await listKeyCanaries(db)).map(({ keyId }) => keyId).sort()

beforeEach(async () => {
  await db.delete(keyCanary)
})

test('the first start leaves a canary for every key, and later starts find it', async () => {
  expect(await check({ k1: first })).toEqual([])
  expect(await check({ k1: first })).toEqual([])
  expect(await canaryIds()).toEqual(['k1'])
})

test('B1: a canary is sealed', async () => {
  await check({ k1: first })
  expect(JSON.stringify(await listKeyCanaries(db))).not.toMatch(/gatehouse canary/)
})

test('B5: a wrong key of the right name is refused, with its name', async () => {
  await check({ k1: first })
  expect(await check({ k1: stranger })).toEqual([
    "The key k1 of GATEHOUSE_KEYS isn't the one that sealed this database, or GATEHOUSE_ENVIRONMENT has changed.",
  ])
})

test('B5: a missing key is refused, with its name, also if there is a new one', async () => {
  await check({ k1: first })
  expect(await check({ k2: second })).toEqual([
    'GATEHOUSE_KEYS lacks the key k1, which sealed values of this database. Put it back, after the new one.',
  ])
})

test('B5: the keys of another environment are refused', async () => {
  await check({ k1: first })
  expect(await check({ k1: first }, 'staging')).toHaveLength(1)
})

test('all faults are reported together', async () => {
  await check({ k1: first, k2: second })
  expect(await check({ k2: stranger })).toEqual([
    expect.stringContaining('lacks the key k1'),
    expect.stringContaining('The key k2'),
  ])
})

test('B6: a new key in front of the old one is accepted', async () => {
  await check({ k1: first })
  expect(await check({ k2: second, k1: first })).toEqual([])
  expect(await canaryIds()).toEqual(['k1', 'k2'])
})

test('a refused start leaves no canary that would block the fixed configuration', async () => {
  await check({ k1: first })
  await check({ k2: second })
  expect(await canaryIds()).toEqual(['k1'])
  expect(await check({ k1: first })).toEqual([])
})

test('two processes that start at the same time with the same keys agree', async () => {
  expect(await Promise.all([check({ k1: first }), check({ k1: first })])).toEqual([[], []])
})

test('when two processes start with different keys of the same name, one is refused', async () => {
  const faults = await Promise.all([check({ k1: first }), check({ k1: stranger })])
  expect(faults.flat()).toHaveLength(1)
})
