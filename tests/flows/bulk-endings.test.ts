import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { bulkActionRow, roleSchedule } from '#drizzle/schema.ts'
import { readBulkAction } from '#lib/bulk/read.ts'
import { stopBulkAction } from '#lib/bulk/start.ts'
import { autocommit } from '#lib/database/pool.ts'
import { releaseBulkClaim } from '#lib/store/bulk-actions.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { marketplaceIds, websiteStart } from './amazon-world.ts'
import { createBulkWorld } from './bulk-world.ts'

const database = await useDatabase()
const world = await createBulkWorld(database)
const { db, runner, start, results } = world
const operator = await world.addOperator()

test('role checks that Amazon didn’t answer fail, are shown as such, and are repeated soon', async () => {
  const seller = await world.addAccount('Quiet')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
  const one = outcome.kind === 'completed' ? outcome.authorizationId : ''
  const check = async () => {
    const id = await start(operator, 'check-roles', { ids: [one] })
    await runner.drain()
    return (await results(id))[one]
  }
  const untilDue = async () => {
    const [row] = await db.select().from(roleSchedule).where(eq(roleSchedule.authorizationId, one))
    return ((row?.dueAt.getTime() ?? 0) - world.services.now().getTime()) / 60_000
  }
  world.simulator.addFault({ kind: 'status', status: 503, at: 'sp-api', times: 50 })
  expect(await check()).toBe('failed roles_unanswered')
  expect(await untilDue()).toBe(15)
  world.simulator.clearFaults()
  world.passMs(2 * 3_600_000)
  world.simulator.addFault({ kind: 'status', status: 503, at: 'token', times: 50 })
  expect(await check()).toBe('failed refresh_failed')
  expect(await untilDue()).toBe(15)
  world.simulator.clearFaults()
  world.passMs(600_000)
  expect(await check()).toBe('done')
  expect(await untilDue()).toBeGreaterThan(60)
})

test('an action that is stopped while a worker shuts down ends, although rows come back to it', async () => {
  const ids = await world.addRows(2)
  const id = await start(operator, 'pause', { ids })
  const claim = newId()
  // Claimed by a worker that is told to shut down before it begins them.
  await db
    .update(bulkActionRow)
    .set({ status: 'running', claim, claimedUntil: new Date(world.services.realNow().getTime() + 60_000) })
    .where(eq(bulkActionRow.bulkActionId, id))
  await stopBulkAction(operator, id)
  await releaseBulkClaim(autocommit(db), { bulkActionId: id, claim }, ids)
  await runner.drain()
  expect(Object.values(await results(id))).toEqual(ids.map(() => 'unfinished'))
  expect((await readBulkAction(operator, id)).status).toBe('stopped')
})
