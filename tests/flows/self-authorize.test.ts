import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { account } from '#drizzle/schema.ts'
import { replaceToken } from '#lib/attempts/self-authorize.ts'
import { releaseAuthorization } from '#lib/authorizations/disconnect.ts'
import { addMerchantToken, labelAuthorization } from '#lib/authorizations/edit.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createSelfWorld } from './self-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createSelfWorld(database)
const { operator, simulator, mint, row, store, countRows, lastAttempt } = world
afterEach(() => {
  simulator.clearFaults()
  simulator.refillBuckets()
})

test("a pasted token becomes an authorization of the company's own account, under its label", async () => {
  const stored = await store(`  "${mint('A1USHARBORPINE')}"\n`)
  expect(stored).toMatchObject({ isNew: true, unverified: null })
  expect(stored.removed).toEqual(['the quotation marks around it', 'spaces and line breaks'])
  const seen = await readAuthorization(operator, stored.authorizationId)
  expect(seen).toMatchObject({
    workflow: 'self',
    health: 'working',
    name: 'Our own shop',
    accountName: 'Acme Tools',
    sellingPartnerId: null,
    region: 'na',
    renewsBy: null,
  })
  expect(seen.participations.length).toBeGreaterThan(0)
  expect(await world.trace(stored.authorizationId)).toEqual(['authorization.completed'])
  expect(await lastAttempt()).toMatchObject({
    status: 'completed',
    authorizationId: stored.authorizationId,
    steps: ['started', 'exchanged', 'verified', 'stored'],
  })
  expect(await refreshAuthorization(operator, stored.authorizationId)).toEqual({ worked: true })
})

test('the same token finds the same record, however often it is pasted at the same time', async () => {
  const token = mint('A2NANORTHWIND')
  const before = await countRows()
  const both = await Promise.all([store(token), store(token, { label: 'Twice' })])
  const again = await store(token, { label: 'Northwind' })
  expect(new Set([...both, again].map(({ authorizationId }) => authorizationId)).size).toBe(1)
  expect(await countRows()).toBe(before + 1)
  expect(again.isNew).toBe(false)
  expect(await row(again.authorizationId)).toMatchObject({ label: 'Northwind', previousTokenSealed: null })
  const { grantKey } = (await row(again.authorizationId)) ?? {}
  expect(grantKey).toMatch(/^token:[\w-]{43}$/)
  const owned = await db.select().from(account).where(eq(account.name, 'Acme Tools'))
  expect(owned).toHaveLength(1)
})

test('a merchant token added later replaces the digest, and both still find the record', async () => {
  const token = mint('A5JPAOZORA')
  const { authorizationId: id } = await store(token, { marketplaceId: marketplaceIds.jp })
  await expect(addMerchantToken(operator, id, 'A5 JP')).rejects.toThrow(
    refusal('selling_partner_id_malformed'),
  )
  await addMerchantToken(operator, id, ' A5JPAOZORA ')
  await addMerchantToken(operator, id, 'A5JPAOZORA')
  await expect(addMerchantToken(operator, id, 'A6')).rejects.toThrow(refusal('merchant_token_known'))
  expect(await row(id)).toMatchObject({ sellingPartnerId: 'A5JPAOZORA', grantKey: 'A5JPAOZORA' })
  expect((await store(token, { marketplaceId: marketplaceIds.jp })).authorizationId).toBe(id)
  const next = mint('A5JPAOZORA')
  const renewed = await store(next, { marketplaceId: marketplaceIds.jp, merchantToken: 'A5JPAOZORA' })
  expect(renewed).toMatchObject({ authorizationId: id, isNew: false })
  expect((await row(id))?.previousTokenSealed).toMatch(/^v1\./)
  const added = (await world.trace(id)).filter((action) => action === 'authorization.merchant-token-added')
  expect(added).toHaveLength(1)
  await expect(store(next, { marketplaceId: marketplaceIds.jp, merchantToken: 'A9OTHER' })).rejects.toThrow(
    refusal('merchant_token_differs'),
  )
})

