import { eq, inArray, type SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, authorization, incident } from '#drizzle/schema.ts'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { pauseAuthorization } from '#lib/authorizations/pause.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { reviewIncidents } from '#lib/incidents/review.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { Secret } from '#lib/secret.ts'
import { markUsed } from '#lib/store/maintenance.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { vendAccessToken } from '#lib/tokens/vend.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const minuteMs = 60_000
const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { simulator, services, system } = world
const { key } = await makeKey(await addAdmin(services, world.as))
const maintenance = createMaintenance(services, { concurrentCalls: 20 })

const vend = (id: string) =>
  vendAccessToken(world.visitor, { key: new Secret(key), authorizationId: id }).then(
    () => 'vended',
    (error: { code: string }) => error.code,
  )
/** Not all of them concurrently: a vend is refused when the database takes longer than two seconds. */
async function vendAll(ids: readonly string[]): Promise<Set<string>> {
  const answers = new Set<string>()
  for (let first = 0; first < ids.length; first += 25)
    for (const answer of await Promise.all(ids.slice(first, first + 25).map(vend))) answers.add(answer)
  return answers
}
const addMany = (count: number) =>
  Promise.all(Array.from({ length: count }, () => addGrant(system, simulator, 'A1USHARBORPINE')))
const stateOf = async (id: string) => (await readAuthorization(world.operator, id)).health
const statesOf = async (ids: readonly string[]) => new Set(await Promise.all(ids.map(stateOf)))
const openOnes = async () => (await db.select().from(incident)).filter(({ endedAt }) => endedAt === null)

/** A worker's automatic work, minute by minute. */
async function pass(minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.passMs(minuteMs)
    await maintenance.drainDue()
    await reviewIncidents(system)
    await world.settle()
  }
}

test('C5: refused credentials at five hundred sellers cause one incident; no seller changes, and all recover automatically', async () => {
  const ids = await addMany(500)
  expect(await vend(ids[0] ?? '')).toBe('vended')
  world.passMs(2 * 60 * minuteMs)
  const rows = () =>
    db.select().from(authorization).where(inArray(authorization.id, ids)).orderBy(authorization.id)
  const before = await rows()
  simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  simulator.clearReceived()
  expect(await vendAll(ids)).toEqual(new Set(['application_credentials_refused']))
  // Callers who asked while the first answers were on their way; after them, one in ten seconds.
  expect(world.tokenRequests().length).toBeLessThanOrEqual(25)

  expect(await openOnes()).toMatchObject([{ problem: 'application_refused' }])
  expect(await rows()).toEqual(before)
  expect(await statesOf(ids.slice(0, 20))).toEqual(new Set(['blocked']))

  simulator.clearFaults()
  await pass(3)
  expect(await openOnes()).toEqual([])
  expect(await statesOf(ids)).toEqual(new Set(['working']))
  const [{ credentialsProblemAt } = { credentialsProblemAt: null }] = await db.select().from(application)
  expect(credentialsProblemAt).toBeNull()
  expect(await vend(ids[499] ?? '')).toBe('vended')
  await db.delete(authorization).where(inArray(authorization.id, ids))
})

