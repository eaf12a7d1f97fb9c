import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import {
  accessToken,
  application,
  authorization,
  event,
  grantlessToken,
  incident,
  maintenanceSchedule,
} from '#drizzle/schema.ts'
import { replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { replaceClientSecretColumns } from '#lib/applications/seal-client-secret.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { reviewIncidents } from '#lib/incidents/review.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { Secret } from '#lib/secret.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { markUsed } from '#lib/store/maintenance.ts'
import { getGrantlessToken } from '#lib/tokens/grantless.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'
import { runCall } from './run-call.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const seller = 'A1USHARBORPINE'
const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator, system, operator } = world
const admin = world.as(await addOperator(world.services))
const maintenanceWorker = createMaintenance(services, { concurrentCalls: 20 })
const atRefresh = { at: 'token', grantType: 'refresh_token' } as const

/** One whose marketplaces are known. */
const add = async () => {
  const id = await addGrant(system, simulator, seller)
  await db.update(authorization).set({ participationsReadAt: services.now() }).where(eq(authorization.id, id))
  return id
}
const read = async () => {
  const [row] = await db.select().from(application)
  if (row === undefined) throw new Error('no application')
  return row
}
const open = async () => {
  const rows = await db.select().from(incident)
  return rows.filter(({ endedAt }) => endedAt === null).map(({ problem }) => problem)
}
const stateOf = async (id: string) => (await readAuthorization(operator, id)).health
const call = (id: string) => runCall(operator, id)
const refresh = (id: string) => {
  world.passMs(1_000)
  return getAccessToken(operator, id, { refreshedSince: services.now() })
}
const use = (...ids: string[]) =>
  markUsed(
    db,
    ids.map((authorizationId) => ({ authorizationId, lastVendedAt: services.now() })),
  )
const replaceSecret = async () => {
  const value = new Secret(simulator.rotateSecret(world.applicationId).value)
  await replaceClientSecret(admin, (await read()).id, { value, createdOn: null })
}

beforeEach(async () => {
  simulator.clearFaults()
  await db.delete(maintenanceSchedule)
  await db.delete(incident)
})

test('C5: a secret that only SP-API calls expired is one incident despite working refreshes, and blocks no seller', async () => {
  const id = await add()
  expect(await call(id)).toMatchObject({ status: 200 })
  simulator.addFault({ kind: 'refuse', row: 'S4', at: 'sp-api' })
  expect(await call(id)).toMatchObject({ status: 403, problem: expect.stringContaining('LWA secret') })
  expect(await open()).toEqual(['secret_expired'])

  await use(id)
  for (let hours = 0; hours < 3; hours += 1) {
    expect(await refresh(id)).toMatchObject({ kind: 'refreshed' })
    world.passMs(60 * minuteMs)
    await maintenanceWorker.drainDue()
    await reviewIncidents(system)
    await call(id)
    expect(await open()).toEqual(['secret_expired'])
    expect(await stateOf(id)).toBe('working')
  }
  expect((await read()).credentialsProblemAt).toBeNull()
  expect(await db.select().from(incident)).toHaveLength(1)

  simulator.clearFaults()
  world.passMs(60 * minuteMs)
  expect(await call(id)).toMatchObject({ status: 200 })
  expect(await open()).toEqual([])
})

test('an access token from before SP-API refused the secret does not end the incident', async () => {
  const [old, other] = [await add(), await add()]
  expect(await refresh(old)).toMatchObject({ kind: 'refreshed' })
  world.passMs(minuteMs)
  simulator.addFault({ kind: 'refuse', row: 'S4', at: 'sp-api', times: 1 })
  await call(other)
  expect(await call(old)).toMatchObject({ status: 200 })
  expect(await open()).toEqual(['secret_expired'])
})

