import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { destroyKept } from '#lib/attempts/expire.ts'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { rollBackAuthorization } from '#lib/authorizations/roll-back.ts'
import type { Context } from '#lib/context.ts'
import { seals } from '#lib/seals.ts'
import { open } from '#lib/vault/seal.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { rollBackNow } from './roll-back-now.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, simulator } = world
const start = websiteStart(marketplaceIds.us)
const partner = 'A1USHARBORPINE'
const dayMs = 86_400_000
const seller = await world.addAccount('Harbor Pine')
afterEach(() => simulator.clearFaults())

async function authorize(ctx: Context = seller): Promise<string> {
  const { outcome } = await world.authorize(ctx, start, partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return outcome.authorizationId
}

async function row(id: string) {
  const [found] = await db.select().from(authorization).where(eq(authorization.id, id))
  if (found === undefined) throw new Error('there is no such row')
  return found
}

/** The two tokens that the row holds. */
async function tokens(id: string) {
  const { refreshTokenSealed, previousTokenSealed } = await row(id)
  const { keyRing } = world.services
  return {
    held:
      refreshTokenSealed &&
      open(keyRing, refreshTokenSealed, seals.authorization.refreshTokenSealed({ id })).expose(),
    last:
      previousTokenSealed &&
      open(keyRing, previousTokenSealed, seals.authorization.previousTokenSealed({ id })).expose(),
  }
}

const id = await authorize()
const first = await tokens(id)

test('a first authorization has no previous token to roll back to', async () => {
  expect(first.last).toBeNull()
  expect((await readAuthorization(operator, id)).previousToken).toBeNull()
  await expect(rollBackNow(operator, id)).rejects.toThrow(refusal('previous_token_gone'))
})

test('A11: a re-authorization keeps the previous token, and one action rolls back to it, and forward again', async () => {
  const { renewedAt } = await row(id)
  world.passMs(3 * dayMs)
  await authorize()
  const second = await tokens(id)
  expect(second.last).toBe(first.held)
  expect(second.held).not.toBe(first.held)
  expect((await readAuthorization(operator, id)).previousToken).toMatchObject({ renewedAt })

  const before = await row(id)
  expect(await rollBackNow(operator, id)).toEqual({ kind: 'rolled-back' })
  expect(await tokens(id)).toEqual({ held: first.held, last: second.held })
  expect(await row(id)).toMatchObject({
    renewedAt,
    previousTokenRenewedAt: before.renewedAt,
    tokenVersion: before.tokenVersion + 1,
    lastRefreshProblem: null,
  })
  expect(await refreshAuthorization(operator, id)).toEqual({ worked: true })
  await rollBackNow(operator, id)
  expect(await tokens(id)).toEqual(second)
  const actions = (await world.trace(id)).filter((action) => action === 'authorization.rolled-back')
  expect(actions).toHaveLength(2)
})

test('a refusal or a timeout of LWA changes nothing and is reported', async () => {
  const before = await row(id)
  for (const fault of [
    { kind: 'invalid-grant', grantType: 'refresh_token', times: 1 },
    { kind: 'status', status: 503, at: 'token', times: 1 },
  ] as const) {
    simulator.addFault(fault)
    const refused = await rollBackNow(operator, id)
    expect(refused).toMatchObject({ kind: 'refused', detail: expect.stringMatching(/^LWA \d{3}/) })
    expect(refused.kind === 'refused' && refused.diagnosis).not.toBeNull()
    expect(await row(id)).toEqual(before)
  }
})

test('a roll-back that a re-authorization overtakes is refused, and the new token stays', async () => {
  const trying = world.hold('grant_type=refresh_token')
  const rolling = rollBackNow(operator, id)
  await trying.came
  const { held } = await tokens(id)
  await authorize()
  await trying.release()
  await expect(rolling).rejects.toThrow(refusal('authorization_changed'))
  expect((await tokens(id)).last).toBe(held)
  expect(await refreshAuthorization(operator, id)).toEqual({ worked: true })
})

test('the second of two roll-backs, simultaneous or from a stale page, is refused', async () => {
  const { held, last } = await tokens(id)
  const { tokenVersion } = await row(id)
  const press = () => rollBackAuthorization(operator, id, tokenVersion)
  const both = await Promise.allSettled([press(), press()])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(press()).rejects.toThrow(refusal('authorization_changed'))
  expect(await tokens(id)).toEqual({ held: last, last: held })
})

test('only operators can roll back', async () => {
  const viewer = world.as({ kind: 'operator', personId: 'x', role: 'viewer', sessionId: 'x' })
  for (const ctx of [viewer, seller]) {
    await expect(rollBackNow(ctx, id)).rejects.toThrow(refusal('not_allowed'))
  }
  await expect(rollBackNow(operator, 'none')).rejects.toThrow(refusal('authorization_not_found'))
})

test('the previous token is destroyed after its term', async () => {
  world.passMs(29 * dayMs)
  expect(await destroyKept(world.system)).toEqual({ tokens: 0, grants: 0 })
  world.passMs(dayMs)
  await expect(rollBackNow(operator, id)).rejects.toThrow(refusal('previous_token_gone'))
  expect((await readAuthorization(operator, id)).previousToken).toBeNull()
  expect(await destroyKept(world.system)).toEqual({ tokens: 1, grants: 0 })
  expect(await row(id)).toMatchObject({
    previousTokenSealed: null,
    previousTokenUntil: null,
    previousTokenRenewedAt: null,
  })
  expect(await refreshAuthorization(operator, id)).toEqual({ worked: true })
})

test('B9: a revocation destroys it, too', async () => {
  await authorize()
  expect((await tokens(id)).last).not.toBeNull()
  await revokeAuthorization(operator, id)
  expect(await tokens(id)).toEqual({ held: null, last: null })
})
