import { lt } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { worker as workers } from '#drizzle/schema.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { markUsed } from '#lib/store/maintenance.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator } = world

test('C15: two workers share an application’s concurrency limit, and a single one has all of it', async () => {
  let [out, most] = [0, 0]
  let answered = Promise.resolve()
  const amazon: typeof services.amazon = {
    ...services.amazon,
    refresh: async (client, token) => {
      out += 1
      most = Math.max(most, out)
      await answered
      return services.amazon.refresh(client, token).finally(() => {
        out -= 1
      })
    },
  }
  /** Every worker has counted the others since, and has started its share. */
  const haveCounted = async () => {
    world.passMs(1)
    const since = services.now()
    const silent = () => db.$count(workers, lt(workers.seenAt, since))
    await expect.poll(silent).toBe(0)
  }
  /** No request is answered until twenty wait; a further one would have been sent by then. */
  const concurrentCallsOf = async () => {
    most = 0
    const { promise, resolve } = Promise.withResolvers<void>()
    answered = promise
    const ids: string[] = []
    for (let made = 0; made < 120; made += 1)
      ids.push(await addGrant(world.system, simulator, 'A2NANORTHWIND'))
    await markUsed(
      db,
      ids.map((authorizationId) => ({ authorizationId, lastVendedAt: services.now() })),
    )
    await expect.poll(() => out).toBe(20)
    await haveCounted()
    await haveCounted()
    resolve()
    await expect.poll(() => world.tokenRequests().length).toBe(ids.length)
    simulator.clearReceived()
    return most
  }
  const startMaintenance = () => {
    const maintenance = createMaintenance({ ...services, amazon }, { concurrentCalls: 20 })
    maintenance.start()
    return maintenance
  }
  const [one, other] = [startMaintenance(), startMaintenance()]
  await expect.poll(() => db.$count(workers)).toBe(2)
  await haveCounted()
  expect(await concurrentCallsOf()).toBe(20)
  await other.stop()
  await haveCounted()
  expect(await concurrentCallsOf()).toBe(20)
  await one.stop()
  expect(await db.$count(workers)).toBe(0)
})