test('another client secret ends the incidents of the previous one, and the tokens of an expired one are renewed', async () => {
  const [used, unused] = [await add(), await add()]
  for (const id of [used, unused]) await refresh(id)
  const grantless = { scope: 'sellingpartnerapi::notifications', need: { minTtlSeconds: 60 } } as const
  await getGrantlessToken(system, (await read()).id, grantless.scope, grantless.need)
  await use(used)
  await maintenanceWorker.drainDue()
  simulator.addFault({ kind: 'refuse', row: 'S4', at: 'sp-api', times: 1 })
  await call(used)
  simulator.addFault({ kind: 'refuse', row: 'L5', times: 1, ...atRefresh })
  await refresh(unused)
  expect((await open()).sort()).toEqual(['application_refused', 'secret_expired'])

  await replaceSecret()
  expect(await open()).toEqual([])
  expect((await read()).credentialsProblemAt).toBeNull()
  expect(await db.select().from(accessToken)).toEqual([])
  expect(await db.select().from(grantlessToken)).toMatchObject([{ sealed: null, expiresAt: null }])
  simulator.clearReceived()
  world.passMs(minuteMs)
  await maintenanceWorker.drainDue()
  expect(world.tokenRequests()).toHaveLength(1)
  expect(await call(used)).toMatchObject({ status: 200 })
})

test('C5: after a secret was replaced too late, its tokens are renewed without an incident', async () => {
  const id = await add()
  await replaceSecret()
  world.passMs(180 * dayMs - 10 * minuteMs)
  await refresh(id)
  world.passMs(20 * minuteMs)
  await replaceSecret()
  simulator.clearReceived()
  expect(await call(id)).toMatchObject({ status: 200 })
  expect(world.tokenRequests()).toHaveLength(1)
  expect(await open()).toEqual([])
})

test('LWA’s refusal of one refresh token doesn’t count against the application', async () => {
  const [odd, other] = [await add(), await add()]
  simulator.addFault({ kind: 'refuse', row: 'L4', times: 1, ...atRefresh })
  expect(await refresh(odd)).toMatchObject({ kind: 'failed', problem: 'token_foreign' })
  expect((await read()).credentialsProblemAt).toBeNull()
  expect(await open()).toEqual([])
  expect(await readAuthorization(operator, odd)).toMatchObject({
    health: 'retrying',
    who: 'operator',
    reason: expect.stringContaining('belongs to another application'),
  })
  expect(await stateOf(other)).toBe('working')
  expect(await refresh(other)).toMatchObject({ kind: 'refreshed' })
  expect(await refresh(odd)).toMatchObject({ kind: 'refreshed' })
})

test('requests that LWA doesn’t accept are one incident, and neither an outage of Amazon’s nor a seller’s fault', async () => {
  const ids: string[] = []
  for (let count = 0; count < 6; count += 1) ids.push(await add())
  world.passMs(10 * minuteMs)
  simulator.addFault({ kind: 'refuse', row: 'L7 invalid', ...atRefresh })
  const before = world.tokenRequests().length
  for (const id of ids) {
    const refreshed = await getAccessToken(system, id, { minTtlSeconds: 300 })
    expect(refreshed).toMatchObject({ kind: 'failed', problem: 'request_refused' })
    expect(await stateOf(id)).toBe('retrying')
  }
  // LWA was asked for each of them: the refusals of some say nothing about the others.
  expect(world.tokenRequests().length - before).toBe(ids.length)
  await reviewIncidents(system)
  expect((await read()).credentialsProblemAt).toBeNull()

  for (let minutes = 0; minutes < 90; minutes += 5) {
    expect(await open()).toEqual(['request_refused'])
    world.passMs(5 * minuteMs)
    await maintenanceWorker.drainDue()
    await reviewIncidents(system)
    await drainDueStates(system)
  }
  for (const id of ids)
    expect(await readAuthorization(operator, id)).toMatchObject({
      who: null,
      reason: expect.stringContaining('an incident is ongoing'),
    })
  const ofSellers = eq(event.type, 'authorization.retrying')
  expect(await db.select().from(event).where(ofSellers), 'one event for all').toEqual([])

  simulator.clearFaults()
  world.passMs(20 * minuteMs)
  for (const id of ids) expect(await refresh(id)).toMatchObject({ kind: 'refreshed' })
  await maintenanceWorker.drainDue()
  await reviewIncidents(system)
  expect(await open()).toEqual([])
})

