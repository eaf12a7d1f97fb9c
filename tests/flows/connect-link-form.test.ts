import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, authorization, connectLink, person } from '#drizzle/schema.ts'
import { ownAccount } from '#lib/authorizations/own-account.ts'
import { createConnectLink, createRenewalLink, revokeLink } from '#lib/links/create.ts'
import { listLinks } from '#lib/links/list.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf } from '../store/records.ts'
import { createAmazonWorld, refusal } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, make, request } = await createLinkWorld(database, world)

test('an invalid link names the field, and nothing is stored', async () => {
  const before = await db.select().from(connectLink)
  await world.addAccount('Namesake')
  await world.addAccount('Namesake')
  for (const [changes, code] of [
    [{ applicationId: newId() }, 'application_not_found'],
    [{ partnerType: 'reader' }, 'application_partner_type'],
    [{ marketplaceId: 'A0EVIL' }, 'marketplace_unknown'],
    [{ account: 'Nobody' }, 'account_unknown'],
    [{ account: 'No\0body' }, 'account_unknown'],
    [{ account: 'namesake' }, 'account_ambiguous'],
    [{ expectedSellingPartnerId: 'A1 B2' }, 'selling_partner_id_malformed'],
    [{ returnTo: 'https://evil.example/done' }, 'return_address_refused'],
    [{ label: ' ' }, 'name_invalid'],
    [{ days: 365 }, 'link_life_invalid'],
    [{ days: Number.NaN }, 'link_life_invalid'],
    [{ id: 'x' }, 'input_invalid'],
  ] as const) {
    await expect(make(changes), code).rejects.toThrow(refusal(code))
  }
  expect(await db.select().from(connectLink)).toEqual(before)
})

test('a retired application gets no links, and no renewal links', async () => {
  const owner = await world.addAccount('Tin Roof')
  const accountId = owner.actor.kind === 'account' ? owner.actor.accountId : ''
  const row = authorizationOf(request().applicationId, accountId)
  await db.insert(authorization).values(row)
  const renew = () => createRenewalLink(operator, { id: newId(), authorizationId: row.id, days: 7 })
  await db.update(application).set({ retiredAt: world.services.now() })
  const before = await db.select().from(connectLink)
  await expect(make()).rejects.toThrow(refusal('application_retired'))
  await expect(renew()).rejects.toThrow(refusal('application_retired'))
  expect(await db.select().from(connectLink)).toEqual(before)
  await db.update(application).set({ retiredAt: null })
  expect(await renew()).toHaveProperty('token')
})

test('a link that nobody could open isn’t created: of the company’s own account, or for a pasted token', async () => {
  const owner = await world.addAccount('Harbor')
  const sellers = owner.actor.kind === 'account' ? owner.actor.accountId : ''
  const own = await ownAccount(operator)
  const { applicationId } = request()
  const rows = [
    authorizationOf(applicationId, own),
    authorizationOf(applicationId, sellers, { workflow: 'self' }),
  ] as const
  await db.insert(authorization).values([...rows])
  const before = await db.select().from(connectLink)
  const renew = (authorizationId: string) =>
    createRenewalLink(operator, { id: newId(), authorizationId, days: 7 })
  await expect(renew(rows[0].id)).rejects.toThrow(refusal('link_own_account'))
  await expect(make({ account: own })).rejects.toThrow(refusal('link_own_account'))
  await expect(renew(rows[1].id)).rejects.toThrow(refusal('authorization_self'))
  expect(await db.select().from(connectLink)).toEqual(before)
  await db.update(authorization).set({ accountId: sellers }).where(eq(authorization.id, rows[0].id))
  expect(await renew(rows[0].id)).toHaveProperty('token')
})

test('the same form submitted twice creates one link', async () => {
  const id = newId()
  const answers = await Promise.allSettled([make({ id }), make({ id })])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(make({ id })).rejects.toThrow(refusal('form_repeated'))
})

test('sellers, visitors and viewers can neither create nor revoke links', async () => {
  const { id } = await make()
  const viewer = world.as({ kind: 'operator', personId: newId(), role: 'viewer', sessionId: newId() })
  for (const [ctx, code] of [
    [await world.addAccount('Seller'), 'not_allowed'],
    [viewer, 'not_allowed'],
    [world.visitor, 'sign_in_required'],
  ] as const) {
    await expect(createConnectLink(ctx, request())).rejects.toThrow(refusal(code))
    await expect(revokeLink(ctx, id)).rejects.toThrow(refusal(code))
  }
  await expect(listLinks(world.visitor)).rejects.toThrow(refusal('sign_in_required'))
  expect((await listLinks(viewer)).rows.length).toBeGreaterThan(0)
  await expect(claimLink(operator, (await make()).token, null)).rejects.toThrow(refusal('not_allowed'))
})

test('an account named like another’s email address or id doesn’t get its links', async () => {
  const { actor } = await world.addAccount('Blue Kettle')
  const { accountId, personId } = actor.kind === 'account' ? actor : { accountId: '', personId: '' }
  const [owner] = await db.select().from(person).where(eq(person.id, personId))
  for (const text of [owner?.email ?? '', accountId]) {
    await world.addAccount(text)
    const { id } = await make({ account: text.toUpperCase(), confirmedAccountId: accountId })
    expect(await db.select().from(connectLink).where(eq(connectLink.id, id))).toMatchObject([{ accountId }])
  }
})

test('shows the name, id and age of the account before it creates a link for an email address or a name', async () => {
  const { actor } = await world.addAccount('Copper Lane')
  const { accountId, personId } = actor.kind === 'account' ? actor : { accountId: '', personId: '' }
  const [owner] = await db.select().from(person).where(eq(person.id, personId))
  const shown = { id: accountId, name: 'Copper Lane', createdAt: world.services.now().toISOString() }
  for (const [text, foundBy] of [
    [owner?.email ?? '', 'email'],
    ['copper lane', 'name'],
  ] as const) {
    for (const confirmedAccountId of [null, newId()]) {
      await expect(make({ account: text, confirmedAccountId })).rejects.toMatchObject({
        code: 'account_unconfirmed',
        details: { ...shown, foundBy },
      })
    }
    expect(await make({ account: text, confirmedAccountId: accountId })).toHaveProperty('token')
  }
  expect(await make({ account: accountId })).toHaveProperty('token')
})

test('a link confirmed for one account is not created for another that got the address in the meantime', async () => {
  const { actor } = await world.addAccount('Old Owner')
  const { personId } = actor.kind === 'account' ? actor : { personId: '' }
  const other = await world.addAccount('New Owner')
  const email = 'moved@example.com'
  const newOwner = other.actor.kind === 'account' ? other.actor.personId : ''
  await db.update(person).set({ email }).where(eq(person.id, newOwner))
  const confirmedAccountId = actor.kind === 'account' ? actor.accountId : ''
  expect(personId).not.toBe(newOwner)
  await expect(make({ account: email, confirmedAccountId })).rejects.toThrow(refusal('account_unconfirmed'))
})

test('an invalid cursor is refused', async () => {
  const id = newId()
  for (const at of ['nonsense', '', '99999', '0000-01-01T00:00:00.000Z', '+100000-01-01'])
    for (const after of [`${at}_${id}`, Buffer.from(JSON.stringify([at, id])).toString('base64url')])
      await expect(listLinks(operator, { after }), at).rejects.toThrow(refusal('input_invalid'))
})
