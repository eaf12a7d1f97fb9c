import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { apiKey, authorization } from '#drizzle/schema.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { endPreviousKeySecret, replaceKeySecret } from '#lib/keys/replace-secret.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { Secret } from '#lib/secret.ts'
import { handleOf } from '#lib/tokens/handle.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services, { trustedProxies: 1 })
const admin = await addAdmin(world.services, world.as)
const eu = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const us = await addGrant(world.system, world.simulator, 'A8TWOREGIONS')
await db
  .update(authorization)
  .set({ tags: { team: 'eu', plan: 'pro' } })
  .where(eq(authorization.id, eu))
await db
  .update(authorization)
  .set({ tags: { team: 'us' } })
  .where(eq(authorization.id, us))
const dayMs = 86_400_000

test('C12: a key limited to tags only sees, and only gets tokens for, authorizations that have all of them', async () => {
  const { key } = await makeKey(admin, { tags: 'team=eu\nplan=pro' })
  expect((await api.vend(eu, key)).status).toBe(200)
  expect(await api.vend(us, key)).toMatchObject({ status: 404, body: { code: 'authorization_not_found' } })
  const { authorizations } = (await api.list(key)).body as { authorizations: { id: string }[] }
  expect(authorizations.map(({ id }) => id)).toEqual([eu])
  await db
    .update(authorization)
    .set({ tags: { team: 'eu' } })
    .where(eq(authorization.id, eu))
  expect((await api.vend(eu, key)).status).toBe(404)
  await db
    .update(authorization)
    .set({ tags: { team: 'eu', plan: 'pro' } })
    .where(eq(authorization.id, eu))
  await expect(makeKey(admin, { tags: 'team=eu', scopes: ['tokens:grantless'] })).rejects.toThrow(
    refusal('api_key_scope_of_account'),
  )
  await expect(makeKey(admin, { tags: 'Team' })).rejects.toThrow(refusal('tags_invalid'))
})

const tagsOf = async (id: string) =>
  (await db.select().from(authorization).where(eq(authorization.id, id)))[0]?.tags

test('C12: a link of a key limited to tags doesn’t bring an older authorization within the key’s limit', async () => {
  const { key } = await makeKey(admin, { scopes: ['links:manage', 'authorizations:read'], tags: 'team=eu' })
  const seller = await world.addAccount('Kettle')
  const first = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A10USSCRIPT')
  if (first.outcome.kind !== 'completed') throw new Error(first.outcome.kind)
  const id = first.outcome.authorizationId
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  const connect = async () => {
    const { body } = await api.ask('/api/v1/connect-links', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({
        application_id: row?.applicationId,
        marketplace_id: marketplaceIds.us,
        label: 'Link',
        external_reference: 'mine',
        tags: { team: 'us', plan: 'pro' },
      }),
    })
    await claimLink(seller, new Secret(String(body.url).split('/').at(-1) ?? ''), null)
    expect((await world.authorize(seller, `?link=${body.id}`, 'A10USSCRIPT')).outcome).toMatchObject({
      authorizationId: id,
    })
  }
  await db
    .update(authorization)
    .set({ tags: { team: 'us' }, externalReference: 'theirs' })
    .where(eq(authorization.id, id))
  await connect()
  const [after] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(after).toMatchObject({ tags: { team: 'us' }, externalReference: 'theirs' })
  expect((await api.list(key)).body.authorizations).not.toContainEqual(expect.objectContaining({ id }))
  await db
    .update(authorization)
    .set({ tags: { team: 'eu' } })
    .where(eq(authorization.id, id))
  await connect()
  const [own] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(own).toMatchObject({ tags: { team: 'eu', plan: 'pro' }, externalReference: 'mine' })
})

