import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, authorization, maintenanceSchedule } from '#drizzle/schema.ts'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { isConsideredRevoked } from '#lib/state/revocation-policy.ts'
import { listAuditOf } from '#lib/store/audit/audit.ts'
import { claimDue, markUsed } from '#lib/store/maintenance.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator } = world
const maintenanceOf = (at = services) => createMaintenance(at, { concurrentCalls: 20 })
const worker = maintenanceOf()
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const seller = 'A2NANORTHWIND'

/** A fresh start: no other authorizations fall due in between. */
async function begin(): Promise<void> {
  await db.delete(maintenanceSchedule)
  simulator.clearFaults()
  simulator.clearReceived()
}
const grant = () => addGrant(world.system, simulator, seller)
/** A client secret lives for 180 days. */
function renewSecret(): void {
  const [{ applicationId, lwaClientId, status, clientSecrets } = raise('no application')] =
    simulator.applications()
  simulator.addApplication({ applicationId, lwaClientId, status, clientSecret: clientSecrets[0]?.value })
}
function raise(message: string): never {
  throw new Error(message)
}
const use = (...ids: string[]) =>
  markUsed(
    db,
    ids.map((authorizationId) => ({ authorizationId, lastVendedAt: services.now() })),
  )
const refreshes = () => world.tokenRequests().length
const readings = () => simulator.received({ path: '/sellers/v1/marketplaceParticipations' }).length
const read = async (id: string) => {
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  return row ?? raise('no authorization')
}

async function pass(ms: number, stepMs: number, atEachStep: () => Promise<unknown> = async () => {}) {
  for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
    world.passMs(stepMs)
    await atEachStep()
    await worker.drainDue()
  }
}

test('used authorizations always have a valid token; unused ones aren’t refreshed hourly', async () => {
  await begin()
  const [used] = [await grant(), await grant()]
  await use(used)
  await worker.drainDue()
  expect(refreshes()).toBe(1)
  await pass(8 * 60 * minuteMs, minuteMs, () => use(used))
  // Each lives for an hour, and is replaced 10 to 15 minutes before its end.
  expect(refreshes()).toBeGreaterThanOrEqual(1 + Math.floor((8 * 60) / 51))
  expect(refreshes()).toBeLessThanOrEqual(1 + Math.ceil((8 * 60) / 45))
})

test('an unused authorization costs one refresh a week and no other call', async () => {
  await begin()
  const id = await grant()
  for (let days = 0; days < 365; days += 73) {
    renewSecret()
    await pass(73 * dayMs, dayMs)
  }
  renewSecret()
  expect(refreshes()).toBeGreaterThanOrEqual(Math.floor(365 / 7))
  expect(refreshes()).toBeLessThanOrEqual(Math.ceil(365 / 6))
  expect(readings()).toBe(0)
  expect((await read(id)).lastWorkedAt).not.toBeNull()
})

test('the participations of a seller in use are read once a day, and changes are recorded; a vendor’s never are', async () => {
  await begin()
  const [id, vendor] = [await grant(), await grant()]
  const changes = async () => {
    const entries = await listAuditOf(db, { kind: 'authorization', id }, 50)
    return entries
      .filter(({ action }) => action === 'authorization.marketplaces-changed')
      .map(({ details }) => details)
  }
  await db.update(authorization).set({ partnerType: 'vendor' }).where(eq(authorization.id, vendor))
  await use(id, vendor)
  await worker.drainDue()
  await pass(minuteMs, minuteMs)
  expect(readings()).toBe(1)
  await pass(4 * dayMs, 30 * minuteMs, () => use(id, vendor))
  expect(readings()).toBeGreaterThanOrEqual(4)
  expect(readings()).toBeLessThanOrEqual(1 + 4)
  expect(await changes()).toEqual([{ came: 'CA, MX, US', gone: '' }])
  const own =
    simulator.sellers().find(({ sellingPartnerId }) => sellingPartnerId === seller) ?? raise('no seller')
  simulator.addSeller({ ...own, participations: own.participations.slice(0, 2) })
  await pass(dayMs, 30 * minuteMs, () => use(id, vendor))
  simulator.addSeller(own)
  expect((await changes())[0]).toEqual({ came: '', gone: 'MX' })
  expect(await world.trace(vendor)).toEqual([])
})

test('a refused token counts as revoked without any caller: after at least three refusals over at least fifteen minutes', async () => {
  await begin()
  const id = await grant()
  await use(id)
  await worker.drainDue()
  simulator.addFault({ kind: 'invalid-grant', at: 'token' })
  await pass(50 * minuteMs, minuteMs)
  const first = (await read(id)).firstInvalidGrantAt
  let condemned = await read(id)
  for (let minutes = 0; !isConsideredRevoked(condemned); minutes += 1) {
    if (minutes > 60) throw new Error(`not condemned: ${condemned.invalidGrants} refusals`)
    await pass(minuteMs, minuteMs)
    condemned = await read(id)
  }
  expect(first).not.toBeNull()
  expect(condemned.invalidGrants).toBeGreaterThanOrEqual(3)
  // From then on it takes one call a day, until the seller enables the application again.
  const before = refreshes()
  await pass(3 * dayMs, 30 * minuteMs)
  expect(refreshes() - before).toBe(3)
  simulator.clearFaults()
  await pass(dayMs, 30 * minuteMs)
  expect(await read(id)).toMatchObject({ invalidGrants: 0, lastRefreshProblem: null })
})