test('when LWA says that all refresh tokens belong to another application, that is one incident, and no seller’s fault', async () => {
  const ids: string[] = []
  for (let count = 0; count < 6; count += 1) ids.push(await add())
  world.passMs(10 * minuteMs)
  simulator.addFault({ kind: 'refuse', row: 'L4', ...atRefresh })
  for (const id of ids.slice(0, 5)) await refresh(id)
  await reviewIncidents(system)
  expect(await open()).toEqual(['token_foreign'])
  for (const id of ids.slice(0, 5)) expect(await stateOf(id)).toBe('retrying')
  expect((await read()).credentialsProblemAt).toBeNull()

  simulator.clearFaults()
  world.passMs(20 * minuteMs)
  await maintenanceWorker.drainDue()
  await reviewIncidents(system)
  expect(await open()).toEqual([])
})

test('C5: an answer of LWA’s about a grant shows that it accepts the credentials, which resolves the incident', async () => {
  const id = await add()
  await maintenanceWorker.drainDue()
  simulator.addFault({ kind: 'refuse', row: 'L5', ...atRefresh })
  await refresh(id)
  simulator.clearFaults()
  expect(await open()).toEqual(['application_refused'])
  const [atAmazon] = simulator.authorizations()
  simulator.disable(atAmazon?.id ?? '')
  try {
    world.passMs(2 * minuteMs)
    await maintenanceWorker.drainDue()
  } finally {
    simulator.enable(atAmazon?.id ?? '')
  }
  expect(await open()).toEqual([])
  expect((await read()).credentialsProblemAt).toBeNull()
  expect(await stateOf(id)).toBe('retrying')
})

test('as soon as LWA accepts the credentials once, everyone refused with them is refreshed again', async () => {
  const [one, other] = [await add(), await add()]
  simulator.addFault({ kind: 'refuse', row: 'L5', ...atRefresh })
  for (let times = 0; times < 4; times += 1) {
    await refresh(one)
    world.passMs(10_000)
  }
  simulator.clearFaults()
  const need = { minTtlSeconds: 300 }
  expect(await getAccessToken(system, one, need)).toMatchObject({ kind: 'failed' })
  expect(await refresh(other)).toMatchObject({ kind: 'refreshed' })
  expect(await getAccessToken(system, one, need)).toMatchObject({ kind: 'refreshed' })
})

test('a late refusal of the previous client secret has no effect', async () => {
  const id = await add()
  simulator.addFault({ kind: 'refuse', row: 'L5', ...atRefresh })
  const asking = world.hold('grant_type=refresh_token')
  const late = refresh(id)
  await asking.came
  const before = await read()
  const made = new Secret(simulator.rotateSecret(world.applicationId).value)
  const columns = replaceClientSecretColumns(system, before, made, null)
  await db.update(application).set(columns).where(eq(application.id, before.id))
  void asking.release()
  expect(await late).toMatchObject({ kind: 'failed', problem: 'application_refused' })
  expect((await read()).credentialsProblemAt).toBeNull()
  expect(await open()).toEqual([])
})

test.each([
  ['an outage of SP-API', 'A2NANORTHWIND', { kind: 'status', status: 503 }, []],
  ['a secret that SP-API calls expired', 'A9USQUOTES', { kind: 'refuse', row: 'S4' }, ['secret_expired']],
] as const)(
  'C6: %s at the daily read changes no seller whose marketplaces are known',
  async (_, sellingPartnerId, fault, problems) => {
    const { outcome } = await world.authorize(
      await world.addAccount(sellingPartnerId),
      websiteStart(marketplaceIds.us),
      sellingPartnerId,
    )
    if (outcome.kind !== 'completed') throw new Error(outcome.kind)
    const { authorizationId: id } = outcome
    expect(await stateOf(id)).toBe('working')
    world.passMs(dayMs)
    await use(id)
    simulator.addFault({ ...fault, at: 'sp-api' })
    for (let looks = 0; looks < 3; looks += 1) {
      await maintenanceWorker.drainDue()
      world.passMs(minuteMs)
    }
    expect(simulator.received({ path: '/sellers/v1/marketplaceParticipations' }).length).toBeGreaterThan(1)
    expect(await stateOf(id)).toBe('working')
    expect(await open()).toEqual([...problems])
  },
)
