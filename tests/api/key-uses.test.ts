import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, keyUse, vendCount } from '#drizzle/schema.ts'
import { listKeys, revokeKey } from '#lib/keys/api-keys.ts'
import { pruneUses } from '#lib/keys/prune-uses.ts'
import { handleOf } from '#lib/tokens/handle.ts'
import { createVendCounts } from '#lib/tokens/vend-counts.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services } = world
const api = await serveApi(services)
const admin = await addAdmin(services, world.as)
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const [own] = await db.select().from(application)
const dayMs = 86_400_000

test('C11: shows the tokens that a key got today and in thirty days, by kind', async () => {
  const { id: keyId, key } = await makeKey(admin, { scopes: ['tokens:vend', 'tokens:grantless'] })
  const usesOf = async () => {
    await api.counts.flush()
    const [found] = (await listKeys(admin, 'program', { search: keyId })).rows
    return Object.fromEntries((found?.uses ?? []).map(({ kind, today, month }) => [kind, [today, month]]))
  }
  expect(await usesOf()).toEqual({})
  await api.vend(id, key)
  await api.vend(id, key)
  await api.grantless(own?.id ?? '', key, { scope: 'sellingpartnerapi::notifications' })
  expect(await usesOf()).toEqual({ access: [2, 2], grantless: [1, 1] })
  await api.grantless(own?.id ?? '', key, { scope: 'nothing' })
  world.passMs(29 * dayMs)
  await api.vend(id, key)
  expect(await usesOf()).toEqual({ access: [1, 3], grantless: [0, 1] })
  world.passMs(dayMs)
  expect(await usesOf()).toEqual({ access: [0, 1] })
})

test('a key whose requests for tokens all fail was used, as its row says', async () => {
  const handle = handleOf(newId())
  const lastUse = async (keyId: string) => {
    await api.counts.flush()
    return (await listKeys(admin, 'program')).rows.find((row) => row.id === keyId)?.lastUsedAt
  }
  const viaSdk = (key: string) =>
    api.ask('/auth/o2/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: handle,
        client_id: key.slice(0, 16),
        client_secret: key,
      }),
    })
  for (const ask of [
    (key: string) => api.vend(newId(), key),
    (key: string) => api.vend(newId(), key, { min_ttl: 600 }),
    viaSdk,
  ]) {
    const { id: keyId, key } = await makeKey(admin)
    expect(await lastUse(keyId)).toBeNull()
    expect((await ask(key)).status).toBeGreaterThanOrEqual(400)
    expect(await lastUse(keyId)).toEqual(services.now())
  }
})

test('what a key got from which seller is deleted after 90 days, and its totals after 400', async () => {
  const { id: keyId } = await makeKey(admin)
  const counts = createVendCounts(services)
  const left = async () => {
    await pruneUses(world.system)
    return {
      bySeller: await db.$count(vendCount, eq(vendCount.apiKeyId, keyId)),
      total: await db.$count(keyUse, eq(keyUse.apiKeyId, keyId)),
    }
  }
  counts.count(keyId, 'access', id)
  await counts.flush()
  world.passMs(90 * dayMs)
  expect(await left()).toEqual({ bySeller: 1, total: 1 })
  world.passMs(dayMs)
  expect(await left()).toEqual({ bySeller: 0, total: 1 })
  world.passMs(309 * dayMs)
  expect(await left()).toEqual({ bySeller: 0, total: 1 })
  world.passMs(dayMs)
  expect(await left()).toEqual({ bySeller: 0, total: 0 })
  await expect(pruneUses(world.as({ kind: 'visitor' }))).rejects.toThrow()
})

test('active keys are listed before revoked ones, however old they are', async () => {
  const old = await makeKey(admin)
  world.passMs(dayMs)
  const newer = await makeKey(admin)
  await revokeKey(admin, newer.id)
  const ids = (await listKeys(admin, 'program')).rows.map((row) => row.id)
  expect(ids).toContain(newer.id)
  expect(ids.indexOf(old.id)).toBeLessThan(ids.indexOf(newer.id))
})

test('a key on any page can be seen, and is found by a part of its name or by its prefix', async () => {
  const made = { name: 'Paged % key', scopes: ['tokens:vend'] }
  const lasting = await makeKey(admin, made)
  const expiring = await makeKey(admin, { ...made, days: 30 })
  world.passMs(dayMs)
  const revoked = await makeKey(admin, made)
  const newest = await makeKey(admin, made)
  await revokeKey(admin, revoked.id)
  world.passMs(30 * dayMs)
  const ids: string[] = []
  let after: string | null = null
  do {
    const request = { search: ' paged % K', after, limit: 1 }
    const page: Awaited<ReturnType<typeof listKeys>> = await listKeys(admin, 'program', request)
    expect(page.rows).toHaveLength(1)
    ids.push(...page.rows.map((row) => row.id))
    after = page.next
  } while (after !== null)
  expect(ids).toEqual([newest.id, lasting.id, revoked.id, expiring.id])
  const found = await listKeys(admin, 'program', { search: lasting.key.slice(0, 16) })
  expect(found.rows.map((row) => row.id)).toEqual([lasting.id])
  expect((await listKeys(admin, 'agent', { search: 'paged' })).rows).toEqual([])
})

test.each([1, 2, 3, 4])('every token is counted once, whichever statement fails (%i)', async (failing) => {
  const { id: keyId } = await makeKey(admin)
  let statements = 0
  const brittle = new Proxy(db, {
    get: (target, name) => {
      if (name === '$client') {
        statements += 1
        if (statements === failing) throw new Error('the database went away')
      }
      return Reflect.get(target, name, target)
    },
  })
  const counts = createVendCounts({ ...services, db: brittle })
  counts.count(keyId, 'access', id)
  counts.count(keyId, 'restricted', id)
  counts.count(keyId, 'grantless', null)
  await counts.flush()
  counts.count(keyId, 'access', id)
  await counts.flush()
  await counts.flush()
  expect(statements).toBeGreaterThanOrEqual(failing)
  const uses = await db.select().from(keyUse).where(eq(keyUse.apiKeyId, keyId))
  expect(Object.fromEntries(uses.map(({ kind, count }) => [kind, count]))).toEqual({
    access: 2,
    restricted: 1,
    grantless: 1,
  })
  expect(await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId))).toMatchObject([{ count: 3 }])
})
