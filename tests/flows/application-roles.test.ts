import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { changeApplication } from '#lib/applications/change.ts'
import type { NewRoles } from '#lib/applications/roles.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import { countAuthorizations, listAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import { readRoles } from '#lib/role-checks/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createApplicationsWorld, dayMs } from './applications-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createApplicationsWorld(database)
const { admin, facts, seenAt, rowOf } = world

const seller = await world.addAccount('Harbor Pine')
const connect = async (sellingPartnerId: string, marketplaceId: string) => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceId), sellingPartnerId)
  return outcome.kind === 'completed' ? outcome.authorizationId : ''
}
const american = await connect('A1USHARBORPINE', marketplaceIds.us)
const european = await connect('A3EULINDENHOF', marketplaceIds.de)
const { applicationId } = await readAuthorization(admin, american)
const stored = await rowOf(applicationId)

async function enter(roles: readonly string[], newRoles: NewRoles | null = null) {
  world.passMs(dayMs)
  const { spApiApplicationId, status, lwaClientId, tokenEndpoint, redirectUri, logInUri, ...rest } = facts
  expect([spApiApplicationId, status, lwaClientId, tokenEndpoint, redirectUri, logInUri]).toHaveLength(6)
  const own = { ...rest, name: stored.name, partnerTypes: stored.partnerTypes, roles }
  await changeApplication(admin, applicationId, await seenAt(applicationId), own, newRoles)
  await world.settle()
}

test('entering roles for the first time marks nobody', async () => {
  expect((await rowOf(applicationId)).roles).toEqual([])
  await enter(['Product Listing', 'Pricing'])
  expect(await countAuthorizations(admin, {})).toMatchObject({
    health: { working: 2 },
    flags: { roles_missing: 0 },
  })
  expect((await rowOf(applicationId)).roles.map(({ name }) => name)).toEqual(['Product Listing', 'Pricing'])
})

test('a seller who authorized before the application was added here lacks none of its first roles', async () => {
  const { createdAt } = await rowOf(applicationId)
  const before = new Date(createdAt.getTime() - 100 * dayMs)
  const [kept] = await db.select().from(authorization).where(eq(authorization.id, american))
  await db.update(authorization).set({ renewedAt: before }).where(eq(authorization.id, american))
  const idsOf = async (name: string, isLacked: boolean) =>
    (await listAuthorizations(admin, { role: { name, isLacked } })).rows.map(({ id }) => id).toSorted()
  const newer = async () =>
    (await readRoles(admin, american)).flatMap(({ role, isNewer }) => (isNewer ? role : []))
  expect(await idsOf('Pricing', true)).toEqual([])
  expect(await idsOf('Pricing', false)).toEqual([american, european].toSorted())
  expect(await newer()).toEqual([])

  const own = await rowOf(applicationId)
  await enter(['Product Listing', 'Pricing', 'Amazon Fulfillment'], 'missing')
  expect(await idsOf('Pricing', true)).toEqual([])
  expect(await idsOf('Amazon Fulfillment', true)).toEqual([american, european].toSorted())
  expect(await newer()).toEqual(['Amazon Fulfillment'])
  expect(await readAuthorization(admin, american)).toMatchObject({ missingRoles: ['Amazon Fulfillment'] })
  await enter(['Product Listing', 'Pricing'])
  await db.update(authorization).set({ renewedAt: kept?.renewedAt }).where(eq(authorization.id, american))
  expect((await rowOf(applicationId)).roles).toEqual(own.roles)
})

test('adding a role later shows the affected sellers, and nothing is saved before the answer', async () => {
  const before = await rowOf(applicationId)
  await expect(enter(['Product Listing', 'Pricing', 'Tax', 'Finance'])).rejects.toMatchObject({
    code: 'roles_affect_sellers',
    details: { roles: ['Tax', 'Finance'], total: 2, names: ['Harbor & Pine Goods', 'Lindenhof'] },
  })
  expect(await rowOf(applicationId)).toEqual(before)

  await enter(['Product Listing', 'Pricing', 'Tax'], 'approved')
  expect(await countAuthorizations(admin, {})).toMatchObject({ flags: { roles_missing: 0 } })
  await enter(['Product Listing', 'Pricing', 'Tax', 'Finance'], 'missing')
  expect(await readAuthorization(admin, american)).toMatchObject({
    health: 'working',
    flags: ['roles_missing'],
    missingRoles: ['Finance'],
  })
  expect(await countAuthorizations(admin, {})).toMatchObject({ flags: { roles_missing: 2 } })
})

test('a change that adds no role or affects no seller is saved without a question', async () => {
  await enter(['Product Listing', 'Pricing'])
  await enter([])
  await expect(enter(['Pricing'])).rejects.toThrow(refusal('roles_affect_sellers'))
  for (const id of [american, european]) await disconnectAuthorization(seller, id)
  await enter(['Pricing', 'Tax'])
  expect((await rowOf(applicationId)).roleAddedAt).toEqual(world.services.now())
})
