import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { routes } from '#api/v1/routes.ts'
import { addGrant } from '#bench/grant.ts'
import { apiKey, application, authorization } from '#drizzle/schema.ts'
import { revokeKey } from '#lib/keys/api-keys.ts'
import { apiScopes } from '#lib/keys/choices.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database, { roles: ['Tax Invoicing (Restricted)'] })
const { services } = world
const api = await serveApi(services)
const admin = await addAdmin(services, world.as)
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const [own] = await db.select().from(application)
const [grant] = await db.select().from(authorization)
if (own === undefined || grant === undefined) throw new Error('there is no authorization')
const otherApplication = newId()
await db
  .insert(application)
  .values({ ...own, id: otherApplication, name: 'Other', spApiApplicationId: 'amzn1.sp.solution.other' })
const other = await world.addAccount('Other')
const otherAccount = other.actor.kind === 'account' ? other.actor.accountId : ''
const scopes = apiScopes.map(({ id: scope }) => scope)

/** A key with every right, and then narrowed in the database: some of these, nobody could make. */
async function narrowed(change: Partial<typeof apiKey.$inferInsert>): Promise<string> {
  const { id: keyId, key } = await makeKey(admin, { scopes, days: 365 })
  await db.update(apiKey).set(change).where(eq(apiKey.id, keyId))
  return key
}

async function revoked(): Promise<string> {
  const { id: keyId, key } = await makeKey(admin, { scopes })
  await revokeKey(admin, keyId)
  return key
}

const whole = (await makeKey(admin, { scopes })).key
const keys = {
  all: whole,
  none: null,
  wrong: whole.slice(0, -1) + (whole.endsWith('A') ? 'B' : 'A'),
  revoked: await revoked(),
  expired: await narrowed({ expiresAt: services.now() }),
  'of this application': await narrowed({ applicationId: own.id }),
  'of another application': await narrowed({ applicationId: otherApplication }),
  'of this account': await narrowed({ accountId: grant.accountId }),
  'of another account': await narrowed({ accountId: otherAccount }),
  'without the right': null,
} as const
type KeyName = keyof typeof keys

const refused: Partial<Record<KeyName, string>> = {
  none: '401 api_key_missing',
  wrong: '401 api_key_unknown',
  revoked: '401 api_key_revoked',
  expired: '401 api_key_expired',
  'without the right': '403 not_allowed',
}
const ofAuthorization: Record<KeyName, string> = {
  ...refused,
  all: '200',
  'of this application': '200',
  'of another application': '404 authorization_not_found',
  'of this account': '200',
  'of another account': '404 authorization_not_found',
} as Record<KeyName, string>

/** What each door answers to each key. A list answers to everybody with the right: with how many rows. */
const table: Readonly<Record<string, Record<KeyName, string>>> = {
  vendAccessToken: ofAuthorization,
  createRestrictedDataToken: ofAuthorization,
  vendGrantlessToken: {
    ...ofAuthorization,
    'of another application': '404 application_not_found',
    'of this account': '403 not_allowed',
    'of another account': '403 not_allowed',
  },
  listAuthorizations: {
    ...ofAuthorization,
    all: '200, 1',
    'of this application': '200, 1',
    'of another application': '200, 0',
    'of this account': '200, 1',
    'of another account': '200, 0',
  },
  listApplications: {
    ...ofAuthorization,
    all: '200, 2',
    'of this application': '200, 1',
    'of another application': '200, 1',
    'of this account': '200, 1',
    'of another account': '200, 0',
  },
}
const bodies: Readonly<Record<string, object>> = {
  createRestrictedDataToken: { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders' }] },
  vendGrantlessToken: { scope: 'sellingpartnerapi::notifications' },
}

describe.each(routes.map((route) => [route.id, route] as const))('C12: %s', (name, route) => {
  test.each(Object.keys(keys) as KeyName[])('with the key %s', async (keyName) => {
    world.passMs(60_000)
    const others = scopes.filter((scope) => !route.scopes.includes(scope))
    const key = keyName === 'without the right' ? await narrowed({ scopes: others }) : keys[keyName]
    const owner = route.path.startsWith('/api/v1/applications') ? own.id : id
    const { status, body } = await api.ask(route.path.replace('{id}', owner), {
      method: route.method.toUpperCase(),
      headers: { ...(key !== null && { authorization: `Bearer ${key}` }) },
      ...(bodies[name] && { body: JSON.stringify(bodies[name]) }),
    })
    const list = body.authorizations ?? body.applications
    const told = Array.isArray(list) ? `${status}, ${list.length}` : `${status} ${body.code ?? ''}`.trim()
    expect(told).toBe(table[name]?.[keyName])
    if (status >= 400) expect(JSON.stringify(body)).not.toMatch(/Atz|Atc|A1USHARBORPINE|sellingpartnerapi-/)
  })
})
