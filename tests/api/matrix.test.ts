import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { routes } from '#api/v1/routes.ts'
import { addGrant } from '#bench/grant.ts'
import { apiKey, application, authorization } from '#drizzle/schema.ts'
import { revokeKey } from '#lib/keys/api-keys.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { createConnectLink } from '#lib/links/create.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addOnlyWebhook } from './add-webhook.ts'
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
await db.update(authorization).set({ tags: { team: 'eu', plan: 'free' } })
const ownApplication = own.id
const otherApplication = newId()
await db
  .insert(application)
  .values({ ...own, id: otherApplication, name: 'Other', spApiApplicationId: 'amzn1.sp.solution.other' })
const other = await world.addAccount('Other')
const otherAccount = other.actor.kind === 'account' ? other.actor.accountId : ''
const scopes = programScopes.map(({ id: scope }) => scope)

/** A key with every scope, narrowed in the database: some of these could not be created. */
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
  'of its tags': await narrowed({ tags: { team: 'eu' } }),
  'of other tags': await narrowed({ tags: { team: 'us' } }),
  'from its network': await narrowed({ networks: ['127.0.0.0/8'] }),
  'from another network': await narrowed({ networks: ['203.0.113.0/24', '2001:db8::/32'] }),
  'without the right': null,
} as const
type KeyName = keyof typeof keys

const refused: Partial<Record<KeyName, string>> = {
  none: '401 api_key_missing',
  wrong: '401 api_key_unknown',
  revoked: '401 api_key_revoked',
  expired: '401 api_key_expired',
  'from another network': '403 api_key_network_refused',
  'without the right': '403 not_allowed',
}
const ofAuthorization: Record<KeyName, string> = {
  ...refused,
  all: '200',
  'of this application': '200',
  'of another application': '404 authorization_not_found',
  'of this account': '200',
  'of another account': '404 authorization_not_found',
  'of its tags': '200',
  'of other tags': '404 authorization_not_found',
  'from its network': '200',
} as Record<KeyName, string>

const ofWebhook: Record<KeyName, string> = {
  ...ofAuthorization,
  'of another application': '404 webhook_not_found',
  'of this account': '403 not_allowed',
  'of another account': '403 not_allowed',
  'of its tags': '403 not_allowed',
  'of other tags': '403 not_allowed',
}
const ofAnyApplication: Record<KeyName, string> = {
  ...ofWebhook,
  'of another application': '200',
}

const ofLink: Record<KeyName, string> = {
  ...ofAuthorization,
  'of another application': '404 connect_link_not_found',
  'of another account': '404 connect_link_not_found',
  'of other tags': '404 connect_link_not_found',
}
const ofAnything: Record<KeyName, string> = {
  ...ofAuthorization,
  'of another application': '200',
  'of another account': '200',
  'of other tags': '200',
}

const ofNoImport = Object.fromEntries(
  Object.keys(keys).map((name) => [name, refused[name as KeyName] ?? '404 import_not_found']),
) as Record<KeyName, string>

function created(row: Record<KeyName, string>): Record<KeyName, string> {
  const entries = Object.entries(row).map(([name, told]) => [name, told === '200' ? '201' : told])
  return Object.fromEntries(entries) as Record<KeyName, string>
}

const listed = { all: '200, 1', 'of this application': '200, 1', 'from its network': '200, 1' }

