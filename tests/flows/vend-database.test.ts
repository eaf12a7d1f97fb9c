import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { watchRoundTrips } from '#bench/round-trips.ts'
import { openDatabase, vendPool } from '#lib/database/pool.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const trips = watchRoundTrips()
const database = await useDatabase()
const { location } = database
const world = await createAmazonWorld(database)
const { services, simulator } = world
const { key } = await makeKey(await addAdmin(services, world.as))
const addCold = () => addGrant(world.system, simulator, 'A1USHARBORPINE')

test('C9: a warm vend takes one round trip, with one prepared statement', async () => {
  const single = openDatabase(location, { connections: 1 })
  try {
    const api = await serveApi({ ...services, db: single.db })
    const id = await addCold()
    for (let vend = 0; vend < 3; vend += 1) expect((await api.vend(id, key)).status).toBe(200)
    trips.count = 0
    for (let vend = 0; vend < 10; vend += 1) expect((await api.vend(id, key)).status).toBe(200)
    expect(trips.count).toBe(10)
    const prepared = await vendPool(single.db)`
      select generic_plans + custom_plans as plans from pg_prepared_statements where statement like ${'%from api_key k %'}`
    expect(prepared.map(({ plans }) => Number(plans))).toEqual([13])
  } finally {
    await single.close()
  }
})

test('C9: vends of the same moment share the statement, and each gets its own token', async () => {
  const api = await serveApi(services)
  const ids = await Promise.all(Array.from({ length: 20 }, addCold))
  const cold = await Promise.all(ids.map(async (id) => (await api.vend(id, key)).body))
  trips.count = 0
  const warm = await Promise.all(ids.map(async (id) => (await api.vend(id, key)).body))
  expect(trips.count).toBeLessThan(20)
  const tokens = (answers: readonly unknown[]) =>
    answers.map((answer) => (answer as { access_token: string }).access_token)
  expect(tokens(warm)).toEqual(tokens(cold))
  expect(new Set(tokens(warm)).size).toBe(20)
})

test('C14: while LWA doesn’t answer many others, warm vends are answered on two connections', async () => {
  const small = openDatabase(location, { connections: 2 })
  try {
    const narrow = await serveApi({ ...services, db: small.db })
    const warm = await addCold()
    await narrow.vend(warm, key)
    const cold = await Promise.all(Array.from({ length: 40 }, addCold))
    const silent = cold.map(() => world.hold('grant_type=refresh_token'))
    const waiting = Promise.all(cold.map((id) => narrow.vend(id, key)))
    for (const one of silent) await one.came
    for (let vend = 0; vend < 20; vend += 1) expect((await narrow.vend(warm, key)).status).toBe(200)
    for (const one of silent) void one.release()
    expect((await waiting).map(({ status }) => status)).toEqual(cold.map(() => 200))
  } finally {
    await small.close()
  }
})