test('a refresh that fails in an outage is retried at growing intervals, and then works', async () => {
  await begin()
  const id = await grant()
  await use(id)
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  await worker.drainDue()
  await pass(60 * minuteMs, minuteMs)
  // After 1, 2, 4, 8, 15, 15 and 15 minutes, each up to a quarter longer.
  expect(refreshes()).toBeGreaterThanOrEqual(6)
  expect(refreshes()).toBeLessThanOrEqual(8)
  simulator.clearFaults()
  await pass(20 * minuteMs, minuteMs)
  expect(await read(id)).toMatchObject({ lastRefreshProblem: null, invalidGrants: 0 })
})

test('paused and disconnected authorizations are left alone', async () => {
  await begin()
  const [paused, gone] = [await grant(), await grant()]
  await use(paused, gone)
  await db.update(authorization).set({ pausedAt: services.now() }).where(eq(authorization.id, paused))
  await revokeAuthorization(world.operator, gone)
  await pass(30 * dayMs, dayMs, () => use(paused, gone))
  expect(refreshes() + readings()).toBe(0)
  await db.update(authorization).set({ pausedAt: null }).where(eq(authorization.id, paused))
  await pass(dayMs, dayMs)
  expect(refreshes()).toBe(1)
})

test('while Amazon refuses the credentials, one authorization a minute is tried; then all come back', async () => {
  await begin()
  const ids: string[] = []
  for (let count = 0; count < 60; count += 1) ids.push(await grant())
  await use(...ids)
  simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  await worker.drainDue()
  const [blocked] = await db.select().from(application)
  expect(blocked?.credentialsProblemAt).not.toBeNull()
  const before = refreshes()
  const other = maintenanceOf()
  await pass(10 * minuteMs, minuteMs, () => other.drainDue())
  expect(refreshes() - before).toBe(10)
  for (const id of ids) {
    expect(await read(id)).toMatchObject({ invalidGrants: 0, lastRefreshProblem: null })
  }
  simulator.clearFaults()
  await pass(2 * minuteMs, minuteMs)
  const [mended] = await db.select().from(application)
  expect(mended?.credentialsProblemAt).toBeNull()
  for (const id of ids) expect((await read(id)).lastWorkedAt).not.toBeNull()
})

test('C15: after an outage of an hour a thousand overdue authorizations are capped, those in use come first, and they fall due apart', async () => {
  await begin()
  const made = [...Array(1_000).keys()]
  const ids: string[] = []
  for (const _ of made) ids.push(await grant())
  const inUse = ids.filter((_, index) => index % 2 === 1)
  world.passMs(8 * dayMs)
  await use(...inUse)
  await db.update(authorization).set({ participationsReadAt: services.now() })
  let [out, most] = [0, 0]
  const full = Promise.withResolvers<void>()
  const amazon: typeof services.amazon = {
    ...services.amazon,
    refresh: async (client, token) => {
      out += 1
      most = Math.max(most, out)
      // So that the times show the order.
      world.passMs(1)
      // No request is answered until the maximum number waits.
      if (out === 20) full.resolve()
      await full.promise
      try {
        return await services.amazon.refresh(client, token)
      } finally {
        out -= 1
      }
    },
  }
  await maintenanceOf({ ...services, amazon }).drainDue()
  expect(most).toBe(20)
  const rows = await db
    .select()
    .from(maintenanceSchedule)
    .innerJoin(authorization, eq(authorization.id, maintenanceSchedule.authorizationId))
  expect(rows.every((row) => row.authorization.lastWorkedAt !== null)).toBe(true)
  const byTime = rows.toSorted(
    (a, b) => Number(a.authorization.lastRefreshAt) - Number(b.authorization.lastRefreshAt),
  )
  const first = byTime.slice(0, inUse.length - 40)
  expect(first.every((row) => !row.upkeep.isIdle)).toBe(true)
  const dueMinutes = Map.groupBy(
    rows.filter((row) => !row.upkeep.isIdle),
    (row) => Math.floor(row.upkeep.dueAt.getTime() / minuteMs),
  )
  expect(dueMinutes.size).toBeGreaterThanOrEqual(5)
  for (const due of dueMinutes.values()) expect(due.length).toBeLessThan(inUse.length / 3)
})

test('C16: a dead worker’s jobs are taken over, and no job runs twice', async () => {
  await begin()
  const ids: string[] = []
  for (let count = 0; count < 50; count += 1) ids.push(await grant())
  await use(...ids)
  const now = services.now()
  const until = new Date(now.getTime() + 90_000)
  const limits = { now, until, most: 30, mostPerApplication: 30, busy: {} }
  expect(await claimDue(db, false, limits)).toHaveLength(30)
  await Promise.all([worker.drainDue(), maintenanceOf().drainDue(), maintenanceOf().drainDue()])
  expect(refreshes()).toBe(20)
  world.passMs(89_000)
  expect(await worker.drainDue()).toBe(20)
  expect(refreshes()).toBe(20)
  world.passMs(1_000)
  await Promise.all([worker.drainDue(), maintenanceOf().drainDue()])
  expect(refreshes()).toBe(50)
})