/** The answer of each route to each key. A list answers everybody with the scope: the number of rows. */
const table: Readonly<Record<string, Record<KeyName, string>>> = {
  vendAccessToken: ofAuthorization,
  createRestrictedDataToken: ofAuthorization,
  vendGrantlessToken: {
    ...ofAuthorization,
    'of another application': '404 application_not_found',
    'of this account': '403 not_allowed',
    'of another account': '403 not_allowed',
    'of its tags': '403 not_allowed',
    'of other tags': '403 not_allowed',
  },
  listAuthorizations: {
    ...ofAuthorization,
    ...listed,
    'of another application': '200, 0',
    'of this account': '200, 1',
    'of another account': '200, 0',
    'of its tags': '200, 1',
    'of other tags': '200, 0',
  },
  readAuthorization: ofAuthorization,
  listRoles: ofAuthorization,
  updateAuthorization: ofAuthorization,
  checkAuthorization: ofAuthorization,
  pauseAuthorization: ofAuthorization,
  resumeAuthorization: ofAuthorization,
  revokeAuthorization: ofAuthorization,
  createRenewalLink: created(ofAuthorization),
  createConnectLink: {
    ...created(ofAuthorization),
    'of another application': '404 application_not_found',
    'of another account': '201',
    'of other tags': '201',
  },
  readConnectLink: ofLink,
  revokeConnectLink: ofLink,
  deliverNotification: {
    ...ofAuthorization,
    'of another application': '404 application_not_found',
    'of this account': '403 not_allowed',
    'of another account': '403 not_allowed',
    'of its tags': '403 not_allowed',
    'of other tags': '403 not_allowed',
  },
  readApplication: {
    ...ofAuthorization,
    'of another application': '404 application_not_found',
    'of another account': '404 application_not_found',
    'of other tags': '404 application_not_found',
  },
  listIncidents: ofAnything,
  diagnoseError: ofAnything,
  readUsage: ofAnything,
  updateAccount: {
    ...ofAuthorization,
    'of this application': '404 account_not_found',
    'of another application': '404 account_not_found',
    'of another account': '404 account_not_found',
    'of its tags': '404 account_not_found',
    'of other tags': '404 account_not_found',
  },
  listApplications: {
    ...ofAuthorization,
    all: '200, 2',
    'from its network': '200, 2',
    'of this application': '200, 1',
    'of another application': '200, 1',
    'of this account': '200, 1',
    'of another account': '200, 0',
    'of its tags': '200, 1',
    'of other tags': '200, 0',
  },
  // A key sees only the imports that it started itself.
  startImport: {
    ...ofAnyApplication,
    all: '201',
    'from its network': '201',
    'of this application': '201',
    'of another application': '201',
  },
  listImports: ofAnything,
  readImport: ofNoImport,
  listImportLines: ofNoImport,
  cancelImport: ofNoImport,
  listEvents: {
    ...ofAnyApplication,
    'of this account': '200',
    'of another account': '200',
    'of its tags': '200',
    'of other tags': '200',
  },
  listWebhookEndpoints: {
    ...ofWebhook,
    ...listed,
    'of another application': '200, 0',
  },
  createWebhookEndpoint: {
    ...ofWebhook,
    all: '201',
    'from its network': '201',
    'of this application': '201',
    'of another application': '201',
  },
  readWebhookEndpoint: ofWebhook,
  changeWebhookEndpoint: ofWebhook,
  deleteWebhookEndpoint: ofWebhook,
  rotateWebhookSecret: ofWebhook,
  testWebhookEndpoint: ofWebhook,
  listWebhookDeliveries: ofWebhook,
  replayWebhookDelivery: ofWebhook,
  replayFailedWebhooks: ofWebhook,
}
const bodies: Readonly<Record<string, object>> = {
  createRestrictedDataToken: { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders' }] },
  vendGrantlessToken: { scope: 'sellingpartnerapi::notifications' },
  updateAuthorization: { external_reference: 'cus_42', tags: { plan: 'pro', team: 'eu' } },
  updateAccount: { tags: { plan: 'pro' } },
  createConnectLink: { application_id: ownApplication, label: 'New seller' },
  startImport: { refresh_token: 'none' },
  diagnoseError: { text: 'invalid_grant' },
  deliverNotification: { notificationType: 'ORDER_CHANGE', payload: {} },
  createWebhookEndpoint: { name: 'New', url: 'https://new.example.com/' },
  changeWebhookEndpoint: { name: 'Renamed' },
}

const ownIds: Readonly<Record<string, string>> = {
  applications: ownApplication,
  accounts: grant.accountId,
}

const { id: linkId } = await createConnectLink(admin, {
  id: newId(),
  applicationId: ownApplication,
  partnerType: 'seller',
  marketplaceId: null,
  account: grant.accountId,
  expectedSellingPartnerId: null,
  returnTo: null,
  label: 'Link',
  days: 7,
  tags: { team: 'eu' },
})

/** Another authorization that the same keys may see, to be destroyed. */
async function addAlike(): Promise<string> {
  const alike = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const { accountId, tags } = { accountId: grant?.accountId ?? '', tags: { team: 'eu' } }
  await db
    .update(authorization)
    .set({ applicationId: ownApplication, accountId, tags })
    .where(eq(authorization.id, alike))
  return alike
}

async function addressOf(path: string): Promise<string> {
  if (path.includes('/connect-links/')) return path.replace('{id}', linkId)
  if (path.endsWith('/revoke')) return path.replace('{id}', await addAlike())
  if (!path.includes('webhook')) return path.replace('{id}', ownIds[path.split('/')[3] ?? ''] ?? id)
  const webhook = await addOnlyWebhook(admin, ownApplication)
  return path.replace('{id}', webhook.id).replace('{delivery}', webhook.deliveryId)
}

describe.each(routes.map((route) => [route.id, route] as const))('C12: %s', (name, route) => {
  test.each(Object.keys(keys) as KeyName[])('with the key %s', async (keyName) => {
    world.passMs(60_000)
    const others = scopes.filter((scope) => !route.scopes.includes(scope))
    const key = keyName === 'without the right' ? await narrowed({ scopes: others }) : keys[keyName]
    const since = services.realNow().toISOString()
    const sent = name === 'replayFailedWebhooks' ? { since } : bodies[name]
    const { status, body } = await api.ask(await addressOf(route.path), {
      method: route.method.toUpperCase(),
      headers: { ...(key !== null && { authorization: `Bearer ${key}` }) },
      ...(sent && { body: JSON.stringify(sent) }),
    })
    const list = body.authorizations ?? body.applications ?? body.webhook_endpoints
    const told = Array.isArray(list) ? `${status}, ${list.length}` : `${status} ${body.code ?? ''}`.trim()
    expect(told).toBe(table[name]?.[keyName])
    if (status >= 400) expect(JSON.stringify(body)).not.toMatch(/Atz|Atc|A1USHARBORPINE|sellingpartnerapi-/)
  })
})
