import { count, eq, isNotNull, lte, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, maintenanceSchedule, refreshLease } from '#drizzle/schema.ts'
import { autocommit } from '#lib/database/pool.ts'
import { markUsed } from '#lib/store/maintenance.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin)
const refreshing = 'grant_type=refresh_token'

async function addUsed(howMany: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < howMany; made += 1) ids.push(await addGrant(system, simulator, 'A1USHARBORPINE'))
  const read = new Date()
  await markUsed(
    autocommit(db),
    ids.map((authorizationId) => ({ authorizationId, lastVendedAt: read })),
  )
  return ids
}
const due = () => db.select().from(maintenanceSchedule).where(lte(maintenanceSchedule.dueAt, new Date()))
const tokens = async () => (await db.select({ tokens: count() }).from(accessToken))[0]?.tokens ?? 0

test('C16: two workers and callers of both share two hundred due authorizations: each is refreshed once', async () => {
  const api = await own.startApi()
  const workers = await Promise.all([own.startWorker(), own.startWorker()])
  simulator.addFault({ kind: 'delay', delayMs: 50, at: 'token' })
  const ids = await addUsed(200)
  const answers = await Promise.all(ids.slice(0, 50).map((id) => api.vend(id, key)))
  simulator.clearFaults()
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  await expect.poll(tokens).toBe(200)
  expect(await Promise.all(workers.map(({ end }) => end('SIGTERM')))).toEqual([0, 0])
  await api.end('SIGTERM')
  expect(own.tokenRequests()).toHaveLength(200)
  expect(await db.select().from(refreshLease).where(isNotNull(refreshLease.heldUntil))).toEqual([])
  // They released what they were looking at, such as what the api had refreshed. The next worker sees that it is done.
  const next = await own.startWorker()
  await expect.poll(due).toEqual([])
  expect(await next.end('SIGTERM')).toBe(0)
  expect(own.tokenRequests()).toHaveLength(200)
})

test('I4: on SIGTERM a worker stores LWA’s pending answers, releases its waiting claims, and starts nothing more', async () => {
  const before = await tokens()
  await addUsed(100)
  simulator.clearReceived()
  const asking = own.hold(refreshing)
  const worker = await own.startWorker()
  await expect.poll(() => asking.count).toBe(20)
  const { ended } = await worker.askToEnd()
  asking.release()
  expect(await ended).toBe(0)
  expect(own.tokenRequests()).toHaveLength(20)
  expect((await tokens()) - before).toBe(20)
  const next = await own.startWorker()
  await expect.poll(tokens).toBe(before + 100)
  expect(own.tokenRequests()).toHaveLength(100)
  expect(await next.end('SIGTERM')).toBe(0)
})

test('a vend marks an authorization as in use', async () => {
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  const api = await own.startApi()
  expect((await api.vend(id, key)).status).toBe(200)
  await api.end('SIGTERM')
  const [row] = await db.select().from(maintenanceSchedule).where(eq(maintenanceSchedule.authorizationId, id))
  expect(row).toMatchObject({ isIdle: false })
  expect(row?.usedAt).not.toBeNull()
})

test('I3: a worker survives an outage of its database, and does the work that fell due meanwhile', async () => {
  const worker = await own.startWorker()
  const before = await tokens()
  simulator.clearReceived()
  await addUsed(50)
  const asking = own.hold(refreshing)
  await expect.poll(() => asking.count).toBeGreaterThan(0)
  await own.stopDatabase()
  asking.release()
  // LWA's answers from this time can't be stored.
  const answered = () => own.tokenRequests().filter(({ status }) => status !== null).length
  await expect.poll(answered).toBeGreaterThanOrEqual(asking.count)
  await own.startDatabase()
  await expect
    .poll(async () => {
      // The worker's claims from before the database stopped are due again once their leases and claims have ended.
      await db.update(refreshLease).set({ heldUntil: new Date() }).where(isNotNull(refreshLease.heldUntil))
      await db.execute(
        sql`update upkeep set due_at = now() where not is_idle and due_at < now() + interval '6 minutes'`,
      )
      return (await tokens()) - before
    })
    .toBe(50)
  expect(await worker.end('SIGTERM')).toBe(0)
})
