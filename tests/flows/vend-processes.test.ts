import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, authorization, maintenanceSchedule, refreshLease, vendCount } from '#drizzle/schema.ts'
import { refreshLimits } from '#lib/policy.ts'
import { handleOf } from '#lib/tokens/handle.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
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

const leaseOf = async (id: string) =>
  (await db.select().from(refreshLease).where(eq(refreshLease.authorizationId, id)))[0]
const refreshing = 'grant_type=refresh_token'

test('C1: two hundred simultaneous vends over four processes at expiry cause one call to LWA', async () => {
  const processes = await Promise.all([0, 1, 2, 3].map(() => own.startApi()))
  const id = await addGrant(system, simulator, seller)
  const asking = own.hold(refreshing)
  const before = own.tokenRequests().length
  const vending = Promise.all(
    Array.from({ length: 200 }, (_, index) => (processes[index % 4] as (typeof processes)[0]).vend(id, key)),
  )
  await expect.poll(() => asking.count).toBe(1)
  asking.release()
  const answers = await vending
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(await tokensOf(answers)).size).toBe(1)
  expect(own.tokenRequests().length - before).toBe(1)

  // A failed refresh is one failure, too, and everybody gets it.
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
  expect(new Set(bodies.map(({ code }) => code))).toEqual(new Set(['refresh_unavailable']))
  expect(new Set(bodies.map(({ retry_at }) => retry_at)).size).toBe(1)
  expect(own.tokenRequests().length - before).toBe(2)

  expect(await Promise.all(processes.map((one) => one.end('SIGTERM')))).toEqual([0, 0, 0, 0])
  const counts = await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId))
  expect(counts).toMatchObject([{ authorizationId: id, count: 200 }])
})

test('C1: a hundred clients of the token endpoint, each over its own connection, cause one refresh', async () => {
  const processes = await Promise.all([own.startApi(), own.startApi()])
  const id = await addGrant(system, simulator, seller)
  const before = own.tokenRequests().length
  const asking = own.hold(refreshing)
  const clients = Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      (processes[index % 2] as (typeof processes)[0]).askForToken({
        grant_type: 'refresh_token',
        refresh_token: handleOf(id),
        client_id: key.slice(0, 16),
        client_secret: key,
      }),
    ),
  )
  await expect.poll(() => asking.count).toBe(1)
  asking.release()
  const answers = await clients
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(await tokensOf(answers)).size).toBe(1)
  expect(own.tokenRequests().length - before).toBe(1)
  expect(await Promise.all(processes.map((one) => one.end('SIGTERM')))).toEqual([0, 0])
})

test('C7: a process killed between LWA’s answer and the commit leaves the previous token, and it works', async () => {
  const [holder, other] = await Promise.all([own.startApi(), own.startApi()])
  const id = await addGrant(system, simulator, seller)
  const [before] = await db.select().from(authorization).where(eq(authorization.id, id))
  let abandoned: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    // A process that stores LWA's answer waits for this row.
    await tx.select().from(authorization).where(eq(authorization.id, id)).for('no key update')
    abandoned = holder.vend(id, key).catch(() => 'broken')
    const pids = await untilBlocked(db, tx)
    await holder.end('SIGKILL')
    // Its connection breaks before the row is free.
    for (const pid of pids) await db.execute(sql`select pg_terminate_backend(${pid}, 60000)`)
  })
  expect(await abandoned).toBe('broken')
  // The dead process holds its lease for a quarter of a minute, which has passed by now.
  await db.update(refreshLease).set({ heldUntil: new Date() }).where(eq(refreshLease.authorizationId, id))
  const [after] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(after).toEqual(before)
  expect((await other.vend(id, key)).status).toBe(200)
})

test('C2: when the refreshing process is killed, a caller of another one gets a token after the lease', async () => {
  const [holder, other] = await Promise.all([own.startApi(), own.startApi()])
  const id = await addGrant(system, simulator, seller)
  const asking = own.hold(refreshing)
  const abandoned = holder.vend(id, key).catch(() => 'broken')
  await expect.poll(() => asking.count).toBe(1)
  const lease = await leaseOf(id)
  const waiting = other.vend(id, key)
  await holder.end('SIGKILL')
  expect(await abandoned).toBe('broken')
  asking.release()
  // Callers wait for at most `refreshLimits.callerMs`: an answer means that the lease was taken over within that time.
  expect((await waiting).status).toBe(200)
  const next = await leaseOf(id)
  expect(next).toMatchObject({ fence: (lease?.fence ?? 0) + 1, heldUntil: null, problem: null })
  const heldUntil = lease?.heldUntil?.getTime() ?? Number.NaN
  expect(next?.startedAt.getTime()).toBeGreaterThanOrEqual(heldUntil - refreshLimits.apartMs)
  await other.end('SIGTERM')
})

/** Less than the error of any of these clocks, and more than a busy machine's estimate of the time. */
const slackMs = 60_000
const hourMs = 3_600_000

