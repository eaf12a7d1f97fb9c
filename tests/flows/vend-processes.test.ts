import { setTimeout as pause } from 'node:timers/promises'
import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, authorization, refreshLease, upkeep, vendCount } from '#drizzle/schema.ts'
import { leases } from '#lib/leases.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key, id: keyId } = await makeKey(admin)
const seller = 'A1USHARBORPINE'

async function tokensOf(answers: readonly Response[]): Promise<string[]> {
  const bodies = await Promise.all(
    answers.map(async (answer) => (await answer.json()) as { access_token: string }),
  )
  return bodies.map((body) => body.access_token)
}

/** The lease of an authorization, once somebody holds it. */
async function heldLease(id: string) {
  for (let tries = 0; tries < 200; tries += 1) {
    const [lease] = await db.select().from(refreshLease).where(eq(refreshLease.authorizationId, id))
    if (lease?.heldUntil) return lease
    await pause(20)
  }
  throw new Error('nobody took the lease')
}

test('C1: two hundred vends at once over four processes at expiry are one call to LWA', async () => {
  const processes = await Promise.all([0, 1, 2, 3].map(() => own.startApi()))
  const id = await addGrant(system, simulator, seller)
  simulator.addFault({ kind: 'delay', delayMs: 300, at: 'token', times: 1 })
  const before = own.tokenRequests().length
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => (processes[index % 4] as (typeof processes)[0]).vend(id, key)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(await tokensOf(answers)).size).toBe(1)
  expect(own.tokenRequests().length - before).toBe(1)

  // A refresh that fails is one failure, too, and everybody's answer.
  const failing = await addGrant(system, simulator, seller)
  simulator.addFault({ kind: 'status', status: 503, at: 'token', times: 200 })
  const refused = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      (processes[index % 4] as (typeof processes)[0]).vend(failing, key),
    ),
  )
  simulator.clearFaults()
  const bodies = await Promise.all(
    refused.map(async (answer) => (await answer.json()) as Record<string, unknown>),
  )
  expect(new Set(bodies.map(({ error }) => error))).toEqual(new Set(['refresh_unavailable']))
  expect(new Set(bodies.map(({ retry_at }) => retry_at)).size).toBe(1)
  expect(own.tokenRequests().length - before).toBe(2)

  expect(await Promise.all(processes.map((one) => one.end('SIGTERM')))).toEqual([0, 0, 0, 0])
  const counts = await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId))
  expect(counts).toMatchObject([{ authorizationId: id, count: 200 }])
}, 60_000)

test('C7: killed between the answer of LWA and the commit, a process leaves the token from before, and it works', async () => {
  const [holder, other] = await Promise.all([own.startApi(), own.startApi()])
  const id = await addGrant(system, simulator, seller)
  const [before] = await db.select().from(authorization).where(eq(authorization.id, id))
  const waiting = async () => (await db.execute(sql`select pid from pg_locks where not granted`)).length > 0
  let abandoned: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    // Whoever stores what LWA answered waits for this row.
    await tx.select().from(authorization).where(eq(authorization.id, id)).for('no key update')
    abandoned = holder.vend(id, key).catch(() => 'broken')
    while (!(await waiting())) await pause(20)
    await holder.end('SIGKILL')
    // Its connection breaks before the row is free.
    await db.execute(sql`select pg_terminate_backend(pid, 10000) from pg_locks where not granted`)
  })
  expect(await abandoned).toBe('broken')
  // The dead process holds its lease for a quarter of a minute, which is over now.
  await db.update(refreshLease).set({ heldUntil: new Date() }).where(eq(refreshLease.authorizationId, id))
  const [after] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(after).toEqual(before)
  expect((await other.vend(id, key)).status).toBe(200)
}, 60_000)

test('C2: the holder of the lease is killed: another finishes as soon as the lease is over', async () => {
  const [holder, other] = await Promise.all([own.startApi(), own.startApi()])
  const id = await addGrant(system, simulator, seller)
  simulator.addFault({ kind: 'hang', at: 'token', times: 1 })
  const abandoned = holder.vend(id, key).catch(() => 'broken')
  const lease = await heldLease(id)
  const waiting = other.vend(id, key)
  await pause(200)
  await holder.end('SIGKILL')
  expect(await abandoned).toBe('broken')
  const startedAt = Date.now()
  const answer = await waiting
  expect(answer.status).toBe(200)
  expect(Date.now() - startedAt).toBeLessThan(leases.refresh.lastsMs + 1_000)
  const [next] = await db.select().from(refreshLease).where(eq(refreshLease.authorizationId, id))
  expect(next).toMatchObject({ fence: lease.fence + 1, heldUntil: null, problem: null })
  await other.end('SIGTERM')
}, 60_000)

