import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { application, authorization } from '#drizzle/schema.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { acceptQuarantined, listQuarantinedGrants } from '#lib/attempts/quarantine.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { releaseAuthorization } from '#lib/authorizations/disconnect.ts'
import { confirmSellingPartnerId, listIdDisputes } from '#lib/authorizations/prove-id.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { markUsed } from '#lib/store/maintenance.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { simulator } = world
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin, { scopes: ['tokens:vend', 'tokens:restricted', 'authorizations:read'] })
const worker = createMaintenance(world.services, { concurrentCalls: 20 })
const listings = () => simulator.received().filter(({ path }) => path.startsWith('/listings/'))

beforeEach(() => {
  simulator.clearFaults()
  world.passMs(3_600_000)
  simulator.clock.advance(3_600_000)
})

/** Connects the seller `signedInAs`, whose browser claims to be `claimed`. */
async function connect(
  ctx: Context,
  signedInAs: string,
  claimed = signedInAs,
  start = websiteStart(marketplaceIds.us),
) {
  const { query, bindings } = await world.consent(ctx, start, signedInAs)
  const redirect = new URLSearchParams(query)
  redirect.set('selling_partner_id', claimed)
  const attemptId = await receiveRedirect(ctx, `?${redirect}`, bindings)
  const outcome = await completeAuthorization(ctx, attemptId)
  return { attemptId, outcome, id: outcome.kind === 'completed' ? outcome.authorizationId : '' }
}
const accountOf = (ctx: Context) => (ctx.actor.kind === 'account' ? ctx.actor.accountId : '')
const listed = async (query: string) => {
  const { body } = await api.list(key, query)
  return body.authorizations as { id: string }[]
}

test('says that an id is verified once Amazon has accepted it together with the seller’s token', async () => {
  const seller = await world.addAccount('Harbor & Pine')
  const { id } = await connect(seller, 'A1USHARBORPINE')
  const known = { id, account_id: accountOf(seller), account_name: 'Harbor & Pine' }
  expect(await listed('?selling_partner_id=A1USHARBORPINE')).toMatchObject([
    { ...known, selling_partner_id_verified: null },
  ])

  await worker.drainDue()
  const verified = { method: 'listings_items', at: world.services.now().toISOString() }
  const [item] = await listed('?selling_partner_id=A1USHARBORPINE')
  expect(item).toMatchObject({ ...known, selling_partner_id_verified: verified })
  expect((await api.vend(id, key)).body).toMatchObject({
    account_id: accountOf(seller),
    selling_partner_id: 'A1USHARBORPINE',
    selling_partner_id_verified: verified,
  })
  expect(await world.trace(id)).toContain('authorization.id-verified')
  expect(listings()).toMatchObject([{ path: '/listings/2021-08-01/items/A1USHARBORPINE', status: 200 }])
  await worker.drainDue()
  expect(listings()).toHaveLength(1)
})

test('an impostor’s id is not verified, operators are alerted, and programs tell the accounts apart', async () => {
  const impostor = await world.addAccount('Impostor')
  const owner = await world.addAccount('Owner')
  const { id } = await connect(impostor, 'A9USQUOTES', 'A2NANORTHWIND')
  await worker.drainDue()
  expect((await api.vend(id, key)).body).toMatchObject({ selling_partner_id_verified: null })
  expect(await readAuthorization(world.operator, id)).toMatchObject({
    idProblem: 'rejected',
    idVerified: null,
  })
  expect(await world.trace(id)).toContain('authorization.id-rejected')
  expect(await listIdDisputes(world.operator)).toEqual([
    { kind: 'rejected', sellingPartnerId: 'A2NANORTHWIND', authorizationId: id },
  ])

  // The owner comes second: their grant isn't used, and operators are notified.
  const { attemptId, outcome } = await connect(owner, 'A2NANORTHWIND')
  expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_taken' })
  expect(await listQuarantinedGrants(world.operator)).toContainEqual({
    attemptId,
    sellingPartnerId: 'A2NANORTHWIND',
    isTaken: true,
  })

  // An operator decides, and the owner's record is verified.
  await releaseAuthorization(world.operator, id)
  const accepted = await acceptQuarantined(world.operator, attemptId)
  const owned = accepted.kind === 'accepted' ? accepted.authorizationId : ''
  await worker.drainDue()
  expect(await listed(`?account_id=${accountOf(owner)}`)).toMatchObject([
    { id: owned, selling_partner_id_verified: { method: 'listings_items' } },
  ])
  expect(await listed(`?account_id=${accountOf(impostor)}&selling_partner_id=A2NANORTHWIND`)).toMatchObject([
    { id, health: 'disconnected', selling_partner_id_verified: null },
  ])
  expect(await listIdDisputes(world.operator)).toEqual([])
})