test('a seller who revoked at Amazon is distinguished from an incident with the same error', async () => {
  const ids = await addMany(20)
  expect(await vendAll(ids)).toEqual(new Set(['vended']))
  const sellingPartnerId = simulator.sellers()[1]?.sellingPartnerId ?? ''
  const revoked = await addGrant(system, simulator, sellingPartnerId)
  expect(await vend(revoked)).toBe('vended')
  const atAmazon = simulator.authorizations().find((one) => one.sellingPartnerId === sellingPartnerId)
  simulator.disable(atAmazon?.id ?? '')

  const lastVendedAt = services.now()
  await markUsed(
    db,
    [...ids, revoked].map((authorizationId) => ({ authorizationId, lastVendedAt })),
  )

  // First the one seller alone.
  await pass(80)
  expect(await stateOf(revoked)).toBe('reauthorization_needed')
  expect(await openOnes()).toEqual([])
  expect(await statesOf(ids)).toEqual(new Set(['working']))

  // Then all of them, in the very same words.
  const fault = simulator.addFault({ kind: 'invalid-grant', at: 'token', grantType: 'refresh_token' })
  await pass(90)
  const [open, ...others] = await openOnes()
  expect(others).toEqual([])
  expect(open).toMatchObject({ problem: 'invalid_grant', failure: { code: 'invalid_grant' } })
  expect(open?.affected).toBeGreaterThanOrEqual(5)
  expect(open?.requestIds.length).toBeGreaterThan(0)
  expect(await statesOf(ids)).toEqual(new Set(['retrying']))
  expect(await stateOf(revoked)).toBe('reauthorization_needed')
  expect(await vend(ids[3] ?? '')).toBe('refresh_unavailable')
  expect(await vend(revoked)).toBe('authorization_needs_reauthorization')
  const shared = await readAuthorization(world.operator, ids[3] ?? '')
  const own = await readAuthorization(world.operator, revoked)
  expect(shared).toMatchObject({ reason: expect.stringContaining('many others'), incidentId: open?.id })
  expect(own.reason).toMatch(/rejected the refresh token \d+ times/)
  expect(shared.diagnosis?.id).not.toBe(own.diagnosis?.id)

  simulator.removeFault(fault.id)
  await pass(10)
  expect(await openOnes()).toEqual([])
  expect(await statesOf(ids)).toEqual(new Set(['working']))
  expect(await stateOf(revoked)).toBe('reauthorization_needed')
  const [row] = await db
    .select()
    .from(authorization)
    .where(eq(authorization.id, ids[3] ?? ''))
  expect(row).toMatchObject({ invalidGrants: 0, lastRefreshProblem: null })
})

test('one seller who revokes many authorizations causes no incident, and hides no other revocation', async () => {
  const others = await addMany(10)
  const [, , many, left] = simulator.sellers().map(({ sellingPartnerId }) => sellingPartnerId)
  const gone = await addGrant(system, simulator, left ?? '')
  const ended = await Promise.all(Array.from({ length: 6 }, () => addGrant(system, simulator, many ?? '')))
  const [first] = await db
    .select()
    .from(authorization)
    .where(eq(authorization.id, ended[0] ?? ''))
  await db
    .update(authorization)
    .set({ accountId: first?.accountId ?? '' })
    .where(inArray(authorization.id, ended))
  expect(await vendAll([...others, gone, ...ended])).toEqual(new Set(['vended']))
  for (const { id, sellingPartnerId } of simulator.authorizations())
    if ([many, left].includes(sellingPartnerId)) simulator.disable(id)

  world.passMs(61 * minuteMs)
  expect(await vendAll([...ended, gone])).toEqual(new Set(['authorization_in_doubt']))
  expect(await vendAll(others)).toEqual(new Set(['vended']))
  await reviewIncidents(system)
  expect(await openOnes()).toEqual([])
  for (let times = 0; times < 2; times += 1) {
    world.passMs(10 * minuteMs)
    await vendAll([...ended, gone])
    await reviewIncidents(system)
  }
  expect(await openOnes()).toEqual([])
  expect(await statesOf([...ended, gone])).toEqual(new Set(['reauthorization_needed']))
})

test('ten of thirty sellers who leave together are asked to authorize again, and cause one incident', async () => {
  await db.delete(authorization)
  await db.delete(incident)
  const sellingPartnerId = simulator.sellers()[4]?.sellingPartnerId ?? ''
  const staying = await addMany(20)
  const leaving = await Promise.all(
    Array.from({ length: 10 }, () => addGrant(system, simulator, sellingPartnerId)),
  )
  expect(await vendAll([...staying, ...leaving])).toEqual(new Set(['vended']))
  const inUse = [...staying, ...leaving].map((authorizationId) => ({
    authorizationId,
    lastVendedAt: services.now(),
  }))
  await markUsed(db, inUse)
  const atAmazon = simulator.authorizations().find((one) => one.sellingPartnerId === sellingPartnerId)
  simulator.disable(atAmazon?.id ?? '')
  // Until their tokens are due.
  world.passMs(44 * minuteMs)
  await pass(120)
  expect(await db.select().from(incident)).toMatchObject([{ problem: 'invalid_grant', affected: 10 }])
  expect(await openOnes()).toEqual([])
  expect(await statesOf(staying)).toEqual(new Set(['working']))
  expect(await statesOf(leaving)).toEqual(new Set(['reauthorization_needed']))

  // The others are then refused for hours, and it isn't their doing.
  simulator.addFault({ kind: 'invalid-grant', at: 'token', grantType: 'refresh_token' })
  world.passMs(30 * minuteMs)
  await pass(80)
  expect(await openOnes()).toMatchObject([{ problem: 'invalid_grant' }])
  expect(await statesOf(staying)).toEqual(new Set(['retrying']))
  simulator.clearFaults()
  for (let minutes = 0; minutes < 20; minutes += 1) {
    await pass(1)
    expect(await statesOf(staying)).not.toContain('reauthorization_needed')
  }
  expect(await db.select().from(incident)).toHaveLength(2)
  expect(await openOnes()).toEqual([])
  expect(await statesOf(staying)).toEqual(new Set(['working']))
  expect(await statesOf(leaving)).toEqual(new Set(['reauthorization_needed']))
}, 600_000)

