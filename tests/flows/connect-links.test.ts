import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt, authorization, connectLink } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { createRenewalLink, revokeLink } from '#lib/links/create.ts'
import { countLinks, listLinks } from '#lib/links/list.ts'
import { claimLink, type LinkState, linkProblems, readLink } from '#lib/links/redeem.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, make, returnTo } = await createLinkWorld(database, world)
const dayMs = 86_400_000

const start = (id: string) => `?link=${id}`
const stateOf = async (id: string) =>
  (await listLinks(operator, { limit: 200 })).rows.find((row) => row.id === id)?.state
const attempts = () => db.select().from(attempt)
const authorizationsOf = (sellingPartnerId: string) =>
  db.select().from(authorization).where(eq(authorization.sellingPartnerId, sellingPartnerId))

test('A20: opening a link shows its request, and consumes nothing', async () => {
  const { id, token } = await make()
  const before = await attempts()
  for (const ctx of [world.visitor, await world.addAccount('One'), await world.addAccount('Two'), operator]) {
    expect(await readLink(ctx, token)).toMatchObject({ partnerType: 'seller', renews: false })
  }
  expect(await stateOf(id)).toBe('open')
  expect(await attempts()).toEqual(before)
})

test('A20: a link connects one selling account, once, and leaves its trace', async () => {
  const seller = await world.addAccount('Blue Kettle')
  const { id, token } = await make({ returnTo: `${returnTo}?order=7` })
  await expect(beginAuthorization(seller, start(id), noBindings), 'not taken up yet').rejects.toThrow(
    refusal('connect_link_not_found'),
  )
  expect(await claimLink(seller, token, null)).toBe(id)
  expect(await claimLink(seller, token, null), 'again, by the same account').toBe(id)
  expect(await stateOf(id)).toBe('claimed')

  const { query, bindings } = await world.consent(seller, start(id), 'A1USHARBORPINE')
  const attemptId = await receiveRedirect(seller, query, bindings)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
  expect(await readAttempt(seller, attemptId, bindings)).toMatchObject({
    returnTo: `${returnTo}?order=7`,
  })
  expect(await stateOf(id)).toBe('used')
  expect(await world.trace(id)).toEqual([
    'connect-link.created',
    'connect-link.taken-up',
    'connect-link.used',
  ])
  await expect(readLink(seller, token)).rejects.toThrow(refusal('connect_link_used'))
  await expect(claimLink(seller, token, null)).rejects.toThrow(refusal('connect_link_used'))
  await expect(beginAuthorization(seller, start(id), noBindings)).rejects.toThrow(
    refusal('connect_link_used'),
  )
  await expect(revokeLink(operator, id)).rejects.toThrow(refusal('connect_link_used'))
})

