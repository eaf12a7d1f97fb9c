import { beforeEach, expect, test } from 'vitest'
import { maintenanceSchedule } from '#drizzle/schema.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { inTransactionOf } from '#lib/database/pool.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { lockAuthorization } from '#lib/store/authorizations.ts'
import { markUsed, scheduleNoLaterThan } from '#lib/store/maintenance.ts'
import { everything } from '#lib/store/visibility.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const minuteMs = 60_000
const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator, operator } = world
const maintenance = createMaintenance(services, { concurrentCalls: 20 })
const start = websiteStart(marketplaceIds.us)
beforeEach(async () => {
  await db.delete(maintenanceSchedule)
})

async function connect(ctx: Awaited<ReturnType<typeof world.addAccount>>, sellingPartnerId: string) {
  const { outcome } = await world.authorize(ctx, start, sellingPartnerId)
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  return outcome.authorizationId
}

/** In use all the time, and maintained every five minutes. Returns how often LWA was asked for a refresh. */
async function passUsed(id: string, minutes: number): Promise<number> {
  simulator.clearReceived()
  for (let passed = 0; passed < minutes; passed += 5) {
    world.passMs(5 * minuteMs)
    await markUsed(db, [{ authorizationId: id, lastVendedAt: services.now() }])
    await maintenance.drainDue()
  }
  return world.tokenRequests().filter(({ body }) => body.includes('grant_type=refresh_token')).length
}

test('a seller who authorizes again after a refusal is maintained from that moment on', async () => {
  const ctx = await world.addAccount('Comes back')
  const id = await connect(ctx, 'A1USHARBORPINE')
  const [atAmazon] = simulator.authorizations()
  simulator.disable(atAmazon?.id ?? '')
  await passUsed(id, 180)
  expect(await readAuthorization(operator, id)).toMatchObject({ health: 'reauthorization_needed' })
  expect(await passUsed(id, 180)).toBe(0)
  expect(await connect(ctx, 'A1USHARBORPINE')).toBe(id)
  expect(await passUsed(id, 180)).toBeGreaterThanOrEqual(3)
  expect(await readAuthorization(operator, id)).toMatchObject({ health: 'working' })
})

test.each([
  ['an outage', { kind: 'status', status: 503 }, 'A9USQUOTES'],
  ['a refusal', { kind: 'invalid-grant' }, 'A10USSCRIPT'],
] as const)(
  'an unused authorization that was refreshed by hand during %s is retried',
  async (_, fault, sellingPartnerId) => {
    const id = await connect(await world.addAccount(sellingPartnerId), sellingPartnerId)
    await maintenance.drainDue()
    simulator.addFault({ ...fault, at: 'token', times: 1 })
    expect(await refreshAuthorization(operator, id)).toEqual({ worked: false })
    expect(await readAuthorization(operator, id)).toMatchObject({ health: 'retrying' })
    world.passMs(2 * minuteMs)
    await maintenance.drainDue()
    expect(await readAuthorization(operator, id)).toMatchObject({ health: 'working' })
  },
)

test('a failure that arrives while a grant is being stored is recorded after it', async () => {
  const id = await connect(await world.addAccount('Stores'), 'A8TWOREGIONS')
  await refreshAuthorization(operator, id)
  world.passMs(minuteMs)
  simulator.addFault({ kind: 'status', status: 503, at: 'token', times: 1 })
  let failing: Promise<unknown> = Promise.resolve()
  await inTransactionOf(db, async (tx) => {
    await lockAuthorization(tx, id, everything)
    failing = getAccessToken(world.system, id, { refreshedSince: services.now() })
    await untilBlocked(db, tx)
    await scheduleNoLaterThan(tx, id, services.now())
  })
  expect(await failing).toMatchObject({ kind: 'failed', problem: 'amazon_unavailable' })
})

test('a resumed authorization is maintained from that moment on', async () => {
  const id = await connect(await world.addAccount('Pauses'), 'A2NANORTHWIND')
  expect(await passUsed(id, 60)).toBe(1)
  await pauseAuthorization(operator, id)
  expect(await passUsed(id, 120)).toBe(0)
  await resumeAuthorization(operator, id)
  expect(await passUsed(id, 120)).toBeGreaterThanOrEqual(2)
})