test('after an outage, no authorization stays degraded, and all are refreshed within minutes', async () => {
  await db.delete(authorization)
  const ids = await addMany(8)
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  for (let times = 0; times < 4; times += 1) {
    world.passMs(20 * minuteMs)
    await vendAll(ids)
    await reviewIncidents(system)
  }
  expect(await openOnes()).toMatchObject([{ problem: 'amazon_unavailable' }])
  expect(await statesOf(ids)).toEqual(new Set(['retrying']))
  simulator.clearFaults()
  world.passMs(6 * minuteMs)
  await getAccessToken(world.operator, ids[0] ?? '', { refreshedSince: services.now() })
  await reviewIncidents(system)
  // One that works says nothing about the others, so they are asked.
  expect(await openOnes()).toHaveLength(1)
  await pass(2)
  expect(await openOnes()).toEqual([])
  expect(await statesOf(ids)).toEqual(new Set(['working']))
  for (const { lastWorkedAt } of await db.select().from(authorization)) expect(lastWorkedAt).not.toBeNull()
})

test('a process that dies while an incident ends leaves no authorization revoked', async () => {
  await db.delete(authorization)
  const ids = await addMany(6)
  simulator.addFault({ kind: 'invalid-grant', at: 'token' })
  for (let times = 0; times < 3; times += 1) {
    world.passMs(20 * minuteMs)
    await vendAll(ids)
    await reviewIncidents(system)
  }
  expect(await openOnes()).toMatchObject([{ problem: 'invalid_grant' }])
  simulator.clearFaults()
  world.passMs(20 * minuteMs)
  expect(await vendAll(ids)).toEqual(new Set(['vended']))
  const execute = (query: SQL) =>
    new PgDialect().sqlToQuery(query).sql.includes('forgiven')
      ? Promise.reject(new Error('the process died'))
      : db.execute(query)
  await expect(
    reviewIncidents({ ...system, db: Object.assign(Object.create(db), { execute }) }),
  ).rejects.toThrow('the process died')
  await reviewIncidents(system)
  await world.settle()
  expect(await openOnes()).toEqual([])
  expect(await statesOf(ids)).toEqual(new Set(['working']))
})

test('an outage ends with the last authorization that it could affect', async () => {
  await db.delete(authorization)
  const ids = await addMany(5)
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  world.passMs(20 * minuteMs)
  await vendAll(ids)
  await reviewIncidents(system)
  expect(await openOnes()).toMatchObject([{ problem: 'amazon_unavailable' }])
  for (const id of ids.slice(1)) await revokeAuthorization(world.operator, id)
  await pass(2)
  expect(await openOnes()).toHaveLength(1)
  await pauseAuthorization(world.operator, ids[0] ?? '')
  await pass(1)
  expect(await openOnes()).toEqual([])
  simulator.clearFaults()
})

test('refused credentials of a retired application are no longer an incident once nobody uses it', async () => {
  await db.delete(authorization)
  const [id = '', ...others] = await addMany(1)
  expect(others).toEqual([])
  const fault = simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  expect(await vend(id)).toBe('application_credentials_refused')
  await db.update(application).set({ retiredAt: services.now() })
  await pass(2)
  expect(await openOnes()).toMatchObject([{ problem: 'application_refused' }])
  await revokeAuthorization(world.operator, id)
  await pass(1)
  expect(await openOnes()).toEqual([])
  await db.update(application).set({ retiredAt: null })
  simulator.removeFault(fault.id)
})
