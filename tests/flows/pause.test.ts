import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { getAccessToken, readSnapshot } from '#lib/tokens/refresh.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { rollBackNow } from './roll-back-now.ts'
import { runCall } from './run-call.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, services, simulator } = world
/** Two APIs, like those of two processes. */
const doors = [await serveApi(services), await serveApi(services)]
const { key } = await makeKey(await addAdmin(services, world.as))
const seller = await world.addAccount('Harbor Pine')
const start = websiteStart(marketplaceIds.us)
const { outcome } = await world.authorize(seller, start, 'A1USHARBORPINE')
const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
const row = async () => (await db.select().from(authorization).where(eq(authorization.id, id)))[0]
const statuses = async () =>
  Promise.all(
    doors.map(async (door) => {
      const { status, body } = await door.vend(id, key)
      return [status, body.code ?? null]
    }),
  )

test('while paused, nothing is vended, refreshed or called, the tokens are kept, and the state says so', async () => {
  expect(await statuses()).toEqual([
    [200, null],
    [200, null],
  ])
  const before = await row()
  await pauseAuthorization(operator, id)
  await pauseAuthorization(operator, id)
  expect(await statuses()).toEqual([
    [409, 'authorization_paused'],
    [409, 'authorization_paused'],
  ])
  expect(await readAuthorization(operator, id)).toMatchObject({ health: 'paused' })
  expect((await row())?.refreshTokenSealed).toBe(before?.refreshTokenSealed)
  const requests = simulator.received().length
  await expect(refreshAuthorization(operator, id)).rejects.toThrow(refusal('authorization_paused'))
  await expect(rollBackNow(operator, id)).rejects.toThrow(refusal('authorization_paused'))
  await expect(runCall(operator, id)).rejects.toThrow(refusal('authorization_paused'))
  expect(simulator.received().length).toBe(requests)
})

test('a re-authorization does not end a pause', async () => {
  await world.authorize(seller, `${start}&authorization=${id}`, 'A1USHARBORPINE')
  expect(await statuses()).toContainEqual([409, 'authorization_paused'])
})

test('a resumed authorization continues with its token', async () => {
  await resumeAuthorization(operator, id)
  await resumeAuthorization(operator, id)
  expect(await statuses()).toEqual([
    [200, null],
    [200, null],
  ])
  const actions = (await world.trace(id)).filter((action) => /paused|resumed/.test(action))
  expect(actions).toEqual(['authorization.paused', 'authorization.resumed'])
})

test('data that a worker read before the pause is outdated half a second later', async () => {
  const snapshot = await readSnapshot(world.system, id)
  await pauseAuthorization(operator, id)
  const requests = world.tokenRequests().length
  const later = { ...snapshot, atMs: snapshot.atMs - 500 }
  await expect(
    getAccessToken(world.system, id, { refreshedSince: world.system.now() }, { snapshot: later }),
  ).rejects.toThrow(refusal('authorization_paused'))
  expect(world.tokenRequests().length).toBe(requests)
  await resumeAuthorization(operator, id)
})

test('only operators can pause, and not a disconnected authorization', async () => {
  const viewer = world.as({ kind: 'operator', personId: 'x', role: 'viewer', sessionId: 'x' })
  for (const ctx of [viewer, seller]) {
    await expect(pauseAuthorization(ctx, id)).rejects.toThrow(refusal('not_allowed'))
    await expect(resumeAuthorization(ctx, id)).rejects.toThrow(refusal('not_allowed'))
  }
  await expect(pauseAuthorization(operator, 'none')).rejects.toThrow(refusal('authorization_not_found'))
  await revokeAuthorization(operator, id)
  await expect(pauseAuthorization(operator, id)).rejects.toThrow(refusal('authorization_disconnected'))
})
