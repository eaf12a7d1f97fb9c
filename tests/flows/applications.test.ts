import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { application, audit, authorization } from '#drizzle/schema.ts'
import { changeApplication, restoreApplication, retireApplication } from '#lib/applications/change.ts'
import { createApplication } from '#lib/applications/create.ts'
import { defineApplication } from '#lib/applications/define.ts'
import type { ApplicationFacts } from '#lib/applications/facts.ts'
import { readApplication, readApplications } from '#lib/applications/read.ts'
import { sealClientSecret } from '#lib/applications/seal-client-secret.ts'
import { beginAuthorization } from '#lib/authorizations/begin.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import type { Context } from '#lib/context.ts'
import { Secret } from '#lib/secret.ts'
import { clientSecretBinding } from '#lib/tokens/lwa-client.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { open } from '#lib/vault/seal.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const operatorOf = (role: 'viewer' | 'operator' | 'admin') =>
  world.as({ kind: 'operator', personId: newId(), role, sessionId: newId() })
const admin = operatorOf('admin')
const seller = await world.addAccount('Harbor Pine')
const dayMs = 86_400_000

const [first] = await readApplications(admin)
if (first === undefined) throw new Error('the environment defined no application')

const clientSecret = `amzn1.oa2-cs.v1.${randomToken()}`
const facts: ApplicationFacts = {
  name: 'Repricer',
  spApiApplicationId: 'amzn1.sellerapps.app.second',
  status: 'draft',
  kind: 'public',
  isListed: false,
  isSandbox: false,
  partnerTypes: ['seller'],
  lwaClientId: 'amzn1.application-oa2-client.second',
  tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
  redirectUri: world.redirectUri,
  logInUri: 'http://localhost:3000/authorize',
  returnAddresses: ['https://app.example.com/done'],
  roles: ['Product Listing'],
  renewalTermDays: 365,
  renewalDueDays: 30,
  renewalWarningDays: [60, 30, 7],
}
const another = (more: Partial<ApplicationFacts> = {}): ApplicationFacts => {
  const id = randomToken().replaceAll('-', 'x').slice(0, 20)
  return {
    ...facts,
    spApiApplicationId: `amzn1.sp.solution.${id}`,
    lwaClientId: `amzn1.application-oa2-client.${id}`,
    ...more,
  }
}
const create = (ctx: Context, wanted: ApplicationFacts = another()) =>
  createApplication(ctx, wanted, { value: new Secret(clientSecret), createdOn: '2026-11-01' })
const seenAt = async (id: string) => (await readApplication(admin, id)).updatedAt.toISOString()
const rowOf = async (id: string) => {
  const [row] = await db.select().from(application).where(eq(application.id, id))
  if (row === undefined) throw new Error(`no application ${id}`)
  return row
}
const secretOf = async (id: string) =>
  open(admin.keyRing, (await rowOf(id)).lwaClientSecretSealed, clientSecretBinding(id)).expose()

