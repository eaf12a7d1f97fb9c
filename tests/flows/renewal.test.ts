import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { listOwnAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import { updateAuthorization } from '#lib/store/authorizations.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf } from '../store/records.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { passDays } from './pass-days.ts'
import { agree, goOnFromLogInUri, reAuthorizeAtAmazon } from './renew-at-amazon.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const dayMs = 86_400_000
const api = await serveApi(world.services)
const { key } = await makeKey(await addAdmin(world.services, world.as))
const seller = await world.addAccount('Harbor Pine')
const partner = 'A1USHARBORPINE'

const row = async (id: string) => {
  const [found] = await db.select().from(authorization).where(eq(authorization.id, id))
  if (found === undefined) throw new Error(`${id} is gone`)
  return found
}

const connected = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
if (connected.outcome.kind !== 'completed') throw new Error(JSON.stringify(connected))
const id = connected.outcome.authorizationId

test('a renewal from Manage Your Apps renews a record from our own site, and changes nothing else', async () => {
  await updateAuthorization(db, id, { label: 'The big one' })
  const before = await row(id)
  await passDays(world, 340)
  expect(await readAuthorization(seller, id)).toMatchObject({
    health: 'working',
    flags: ['renewal_due'],
    who: 'seller',
  })

  const { attemptId, outcome } = await goOnFromLogInUri(seller, await reAuthorizeAtAmazon(world, partner))
  expect(outcome).toEqual({ kind: 'completed', authorizationId: id })
  const after = await row(id)
  expect(after).toMatchObject({
    id,
    accountId: before.accountId,
    label: 'The big one',
    authorizedAt: before.authorizedAt,
    renewedAt: world.services.now(),
    workflow: 'appstore',
    tokenVersion: before.tokenVersion + 1,
  })
  expect(after.refreshTokenSealed).not.toBe(before.refreshTokenSealed)
  const [passage] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(passage).toMatchObject({ workflow: 'appstore', status: 'completed', authorizationId: id })
  expect(await readAuthorization(seller, id)).toMatchObject({ health: 'working' })
  expect(await refreshAuthorization(world.operator, id)).toEqual({ worked: true })
  expect((await listOwnAuthorizations(seller)).rows, 'still one record').toHaveLength(1)
  expect(await world.trace(id)).toContain('authorization.re-authorized')
})

test('a signed-out seller whom Amazon sends signs in first, and renews the same record', async () => {
  await passDays(world, 340)
  const arrived = await beginAuthorization(
    world.visitor,
    await reAuthorizeAtAmazon(world, partner),
    noBindings,
  )
  if (arrived.kind !== 'sign-in') throw new Error(arrived.kind)
  const { outcome } = await agree(seller, arrived)
  expect(outcome).toEqual({ kind: 'completed', authorizationId: id })
  expect(await row(id)).toMatchObject({ renewedAt: world.services.now() })
})

test('our own site also renews a record from the Appstore', async () => {
  await passDays(world, 340)
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
  expect(outcome).toEqual({ kind: 'completed', authorizationId: id })
  expect(await row(id)).toMatchObject({ renewedAt: world.services.now(), workflow: 'website' })
})

test('A10: signed in with another account, the renewal is quarantined, and the record stays as it was', async () => {
  const stranger = await world.addAccount('Somebody else')
  const before = await row(id)
  const { attemptId, outcome } = await goOnFromLogInUri(stranger, await reAuthorizeAtAmazon(world, partner))
  expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_taken' })
  expect(await row(id)).toEqual(before)
  const [kept] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(kept).toMatchObject({ status: 'quarantined' })
  expect(await refreshAuthorization(world.operator, id), 'the old token works on').toEqual({ worked: true })
})

test('a role added later asks for re-authorization, the tokens keep working, and re-authorizing clears it', async () => {
  const { applicationId } = await row(id)
  await passDays(world, 1)
  const addedAt = world.services.now()
  await db
    .update(application)
    .set({
      roleAddedAt: addedAt,
      roles: [{ name: 'Direct-to-Consumer Shipping', addedAt: addedAt.toISOString() }],
    })
    .where(eq(application.id, applicationId))
  await world.settleAll()
  const asked = await readAuthorization(seller, id)
  expect(asked).toMatchObject({
    health: 'working',
    flags: ['roles_missing'],
    who: 'seller',
    missingRoles: ['Direct-to-Consumer Shipping'],
    diagnosis: null,
  })
  expect(asked.reason).toContain('Direct-to-Consumer Shipping')
  expect(await refreshAuthorization(world.operator, id)).toEqual({ worked: true })
  expect((await api.vend(id, key)).status, 'vending judges tokens').toBe(200)
  expect(await readAuthorization(seller, id), 'a refresh brings no role').toMatchObject({
    flags: ['roles_missing'],
  })

  world.passMs(1_000)
  await goOnFromLogInUri(seller, await reAuthorizeAtAmazon(world, partner))
  expect(await readAuthorization(seller, id)).toMatchObject({ flags: [], missingRoles: null })
})

test('an operator’s pause outlives a renewal', async () => {
  await pauseAuthorization(world.operator, id)
  await goOnFromLogInUri(seller, await reAuthorizeAtAmazon(world, partner))
  expect(await readAuthorization(seller, id)).toMatchObject({ health: 'paused' })
  expect((await api.vend(id, key)).status).toBe(409)
  await resumeAuthorization(world.operator, id)
  expect(await readAuthorization(seller, id)).toMatchObject({ health: 'working' })
  expect((await api.vend(id, key)).status).toBe(200)
})

test('without a term nothing is due, and the calendar is empty', async () => {
  const { applicationId } = await row(id)
  await db.update(application).set({ renewalTermDays: null }).where(eq(application.id, applicationId))
  await world.settleAll()
  await passDays(world, 800)
  expect(await readAuthorization(seller, id)).toMatchObject({ flags: [], renewsBy: null })
  expect(await readRenewals(world.operator, {})).toEqual({
    rows: [],
    next: null,
    levels: [],
    months: [],
    applications: [],
  })
})

test('the calendar shows one’s own authorizations, and refuses a damaged cursor', async () => {
  await db.update(application).set({ renewalTermDays: 365 })
  await world.settleAll()
  const { rows, levels, applications } = await readRenewals(world.operator, {})
  expect(rows.map((one) => [one.id, one.renewsBy])).toEqual([
    [id, new Date((await row(id)).renewedAt.getTime() + 365 * dayMs)],
  ])
  expect(levels[0]).toEqual({ name: 'overdue', count: 1 })
  expect(applications).toHaveLength(1)
  const stranger = await world.addAccount('Curious')
  expect((await readRenewals(stranger, {})).rows).toEqual([])
  await expect(readRenewals(world.visitor, {})).rejects.toThrow(refusal('sign_in_required'))
  await expect(readRenewals(world.operator, { after: 'x' })).rejects.toThrow(refusal('input_invalid'))
  const elsewhere = await readRenewals(world.operator, { applicationId: crypto.randomUUID() })
  expect(elsewhere.rows).toEqual([])
})

test('a seller with more connections than a page holds sees each of them once, and nobody else’s', async () => {
  const wholesaler = await world.addAccount('Wholesaler')
  if (wholesaler.actor.kind !== 'account') throw new Error('an account is expected')
  const { accountId } = wholesaler.actor
  const { applicationId } = await row(id)
  const rows = Array.from({ length: 120 }, () => authorizationOf(applicationId, accountId))
  await db.insert(authorization).values(rows)
  const seen: string[] = []
  let place: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listOwnAuthorizations>> = await listOwnAuthorizations(
      wholesaler,
      place,
    )
    seen.push(...page.rows.map((one) => one.id))
    place = page.next
  } while (place !== null)
  expect(seen.toSorted()).toEqual(rows.map((one) => one.id).toSorted())
})

test('a retired application has nothing due, and nothing in the calendar', async () => {
  await passDays(world, 400)
  const look = async () => {
    const { rows, levels, applications } = await readRenewals(world.operator, {})
    const { flags } = await readAuthorization(world.operator, id)
    return { rows: rows.length, applications: applications.length, levels: levels.length, flags }
  }
  const before = await look()
  expect(before).toMatchObject({ applications: 1, flags: ['renewal_overdue'] })
  expect(before.rows).toBeGreaterThan(0)
  await db.update(application).set({ retiredAt: world.services.now() })
  await world.settleAll()
  expect(await look()).toEqual({ rows: 0, applications: 0, levels: 0, flags: [] })
  await db.update(application).set({ retiredAt: null })
  await world.settleAll()
  expect(await look()).toEqual(before)
})
