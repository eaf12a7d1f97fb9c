import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { audit, authorization } from '#drizzle/schema.ts'
import { changeApplication, restoreApplication, retireApplication } from '#lib/applications/change.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { readApplication, readApplications } from '#lib/applications/read.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import { listPlannedCountries, planCountries } from '#lib/authorizations/other-countries.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { createConnectLink } from '#lib/links/create.ts'
import { findOwnSet, listUnfinishedLinks } from '#lib/links/list.ts'
import { claimLink, readLink } from '#lib/links/redeem.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf } from '../store/records.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { clientSecret, createApplicationsWorld, dayMs } from './applications-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createApplicationsWorld(database)
const { admin, operatorOf, facts, another, create, seenAt, rowOf, secretOf } = world
const seller = await world.addAccount('Harbor Pine')
const [first] = await readApplications(admin)
if (first === undefined) throw new Error('the environment defined no application')

test('an admin adds a second application; its secret is sealed and only its end is shown (B8)', async () => {
  const id = await create(admin, facts)
  const view = await readApplication(operatorOf('viewer'), id)
  expect(view).toMatchObject({
    ...facts,
    roles: [{ name: 'Product Listing', addedAt: '2026-11-22T12:00:00.000Z' }],
    roleAddedAt: null,
    definedBy: 'admin',
    secretEnding: clientSecret.slice(-4),
    secretCreatedOn: '2026-11-01',
    readiness: { ready: true, missing: [] },
  })
  expect(JSON.stringify([view, await rowOf(id)])).not.toContain(clientSecret)
  expect(await secretOf(id)).toBe(clientSecret)
  expect(await world.trace(id)).toEqual(['application.defined'])
  expect((await readApplications(admin)).map(({ name }) => name)).toEqual([first.name, 'Repricer'])
  await expect(create(admin, facts)).rejects.toThrow(refusal('application_id_taken'))
})

test('E7: every operator can read applications, only an admin can change them', async () => {
  const wrong = [operatorOf('viewer'), operatorOf('operator'), seller, world.visitor]
  for (const ctx of wrong) {
    const refused = ctx === world.visitor ? 'sign_in_required' : 'not_allowed'
    for (const attempt of [
      () => create(ctx),
      () => changeApplication(ctx, first.id, first.updatedAt.toISOString(), facts),
      () => retireApplication(ctx, first.id),
      () => restoreApplication(ctx, first.id),
      () => defineApplication(ctx, null),
    ]) {
      await expect(attempt()).rejects.toThrow(refusal(refused))
    }
  }
  for (const ctx of [seller, world.visitor]) await expect(readApplications(ctx)).rejects.toThrow()
  expect(await readApplication(operatorOf('viewer'), first.id)).toEqual(
    await readApplication(admin, first.id),
  )
})

