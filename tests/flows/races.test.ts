import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { accessToken, attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { disconnectAuthorization, revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, foreignBindings, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { rollBackNow } from './roll-back-now.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')
const partner = 'A1USHARBORPINE'
const start = websiteStart(marketplaceIds.us)
const rounds = 12
afterEach(() => {
  world.simulator.clearFaults()
  world.simulator.settings.reauthorizingEndsEarlierTokens = false
})

async function received(ctx: Context): Promise<string> {
  const { query, bindings } = await world.consent(ctx, start, partner)
  return receiveRedirect(ctx, query, bindings)
}

async function connected(): Promise<string> {
  // An earlier test may have ended it just now.
  world.passMs(1)
  const { outcome } = await world.authorize(seller, start, partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return outcome.authorizationId
}

/** The one record: renewed with tokens that Amazon accepts, or ended without any. Nothing in between. */
async function expectWhole(id: string): Promise<'connected' | 'ended'> {
  const rows = await db.select().from(authorization)
  expect(rows).toHaveLength(1)
  const [row] = rows
  const tokens = await db.select().from(accessToken).where(eq(accessToken.authorizationId, id))
  if (row?.disconnectedAt !== null) {
    expect(row).toMatchObject({ id, refreshTokenSealed: null, previousTokenSealed: null })
    expect(tokens).toEqual([])
    await expect(refreshAuthorization(world.operator, id)).rejects.toThrow(
      refusal('authorization_disconnected'),
    )
    return 'ended'
  }
  expect(row).toMatchObject({ id, disconnectedBy: null, refreshTokenSealed: expect.any(String) })
  expect(tokens).toMatchObject([{ tokenVersion: row.tokenVersion }])
  expect(await refreshAuthorization(world.operator, id)).toEqual({ worked: true })
  return 'connected'
}

const exchanges = () =>
  world.tokenRequests().filter(({ body }) => body.includes('grant_type=authorization_code')).length

test('A4: two browsers race with one state: the one that started it wins, whichever is first', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { query, bindings } = await world.consent(seller, start, partner)
    const thief = { ...world.visitor, address: randomToken() }
    const browsers = [bindings, foreignBindings(bindings), noBindings]
    const order = browsers.map((_, index) => (index + round) % browsers.length)
    const answers = await Promise.allSettled(
      order.map((index) =>
        receiveRedirect(index === 0 ? seller : thief, query, browsers[index] ?? noBindings),
      ),
    )
    for (const [position, index] of order.entries()) {
      if (index === 0) expect(answers[position]).toMatchObject({ status: 'fulfilled' })
      else expect(String(Object(answers[position]).reason)).toContain('state_foreign')
    }
  }
})

test('A4: one browser sends the same redirect many times: one page, one exchange, one record', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { query, bindings } = await world.consent(seller, start, partner)
    const before = exchanges()
    const crowd = Array.from({ length: 8 })
    const ids = await Promise.all(crowd.map(() => receiveRedirect(seller, query, bindings)))
    expect(new Set(ids).size).toBe(1)
    const [id = ''] = ids
    await Promise.all(crowd.map(() => completeAuthorization(seller, id)))
    expect(exchanges() - before).toBe(1)
    const seen = await world.trace(id)
    expect(seen.filter((action) => action === 'attempt.received')).toHaveLength(1)
  }
  expect(await db.select().from(authorization)).toHaveLength(1)
})

