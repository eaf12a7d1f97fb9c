import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { event } from '#drizzle/schema.ts'
import { addressHeader, addressMark } from '#lib/client-address.ts'
import { readEnvironment } from '#lib/env.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services, { trustedProxies: 1 })
const admin = await addAdmin(world.services, world.as)

async function useFrom(key: string, address: string): Promise<void> {
  const { status } = await api.ask('/api/v1/authorizations', {
    headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': address },
  })
  expect(status).toBe(200)
  await api.counts.flush()
}

const published = async () =>
  (
    await db
      .select()
      .from(event)
      .where(eq(event.type, 'key.used_from_new_network'))
      .orderBy(asc(event.sequence))
  ).map(({ subjectId, data }) => [subjectId, data.network])

test('the first use of a key from another network appends one event; its first network is the baseline', async () => {
  const { key, id } = await makeKey(admin, { scopes: ['authorizations:read'] })
  await useFrom(key, '203.0.113.7')
  await useFrom(key, '203.0.113.99')
  expect(await published()).toEqual([])
  await useFrom(key, '198.51.100.1')
  await useFrom(key, '198.51.100.2')
  await useFrom(key, '203.0.113.7')
  expect(await published()).toEqual([[id, '198.51.100.0/24']])
})

test('a program that reaches the api directly can’t choose its address, however many proxies are in front of the app', async () => {
  const authSecret = 'a'.repeat(32)
  const variables = { GATEHOUSE_KEYS: `k1:${'A'.repeat(43)}`, AUTH_SECRET: authSecret, TRUSTED_PROXIES: '1' }
  const mark = addressMark(new Secret(authSecret))
  const direct = await serveApi(world.services, {
    trustedProxies: readEnvironment(variables).apiTrustedProxies,
    addressMark: mark,
  })
  const { key } = await makeKey(admin, { scopes: ['authorizations:read'], networks: '203.0.113.0/24' })
  const statusWith = async (headers: Readonly<Record<string, string>>) => {
    const authorized = { authorization: `Bearer ${key}`, ...headers }
    return (await direct.ask('/api/v1/authorizations', { headers: authorized })).status
  }
  expect(await statusWith({ 'x-forwarded-for': '203.0.113.7' })).toBe(403)
  expect(await statusWith({ [addressHeader]: `${mark} 203.0.113.7` }), 'through the app').toBe(200)
})

test('an uncounted proxy in front of the api causes one warning, which names the setting; the app causes none', async () => {
  const mark = addressMark(new Secret('a'.repeat(32)))
  const warnings: unknown[] = []
  const log = world.services.log.child({})
  log.warn = ((line: unknown) => warnings.push(line)) as typeof log.warn
  const direct = await serveApi({ ...world.services, log }, { addressMark: mark })
  const ask = (headers: Readonly<Record<string, string>>) => direct.ask('/healthz', { headers })
  await ask({})
  await ask({ [addressHeader]: `${mark} 203.0.113.7`, 'x-forwarded-for': '10.0.0.1' })
  expect(warnings).toEqual([])
  for (let time = 0; time < 3; time += 1) await ask({ 'x-forwarded-for': '203.0.113.7' })
  expect(warnings).toEqual([expect.stringContaining('API_TRUSTED_PROXIES is 0')])
})
