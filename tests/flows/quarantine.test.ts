import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { attempt, attemptStep, authorization } from '#drizzle/schema.ts'
import { destroyKept } from '#lib/attempts/expire.ts'
import {
  acceptQuarantined,
  dismissQuarantined,
  listQuarantinedGrants,
  readReplacedToken,
} from '#lib/attempts/quarantine.ts'
import { disconnectAuthorization, releaseAuthorization } from '#lib/authorizations/disconnect.ts'
import { listOwnAuthorizations } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { rollBackNow } from './roll-back-now.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, simulator } = world
const start = websiteStart(marketplaceIds.us)
const hourMs = 3_600_000
afterEach(() => {
  simulator.clearFaults()
  simulator.refillBuckets()
})

const seller = await world.addAccount('Harbor Pine')
const mine = await connect(seller, 'A1USHARBORPINE')

async function connect(ctx: Context, partner: string): Promise<string> {
  const { outcome } = await world.authorize(ctx, start, partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return outcome.authorizationId
}

/** The seller wants to renew, but is signed in at Amazon as another one. */
async function quarantine(partner: string, ctx: Context = seller, renewed = mine): Promise<string> {
  world.passMs(1)
  const { attemptId, outcome } = await world.authorize(ctx, `${start}&authorization=${renewed}`, partner)
  expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_mismatch' })
  return attemptId
}

const attemptRow = async (id: string) => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]
const row = async (id: string) => (await db.select().from(authorization).where(eq(authorization.id, id)))[0]
const stepsOf = async (id: string) =>
  (await db.select().from(attemptStep).where(eq(attemptStep.attemptId, id)).orderBy(attemptStep.id)).map(
    ({ step }) => step,
  )

async function accept(attemptId: string): Promise<string> {
  const accepted = await acceptQuarantined(operator, attemptId)
  if (accepted.kind !== 'accepted') throw new Error(JSON.stringify(accepted))
  return accepted.authorizationId
}

test('A10: a grant in quarantine is listed, and accepted as a new authorization of its account', async () => {
  const attemptId = await quarantine('A2NANORTHWIND')
  expect(await listQuarantinedGrants(operator)).toMatchObject([
    { attemptId, sellingPartnerId: 'A2NANORTHWIND' },
  ])
  const before = await row(mine)
  const requests = world.tokenRequests().length
  const id = await accept(attemptId)
  // Its access token is still valid.
  expect(world.tokenRequests().length).toBe(requests)
  expect(await row(id)).toMatchObject({ sellingPartnerId: 'A2NANORTHWIND', workflow: 'website' })
  expect(await listOwnAuthorizations(seller)).toMatchObject({ rows: { length: 2 } })
  expect(await row(mine)).toEqual(before)
  expect(await attemptRow(attemptId)).toMatchObject({
    status: 'completed',
    authorizationId: id,
    grantSealed: null,
  })
  expect((await stepsOf(attemptId)).slice(-3)).toEqual(['verified', 'accepted', 'stored'])
  expect(await world.trace(attemptId)).toContain('attempt.accepted')
  expect(await world.trace(id)).toEqual(['authorization.completed'])
  expect(await refreshAuthorization(operator, id)).toEqual({ worked: true })
  expect(await listQuarantinedGrants(operator)).toEqual([])
})

test('accepted for a selling partner of the account, it renews that record, even if its access token has expired', async () => {
  const attemptId = await quarantine('A2NANORTHWIND')
  world.passMs(2 * hourMs)
  const id = await accept(attemptId)
  expect((await row(id))?.previousTokenSealed).toMatch(/^v1\./)
  expect(await world.trace(id)).toContain('authorization.re-authorized')
})

describe('a grant that is older than the current token', () => {
  /** The seller's mix-up comes first, and their own authorization of that selling partner after it. */
  async function older(): Promise<{ attemptId: string; id: string; renewedAt: Date }> {
    const attemptId = await quarantine('A2NANORTHWIND')
    world.passMs(hourMs)
    const id = await connect(seller, 'A2NANORTHWIND')
    return { attemptId, id, renewedAt: (await row(id))?.renewedAt ?? new Date(0) }
  }

  test('replaces it only after a warning and the operator’s agreement, and can be rolled back', async () => {
    const { attemptId, id, renewedAt } = await older()
    expect(await readReplacedToken(operator, attemptId)).toEqual({
      authorizationId: id,
      renewedAt,
      isNewer: true,
    })
    const before = [await row(id), await attemptRow(attemptId)]
    const longAgo = new Date(renewedAt.getTime() - 1)
    for (const replaces of [null, longAgo, new Date('no time')]) {
      await expect(acceptQuarantined(operator, attemptId, replaces)).rejects.toThrow(
        refusal('quarantine_older'),
      )
    }
    expect([await row(id), await attemptRow(attemptId)]).toEqual(before)

    const requests = world.tokenRequests().length
    expect(await acceptQuarantined(operator, attemptId, renewedAt)).toMatchObject({ authorizationId: id })
    expect(world.tokenRequests().length, 'Amazon is asked first').toBe(requests + 1)
    expect(await world.details(attemptId)).toMatchObject({ replacedTokenOf: renewedAt.toISOString() })
    expect(await rollBackNow(operator, id)).toEqual({ kind: 'rolled-back' })
    expect((await row(id))?.renewedAt).toEqual(renewedAt)
  })

  test('never replaces one that came after the operator looked', async () => {
    const { attemptId, id, renewedAt } = await older()
    world.passMs(1)
    await connect(seller, 'A2NANORTHWIND')
    const before = await row(id)
    await expect(acceptQuarantined(operator, attemptId, renewedAt)).rejects.toThrow(
      refusal('quarantine_older'),
    )
    expect(await row(id)).toEqual(before)
    expect(await readReplacedToken(operator, attemptId)).toMatchObject({ renewedAt: before?.renewedAt })
    await dismissQuarantined(operator, attemptId)
  })

  test('needs no question if the token is older, gone, or of another account', async () => {
    const attemptId = await quarantine('A2NANORTHWIND')
    expect(await readReplacedToken(operator, attemptId)).toMatchObject({ isNewer: false })
    world.passMs(1)
    const id = await connect(seller, 'A2NANORTHWIND')
    await disconnectAuthorization(seller, id)
    expect(await readReplacedToken(operator, attemptId)).toMatchObject({
      authorizationId: id,
      isNewer: false,
    })
    await expect(readReplacedToken(seller, attemptId)).rejects.toThrow(refusal('not_allowed'))
    expect(await accept(attemptId)).toBe(id)
  })
})