test('A16: two tabs that continue one arrival at the same time get the same state', async () => {
  const hop = `?${new URLSearchParams({
    amazon_callback_uri: `https://sellercentral.amazon.com/apps/authorize/confirm/${world.applicationId}`,
    amazon_state: 's',
    selling_partner_id: partner,
  })}`
  const arrived = await beginAuthorization(seller, hop, noBindings)
  if (arrived.kind !== 'confirm') throw new Error(arrived.kind)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      beginAuthorization(seller, `?attempt=${arrived.attemptId}`, arrived.bindings),
    ),
  )
  expect(new Set(answers.map((answer) => (answer.kind === 'redirect' ? answer.uri : answer.kind))).size).toBe(
    1,
  )
  expect(
    (await world.trace(arrived.attemptId)).filter((action) => action === 'attempt.started'),
  ).toHaveLength(1)
})

describe.each([false, true])('A13: where authorizing again ends the earlier tokens at Amazon: %s', (ends) => {
  test('one seller authorizes several times at the same time: one record with a working token', async () => {
    world.simulator.settings.reauthorizingEndsEarlierTokens = ends
    await db.delete(authorization)
    for (let round = 0; round < rounds; round += 1) {
      const ids = await Promise.all(Array.from({ length: 3 }, () => received(seller)))
      const outcomes = await Promise.all(ids.map((id) => completeAuthorization(seller, id)))
      expect(outcomes.map(({ kind }) => kind)).toEqual(['completed', 'completed', 'completed'])
      const [row] = await db.select().from(authorization)
      expect(await expectWhole(row?.id ?? ''), `round ${round}`).toBe('connected')
    }
  })

  test('when the first of two is verified last, the token of the second stays', async () => {
    world.simulator.settings.reauthorizingEndsEarlierTokens = ends
    const [first, second] = [await received(seller), await received(seller)]
    const verifying = world.hold('/sellers/v1/')
    const slow = completeAuthorization(seller, first)
    await verifying.came
    expect((await db.select().from(attempt).where(eq(attempt.id, first)))[0]?.status).toBe('exchanged')
    world.passMs(1)
    const outcome = await completeAuthorization(seller, second)
    await verifying.release()
    expect(await slow).toEqual(outcome)
    expect(await expectWhole(outcome.kind === 'completed' ? outcome.authorizationId : '')).toBe('connected')
  })
})

describe('an operator revokes while the seller re-authorizes', () => {
  test('before it is stored: the record stays ended, and an operator can accept the quarantined grant', async () => {
    const id = await connected()
    const attemptId = await received(seller)
    const exchanging = world.hold('grant_type=authorization_code')
    const completing = completeAuthorization(seller, attemptId)
    await exchanging.came
    await revokeAuthorization(world.operator, id)
    expect(await expectWhole(id)).toBe('ended')
    await exchanging.release()
    expect(await completing).toEqual({ kind: 'failed', code: 'disconnected_since' })
    expect(await expectWhole(id)).toBe('ended')
    expect(await acceptQuarantined(world.operator, attemptId)).toMatchObject({ authorizationId: id })
    expect(await expectWhole(id)).toBe('connected')
  })

  test('before the seller comes back from Amazon: they authorized again, and the record is renewed', async () => {
    const id = await connected()
    await disconnectAuthorization(seller, id)
    world.passMs(1)
    expect(await completeAuthorization(seller, await received(seller))).toMatchObject({ kind: 'completed' })
    expect(await expectWhole(id)).toBe('connected')
  })

  test('after it is stored: the record is ended, and the new tokens are destroyed, too', async () => {
    const id = await connected()
    expect(await completeAuthorization(seller, await received(seller))).toMatchObject({ kind: 'completed' })
    await revokeAuthorization(world.operator, id)
    expect(await expectWhole(id)).toBe('ended')
  })

  test('a simultaneous renewal and revocation ends it, whichever is first, and never leaves a mixture', async () => {
    for (let round = 0; round < 2 * rounds; round += 1) {
      const id = await connected()
      const attemptId = await received(seller)
      const completing = completeAuthorization(seller, attemptId)
      await pause(round)
      const ending =
        round % 3 === 0 ? disconnectAuthorization(seller, id) : revokeAuthorization(world.operator, id)
      const [outcome] = await Promise.all([completing, ending])
      expect(outcome).toEqual(
        outcome.kind === 'failed'
          ? { kind: 'failed', code: 'disconnected_since' }
          : { kind: 'completed', authorizationId: id },
      )
      expect(await expectWhole(id)).toBe('ended')
    }
  })

  test('an operator rolls back at the same moment: one of the two tokens is stored, and it works', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const id = await connected()
      await connected()
      const completing = completeAuthorization(seller, await received(seller))
      await pause(round)
      const [outcome, rolledBack] = await Promise.allSettled([completing, rollBackNow(world.operator, id)])
      expect(outcome).toMatchObject({ value: { kind: 'completed', authorizationId: id } })
      if (rolledBack.status === 'rejected')
        expect(String(rolledBack.reason)).toContain('authorization_changed')
      expect(await expectWhole(id)).toBe('connected')
    }
  })

  test('two operators and the seller end it at the same time: it ends once', async () => {
    const id = await connected()
    await Promise.all([
      revokeAuthorization(world.operator, id),
      revokeAuthorization(world.operator, id),
      disconnectAuthorization(seller, id),
    ])
    expect(await expectWhole(id)).toBe('ended')
    const last = (await world.trace(id)).slice(-2)
    expect(last.filter((action) => /revoked|disconnected/.test(action))).toHaveLength(1)
  })
})

test('a refresh with the old token that ends after the re-authorization doesn’t affect the new one', async () => {
  for (const fault of ['answers', 'refuses'] as const) {
    const id = await connected()
    if (fault === 'refuses')
      world.simulator.addFault({ kind: 'invalid-grant', grantType: 'refresh_token', times: 1 })
    const asking = world.hold('grant_type=refresh_token')
    const refreshing = refreshAuthorization(world.operator, id)
    await asking.came
    const renewed = await completeAuthorization(seller, await received(seller))
    expect(renewed).toEqual({ kind: 'completed', authorizationId: id })
    await asking.release()
    await refreshing
    const [row] = await db.select().from(authorization)
    expect(row).toMatchObject({ invalidGrants: 0, firstInvalidGrantAt: null, lastRefreshProblem: null })
    expect(await expectWhole(id)).toBe('connected')
  }
})