test('a merchant token of another record is refused, also when two add it at the same time', async () => {
  const one = await store(mint('A8TWOREGIONS'))
  const other = await store(mint('A8TWOREGIONS'))
  expect(one.authorizationId).not.toBe(other.authorizationId)
  const results = await Promise.allSettled(
    [one, other].map(({ authorizationId }) => addMerchantToken(operator, authorizationId, 'A8TWOREGIONS')),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const lost = results.find((result) => result.status === 'rejected')
  expect(String(lost?.reason)).toContain('merchant_token_taken')
})

test("a seller's own record is re-authorized by the merchant token; another account's is refused", async () => {
  const seller = await world.addAccount('Saffron')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.in), 'A4INSAFFRON')
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const id = outcome.authorizationId
  const before = await row(id)
  const asked = { marketplaceId: marketplaceIds.in, merchantToken: 'A4INSAFFRON' }
  await expect(store(mint('A4INSAFFRON'), asked)).rejects.toThrow(refusal('pasted_token_taken'))
  expect(await row(id)).toEqual(before)
  expect(await lastAttempt()).toMatchObject({ status: 'failed', problem: 'pasted_token_taken' })

  await expect(store(mint('A4INSAFFRON'), { ...asked, account: 'Saffron' })).rejects.toThrow(
    refusal('account_unconfirmed'),
  )
  const stored = await store(mint('A4INSAFFRON'), {
    ...asked,
    account: 'Saffron',
    confirmedAccountId: before?.accountId ?? null,
  })
  expect(stored).toMatchObject({ authorizationId: id, isNew: false })
  expect(await row(id)).toMatchObject({ workflow: 'self', tokenVersion: (before?.tokenVersion ?? 0) + 1 })
  expect(await world.trace(id)).toContain('authorization.re-authorized')
})

test('a vendor, and a seller whose participations are refused, are stored as unverified with the reason', async () => {
  const vendor = await store(mint('CASCA'), { partnerType: 'vendor' })
  expect(vendor.unverified).toContain('vendors')
  const asked = simulator.received({ path: '/sellers/v1/marketplaceParticipations' }).length
  const roleless = await store(mint('A7USNOROLE'))
  expect(roleless.unverified).toContain('refuses to list the marketplaces')
  // In the named region only.
  expect(simulator.received({ path: '/sellers/v1/marketplaceParticipations' }).length).toBe(asked + 1)
  expect(await readAuthorization(operator, roleless.authorizationId)).toMatchObject({
    flags: ['details_missing'],
  })
})

test('a wrong region can be corrected as long as nothing has confirmed it', async () => {
  const token = mint('A3EULINDENHOF')
  const wrong = await store(token)
  expect(wrong.unverified).not.toBeNull()
  const right = await store(token, { marketplaceId: marketplaceIds.de })
  expect(right).toMatchObject({ authorizationId: wrong.authorizationId, isNew: false, unverified: null })
  expect(await row(right.authorizationId)).toMatchObject({ region: 'eu', participationsProblem: null })
  const before = await row(right.authorizationId)
  await expect(store(token)).rejects.toThrow(refusal('pasted_region_differs'))
  expect(await row(right.authorizationId)).toEqual(before)
})

test('another token replaces the one of a record, and the previous one is kept; a released record accepts none', async () => {
  const { authorizationId: id } = await store(mint('A9USQUOTES'))
  const before = await row(id)
  const second = mint('A9USQUOTES')
  expect(await replaceToken(operator, id, new Secret(second))).toMatchObject({
    authorizationId: id,
    isNew: false,
  })
  const after = await row(id)
  expect(after).toMatchObject({ label: 'Our own shop', grantKey: before?.grantKey })
  expect(after?.previousTokenSealed).toMatch(/^v1\./)
  expect(after?.previousTokenRenewedAt).toEqual(before?.renewedAt)
  // It is also recognized by its token.
  expect((await store(second)).authorizationId).toBe(id)

  const elsewhere = await store(mint('A1USHARBORPINE'))
  await expect(replaceToken(operator, elsewhere.authorizationId, new Secret(second))).rejects.toThrow(
    refusal('pasted_token_elsewhere'),
  )
  await releaseAuthorization(operator, id)
  await expect(replaceToken(operator, id, new Secret(mint('A9USQUOTES')))).rejects.toThrow(
    refusal('authorization_released'),
  )
  expect((await store(second)).authorizationId).not.toBe(id)
})

test('a label is changed, removed, and recorded in the history', async () => {
  const { authorizationId: id } = await store(mint('A11DELONGNAME'), { marketplaceId: marketplaceIds.de })
  await labelAuthorization(operator, id, '  Second shop ')
  await labelAuthorization(operator, id, 'Second shop')
  expect(await readAuthorization(operator, id)).toMatchObject({ name: 'Second shop' })
  await labelAuthorization(operator, id, '')
  expect((await readAuthorization(operator, id)).label).toBeNull()
  await expect(labelAuthorization(operator, id, 'x'.repeat(101))).rejects.toThrow(refusal('name_invalid'))
  const changes = (await world.trace(id)).filter((action) => action === 'authorization.labelled')
  expect(changes).toHaveLength(2)
})
