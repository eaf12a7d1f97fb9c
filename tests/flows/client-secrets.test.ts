import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, authorization } from '#drizzle/schema.ts'
import {
  dateClientSecret,
  endPreviousSecrets,
  replaceClientSecret,
} from '#lib/applications/client-secrets.ts'
import { requestNewSecret } from '#lib/applications/request-new-secret.ts'
import { replaceClientSecretColumns } from '#lib/applications/seal-client-secret.ts'
import { Secret } from '#lib/secret.ts'
import { listApplications } from '#lib/store/applications.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, refusal } from './amazon-world.ts'

const dayMs = 86_400_000
const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database, { enrolledForRotation: true })
const { simulator, services } = world
const admin = world.as(await addOperator(world.services))
const [stored] = await listApplications(db)
if (stored === undefined) throw new Error('no application')
const { id } = stored
const seller = await addGrant(world.system, simulator, 'A1USHARBORPINE')

const read = async () => {
  const [row] = await db.select().from(application).where(eq(application.id, id))
  if (row === undefined) throw new Error('gone')
  return row
}
const rotateAtAmazon = () => new Secret(simulator.rotateSecret(world.applicationId).value)
const refresh = () => {
  world.passMs(1_000)
  return getAccessToken(world.system, seller, { refreshedSince: services.now() })
}
const replace = (value: Secret, createdOn: string | null = null) =>
  replaceClientSecret(admin, id, { value, createdOn })

test('a new client secret is tried with one real refresh, then activated; the previous one stays for seven days', async () => {
  const before = await read()
  const made = rotateAtAmazon()
  simulator.clearReceived()
  expect(await replace(made, '2026-11-22')).toMatchObject({ by: 'refresh' })
  expect(world.tokenRequests()).toHaveLength(1)
  const after = await read()
  expect(after).toMatchObject({ secretCreatedOn: '2026-11-22', secretEnding: made.expose().slice(-4) })
  expect(after.lwaClientSecretSealed).not.toBe(before.lwaClientSecretSealed)
  expect(after.previousSecretUntil).toEqual(new Date(services.now().getTime() + 7 * dayMs))
  expect(await world.trace(id)).toContain('application.secret-replaced')
  expect(JSON.stringify(await world.details(id))).not.toContain(made.expose())
  expect(await refresh()).toMatchObject({ kind: 'refreshed' })
})

test('a wrong client secret changes nothing and blocks no seller', async () => {
  const before = await read()
  await expect(replace(new Secret('amzn1.oa2-cs.v1.wrong-wrong-wrong'))).rejects.toThrow(
    refusal('client_secret_refused'),
  )
  expect(await read()).toEqual(before)
})

test('the current secret is recognized', async () => {
  const made = rotateAtAmazon()
  await replace(made)
  await expect(replace(made)).rejects.toThrow(refusal('client_secret_same'))
})

test('while Amazon is unavailable nothing can be tried, so nothing changes', async () => {
  const made = rotateAtAmazon()
  const before = await read()
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  try {
    await expect(replace(made)).rejects.toThrow(refusal('client_secret_untried'))
    expect(await read()).toEqual(before)
  } finally {
    simulator.clearFaults()
  }
})

test('only an admin can change client secrets', async () => {
  const made = new Secret('amzn1.oa2-cs.v1.any-secret-of-any-kind')
  await expect(replaceClientSecret(world.operator, id, { value: made, createdOn: null })).rejects.toThrow(
    refusal('not_allowed'),
  )
  await expect(dateClientSecret(world.operator, id, null)).rejects.toThrow(refusal('not_allowed'))
  await expect(requestNewSecret(world.operator, id, 'na')).rejects.toThrow(refusal('not_allowed'))
})

test('when two administrators replace a secret at the same time, one gets an error', async () => {
  const first = rotateAtAmazon()
  const second = rotateAtAmazon()
  const tries = [world.hold('grant_type='), world.hold('grant_type=')]
  const replacing = Promise.allSettled([replace(first), replace(second)])
  // Both are being tried before either is active.
  for (const one of tries) await one.came
  for (const one of tries) void one.release()
  const ends = await replacing
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'application_changed' },
  })
  await replace(rotateAtAmazon())
})

