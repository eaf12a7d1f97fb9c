import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { attempt, authorization, connectLink } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const links = await createLinkWorld(database, world)
const partner = 'A1USHARBORPINE'
const minuteMs = 60_000
const returnTo = `${links.returnTo}?order=7`

beforeEach(async () => {
  await db.delete(authorization)
})

function visit(sellingPartnerId = partner, host = 'sellercentral.amazon.com') {
  return `?${new URLSearchParams({
    amazon_callback_uri: `https://${host}/apps/authorize/confirm/${world.applicationId}`,
    amazon_state: 's',
    selling_partner_id: sellingPartnerId,
  })}`
}

/** Amazon sends the browser through the Login URI, and its seller confirms. */
async function confirmVisit(ctx: Context, query: string, present: Bindings) {
  const asked = await beginAuthorization(ctx, query, present)
  if (asked.kind !== 'confirm') throw new Error(asked.kind)
  const back = await beginAuthorization(ctx, `?attempt=${asked.attemptId}`, asked.bindings)
  if (back.kind !== 'redirect') throw new Error(back.kind)
  return { ...back, state: new URL(back.uri).searchParams.get('state') ?? '' }
}

async function comeBack(
  ctx: Context,
  { state, bindings }: { state: string; bindings: Bindings },
  sellingPartnerId = partner,
) {
  const query = new URLSearchParams({
    state,
    selling_partner_id: sellingPartnerId,
    spapi_oauth_code: world.simulator.issueCode({ sellingPartnerId }).code,
  })
  const attemptId = await receiveRedirect(ctx, `?${query}`, bindings)
  return { attemptId, outcome: await completeAuthorization(ctx, attemptId) }
}

const rowOf = async (id: string) => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]

/** A seller who started with a connect link, and whom Amazon has interrupted once. */
async function withLink(name: string, changes: Parameters<typeof links.make>[0] = {}) {
  const seller = await world.addAccount(name)
  const { id, token } = await links.make({ returnTo, ...changes })
  await claimLink(seller, token, null)
  const begun = await beginAuthorization(seller, `?link=${id}`, noBindings)
  const first = await confirmVisit(seller, visit(), begun.bindings)
  expect(first.attemptId).toBe(begun.attemptId)
  return { seller, linkId: id, first }
}

describe('a seller who goes back at Amazon and confirms a second time', () => {
  test('still connects with their connect link, and returns to where they came from', async () => {
    const { seller, linkId, first } = await withLink('Goes back')
    const second = await confirmVisit(seller, visit(), first.bindings)
    expect(second.attemptId).not.toBe(first.attemptId)
    const { attemptId, outcome } = await comeBack(seller, second)
    expect(outcome).toMatchObject({ kind: 'completed' })
    expect(await readAttempt(seller, attemptId, second.bindings)).toMatchObject({ returnTo })
    const [link] = await db.select().from(connectLink).where(eq(connectLink.id, linkId))
    expect(link?.usedAt).not.toBeNull()
  })

  test('connects one record by one link, even when both come back', async () => {
    const { seller, linkId, first } = await withLink('Both come back')
    const second = await confirmVisit(seller, visit(), first.bindings)
    for (const passage of [second, first])
      expect((await comeBack(seller, passage)).outcome).toMatchObject({ kind: 'completed' })
    expect(await db.select().from(authorization)).toHaveLength(1)
    expect((await world.trace(linkId)).filter((action) => action === 'connect-link.used')).toHaveLength(1)
  })

  test('renews the same record', async () => {
    const seller = await world.addAccount('Renews')
    const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
    const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
    world.passMs(minuteMs)
    const start = `${websiteStart(marketplaceIds.us)}&authorization=${id}`
    const begun = await beginAuthorization(seller, start, noBindings)
    const hop = await beginAuthorization(seller, visit(), begun.bindings)
    expect(hop).toMatchObject({ kind: 'redirect', attemptId: begun.attemptId })
    const second = await confirmVisit(seller, visit(), hop.bindings)
    expect(await rowOf(second.attemptId)).toMatchObject({ authorizationId: id, workflow: 'appstore' })
    expect((await comeBack(seller, second)).outcome).toEqual({ kind: 'completed', authorizationId: id })
  })

  test('gets no additional time', async () => {
    const { seller, first } = await withLink('Takes long')
    const { stateExpiresAt } = (await rowOf(first.attemptId)) ?? {}
    let passage = first
    for (let visits = 0; visits < 5; visits += 1) {
      world.passMs(5 * minuteMs)
      passage = await confirmVisit(seller, visit(), passage.bindings)
      expect(await rowOf(passage.attemptId)).toMatchObject({ stateExpiresAt, expiresAt: stateExpiresAt })
    }
    world.passMs(6 * minuteMs)
    await expect(comeBack(seller, passage)).rejects.toThrow(refusal('state_expired'))
  })
})

describe('a connect link is not passed on', () => {
  test("to a visit that announces another selling partner than the link's", async () => {
    const { seller, linkId, first } = await withLink('Expected', { expectedSellingPartnerId: partner })
    const other = await confirmVisit(seller, visit('A9USQUOTES'), first.bindings)
    expect(await rowOf(other.attemptId)).toMatchObject({ connectLinkId: null, returnTo: null })
    await comeBack(seller, other, 'A9USQUOTES')
    const [link] = await db.select().from(connectLink).where(eq(connectLink.id, linkId))
    expect(link?.usedAt).toBeNull()
  })

  test('to a visit of another kind of consent, or to another account in the same browser', async () => {
    const { seller, first } = await withLink('Other kinds')
    for (const host of ['sellercentral.amazon.co.jp', 'vendorcentral.amazon.com']) {
      const asked = await beginAuthorization(seller, visit(partner, host), first.bindings)
      const back = await beginAuthorization(seller, `?attempt=${asked.attemptId}`, asked.bindings)
      if (back.kind === 'redirect')
        expect(await rowOf(back.attemptId), host).toMatchObject({ connectLinkId: null, returnTo: null })
    }
    const stranger = await world.addAccount('Somebody else')
    const theirs = await confirmVisit(stranger, visit(), first.bindings)
    expect(await rowOf(theirs.attemptId)).toMatchObject({ connectLinkId: null, returnTo: null })
  })

  test('to a browser that does not hold the first attempt', async () => {
    const { seller } = await withLink('Another browser')
    const elsewhere = await confirmVisit(seller, visit(), noBindings)
    expect(await rowOf(elsewhere.attemptId)).toMatchObject({ connectLinkId: null, returnTo: null })
  })
})