test('C8: processes whose clocks are ten minutes apart agree on what is left of a token', async () => {
  const skewed = (ms: number) => [
    '--import',
    `data:text/javascript,const real = Date.now; Date.now = () => real() + ${ms}`,
  ]
  const [ahead, behind] = await Promise.all([own.startApi(skewed(300_000)), own.startApi(skewed(-300_000))])
  const id = await addGrant(system, simulator, seller)
  const before = own.tokenRequests().length
  for (const one of [ahead, behind, ahead]) {
    const body = (await (await one.vend(id, key)).json()) as { seconds_left: number; expires_at: string }
    expect(body.seconds_left).toBeGreaterThan(3_590)
    expect(body.seconds_left).toBeLessThanOrEqual(3_600)
    expect(Math.abs(Date.parse(body.expires_at) - Date.now() - 3_600_000)).toBeLessThan(10_000)
  }
  expect(own.tokenRequests().length - before).toBe(1)
  await Promise.all([ahead.end('SIGTERM'), behind.end('SIGTERM')])
}, 60_000)

test('I5: clocks that jump ahead and back by hours, between the steps of a refresh, move no token, no lease and no seller', async () => {
  const jumping = [
    '--import',
    `data:text/javascript,const real = Date.now, hours = [0, 3, -3, 5];
      Date.now = () => real() + hours[Math.floor(performance.now() / 70) % 4] * 3600000`,
  ]
  const worker = { options: jumping, changes: { WORKER: 'on' } }
  const processes = await Promise.all([own.startApi(jumping), own.startApi(jumping), own.startApi()])
  const { end: endWorker } = await own.start('../api.ts', () => [], worker)
  simulator.addFault({ kind: 'delay', delayMs: 150, at: 'token' })
  const ids: string[] = []
  for (let made = 0; made < 20; made += 1) ids.push(await addGrant(system, simulator, seller))
  simulator.clearReceived()
  const startedAt = Date.now()
  for (let round = 0; Date.now() - startedAt < 4_000; round += 1) {
    const answers = await Promise.all(
      ids.map((id, index) => (processes[(index + round) % 3] as (typeof processes)[0]).vend(id, key)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    for (const answer of answers) {
      const body = (await answer.json()) as { seconds_left: number; expires_at: string }
      expect(body.seconds_left).toBeGreaterThan(3_500)
      expect(body.seconds_left).toBeLessThanOrEqual(3_600)
      expect(Date.parse(body.expires_at) - startedAt).toBeLessThan(3_600_000 + 10_000)
    }
  }
  simulator.clearFaults()
  expect(own.tokenRequests()).toHaveLength(ids.length)
  const stops = [...processes.map(({ end }) => end), endWorker]
  expect(await Promise.all(stops.map((end) => end('SIGTERM')))).toEqual([0, 0, 0, 0])
  const now = Date.now()
  for (const lease of await db
    .select()
    .from(refreshLease)
    .where(inArray(refreshLease.authorizationId, ids))) {
    expect(lease).toMatchObject({ fence: 1, heldUntil: null, problem: null })
    expect(Math.abs(lease.startedAt.getTime() - now)).toBeLessThan(60_000)
  }
  for (const row of await db.select().from(authorization).where(inArray(authorization.id, ids)))
    expect(row).toMatchObject({ invalidGrants: 0, lastRefreshProblem: null })
  for (const { dueAt } of await db.select().from(upkeep).where(inArray(upkeep.authorizationId, ids)))
    expect(dueAt.getTime() - now).toBeLessThan(7 * 86_400_000)
}, 60_000)

test('I4: SIGTERM during a refresh lets it end: the caller is answered and the token is stored', async () => {
  const one = await own.startApi()
  const id = await addGrant(system, simulator, seller)
  simulator.addFault({ kind: 'delay', delayMs: 1_500, at: 'token', times: 1 })
  const vending = one.vend(id, key)
  await heldLease(id)
  const ended = one.end('SIGTERM')
  expect((await vending).status).toBe(200)
  const answeredAt = Date.now()
  expect(await ended).toBe(0)
  expect(Date.now() - answeredAt).toBeLessThan(2_000)
  expect(await db.select().from(accessToken).where(eq(accessToken.authorizationId, id))).toHaveLength(1)
}, 60_000)

test('I3: without the database a vend is refused at once, and works again by itself', async () => {
  const one = await own.startApi()
  const id = await addGrant(system, simulator, seller)
  expect((await one.vend(id, key)).status).toBe(200)
  await own.stopDatabase()
  for (let round = 0; round < 3; round += 1) {
    const startedAt = Date.now()
    const refused = await one.vend(id, key)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ error: 'database_unavailable' })
    expect(Date.now() - startedAt).toBeLessThan(2_500)
  }
  await own.startDatabase()
  const startedAt = Date.now()
  let status = 0
  while (status !== 200 && Date.now() - startedAt < 10_000) {
    status = (await one.vend(id, key)).status
    if (status !== 200) await pause(50)
  }
  expect(status).toBe(200)
  await one.end('SIGTERM')
}, 60_000)