test('B8: when only the previous secret is accepted, it is used, and an alarm is recorded', async () => {
  const works = await read()
  const wrong = new Secret('amzn1.oa2-cs.v1.was-accepted-once-only')
  // Someone disabled the new secret at Amazon: the current secret is refused there from now on.
  await db
    .update(application)
    .set(replaceClientSecretColumns(world.system, works, wrong, null))
    .where(eq(application.id, id))
  expect(await refresh()).toMatchObject({ kind: 'refreshed' })
  const alarmed = await read()
  expect(alarmed.previousSecretUsedAt).toEqual(services.now())
  expect(alarmed.credentialsProblemAt).toBeNull()

  simulator.clearReceived()
  expect(await refresh()).toMatchObject({ kind: 'refreshed' })
  expect(world.tokenRequests()).toHaveLength(1)

  world.passMs(8 * dayMs)
  expect(await refresh()).toMatchObject({ kind: 'failed', problem: 'application_refused' })
  expect(await endPreviousSecrets(world.system)).toEqual({ ended: 1 })
  expect((await read()).previousSecretSealed).toBeNull()
  expect(await replace(rotateAtAmazon())).toMatchObject({ by: 'refresh' })
  expect((await read()).credentialsProblemAt).toBeNull()
})

test('without a seller that can be refreshed, a grantless token is the proof', async () => {
  const [authorization] = simulator.authorizations()
  simulator.disable(authorization?.id ?? '')
  try {
    expect(await replace(rotateAtAmazon())).toMatchObject({ by: 'grantless' })
  } finally {
    simulator.enable(authorization?.id ?? '')
  }
})

test('Amazon creates a new secret on request; it arrives through the queue, and pasting it ends the rotation', async () => {
  expect(await requestNewSecret(admin, id, 'na')).toMatch(/^[\w-]{8,}$/)
  expect(await world.trace(id)).toContain('application.secret-requested')
  const made = simulator.applications()[0]?.clientSecrets[0]?.value ?? ''
  expect(await replace(new Secret(made), '2026-11-30')).toMatchObject({ by: 'refresh' })
  await dateClientSecret(admin, id, '2026-11-29')
  expect((await read()).secretCreatedOn).toBe('2026-11-29')
})

test('a date that was entered for the previous client secret isn’t stored for the new one', async () => {
  const seenAt = (await read()).updatedAt.toISOString()
  world.passMs(1_000)
  await replace(rotateAtAmazon(), '2026-11-30')
  await expect(dateClientSecret(admin, id, '2026-06-01', seenAt)).rejects.toThrow(
    refusal('application_changed'),
  )
  const { secretCreatedOn, updatedAt } = await read()
  expect(secretCreatedOn).toBe('2026-11-30')
  await dateClientSecret(admin, id, '2026-11-29', updatedAt.toISOString())
  expect((await read()).secretCreatedOn).toBe('2026-11-29')
})

test('an application that isn’t enrolled for the queue gets Amazon’s error', async () => {
  world.passMs(2 * 60_000)
  const [application] = simulator.applications()
  if (application) Object.assign(application, { enrolledForRotation: false })
  await expect(requestNewSecret(admin, id, 'na')).rejects.toMatchObject({
    code: 'rotation_refused',
    details: { detail: expect.stringContaining('not enrolled') },
  })
})

test('a new client secret is activated even if neither the current one nor a token can be opened', async () => {
  const damaged = await addGrant(world.system, simulator, 'A2NANORTHWIND')
  const change = { refreshTokenSealed: 'v1.k1.x.x.x', lastWorkedAt: new Date(services.now().getTime() + 1) }
  await db.update(authorization).set(change).where(eq(authorization.id, damaged))
  await db.update(application).set({ lwaClientSecretSealed: 'v1.k1.x.x.x' }).where(eq(application.id, id))
  await replace(rotateAtAmazon())
  expect(await read()).toMatchObject({ previousSecretSealed: null })
  expect(await refresh()).toMatchObject({ kind: 'refreshed' })
})