/**
 * Expects a token whose lifetime was computed from the right time, and that LWA issued after `since`. Returns its end.
 */
async function expectRightTime(answer: Response, since: number): Promise<number> {
  expect(answer.status).toBe(200)
  const body = (await answer.json()) as { seconds_left: number; expires_at: string }
  const expiresAt = Date.parse(body.expires_at)
  const answeredAt = expiresAt - body.seconds_left * 1_000
  for (const moment of [answeredAt, expiresAt - hourMs]) {
    expect(moment).toBeGreaterThan(since - slackMs)
    expect(moment).toBeLessThan(Date.now() + slackMs)
  }
  return expiresAt
}

test('C8: processes whose clocks are ten minutes apart agree on a token’s remaining lifetime', async () => {
  const skewed = (ms: number) => [
    '--import',
    `data:text/javascript,const real = Date.now; Date.now = () => real() + ${ms}`,
  ]
  const [ahead, behind] = await Promise.all([own.startApi(skewed(300_000)), own.startApi(skewed(-300_000))])
  const id = await addGrant(system, simulator, seller)
  const before = own.tokenRequests().length
  const startedAt = Date.now()
  const ends = new Set<number>()
  for (const one of [ahead, behind, ahead])
    ends.add(await expectRightTime(await one.vend(id, key), startedAt))
  expect(ends.size).toBe(1)
  expect(own.tokenRequests().length - before).toBe(1)
  await Promise.all([ahead.end('SIGTERM'), behind.end('SIGTERM')])
})

test('I5: clocks that jump forward and back by hours between the steps of a refresh affect no token, no lease and no seller', async () => {
  const jumping = [
    '--import',
    `data:text/javascript,const real = Date.now, hours = [0, 3, -3, 5];
      Date.now = () => real() + hours[Math.floor(performance.now() / 70) % 4] * 3600000`,
  ]
  const processes = await Promise.all([own.startApi(jumping), own.startApi(jumping), own.startApi()])
  const worker = await own.startWorker(jumping)
  // Longer than a clock keeps its offset.
  simulator.addFault({ kind: 'delay', delayMs: 150, at: 'token' })
  const ids: string[] = []
  for (let made = 0; made < 20; made += 1) ids.push(await addGrant(system, simulator, seller))
  simulator.clearReceived()
  const startedAt = Date.now()
  for (let round = 0; round < 40; round += 1) {
    const answers = await Promise.all(
      ids.map((id, index) => (processes[(index + round) % 3] as (typeof processes)[0]).vend(id, key)),
    )
    for (const answer of answers) await expectRightTime(answer, startedAt)
  }
  simulator.clearFaults()
  expect(own.tokenRequests()).toHaveLength(ids.length)
  const stops = [...processes, worker].map(({ end }) => end('SIGTERM'))
  expect(await Promise.all(stops)).toEqual([0, 0, 0, 0])
  const now = Date.now()
  for (const lease of await db
    .select()
    .from(refreshLease)
    .where(inArray(refreshLease.authorizationId, ids))) {
    expect(lease).toMatchObject({ fence: 1, heldUntil: null, problem: null })
    expect(lease.startedAt.getTime()).toBeGreaterThan(startedAt - slackMs)
    expect(lease.startedAt.getTime()).toBeLessThan(now + slackMs)
  }
  for (const row of await db.select().from(authorization).where(inArray(authorization.id, ids)))
    expect(row).toMatchObject({ invalidGrants: 0, lastRefreshProblem: null })
  for (const { dueAt } of await db
    .select()
    .from(maintenanceSchedule)
    .where(inArray(maintenanceSchedule.authorizationId, ids)))
    expect(dueAt.getTime() - now).toBeLessThan(7 * 86_400_000)
})

test('I4: SIGTERM during a refresh lets it finish: the caller gets an answer and the token is stored', async () => {
  const one = await own.startApi()
  const id = await addGrant(system, simulator, seller)
  const asking = own.hold(refreshing)
  const vending = one.vend(id, key)
  await expect.poll(() => asking.count).toBe(1)
  const { ended } = await one.askToEnd()
  asking.release()
  expect((await vending).status).toBe(200)
  expect(await ended).toBe(0)
  expect(await db.select().from(accessToken).where(eq(accessToken.authorizationId, id))).toHaveLength(1)
})

test('I3: without the database a vend is refused, and it recovers automatically', async () => {
  const one = await own.startApi()
  const id = await addGrant(system, simulator, seller)
  expect((await one.vend(id, key)).status).toBe(200)
  await own.stopDatabase()
  for (let round = 0; round < 3; round += 1) {
    const refused = await one.vendOnce(id, key)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'database_unavailable' })
  }
  await own.startDatabase()
  await expect.poll(async () => (await one.vend(id, key)).status).toBe(200)
  await one.end('SIGTERM')
})
