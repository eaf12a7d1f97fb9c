import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { event } from '#drizzle/schema.ts'
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