test('C12: a key limited to tags can neither remove them from an authorization nor change them', async () => {
  const { key } = await makeKey(admin, { scopes: ['authorizations:annotate'], tags: 'team=eu' })
  for (const tags of [{}, { team: 'us' }, { plan: 'pro' }]) {
    const { status } = await api.ask(`/api/v1/authorizations/${eu}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ tags }),
    })
    expect([status, await tagsOf(eu)]).toEqual([200, { ...tags, team: 'eu' }])
  }
})

test('C11: a key limited to networks only works from there, whatever a client claims', async () => {
  const { key, id } = await makeKey(admin, { networks: '203.0.113.0/24 198.51.100.7, 2001:db8::/32' })
  const vendFrom = (forwarded: string) =>
    api.ask(`/api/v1/authorizations/${eu}/access-token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': forwarded },
    })
  for (const address of ['203.0.113.9', '198.51.100.7', '2001:db8:1::9', '::ffff:203.0.113.1']) {
    expect((await vendFrom(address)).status, address).toBe(200)
  }
  for (const address of ['198.51.100.8', '2001:db9::1', '203.0.113.9, 192.0.2.1', 'nonsense']) {
    const { status, body } = await vendFrom(address)
    expect([status, body.code], address).toEqual([403, 'api_key_network_refused'])
  }
  const broker = await api.ask('/auth/o2/token', {
    method: 'POST',
    headers: { 'x-forwarded-for': '192.0.2.1' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: handleOf(eu),
      client_id: key.slice(0, 16),
      client_secret: key,
    }),
  })
  expect(broker).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
  const listed = (await listKeys(admin, 'program')).rows.find((row) => row.id === id)
  expect(listed?.networks).toEqual(['203.0.113.0/24', '198.51.100.7/32', '2001:db8::/32'])
  for (const networks of ['here', '10.0.0.0/33', '10.0.0.0/8/8', '1.2.3.4/-1', '::1/129']) {
    await expect(makeKey(admin, { networks }), networks).rejects.toThrow(refusal('api_key_networks_invalid'))
  }
  for (const minTtl of ['-1', '3501', '1.5', 'x']) {
    await expect(makeKey(admin, { minTtl }), minTtl).rejects.toThrow(refusal('api_key_min_ttl_invalid'))
  }
})

test('C11: during a replacement both secrets work, then the previous one expires or is ended by hand', async () => {
  const { key, id } = await makeKey(admin)
  const { key: next, previousUntil } = await replaceKeySecret(admin, { id, days: 7 })
  expect(next.expose().slice(0, 16)).toBe(key.slice(0, 16))
  expect(previousUntil).toEqual(new Date(world.services.now().getTime() + 7 * dayMs))
  for (const one of [key, next.expose()]) expect((await api.vend(eu, one)).status).toBe(200)
  await expect(replaceKeySecret(admin, { id, days: 7 })).rejects.toThrow(refusal('api_key_secret_replaced'))
  expect((await api.vend(eu, key)).status).toBe(200)
  await endPreviousKeySecret(admin, id)
  await endPreviousKeySecret(admin, id)
  expect(await api.vend(eu, key)).toMatchObject({ status: 401, body: { code: 'api_key_unknown' } })
  expect((await api.list(next.expose())).status).toBe(200)
  expect(await world.trace(id)).toEqual([
    'api-key.created',
    'api-key.secret-replaced',
    'api-key.previous-secret-ended',
  ])
  await replaceKeySecret(admin, { id, days: 1 })
  const later = await serveApi({
    ...world.services,
    now: () => new Date(world.services.now().getTime() + dayMs),
  })
  expect((await later.list(next.expose())).status).toBe(401)
  expect((await api.list(next.expose())).status).toBe(200)
  expect(JSON.stringify(await db.select().from(apiKey))).not.toContain(next.expose().slice(-43))
})

test('C11: only an administrator can replace the secret of an active key, and the second of two replacements is refused', async () => {
  const { id } = await makeKey(admin, { days: 30 })
  await expect(replaceKeySecret(world.operator, { id, days: 7 })).rejects.toThrow(refusal('not_allowed'))
  await expect(endPreviousKeySecret(world.operator, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(replaceKeySecret(admin, { id, days: 2 })).rejects.toThrow(refusal('api_key_overlap_invalid'))
  for (const none of [newId(), 'x']) {
    await expect(replaceKeySecret(admin, { id: none, days: 7 })).rejects.toThrow(refusal('api_key_not_found'))
    await expect(endPreviousKeySecret(admin, none)).rejects.toThrow(refusal('api_key_not_found'))
  }
  const both = await Promise.allSettled([1, 7].map((days) => replaceKeySecret(admin, { id, days })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await db.update(apiKey).set({ revokedAt: world.services.now() }).where(eq(apiKey.id, id))
  await expect(replaceKeySecret(admin, { id, days: 7 })).rejects.toThrow(refusal('api_key_ended'))
})
