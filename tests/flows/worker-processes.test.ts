import { setTimeout as pause } from 'node:timers/promises'
import { count, eq, isNotNull, lte, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, refreshLease, upkeep } from '#drizzle/schema.ts'
import { markUsed } from '#lib/store/upkeep.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin)
const startWorker = () => own.start('../api.ts', () => [], { changes: { WORKER: 'on' } })

async function addUsed(howMany: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < howMany; made += 1) ids.push(await addGrant(system, simulator, 'A1USHARBORPINE'))
  const read = new Date()
  await markUsed(
    db,
    ids.map((authorizationId) => ({ authorizationId, lastVendedAt: read })),
  )
  return ids
}
const tokens = async () => (await db.select({ tokens: count() }).from(accessToken))[0]?.tokens ?? 0

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  // A lease that was cut off lasts for fifteen seconds.
  const endAt = performance.now() + 40_000
  while (!(await isSo())) {
    if (performance.now() > endAt) throw new Error(`not in time: ${what}`)
    await pause(50)
  }
}

test('C16: two workers and callers of both share two hundred that are due: each is refreshed once', async () => {
  const ids = await addUsed(200)
  simulator.addFault({ kind: 'delay', delayMs: 50, at: 'token' })
  const api = await own.startApi()
  const workers = await Promise.all([startWorker(), startWorker()])
  const answers = await Promise.all(ids.slice(0, 50).map((id) => api.vend(id, key)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  await until(async () => (await tokens()) === 200, 'two hundred tokens')
  expect(own.tokenRequests()).toHaveLength(200)
  expect(await Promise.all(workers.map(({ end }) => end('SIGTERM')))).toEqual([0, 0])
  await api.end('SIGTERM')
  simulator.clearFaults()
  expect(await db.select().from(upkeep).where(lte(upkeep.dueAt, new Date()))).toEqual([])
  expect(await db.select().from(refreshLease).where(isNotNull(refreshLease.heldUntil))).toEqual([])
}, 60_000)

test('I4: on SIGTERM a worker stores what LWA is asked for, gives back what waits, and begins nothing more', async () => {
  const before = await tokens()
  await addUsed(100)
  simulator.clearReceived()
  simulator.addFault({ kind: 'delay', delayMs: 1_500, at: 'token' })
  const worker = await startWorker()
  await until(async () => own.tokenRequests().length >= 20, 'twenty calls')
  const endedAt = Date.now()
  expect(await worker.end('SIGTERM')).toBe(0)
  expect(Date.now() - endedAt).toBeLessThan(10_000)
  simulator.clearFaults()
  expect(own.tokenRequests()).toHaveLength(20)
  expect((await tokens()) - before).toBe(20)
  const next = await startWorker()
  await until(async () => (await tokens()) - before === 100, 'a hundred tokens')
  expect(own.tokenRequests()).toHaveLength(100)
  expect(await next.end('SIGTERM')).toBe(0)
}, 60_000)

test('a vend makes an authorization one that is in use', async () => {
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  const api = await own.startApi()
  expect((await api.vend(id, key)).status).toBe(200)
  await api.end('SIGTERM')
  const [row] = await db.select().from(upkeep).where(eq(upkeep.authorizationId, id))
  expect(row).toMatchObject({ isIdle: false })
  expect(row?.usedAt).not.toBeNull()
}, 60_000)

test('I3: a worker outlives its database, and works off what fell due meanwhile', async () => {
  const worker = await startWorker()
  const before = await tokens()
  simulator.addFault({ kind: 'delay', delayMs: 200, at: 'token' })
  await addUsed(50)
  await until(async () => (await tokens()) > before, 'the first token')
  await own.stopDatabase()
  await pause(1_000)
  await own.startDatabase()
  // What was in hand when the database went is due again when its lease and its claim are over.
  await db.update(refreshLease).set({ heldUntil: new Date() }).where(isNotNull(refreshLease.heldUntil))
  const lapsed = sql`update upkeep set due_at = now() where not is_idle and due_at < now() + interval '2 minutes'`
  await until(async () => {
    await db.execute(lapsed)
    return (await tokens()) - before === 50
  }, 'fifty tokens')
  simulator.clearFaults()
  expect(await worker.end('SIGTERM')).toBe(0)
}, 60_000)