test('raises an alert when two accounts hold the same id in different regions', async () => {
  const [one, other] = [await world.addAccount('One'), await world.addAccount('Other')]
  const american = await connect(one, 'A8TWOREGIONS')
  const european = await connect(other, 'A11DELONGNAME', 'A8TWOREGIONS', websiteStart(marketplaceIds.de))
  expect(await listIdDisputes(world.operator)).toContainEqual({
    kind: 'shared',
    sellingPartnerId: 'A8TWOREGIONS',
    accounts: 2,
  })
  await worker.drainDue()
  expect((await api.vend(american.id, key)).body.selling_partner_id_verified).toMatchObject({})
  expect((await api.vend(european.id, key)).body.selling_partner_id_verified).toBeNull()
  await expect(listIdDisputes(one)).rejects.toThrow(refusal('not_allowed'))
})

test('a renewal is verified again, immediately with Refresh now', async () => {
  const seller = await world.addAccount('Twice')
  const { id } = await connect(seller, 'A10USSCRIPT')
  expect(await refreshAuthorization(world.operator, id)).toEqual({ worked: true })
  expect(await readAuthorization(seller, id)).toMatchObject({ idVerified: { method: 'listings_items' } })
  world.passMs(60_000)
  await connect(seller, 'A1USHARBORPINE', 'A10USSCRIPT')
  expect(await readAuthorization(seller, id)).toMatchObject({ idVerified: null, idProblem: null })
  await worker.drainDue()
  expect(await readAuthorization(seller, id)).toMatchObject({ idVerified: null, idProblem: 'rejected' })
})

test('an outage at Amazon or a missing role proves nothing, delays nothing, and the check is repeated later', async () => {
  const seller = await world.addAccount('Patient')
  const { id } = await connect(seller, 'A6USSUSPENDED')
  simulator.addFault({ kind: 'status', status: 503, at: 'sp-api' })
  await worker.drainDue()
  expect(await readAuthorization(seller, id)).toMatchObject({ health: 'working', idProblem: 'unavailable' })
  simulator.clearFaults()
  world.passMs(61 * 60_000)
  simulator.clock.advance(61 * 60_000)
  // A program uses it, so that its access token is renewed.
  await markUsed(db, [{ authorizationId: id, lastVendedAt: world.services.now() }])
  await worker.drainDue()
  world.passMs(60_000)
  await worker.drainDue()
  expect(await readAuthorization(seller, id)).toMatchObject({ idVerified: { method: 'listings_items' } })

  const other = await connect(await world.addAccount('No role'), 'A7USNOROLE')
  await worker.drainDue()
  expect(await readAuthorization(world.operator, other.id)).toMatchObject({ idProblem: 'refused' })
})

test('an application without the required roles, and a vendor, are not checked', async () => {
  const asked = listings().length
  const roles = [{ name: 'Pricing', addedAt: world.services.now().toISOString() }]
  await db.update(application).set({ roles })
  const seller = await connect(
    await world.addAccount('Pricing only'),
    'A4INSAFFRON',
    undefined,
    websiteStart(marketplaceIds.in),
  )
  await worker.drainDue()
  expect(await readAuthorization(world.operator, seller.id)).toMatchObject({ idProblem: 'refused' })
  await db.update(application).set({ roles: [] })
  const start = websiteStart(marketplaceIds.us, 'vendor')
  const vendor = await connect(await world.addAccount('Vendor'), 'CASCA', 'CASCA', start)
  await worker.drainDue()
  expect(await readAuthorization(world.operator, vendor.id)).toMatchObject({
    idVerified: null,
    idProblem: null,
  })
  expect(listings()).toHaveLength(asked)
})

test('only an operator can confirm an id', async () => {
  const seller = await world.addAccount('Known by contract')
  const { id } = await connect(seller, 'A11DELONGNAME', undefined, websiteStart(marketplaceIds.de))
  const confirm = (ctx: Context, as = 'A11DELONGNAME') => confirmSellingPartnerId(ctx, id, as)
  const viewer = world.as({ kind: 'operator', personId: newId(), role: 'viewer', sessionId: newId() })
  await expect(confirm(viewer)).rejects.toThrow(refusal('not_allowed'))
  await expect(confirm(seller)).rejects.toThrow(refusal('not_allowed'))
  await expect(confirm(world.operator, 'A0OTHER')).rejects.toThrow(refusal('merchant_token_other'))
  await Promise.all([confirm(world.operator), confirm(world.operator, ' A11DELONGNAME ')])
  expect((await world.trace(id)).filter((action) => action === 'authorization.id-verified')).toHaveLength(1)
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(row?.idVerifiedBy).toBe('operator')
  expect((await api.vend(id, key)).body).toMatchObject({
    selling_partner_id_verified: { method: 'operator' },
  })
  await releaseAuthorization(world.operator, id)
  await expect(confirm(world.operator)).rejects.toThrow(refusal('authorization_released'))
  await expect(confirmSellingPartnerId(world.operator, newId(), 'A1')).rejects.toThrow(
    refusal('authorization_not_found'),
  )
})