test('A20: two accounts claim a link at the same time: one succeeds, the other gets an error', async () => {
  const sellers = await Promise.all(['First', 'Second', 'Third'].map((name) => world.addAccount(name)))
  const { id, token } = await make()
  const answers = await Promise.allSettled(sellers.map((seller) => claimLink(seller, token, null)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const losers = sellers.filter((_, index) => answers[index]?.status === 'rejected')
  for (const loser of losers) {
    await expect(readLink(loser, token)).rejects.toThrow(refusal('connect_link_taken'))
    await expect(claimLink(loser, token, null)).rejects.toThrow(refusal('connect_link_taken'))
    await expect(beginAuthorization(loser, start(id), noBindings)).rejects.toThrow(
      refusal('connect_link_taken'),
    )
  }
  expect(await world.trace(id)).toEqual(['connect-link.created', 'connect-link.taken-up'])
})

test('A20: a link for one account doesn’t work for another', async () => {
  const seller = await world.addAccount('Meant One')
  const accountId = seller.actor.kind === 'account' ? seller.actor.accountId : ''
  const other = await world.addAccount('Other One')
  const { token } = await make({ account: 'meant one', confirmedAccountId: accountId })
  await expect(claimLink(other, token, null)).rejects.toThrow(refusal('connect_link_taken'))
  await claimLink(seller, token, null)
})

test('A20: a canceled consent leaves the link open until it expires', async () => {
  const seller = await world.addAccount('Changes its mind')
  const { id, token } = await make()
  await claimLink(seller, token, null)
  const beginning = await beginAuthorization(seller, start(id), noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const state = new URL(beginning.uri).searchParams.get('state')
  await expect(
    receiveRedirect(seller, `?state=${state}&error=access_denied`, beginning.bindings),
  ).rejects.toThrow(refusal('consent_refused'))
  expect(await stateOf(id)).toBe('claimed')
  await claimLink(seller, token, null)
  const { outcome } = await world.authorize(seller, start(id), 'A2NANORTHWIND')
  expect(outcome).toMatchObject({ kind: 'completed' })
})

test('A20: a link expires, or can be revoked; then it doesn’t work anymore', async () => {
  const seller = await world.addAccount('Late')
  const late = await make({ days: 1 })
  const revoked = await make({ days: 30 })
  await claimLink(seller, late.token, null)
  await claimLink(seller, revoked.token, null)
  await revokeLink(operator, revoked.id)
  await revokeLink(operator, revoked.id)
  expect(await world.trace(revoked.id)).toContain('connect-link.revoked')
  world.passMs(dayMs)
  for (const [{ id, token }, code] of [
    [late, 'connect_link_expired'],
    [revoked, 'connect_link_revoked'],
  ] as const) {
    await expect(readLink(world.visitor, token)).rejects.toThrow(refusal(code))
    await expect(claimLink(seller, token, null)).rejects.toThrow(refusal(code))
    await expect(beginAuthorization(seller, start(id), noBindings)).rejects.toThrow(refusal(code))
  }
})

test('A20: a grant that comes back after its link was revoked is quarantined, and no record is created', async () => {
  const seller = await world.addAccount('At Amazon meanwhile')
  const { id, token } = await make({ marketplaceId: marketplaceIds.de })
  await claimLink(seller, token, null)
  const { query, bindings } = await world.consent(seller, start(id), 'A3EULINDENHOF')
  await revokeLink(operator, id)
  const attemptId = await receiveRedirect(seller, query, bindings)
  expect(await completeAuthorization(seller, attemptId)).toEqual({
    kind: 'failed',
    code: 'connect_link_revoked',
  })
  expect(await authorizationsOf('A3EULINDENHOF')).toEqual([])
})

test('A20: a grant of an unexpected selling partner is quarantined, and the link stays', async () => {
  const seller = await world.addAccount('Wrong store')
  const { id, token } = await make({
    marketplaceId: marketplaceIds.de,
    expectedSellingPartnerId: 'A11DELONGNAME',
  })
  await claimLink(seller, token, null)
  const { outcome } = await world.authorize(seller, start(id), 'A3EULINDENHOF')
  expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_mismatch' })
  expect(await authorizationsOf('A3EULINDENHOF')).toEqual([])
  expect(await stateOf(id)).toBe('claimed')
  expect((await world.authorize(seller, start(id), 'A11DELONGNAME')).outcome).toMatchObject({
    kind: 'completed',
  })
})

test('A20: two simultaneous completions of one link create one record and one use', async () => {
  const seller = await world.addAccount('Twice')
  const { id, token } = await make({ marketplaceId: marketplaceIds.jp })
  await claimLink(seller, token, null)
  const passages = [
    await world.consent(seller, start(id), 'A5JPAOZORA'),
    await world.consent(seller, start(id), 'A5JPAOZORA'),
  ]
  const ids = await Promise.all(
    passages.map(({ query, bindings }) => receiveRedirect(seller, query, bindings)),
  )
  const outcomes = await Promise.all(ids.map((attemptId) => completeAuthorization(seller, attemptId)))
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
  expect(await authorizationsOf('A5JPAOZORA')).toHaveLength(1)
  expect((await world.trace(id)).filter((action) => action === 'connect-link.used')).toHaveLength(1)
})

test('A20: a link of another environment and a guessed one are unknown here', async () => {
  const { token } = await make()
  const elsewhere = { ...world.visitor, keyRing: { ...world.services.keyRing, environment: 'staging' } }
  await expect(readLink(elsewhere, token)).rejects.toThrow(refusal('connect_link_not_found'))
  const [row] = await db.select().from(connectLink)
  expect(JSON.stringify(await db.select().from(connectLink))).not.toContain(token.expose().slice(4))
  await expect(
    beginAuthorization(await world.addAccount('Guess'), start(row?.id ?? ''), noBindings),
  ).rejects.toThrow()
})

test('a renewal link renews its authorization, for its account, and nothing else', async () => {
  const seller = await world.addAccount('Renews')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.in), 'A4INSAFFRON')
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const { authorizationId } = outcome
  const link = await createRenewalLink(operator, { id: newId(), authorizationId, days: 7 })
  expect(await readLink(world.visitor, link.token)).toMatchObject({
    renews: true,
    expectedSellingPartnerId: 'A4INSAFFRON',
  })
  await expect(claimLink(await world.addAccount('Not theirs'), link.token, null)).rejects.toThrow(
    refusal('connect_link_taken'),
  )
  await claimLink(seller, link.token, null)
  world.passMs(60_000)
  expect((await world.authorize(seller, start(link.id), 'A4INSAFFRON')).outcome).toEqual(outcome)
  expect(await authorizationsOf('A4INSAFFRON')).toMatchObject([{ id: authorizationId, tokenVersion: 2 }])
  expect(await stateOf(link.id)).toBe('used')
})

test('a link without a marketplace asks the seller, and lists in pages', async () => {
  const seller = await world.addAccount('Chooses')
  const { token } = await make({ marketplaceId: null })
  await expect(claimLink(seller, token, null)).rejects.toThrow(refusal('marketplace_unknown'))
  await expect(claimLink(seller, token, 'A0EVIL')).rejects.toThrow(refusal('marketplace_unknown'))
  await claimLink(seller, token, marketplaceIds.de)
  const first = await listLinks(operator, { limit: 2 })
  const second = await listLinks(operator, { limit: 2, after: first.next })
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4)
})

