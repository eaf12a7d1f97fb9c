import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { history } from '#drizzle/schema.ts'
import type { Database } from '#lib/database/pool.ts'
import { keepHistoryOnce } from '#lib/history/keep.ts'
import type { Total } from '#lib/history/metrics.ts'
import { type HistoryStep, readHistory } from '#lib/history/read.ts'
import { createHistoryRecorder } from '#lib/history/record.ts'
import { Secret } from '#lib/secret.ts'
import { vendAccessToken } from '#lib/tokens/vend.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const admin = await addAdmin(world.services, world.as)
const start = Date.parse('2026-11-22T12:00:00.000Z')
const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
let nowMs = start
const services = { ...world.services, now: () => new Date(nowMs) }
const ctx = { ...admin, ...services }
const worker = { ...world.as({ kind: 'system', job: 'keep-history' }), ...services }

beforeEach(async () => {
  nowMs = start
  await db.delete(history)
})

/** A process that has counted this many vended tokens by now. */
function createProcess(of: Parameters<typeof createHistoryRecorder>[0] = services) {
  const issued = { count: 0 }
  const read = async (): Promise<Total[]> => [{ metric: 'vends', label: 'issued', value: issued.count }]
  return { ...createHistoryRecorder(of, read), issued }
}

/** Refuses statements while `outage.isOn`. */
function createBrittleDatabase() {
  const outage = { isOn: false }
  const brittle = new Proxy(db, {
    get: (target, name, receiver) => {
      if (name === 'execute' && outage.isOn) throw new Error('down')
      return Reflect.get(target, name, receiver)
    },
  }) as Database
  return { outage, brittle }
}

const vendsOf = (steps: readonly HistoryStep[]) => steps.map(({ vends }) => vends.issued ?? 0)
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

test('counts of several processes are added up, however often each of them writes its own', async () => {
  const [one, two] = [createProcess(), createProcess()]
  one.issued.count = 3
  two.issued.count = 4
  for (const process of [one, two, one, one]) await process.record()
  one.issued.count = 5
  await one.record()
  expect(vendsOf(await readHistory(ctx, '24h')).at(-1)).toBe(9)

  nowMs += hourMs
  one.issued.count = 6
  await one.record()
  expect(vendsOf(await readHistory(ctx, '24h')).slice(-2)).toEqual([9, 1])
})

test('a process that ends writes what it has counted since its last write', async () => {
  const process = createProcess()
  process.start()
  await process.record()
  process.issued.count = 4
  await process.stop()
  expect(sumOf(vendsOf(await readHistory(ctx, '24h')))).toBe(4)
})

test('counts that could not be written are written later, once', async () => {
  const { outage, brittle } = createBrittleDatabase()
  outage.isOn = true
  const process = createProcess({ ...services, db: brittle })
  process.issued.count = 2
  await process.record()
  nowMs += hourMs
  process.issued.count = 3
  await process.record()
  expect(sumOf(vendsOf(await readHistory(ctx, '24h')))).toBe(0)
  outage.isOn = false
  await process.record()
  await process.stop()
  expect(vendsOf(await readHistory(ctx, '24h')).slice(-2)).toEqual([2, 1])
})

test('after a long outage of the database, no hour counts twice', async () => {
  const { outage, brittle } = createBrittleDatabase()
  const process = createProcess({ ...services, db: brittle })
  process.issued.count = 2
  await process.record()
  outage.isOn = true
  process.issued.count = 5
  await process.record()
  nowMs += 5 * hourMs
  process.issued.count = 6
  await process.record()
  await keepHistoryOnce(worker)
  outage.isOn = false
  await process.record()
  await keepHistoryOnce(worker)
  expect(vendsOf(await readHistory(ctx, '24h')).filter((count) => count > 0)).toEqual([2, 1])
})

test('days have the totals of their hours, even after the hours are gone, and repeating it changes nothing', async () => {
  const process = createProcess()
  for (let hour = 0; hour < 48; hour += 1) {
    process.issued.count += 10
    await process.record()
    await keepHistoryOnce(worker)
    nowMs += hourMs
  }
  const before = vendsOf(await readHistory(ctx, '90d'))
  expect(sumOf(before)).toBe(480)
  await Promise.all([keepHistoryOnce(worker), keepHistoryOnce(worker)])
  expect(vendsOf(await readHistory(ctx, '90d'))).toEqual(before)
  expect(sumOf(vendsOf(await readHistory(ctx, '7d')))).toBe(480)

  nowMs += 20 * dayMs
  await keepHistoryOnce(worker)
  expect(await db.$count(history, sql`grain = 'hour' and metric = 'vends'`)).toBe(0)
  expect(sumOf(vendsOf(await readHistory(ctx, '90d')))).toBe(480)

  nowMs += 100 * dayMs
  await keepHistoryOnce(worker)
  expect(await db.$count(history, sql`metric = 'vends'`)).toBe(0)
})

test('processes that come and go leave one row for each hour', async () => {
  for (let run = 0; run < 20; run += 1) {
    const process = createProcess()
    process.issued.count = 1
    await process.record()
  }
  nowMs += 5 * hourMs
  await keepHistoryOnce(worker)
  expect(await db.$count(history, sql`grain = 'hour' and metric = 'vends'`)).toBe(1)
  expect(sumOf(vendsOf(await readHistory(ctx, '24h')))).toBe(20)
})

test('charts show authorizations by health, refreshes by cause, vends and latency, from real requests', async () => {
  const recorder = createHistoryRecorder(services)
  await recorder.record()
  // This process's earlier counts belong to a past hour.
  nowMs += hourMs
  await db.delete(history)
  const kettle = await world.addAccount('Blue Kettle')
  const { outcome } = await world.authorize(kettle, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const { key } = await makeKey(admin)
  await vendAccessToken(world.visitor, {
    key: new Secret(key),
    authorizationId: outcome.authorizationId,
  })
  await recorder.record()
  await keepHistoryOnce(worker)
  for (const period of ['24h', '7d', '90d'] as const) {
    const last = (await readHistory(ctx, period)).at(-1)
    expect(last?.authorizations).toMatchObject({ working: 1, blocked: 0, paused: 0 })
    expect(last?.vends).toEqual({ issued: 1 })
    expect(last?.lwa?.count).toBeGreaterThanOrEqual(1)
    expect(last?.spApi?.count).toBeGreaterThanOrEqual(1)
  }

  nowMs += 5 * minuteMs
  await keepHistoryOnce(worker)
  expect((await readHistory(ctx, '24h')).at(-1)?.authorizations).toMatchObject({ working: 1 })
})

test('a seller can’t read it', async () => {
  const seller = await world.addAccount('Curious')
  await expect(readHistory(seller, '24h')).rejects.toMatchObject({ code: 'not_allowed' })
})
