import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accessToken, apiKey, audit, vendCount } from '#drizzle/schema.ts'
import { revokeKey } from '#lib/keys/api-keys.ts'
import { maskSecrets } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const kettle = await world.addAccount('Blue Kettle')
const stranger = await world.addAccount('Stranger')
const { outcome } = await world.authorize(kettle, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
if (outcome.kind !== 'completed') throw new Error(outcome.kind)
const id = outcome.authorizationId
const all = await makeKey(admin)
const dayMs = 86_400_000
const accountOf = (ctx: typeof kettle) => (ctx.actor.kind === 'account' ? ctx.actor.accountId : '')

test('C9: a vend returns everything that a program needs, and never a refresh token', async () => {
  const { status, headers, body } = await api.vend(id, all.key, { min_ttl: 600 })
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(
    [
      ...['access_token', 'endpoint', 'expires_at', 'marketplaces', 'region', 'request_id', 'seconds_left'],
      ...['account_id', 'selling_partner_id', 'selling_partner_id_verified', 'non_amazon_marketplaces'],
    ].sort(),
  )
  expect(body).toMatchObject({
    access_token: expect.stringMatching(/^Atza\|/),
    seconds_left: 3_600,
    expires_at: '2026-11-22T13:00:00.000Z',
    region: 'eu',
    endpoint: `${world.origin}/sellingpartnerapi-eu.amazon.com`,
    marketplaces: expect.arrayContaining([marketplaceIds.de]),
    account_id: accountOf(kettle),
    selling_partner_id: 'A3EULINDENHOF',
    selling_partner_id_verified: null,
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(JSON.stringify([body, [...headers]])).not.toContain('Atzr|')
})

test('C9: a warm vend neither asks LWA nor writes anything', async () => {
  const requests = world.simulator.received().length
  const before = await everyRow()
  expect(before.length).toBeGreaterThan(20)
  for (let vend = 0; vend < 5; vend += 1) expect((await api.vend(id, all.key)).status).toBe(200)
  expect(world.simulator.received().length).toBe(requests)
  expect(await everyRow()).toEqual(before)
})

/** Every row of this file's database: a write is another version, even with the same content. */
async function everyRow() {
  const tables = await db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by 1`,
  )
  return Promise.all(
    tables.map(async ({ name }) => [
      name,
      await db.execute(sql`select ctid, xmin, row::text as row from ${sql.raw(name)} as row order by ctid`),
    ]),
  )
}

test('C9: min_ttl is honored by a refresh, and refused if out of range', async () => {
  world.passMs(1_000_000)
  const requests = world.tokenRequests().length
  expect((await api.vend(id, all.key, { min_ttl: 2_600 })).body).toMatchObject({ seconds_left: 2_600 })
  expect(world.tokenRequests().length).toBe(requests)
  expect((await api.vend(id, all.key, { min_ttl: 2_601 })).body).toMatchObject({ seconds_left: 3_600 })
  expect(world.tokenRequests().length).toBe(requests + 1)
  for (const min_ttl of [-1, 3_501, 1.5, '300', null, 1e99]) {
    expect(await api.vend(id, all.key, { min_ttl })).toMatchObject({
      status: 400,
      body: { code: 'min_ttl_invalid' },
    })
  }
  expect((await api.vend(id, all.key, { ttl: 1 })).body).toMatchObject({ code: 'parameter_unknown' })
  expect(await api.vend(id, all.key, ' '.repeat(2_000))).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  })
  for (const body of ['{', '[]', '7', ' ']) {
    expect(await api.vend(id, all.key, body)).toMatchObject({
      status: 400,
      body: { code: 'body_unreadable' },
    })
  }
})

test('C11: the database holds only the digest of a key, and records its uses', async () => {
  const { id: keyId, key } = await makeKey(admin, { days: 30 })
  expect(Buffer.from(key.slice(-43), 'base64url')).toHaveLength(32)
  const [row] = await db.select().from(apiKey).where(eq(apiKey.id, keyId))
  expect(JSON.stringify(await db.select().from(apiKey))).not.toContain(key.slice(-43))
  expect(row).toMatchObject({ prefix: key.slice(0, 16), lastUsedAt: null })
  expect(JSON.stringify(await db.select().from(audit))).not.toContain(key.slice(-43))
  expect(maskSecrets(`key ${key}.`)).toBe(`key ${key.slice(0, 17)}[secret].`)
  for (let vend = 0; vend < 3; vend += 1) await api.vend(id, key)
  await api.counts.flush()
  const [used] = await db.select().from(apiKey).where(eq(apiKey.id, keyId))
  expect(used?.lastUsedAt).toEqual(world.services.now())
  expect(await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId))).toMatchObject([
    { authorizationId: id, day: '2026-11-22', count: 3 },
  ])
  await api.vend(id, key)
  await api.counts.flush()
  expect((await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId)))[0]?.count).toBe(4)
})

test('C11: a wrong, missing, expired or revoked key is refused, a revoked one immediately in every process', async () => {
  const other = await serveApi({ ...world.services })
  const { id: keyId, key } = await makeKey(admin, { days: 30 })
  expect((await other.vend(id, key)).status).toBe(200)
  const flipped = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')
  const wrong = [flipped, `${key}x`, key.slice(0, -1), 'nonsense', all.key.slice(0, 16) + key.slice(16)]
  for (const one of wrong) {
    const refused = await api.vend(id, one)
    expect(refused).toMatchObject({ status: 401, body: { code: 'api_key_unknown' } })
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
  }
  const path = `/api/v1/authorizations/${id}/access-token`
  expect(await api.ask(path, { method: 'POST' })).toMatchObject({
    status: 401,
    body: { code: 'api_key_missing', title: expect.any(String), detail: expect.any(String) },
  })
  await revokeKey(admin, keyId)
  await revokeKey(admin, keyId)
  for (const one of [api, other]) {
    expect(await one.vend(id, key)).toMatchObject({ status: 401, body: { code: 'api_key_revoked' } })
    expect(await one.list(key)).toMatchObject({ status: 401, body: { code: 'api_key_revoked' } })
  }
  expect(await world.trace(keyId)).toEqual(['api-key.created', 'api-key.revoked'])
  const short = await makeKey(admin, { days: 30 })
  const later = await serveApi({
    ...world.services,
    now: () => new Date(world.services.now().getTime() + 30 * dayMs),
  })
  expect(await later.vend(id, short.key)).toMatchObject({ status: 401, body: { code: 'api_key_expired' } })
})

test('C11: only administrators create and revoke keys, and a key only has its own scopes', async () => {
  await expect(makeKey(world.operator)).rejects.toThrow(refusal('not_allowed'))
  await expect(makeKey(kettle)).rejects.toThrow(refusal('not_allowed'))
  await expect(revokeKey(world.operator, all.id)).rejects.toThrow(refusal('not_allowed'))
  await expect(revokeKey(admin, newId())).rejects.toThrow(refusal('api_key_not_found'))
  await expect(makeKey(admin, { scopes: ['everything'] })).rejects.toThrow(refusal('api_key_scopes_missing'))
  await expect(makeKey(admin, { days: 31 })).rejects.toThrow(refusal('api_key_life_invalid'))
  await expect(makeKey(admin, { name: ' ' })).rejects.toThrow(refusal('name_invalid'))
  await expect(makeKey(admin, { account: newId() })).rejects.toThrow(refusal('account_unknown'))
  await expect(makeKey(admin, { account: 'Blue Kettle' })).rejects.toThrow(refusal('account_unconfirmed'))
  await expect(makeKey(admin, { applicationId: 'all' })).rejects.toThrow(refusal('input_invalid'))
  const reader = await makeKey(admin, { scopes: ['authorizations:read'] })
  expect(await api.vend(id, reader.key)).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  const vendor = await makeKey(admin, { scopes: ['tokens:vend'] })
  expect(await api.list(vendor.key)).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
})

test("C12: another account's or application's authorization is treated like one that doesn't exist", async () => {
  const foreign = await makeKey(admin, { account: accountOf(stranger) })
  const own = await makeKey(admin, { account: accountOf(kettle) })
  expect((await api.vend(id, own.key)).status).toBe(200)
  const { request_id: _, instance: _instance, ...absent } = (await api.vend(newId(), own.key)).body
  for (const missing of [id, newId(), 'not-an-id', "' or true --"]) {
    const { status, body } = await api.vend(encodeURIComponent(missing), foreign.key)
    expect(status).toBe(404)
    expect(body).toMatchObject(absent)
  }
  expect((await api.list(foreign.key)).body).toMatchObject({ authorizations: [], next_cursor: null })
  expect((await api.list(own.key, '?selling_partner_id=A3EULINDENHOF')).body).toMatchObject({
    authorizations: [{ id, selling_partner_id: 'A3EULINDENHOF', region: 'eu', health: 'working' }],
  })
  expect((await api.list(own.key, '?selling_partner_id=A3')).body).toMatchObject({ authorizations: [] })
})

test('C13: a vend is never cached, has no CORS and accepts only POST', async () => {
  const path = `/api/v1/authorizations/${id}/access-token`
  const headers = { authorization: `Bearer ${all.key}`, origin: 'https://evil.example' }
  const vended = await api.ask(path, { method: 'POST', headers })
  expect(vended.headers.get('cache-control')).toBe('no-store')
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
    const answer = await api.ask(path, { method, headers })
    expect(answer.status, method).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
    expect(JSON.stringify(answer.body)).not.toContain('Atz')
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
  expect([...vended.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  expect((await api.vend(id, 'nonsense')).headers.get('cache-control')).toBe('no-store')
})

test('C9: authorizations are listed in pages, and damaged parameters are refused', async () => {
  const { outcome: second } = await world.authorize(kettle, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect(second.kind).toBe('completed')
  const first = (await api.list(all.key, '?limit=1')).body
  const [one] = first.authorizations as { id: string }[]
  const next = (await api.list(all.key, `?limit=1&cursor=${first.next_cursor}`)).body
  const [two] = next.authorizations as { id: string }[]
  expect(new Set([one?.id, two?.id])).toEqual(
    new Set([id, second.kind === 'completed' ? second.authorizationId : '']),
  )
  expect(next.next_cursor).toBeNull()
  for (const query of ['?limit=0', '?limit=x', '?cursor=%00', '?selling_partner_id=%25']) {
    expect(await api.list(all.key, query)).toMatchObject({ status: 400, body: { code: 'input_invalid' } })
  }
  expect((await api.list(all.key, '?limit=1&limit=2')).body).toMatchObject({ code: 'parameter_repeated' })
  expect((await api.list(all.key, '?page=1')).body).toMatchObject({ code: 'parameter_unknown' })
})

test('a modified stored access token is not vended: LWA issues another', async () => {
  await db.update(accessToken).set({ sealed: 'v1.k1.a.b.c' }).where(eq(accessToken.authorizationId, id))
  world.passMs(60_000)
  expect((await api.vend(id, all.key)).body).toMatchObject({ seconds_left: 3_600 })
})
