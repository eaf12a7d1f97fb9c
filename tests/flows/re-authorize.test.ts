import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { disconnectAuthorization, revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { listOwnAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { runCall } from './run-call.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const minuteMs = 60_000

async function connect(
  name: string,
  sellingPartnerId: string,
  marketplaceId: string,
): Promise<{ ctx: Context; id: string }> {
  const ctx = await world.addAccount(name)
  const { outcome } = await world.authorize(ctx, websiteStart(marketplaceId), sellingPartnerId)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return { ctx, id: outcome.authorizationId }
}

const row = async (id: string) => (await db.select().from(authorization).where(eq(authorization.id, id)))[0]
const again = (id: string, marketplaceId: string) => `${websiteStart(marketplaceId)}&authorization=${id}`
const grantOf = (sellingPartnerId: string) => {
  const found = world.simulator.authorizations().find((grant) => grant.sellingPartnerId === sellingPartnerId)
  if (found === undefined) throw new Error(`${sellingPartnerId} has given no grant`)
  return found.id
}

const us = await connect('Harbor Pine', 'A1USHARBORPINE', marketplaceIds.us)
const japan = await connect('Aozora', 'A5JPAOZORA', marketplaceIds.jp)
const india = await connect('Saffron', 'A4INSAFFRON', marketplaceIds.in)

test('a grant that the seller revoked at Amazon is in doubt, then counts as revoked, and works again after re-authorization', async () => {
  world.simulator.disable(grantOf('A1USHARBORPINE'))
  for (const expected of ['retrying', 'retrying', 'reauthorization_needed']) {
    expect(await refreshAuthorization(world.operator, us.id)).toEqual({ worked: false })
    expect(await readAuthorization(world.operator, us.id)).toMatchObject({ health: expected })
    world.passMs(8 * minuteMs)
  }
  const { outcome } = await world.authorize(us.ctx, again(us.id, marketplaceIds.us), 'A1USHARBORPINE')
  expect(outcome).toEqual({ kind: 'completed', authorizationId: us.id })
  expect(await readAuthorization(world.operator, us.id)).toMatchObject({ health: 'working', evidence: null })
  expect(await refreshAuthorization(world.operator, us.id)).toEqual({ worked: true })
  expect(await world.trace(us.id)).toContain('authorization.re-authorized')
})

test('A10: another selling partner than the stored one is quarantined, and the working token stays', async () => {
  const before = await row(japan.id)
  const { attemptId, outcome } = await world.authorize(
    japan.ctx,
    again(japan.id, marketplaceIds.jp),
    'A2NANORTHWIND',
  )
  expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_mismatch' })
  expect(await row(japan.id)).toEqual(before)
  const [kept] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(kept).toMatchObject({ status: 'quarantined', sellingPartnerId: 'A2NANORTHWIND' })
  expect(kept?.grantSealed).toMatch(/^v1\./)
  expect(await world.trace(attemptId)).toEqual(['attempt.started', 'attempt.received', 'attempt.quarantined'])
  expect(await refreshAuthorization(world.operator, japan.id)).toEqual({ worked: true })
})

test("A10: a selling partner that another account holds is quarantined, and that account's record stays", async () => {
  const rival = await world.addAccount('Rival')
  const before = await row(japan.id)
  const { outcome } = await world.authorize(rival, websiteStart(marketplaceIds.jp), 'A5JPAOZORA')
  expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_taken' })
  expect(await row(japan.id)).toEqual(before)
  expect(await listOwnAuthorizations(rival)).toEqual({ rows: [], next: null })
})

test('A11: a re-authorization that fails or is never finished leaves the working token', async () => {
  const before = await row(india.id)
  await world.consent(india.ctx, again(india.id, marketplaceIds.in), 'A4INSAFFRON')
  world.simulator.addFault({ kind: 'invalid-grant', grantType: 'authorization_code', times: 1 })
  const { outcome } = await world.authorize(india.ctx, again(india.id, marketplaceIds.in), 'A4INSAFFRON')
  expect(outcome).toEqual({ kind: 'failed', code: 'code_refused' })
  expect(await row(india.id)).toEqual(before)
  expect(await refreshAuthorization(world.operator, india.id)).toEqual({ worked: true })
})

test('the re-authorization of another account is not found', async () => {
  const rival = await world.addAccount('Curious')
  await expect(world.authorize(rival, again(india.id, marketplaceIds.in), 'A4INSAFFRON')).rejects.toThrow(
    refusal('authorization_not_found'),
  )
  await expect(disconnectAuthorization(rival, india.id)).rejects.toThrow(refusal('authorization_not_found'))
  await expect(readAuthorization(rival, india.id)).rejects.toThrow(refusal('authorization_not_found'))
})

test('B10: after a revocation nothing is refreshed or called, the tokens are gone, and connecting again restores the record', async () => {
  await runCall(world.operator, india.id)
  await revokeAuthorization(world.operator, india.id)
  await revokeAuthorization(world.operator, india.id)
  expect(await row(india.id)).toMatchObject({ refreshTokenSealed: null, disconnectedBy: 'operator' })
  const requests = world.simulator.received().length
  await expect(refreshAuthorization(world.operator, india.id)).rejects.toThrow(
    refusal('authorization_disconnected'),
  )
  await expect(runCall(world.operator, india.id)).rejects.toThrow(refusal('authorization_disconnected'))
  expect(world.simulator.received().length).toBe(requests)
  expect((await world.trace(india.id)).filter((action) => action === 'authorization.revoked')).toHaveLength(1)

  world.passMs(1)
  const { outcome } = await world.authorize(india.ctx, websiteStart(marketplaceIds.in), 'A4INSAFFRON')
  expect(outcome).toEqual({ kind: 'completed', authorizationId: india.id })
  expect(await readAuthorization(india.ctx, india.id)).toMatchObject({
    health: 'working',
    disconnectedBy: null,
  })
})

test('a refresh in progress while an operator revoked stores nothing', async () => {
  const asking = world.hold('grant_type=refresh_token')
  const refreshing = refreshAuthorization(world.operator, india.id)
  await asking.came
  await revokeAuthorization(world.operator, india.id)
  await asking.release()
  await expect(refreshing).rejects.toThrow(refusal('authorization_disconnected'))
  expect(await row(india.id)).toMatchObject({ refreshTokenSealed: null })
})

test('an operator can revoke, but neither a viewer nor the account can', async () => {
  const viewer = world.as({ kind: 'operator', personId: 'x', role: 'viewer', sessionId: 'x' })
  await expect(revokeAuthorization(viewer, japan.id)).rejects.toThrow(refusal('not_allowed'))
  await expect(refreshAuthorization(viewer, japan.id)).rejects.toThrow(refusal('not_allowed'))
  await expect(runCall(viewer, japan.id)).rejects.toThrow(refusal('not_allowed'))
  await expect(revokeAuthorization(japan.ctx, japan.id)).rejects.toThrow(refusal('not_allowed'))
  await expect(disconnectAuthorization(world.operator, japan.id)).rejects.toThrow(refusal('not_allowed'))
})

test("the seller's own disconnection is recorded as theirs", async () => {
  await disconnectAuthorization(japan.ctx, japan.id)
  expect(await readAuthorization(japan.ctx, japan.id)).toMatchObject({
    health: 'disconnected',
    disconnectedBy: 'account',
  })
})