test('an admin adds an application beside the first; its secret is sealed and shows only its end (B8)', async () => {
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

test('E7: everybody at the dashboard reads applications, only an admin writes them', async () => {
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
  test('leaves the names of what changed in the audit, and no values', async () => {
    const id = await create(admin)
    const { spApiApplicationId, lwaClientId } = await rowOf(id)
    world.passMs(dayMs)
    await changeApplication(admin, id, await seenAt(id), {
      ...another({ spApiApplicationId, lwaClientId }),
      status: 'published',
      roles: ['Product Listing', 'Pricing'],
    })
    expect(await rowOf(id)).toMatchObject({ status: 'published', roleAddedAt: world.services.now() })
    expect(await world.details(id)).toEqual({ changed: 'status, roles, roleAddedAt' })
    expect(await secretOf(id)).toBe(clientSecret)
  })

  test('that changes nothing leaves no trace', async () => {
    const wanted = another()
    const id = await create(admin, wanted)
    await changeApplication(admin, id, await seenAt(id), wanted)
    expect(await world.trace(id)).toEqual(['application.defined'])
  })

  test('of two admins with the same page, the second is told and changes nothing', async () => {
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

  test('never gives it the id of another, and finds nothing at an id that is none', async () => {
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

test('a retired application works on for its authorizations, sends nobody to Amazon, and can be brought back', async () => {
  const id = await create(admin)
  await retireApplication(admin, id)
  await retireApplication(admin, id)
  expect((await readApplication(admin, id)).readiness.ready).toBe(false)
  await expect(
    world.consent(seller, `${websiteStart(marketplaceIds.us)}&application=${id}`, 'A1USHARBORPINE'),
  ).rejects.toThrow(refusal('application_not_ready'))
  await restoreApplication(admin, id)
  expect((await readApplication(admin, id)).readiness.ready).toBe(true)
  expect(await world.trace(id)).toEqual([
    'application.defined',
    'application.retired',
    'application.restored',
  ])
})

describe('the environment', () => {
  const definition = {
    spApiApplicationId: 'amzn1.sp.solution.of-environment',
    status: 'published' as const,
    lwaClientId: 'amzn1.application-oa2-client.ofenvironment',
    lwaClientSecret: new Secret(`first-${randomToken()}`),
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
  }
  const define = async (change: Partial<typeof definition> = {}) => {
    await defineApplication(world.system, { ...definition, ...change })
    const [row] = await db
      .select()
      .from(application)
      .where(eq(application.spApiApplicationId, definition.spApiApplicationId))
    if (row === undefined) throw new Error('nothing was defined')
    return row
  }

  test('says some things at each start, and leaves to admins what else there is', async () => {
    const { id } = await define()
    const { roles: _, ...own } = another({ name: 'Of both', renewalTermDays: null })
    const {
      spApiApplicationId: _id,
      status: _status,
      lwaClientId: _client,
      tokenEndpoint: _endpoint,
      ...rest
    } = own
    const { redirectUri: _redirect, logInUri: _logIn, ...beside } = rest
    await changeApplication(admin, id, await seenAt(id), { ...beside, roles: ['Pricing'] })
    const row = await define({ status: 'published' })
    expect(row).toMatchObject({ name: 'Of both', renewalTermDays: null, definedBy: 'environment' })
    expect((await readApplications(admin))[0]?.id, 'the environment comes first').toBe(id)
    await expect(
      changeApplication(admin, id, await seenAt(id), another({ name: 'Mine' })),
      'what the environment says is not changed here',
    ).rejects.toThrow(refusal('application_changed'))
  })

  test('has its secret applied when it is another one, and not when one was put in its place here', async () => {
    const { id } = await define()
    const promoted = `promoted-${randomToken()}`
    await db
      .update(application)
      .set(sealClientSecret(admin, id, new Secret(promoted)))
      .where(eq(application.id, id))
    await define()
    expect(await secretOf(id), 'a start changes nothing').toBe(promoted)

    const next = `next-${randomToken()}`
    world.passMs(dayMs)
    const row = await define({ lwaClientSecret: new Secret(next) })
    expect(await secretOf(id)).toBe(next)
    expect(row).toMatchObject({ secretEnding: next.slice(-4), secretStoredAt: world.services.now() })
    const count = (await world.trace(id)).length
    await define({ lwaClientSecret: new Secret(next) })
    expect(await world.trace(id), 'the same once more leaves no trace').toHaveLength(count)
  })

  test('that names another application, or none, leaves the one before to the admins', async () => {
    const { id } = await define()
    await defineApplication(world.system, null)
    expect((await rowOf(id)).definedBy).toBe('admin')
    expect(await world.details(id)).toEqual({ changed: 'definedBy' })
    const before = (await world.trace(id)).length
    await defineApplication(world.system, null)
    expect(await world.trace(id)).toHaveLength(before)
    expect((await define()).definedBy).toBe('environment')
    await defineApplication(world.system, null)
  })

  test('two processes that start at once store it once', async () => {
    const spApiApplicationId = 'amzn1.sp.solution.at-once'
    await Promise.all(
      [1, 2, 3].map(() => defineApplication(world.system, { ...definition, spApiApplicationId })),
    )
    const rows = await db
      .select()
      .from(application)
      .where(eq(application.spApiApplicationId, spApiApplicationId))
    expect(rows).toHaveLength(1)
    expect(await world.trace(rows[0]?.id ?? '')).toEqual(['application.defined'])
    await defineApplication(world.system, null)
  })
})

describe('which application a seller authorizes', () => {
  test('is the one that they chose, with the ids and the status of that one', async () => {
    const draft = await create(admin, another({ partnerTypes: ['seller'] }))
    const { spApiApplicationId } = await rowOf(draft)
    const of = async (start: string) => {
      const beginning = await beginAuthorization(seller, start, null)
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

  test('is one that is ready and for such a selling partner, or the answer says why not', async () => {
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

test('grants are counted where Amazon counts them: disconnected ones too, vendors and self-authorizations apart', async () => {
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
    // Released, and gone to nobody yet.
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