test("another account's selling partner has to be released first", async () => {
  const owner = await world.addAccount('Quotes')
  const theirs = await connect(owner, 'A9USQUOTES')
  const attemptId = await quarantine('A9USQUOTES')
  const before = await row(theirs)
  await expect(acceptQuarantined(operator, attemptId)).rejects.toThrow(refusal('quarantine_taken'))
  expect(await row(theirs)).toEqual(before)
  expect(await attemptRow(attemptId)).toMatchObject({ status: 'quarantined' })
  await releaseAuthorization(operator, theirs)
  const id = await accept(attemptId)
  expect(id).not.toBe(theirs)
  expect(await row(theirs)).toMatchObject({ refreshTokenSealed: null })
})

test('the second of two simultaneous decisions, equal or different, is refused', async () => {
  const first = await quarantine('A10USSCRIPT')
  const both = await Promise.allSettled([
    acceptQuarantined(operator, first),
    acceptQuarantined(operator, first),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const count = await db.$count(authorization, eq(authorization.sellingPartnerId, 'A10USSCRIPT'))
  expect(count).toBe(1)

  const attemptId = await quarantine('A10USSCRIPT')
  const mixed = await Promise.allSettled([
    acceptQuarantined(operator, attemptId),
    dismissQuarantined(operator, attemptId),
  ])
  expect(mixed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const lost = mixed.find((result) => result.status === 'rejected')
  expect(String(lost?.reason)).toContain('quarantine_over')
})

test('a grant that Amazon refuses or doesn’t answer about in the meantime stays in quarantine', async () => {
  const attemptId = await quarantine('A8TWOREGIONS')
  world.passMs(2 * hourMs)
  const before = await attemptRow(attemptId)
  simulator.addFault({ kind: 'status', status: 503, at: 'token', times: 1 })
  expect(await acceptQuarantined(operator, attemptId)).toMatchObject({ code: 'quarantine_unproven' })
  simulator.addFault({ kind: 'refuse', row: 'L7 invalid', at: 'token', times: 1 })
  expect(await acceptQuarantined(operator, attemptId)).toMatchObject({ code: 'quarantine_unproven' })
  simulator.addFault({ kind: 'invalid-grant', grantType: 'refresh_token', times: 1 })
  expect(await acceptQuarantined(operator, attemptId)).toMatchObject({ code: 'quarantine_refused' })
  expect(await attemptRow(attemptId)).toEqual(before)
  await dismissQuarantined(operator, attemptId)
})

test('a dismissed grant is destroyed, and its history stays', async () => {
  const attemptId = await quarantine('A2NANORTHWIND')
  await dismissQuarantined(operator, attemptId)
  expect(await attemptRow(attemptId)).toMatchObject({
    status: 'failed',
    grantSealed: null,
    problem: 'selling_partner_mismatch',
  })
  expect((await stepsOf(attemptId)).at(-1)).toBe('dismissed')
  expect(await world.trace(attemptId)).toContain('attempt.dismissed')
  await expect(dismissQuarantined(operator, attemptId)).rejects.toThrow(refusal('quarantine_over'))
  await expect(acceptQuarantined(operator, attemptId)).rejects.toThrow(refusal('quarantine_over'))
  await expect(dismissQuarantined(operator, 'none')).rejects.toThrow(refusal('attempt_not_found'))
})

test('a grant is destroyed automatically at the end of its term', async () => {
  const attemptId = await quarantine('A2NANORTHWIND')
  world.passMs(30 * 24 * hourMs)
  expect(await destroyKept(world.system)).toMatchObject({ grants: 1 })
  expect(await attemptRow(attemptId)).toMatchObject({ status: 'failed', grantSealed: null })
  expect((await stepsOf(attemptId)).at(-1)).toBe('closed')
  expect(await destroyKept(world.system)).toMatchObject({ grants: 0 })
})

test('only operators can decide', async () => {
  const viewer = world.as({ kind: 'operator', personId: 'x', role: 'viewer', sessionId: 'x' })
  const attemptId = await quarantine('A2NANORTHWIND')
  for (const ctx of [viewer, seller]) {
    await expect(acceptQuarantined(ctx, attemptId)).rejects.toThrow(refusal('not_allowed'))
    await expect(dismissQuarantined(ctx, attemptId)).rejects.toThrow(refusal('not_allowed'))
  }
  await expect(listQuarantinedGrants(seller)).rejects.toThrow(refusal('not_allowed'))
})