test('links are listed and counted by their state, on which database and code agree', async () => {
  const now = world.services.now()
  const accountId = (await db.select().from(authorization))[0]?.accountId ?? null
  const ofEach: Partial<typeof connectLink.$inferInsert>[] = [
    { accountId: null },
    { accountId },
    { accountId, usedAt: now, revokedAt: now },
    { revokedAt: now, expiresAt: now },
    { expiresAt: now },
    { expiresAt: new Date(now.getTime() + 1) },
  ]
  for (const change of ofEach) {
    const { id } = await make()
    await db.update(connectLink).set(change).where(eq(connectLink.id, id))
  }
  const whole = (await listLinks(operator, { limit: 200 })).rows
  const counts = await countLinks(operator)
  for (const state of Object.keys(linkProblems) as LinkState[]) {
    const ids = whole.filter((row) => row.state === state).map((row) => row.id)
    expect(ids.length, state).toBeGreaterThan(0)
    const { rows, next } = await listLinks(operator, { state, limit: 200 })
    expect(rows.map((row) => row.id)).toEqual(ids)
    expect(next).toBeNull()
    expect(counts[state]).toBe(ids.length)

    const first = await listLinks(operator, { state, limit: 1 })
    expect(first.next === null).toBe(ids.length === 1)
    if (first.next === null) continue
    const second = await listLinks(operator, { state, after: first.next, limit: 1 })
    expect(
      second.rows.map((row) => row.id),
      'the next page is of the same state',
    ).toEqual([ids[1]])
  }
  await expect(countLinks(world.visitor)).rejects.toThrow(refusal('sign_in_required'))
})