describe('a change', () => {
  test('records the names of the changed fields in the audit log, and no values', async () => {
    const id = await create(admin)
    const { name, spApiApplicationId, lwaClientId } = await rowOf(id)
    world.passMs(dayMs)
    await changeApplication(admin, id, await seenAt(id), {
      ...another({ name, spApiApplicationId, lwaClientId }),
      status: 'published',
      roles: ['Product Listing', 'Pricing'],
    })
    expect(await rowOf(id)).toMatchObject({ status: 'published', roleAddedAt: world.services.now() })
    expect(await world.details(id)).toEqual({ changed: 'status, roles, roleAddedAt' })
    expect(await secretOf(id)).toBe(clientSecret)
  })

  test('without a difference leaves no trace', async () => {
    const wanted = another()
    const id = await create(admin, wanted)
    await changeApplication(admin, id, await seenAt(id), wanted)
    expect(await world.trace(id)).toEqual(['application.defined'])
  })

  test('when two administrators edit the same page, the second gets an error and changes nothing', async () => {
    const wanted = another()
    const id = await create(admin, wanted)
    const seen = await seenAt(id)
    const answers = await Promise.allSettled([
      changeApplication(admin, id, seen, { ...wanted, name: 'One' }),
      changeApplication(operatorOf('admin'), id, seen, { ...wanted, name: 'Two' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = answers[0].status === 'fulfilled' ? 'One' : 'Two'
    expect((await rowOf(id)).name).toBe(winner)
    await expect(changeApplication(admin, id, seen, wanted)).rejects.toThrow(refusal('application_changed'))
    await changeApplication(admin, id, await seenAt(id), { ...wanted, name: 'Three' })
    expect((await rowOf(id)).name).toBe('Three')
  })

  test('never returns another account’s record, and finds nothing for an invalid id', async () => {
    const wanted = another()
    const id = await create(admin, wanted)
    const { spApiApplicationId } = first
    await expect(
      changeApplication(admin, id, await seenAt(id), { ...wanted, spApiApplicationId }),
    ).rejects.toThrow(refusal('application_id_taken'))
    for (const none of [newId(), 'no id']) {
      await expect(changeApplication(admin, none, '', wanted)).rejects.toThrow(
        refusal('application_not_found'),
      )
      await expect(retireApplication(admin, none)).rejects.toThrow(refusal('application_not_found'))
      await expect(readApplication(admin, none)).rejects.toThrow(refusal('application_not_found'))
    }
  })
})

test('a retired application keeps serving its authorizations, starts no new ones, and can be restored', async () => {
  const id = await create(admin)
  await retireApplication(admin, id)
  await retireApplication(admin, id)
  expect((await readApplication(admin, id)).readiness.ready).toBe(false)
  await expect(
    world.consent(seller, `${websiteStart(marketplaceIds.us)}&application=${id}`, 'A1USHARBORPINE'),
  ).rejects.toThrow(refusal('application_retired'))
  await restoreApplication(admin, id)
  expect((await readApplication(admin, id)).readiness.ready).toBe(true)
  expect(await world.trace(id)).toEqual([
    'application.defined',
    'application.retired',
    'application.restored',
  ])
})

test('sellers of a retired application are asked for nothing, and their links and plans say why', async () => {
  const shop = await world.addAccount('Left behind')
  const query = { applicationId: await create(admin), partnerType: 'seller' } as const
  const { id, token } = await createConnectLink(admin, {
    ...query,
    id: newId(),
    account: null,
    expectedSellingPartnerId: null,
    returnTo: null,
    label: 'Left behind',
    days: 7,
    marketplaceId: null,
    marketplaceIds: [marketplaceIds.us, marketplaceIds.jp],
  })
  await claimLink(shop, token, null)
  await planCountries(shop, query, ['jp'])
  const openOf = async () =>
    [await listUnfinishedLinks(shop), await listPlannedCountries(shop), await findOwnSet(shop, id)].flat()
  expect(await openOf()).toHaveLength(3)

  await retireApplication(admin, query.applicationId)
  for (const ask of [
    () => readLink(world.visitor, token),
    () => claimLink(shop, token, null),
    () => beginAuthorization(shop, `?link=${id}&marketplace=${marketplaceIds.us}`, noBindings),
    () => planCountries(shop, query, ['na']),
  ])
    await expect(ask()).rejects.toThrow(refusal('application_retired'))
  expect(await openOf()).toEqual([null])

  await restoreApplication(admin, query.applicationId)
  expect(await openOf()).toHaveLength(3)
})

test('operators are told that a seller of a retired application can’t renew, and get no link to send', async () => {
  const shop = await world.addAccount('Left in need')
  const applicationId = await create(admin)
  const accountId = shop.actor.kind === 'account' ? shop.actor.accountId : ''
  const detail = 'The request has an invalid grant parameter : refresh_token.'
  const refused = { source: 'lwa', status: 400, code: 'invalid_grant', detail } as const
  const row = authorizationOf(applicationId, accountId, {
    health: 'reauthorization_needed',
    healthCause: 'invalid_grant',
    invalidGrants: 3,
    lastRefreshProblem: 'invalid_grant',
    lastRefreshFailure: refused,
  })
  await db.insert(authorization).values(row)
  const id = row.id
  expect(await readAuthorization(admin, id)).toMatchObject({
    renewalObstacle: null,
    who: 'seller',
    reason: expect.stringContaining('re-authorization link'),
    diagnosis: { who: 'seller', steps: expect.arrayContaining([expect.stringContaining('link')]) },
  })
  await retireApplication(admin, applicationId)
  const { renewalObstacle, who, reason, diagnosis } = await readAuthorization(admin, id)
  expect([renewalObstacle, who]).toEqual(['application_retired', 'operator'])
  expect(reason).toContain('The application is retired')
  expect(diagnosis?.who).toBe('operator')
  for (const text of [reason, ...(diagnosis?.steps ?? [])]) expect(text).not.toContain('link')
})

describe('which application a seller authorizes', () => {
  test('is the one that they chose, with its ids and its status', async () => {
    const draft = await create(admin, another({ partnerTypes: ['seller'] }))
    const { spApiApplicationId } = await rowOf(draft)
    const of = async (start: string) => {
      const beginning = await beginAuthorization(seller, start, noBindings)
      if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
      return new URL(beginning.uri).searchParams
    }
    const chosen = await of(`${websiteStart(marketplaceIds.us)}&application=${draft}`)
    expect([chosen.get('application_id'), chosen.get('version')]).toEqual([spApiApplicationId, 'beta'])
    await changeApplication(admin, draft, await seenAt(draft), {
      ...another(),
      spApiApplicationId,
      status: 'published',
    })
    const published = await of(`${websiteStart(marketplaceIds.us)}&application=${draft}`)
    expect(published.has('version')).toBe(false)
  })

  test('is one that is ready and accepts such selling partners, or the answer says why not', async () => {
    const sellersOnly = await create(admin, another())
    const isPrivate = await create(admin, another({ kind: 'private' }))
    const begin = (query: string) => world.consent(seller, query, 'A1USHARBORPINE')
    const us = websiteStart(marketplaceIds.us)
    const vendor = websiteStart(marketplaceIds.us, 'vendor')
    await expect(begin(`${vendor}&application=${sellersOnly}`)).rejects.toThrow(
      refusal('application_partner_type'),
    )
    await expect(begin(`${us}&application=${isPrivate}`)).rejects.toThrow(refusal('application_not_ready'))
    await expect(begin(`${us}&application=${newId()}`)).rejects.toThrow(refusal('application_not_found'))
    await expect(begin(`${us}&application=first`)).rejects.toThrow(refusal('parameter_malformed'))
  })
})

test('grants are counted as Amazon counts them: disconnected ones too, vendors and self-authorizations separately', async () => {
  const registered = world.simulator.addApplication({
    applicationId: 'amzn1.sp.solution.counted',
    lwaClientId: 'amzn1.application-oa2-client.counted',
    clientSecret,
    status: 'published',
  })
  const id = await create(
    admin,
    another({
      spApiApplicationId: registered.applicationId,
      lwaClientId: registered.lwaClientId,
      status: 'published',
      partnerTypes: ['seller', 'vendor'],
    }),
  )
  const start = `${websiteStart(marketplaceIds.us)}&application=${id}`
  const { outcome } = await world.authorize(seller, start, 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  await world.authorize(seller, start, 'A1USHARBORPINE')
  const capsOf = async () => (await readApplication(admin, id)).caps
  expect(await capsOf()).toMatchObject([
    { kind: 'consent', used: 1, disconnected: 0 },
    { kind: 'self', used: 0 },
  ])

  await disconnectAuthorization(seller, outcome.authorizationId)
  expect(await capsOf()).toMatchObject([{ used: 1, disconnected: 1 }, { used: 0 }])
  const [row] = await db.select().from(authorization).where(eq(authorization.id, outcome.authorizationId))
  if (row === undefined) throw new Error('the authorization is gone')
  const copy = { ...row, disconnectedAt: null, disconnectedBy: null }
  const createdAt = new Date(copy.createdAt.getTime() - dayMs)
  await db.insert(authorization).values([
    { ...copy, id: newId(), grantKey: 'V', partnerType: 'vendor' },
    { ...copy, id: newId(), grantKey: 'S', workflow: 'self' },
    // Released to another account and authorized there: one grant of Amazon's, two records.
    { ...copy, id: newId(), grantKey: 'R', createdAt, releasedAt: createdAt, disconnectedAt: createdAt },
    // Released, and not yet authorized by anyone.
    { ...copy, id: newId(), grantKey: 'Q', createdAt, releasedAt: createdAt, disconnectedAt: createdAt },
    { ...copy, id: newId(), grantKey: 'R' },
  ])
  expect(await capsOf()).toMatchObject([
    { used: 3, disconnected: 2, limit: 25 },
    { used: 1, limit: 10 },
  ])
})

test('no audit entry of an application holds its secret', async () => {
  const rows = await db
    .select()
    .from(audit)
    .where(eq(audit.targetKind, 'application'))
    .orderBy(desc(audit.id))
  expect(rows.length).toBeGreaterThan(10)
  expect(JSON.stringify(rows)).not.toMatch(/amzn1\.oa2-cs|promoted-|next-/)
})
