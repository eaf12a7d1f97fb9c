import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const minuteMs = 60_000

/** A link that a stranger can write: Amazon signs nothing. */
function link(
  sellingPartnerId: string,
  { host = 'sellercentral.amazon.com', amazonState = 'strangers' } = {},
) {
  const path = `/apps/authorize/confirm/${world.applicationId}`
  return `?${new URLSearchParams({
    amazon_callback_uri: host === '' ? path : `https://${host}${path}`,
    amazon_state: amazonState,
    selling_partner_id: sellingPartnerId,
  })}`
}

/** A seller on their way through Amazon, with the redirect that will bring them back. */
async function underWay(ctx: Context, sellingPartnerId: string, start = websiteStart(marketplaceIds.us)) {
  const { query, bindings } = await world.consent(ctx, start, sellingPartnerId)
  const [id = ''] = [...bindings.keys()]
  const row = async () => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]
  return { id, query, bindings, row }
}

async function confirm(ctx: Context, arrived: { readonly attemptId: string; readonly bindings: Bindings }) {
  const back = await beginAuthorization(ctx, `?attempt=${arrived.attemptId}`, arrived.bindings)
  if (back.kind !== 'redirect') throw new Error(back.kind)
  return { ...back, state: new URL(back.uri).searchParams.get('state') ?? '' }
}

const redirectOf = (state: string, sellingPartnerId: string) =>
  `?${new URLSearchParams({
    state,
    selling_partner_id: sellingPartnerId,
    spapi_oauth_code: world.simulator.issueCode({ sellingPartnerId }).code,
  })}`

/** The selling partners whose stores are in an account. */
async function storesOf(ctx: Context): Promise<(string | null)[]> {
  if (ctx.actor.kind !== 'account') throw new Error(ctx.actor.kind)
  const rows = await db.select().from(authorization).where(eq(authorization.accountId, ctx.actor.accountId))
  return rows.map(({ sellingPartnerId }) => sellingPartnerId).sort()
}

describe("a stranger's Log-in link during a running attempt", () => {
  test.each([
    ['of the same host', link('A9USQUOTES')],
    ['of another host', link('A9USQUOTES', { host: 'sellercentral.amazon.co.jp' })],
    ['of Vendor Central', link('A9USQUOTES', { host: 'vendorcentral.amazon.com' })],
    ['of amazon.com itself', link('A9USQUOTES', { host: 'amazon.com' })],
    ['without a host', link('A9USQUOTES', { host: '' })],
    ['with an invented selling partner', link('AINVENTED')],
  ])('%s asks the seller, and leaves the attempt unchanged', async (_what, query) => {
    const seller = await world.addAccount('Asked')
    const running = await underWay(seller, 'A1USHARBORPINE')
    const before = await running.row()
    const arrived = await beginAuthorization(seller, query, running.bindings)
    expect(arrived.kind).toBe('confirm')
    expect(await running.row()).toEqual(before)
    const attemptId = await receiveRedirect(seller, running.query, arrived.bindings)
    expect(attemptId).toBe(running.id)
    expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
    expect(await storesOf(seller)).toEqual(['A1USHARBORPINE'])
    await db.delete(authorization)
  })

  test('is not followed for a selling partner of the account at another host', async () => {
    const seller = await world.addAccount('Other host')
    await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
    const { bindings, row } = await underWay(seller, 'A1USHARBORPINE')
    const before = await row()
    for (const host of [
      'sellercentral.amazon.ca',
      'sellercentral.amazon.co.jp',
      'vendorcentral.amazon.com',
    ]) {
      const arrived = await beginAuthorization(seller, link('A1USHARBORPINE', { host }), bindings)
      expect(arrived.kind, host).toBe('confirm')
    }
    expect(await row()).toEqual(before)
    await db.delete(authorization)
  })

  test('is not followed for a selling partner that another account holds', async () => {
    await world.authorize(await world.addAccount('Holder'), websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
    const seller = await world.addAccount('Guest')
    const { bindings } = await underWay(seller, 'A9USQUOTES')
    expect((await beginAuthorization(seller, link('A1USHARBORPINE'), bindings)).kind).toBe('confirm')
    await db.delete(authorization)
  })

  test("does not quarantine the seller's own grant, even when they confirm it", async () => {
    const seller = await world.addAccount('Misled')
    const running = await underWay(seller, 'A1USHARBORPINE')
    const arrived = await beginAuthorization(seller, link('AINVENTED'), running.bindings)
    const { bindings } = await confirm(seller, arrived)
    expect(await running.row()).toMatchObject({ announcedSellingPartnerId: 'AINVENTED' })
    const attemptId = await receiveRedirect(seller, running.query, bindings)
    expect(await running.row(), 'the first state knows nothing of it').toMatchObject({
      announcedSellingPartnerId: null,
      amazonCallbackUri: null,
      amazonState: null,
    })
    expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
    expect(await storesOf(seller)).toEqual(['A1USHARBORPINE'])
    await db.delete(authorization)
  })

  test('extends no deadline, however often it is opened', async () => {
    const seller = await world.addAccount('Patient')
    await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
    const running = await underWay(seller, 'A1USHARBORPINE')
    const expiresAt = (await running.row())?.stateExpiresAt
    let { bindings } = running
    for (let minute = 0; minute < 30; minute += 5) {
      const answer = await beginAuthorization(seller, link('A1USHARBORPINE'), bindings)
      expect(answer.kind, 'one is followed, the next ones ask').toBe(minute === 0 ? 'redirect' : 'confirm')
      bindings = answer.bindings
      world.passMs(5 * minuteMs)
    }
    expect(await running.row()).toMatchObject({ stateExpiresAt: expiresAt, expiresAt })
    await expect(receiveRedirect(seller, running.query, bindings)).rejects.toThrow(refusal('state_expired'))
    await db.delete(authorization)
  })

  test('doesn’t attach a stranger’s grant through someone else’s state', async () => {
    const seller = await world.addAccount('Followed')
    await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
    const running = await underWay(seller, 'A1USHARBORPINE')
    const followed = await beginAuthorization(seller, link('A1USHARBORPINE'), running.bindings)
    if (followed.kind !== 'redirect') throw new Error(followed.kind)
    const state = new URL(followed.uri).searchParams.get('state') ?? ''
    const attemptId = await receiveRedirect(seller, redirectOf(state, 'A9USQUOTES'), followed.bindings)
    expect(await completeAuthorization(seller, attemptId)).toEqual({
      kind: 'failed',
      code: 'selling_partner_mismatch',
    })
    expect(await storesOf(seller)).toEqual(['A1USHARBORPINE'])
    await db.delete(authorization)
  })

  test('opened eight times does not make the browser forget the attempt', async () => {
    const seller = await world.addAccount('Flooded')
    const running = await underWay(seller, 'A1USHARBORPINE')
    let { bindings } = running
    for (let time = 0; time < 20; time += 1)
      ({ bindings } = await beginAuthorization(seller, link(`A${time}`), bindings))
    expect(bindings.size).toBe(8)
    expect(await receiveRedirect(seller, running.query, bindings)).toBe(running.id)
  })
})

describe('Amazon sends an attempt in progress through the Login URI', () => {
  test('once: the next visit asks, and confirming it starts a separate attempt', async () => {
    const seller = await world.addAccount('Twice')
    const running = await underWay(seller, 'A1USHARBORPINE')
    const first = await confirm(
      seller,
      await beginAuthorization(seller, link('A1USHARBORPINE'), running.bindings),
    )
    expect(first.attemptId).toBe(running.id)
    const again = await beginAuthorization(seller, link('A1USHARBORPINE'), first.bindings)
    expect(again.kind).toBe('confirm')
    const second = await confirm(seller, again)
    expect(second.attemptId).not.toBe(running.id)
    const attemptId = await receiveRedirect(
      seller,
      redirectOf(first.state, 'A1USHARBORPINE'),
      second.bindings,
    )
    expect(attemptId).toBe(running.id)
    expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
    await db.delete(authorization)
  })

  test('in two tabs, one visit continues the attempt, and the other asks', async () => {
    const seller = await world.addAccount('Two tabs')
    await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
    const { bindings } = await underWay(seller, 'A1USHARBORPINE')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => beginAuthorization(seller, link('A1USHARBORPINE'), bindings)),
    )
    expect(answers.map(({ kind }) => kind).sort()).toEqual([...Array(5).fill('confirm'), 'redirect'])
    await db.delete(authorization)
  })

  test('with two renewals, each visit continues the one that expects its selling partner', async () => {
    const seller = await world.addAccount('Two stores')
    const ids = new Map<string, string>()
    for (const partner of ['A1USHARBORPINE', 'A9USQUOTES']) {
      const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
      ids.set(partner, outcome.kind === 'completed' ? outcome.authorizationId : '')
    }
    let bindings: Bindings = noBindings
    const attempts = new Map<string, string>()
    for (const partner of ids.keys()) {
      const start = `${websiteStart(marketplaceIds.us)}&authorization=${ids.get(partner)}`
      const begun = await beginAuthorization(seller, start, bindings)
      attempts.set(partner, begun.attemptId)
      bindings = begun.bindings
    }
    for (const partner of ids.keys()) {
      const continued = await beginAuthorization(seller, link(partner), bindings)
      expect(continued, partner).toMatchObject({ kind: 'redirect', attemptId: attempts.get(partner) })
    }
    await db.delete(authorization)
  })

  test('a visit at another host of the same consent asks, and continues the same attempt', async () => {
    const seller = await world.addAccount('Europe')
    const running = await underWay(seller, 'A3EULINDENHOF', websiteStart(marketplaceIds.de))
    const visit = link('A3EULINDENHOF', { host: 'sellercentral.amazon.fr' })
    const back = await confirm(seller, await beginAuthorization(seller, visit, running.bindings))
    expect(back.attemptId).toBe(running.id)
    const started = and(eq(attempt.id, running.id), eq(attempt.status, 'started'))
    expect(await db.$count(attempt, started)).toBe(1)
  })
})

test('with more attempts than a browser can hold, the oldest is forgotten', async () => {
  const seller = await world.addAccount('Many tabs')
  let bindings: Bindings = noBindings
  const queries: string[] = []
  for (let tab = 0; tab < 9; tab += 1) {
    const passage = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE', bindings)
    queries.push(passage.query)
    bindings = passage.bindings
  }
  const [oldest = '', ...others] = queries
  await expect(receiveRedirect(seller, oldest, bindings)).rejects.toThrow(refusal('state_foreign'))
  for (const query of others) await expect(receiveRedirect(seller, query, bindings)).resolves.toBeTruthy()
})
