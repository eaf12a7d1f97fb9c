import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { apiKey, application, authorization, connectLink, marketplaceParticipation } from '#drizzle/schema.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { replaceKeySecret } from '#lib/keys/replace-secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const [own] = await db.select().from(application)
const applicationId = own?.id ?? ''
const scopes = programScopes.map(({ id }) => id)
const { key } = await makeKey(admin, { scopes })

const get = (path: string, headers: Readonly<Record<string, string>> = {}, of = key) =>
  api.ask(`/api/v1/${path}`, { headers: { authorization: `Bearer ${of}`, ...headers } })
const post = (path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}, of = key) =>
  api.ask(`/api/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${of}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

test('pausing, resuming and revoking take effect immediately, can be repeated, and leave an audit entry each', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  for (let twice = 0; twice < 2; twice += 1) {
    expect(await post(`authorizations/${id}/pause`)).toMatchObject({
      status: 200,
      body: { id, health: 'paused' },
    })
  }
  expect(await api.vend(id, key)).toMatchObject({ status: 409, body: { code: 'authorization_paused' } })
  expect((await post(`authorizations/${id}/resume`, {})).body).toMatchObject({ health: 'working' })
  expect((await api.vend(id, key)).status).toBe(200)
  for (let twice = 0; twice < 2; twice += 1) {
    expect((await post(`authorizations/${id}/revoke`)).body).toMatchObject({ health: 'disconnected' })
  }
  expect(await post(`authorizations/${id}/pause`)).toMatchObject({
    status: 409,
    body: { code: 'authorization_disconnected' },
  })
  expect((await api.vend(id, key)).status).toBe(409)
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(row?.refreshTokenSealed).toBeNull()
  expect(await world.trace(id)).toEqual([
    'authorization.paused',
    'authorization.resumed',
    'authorization.revoked',
  ])
  expect((await post(`authorizations/${id}/pause`, { surplus: 1 })).body).toMatchObject({
    code: 'parameter_unknown',
  })
})

test('a check asks Amazon, at most once a minute, and returns the result', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const before = world.tokenRequests().length
  for (let often = 0; often < 5; often += 1) {
    expect((await post(`authorizations/${id}/check`)).body).toMatchObject({
      worked: true,
      authorization: { id, health: 'working' },
    })
  }
  expect(world.tokenRequests().length - before).toBe(1)
  world.passMs(61_000)
  world.simulator.addFault({ kind: 'refuse', row: 'L3', at: 'token' })
  expect((await post(`authorizations/${id}/check`)).body).toMatchObject({
    worked: false,
    authorization: { health: 'retrying', cause: 'invalid_grant' },
  })
  world.simulator.clearFaults()
  expect(await world.trace(id)).toContain('authorization.refresh-failed')
})

test('checks by programs read Amazon and leave an audit entry once a minute, even while reads fail', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const { trace } = world
  await db
    .update(authorization)
    .set({ participationsProblem: 'throttled', participationsReadAt: world.services.now() })
    .where(eq(authorization.id, id))
  world.simulator.addFault({ kind: 'refuse', row: 'S10', at: 'sp-api' })
  const reads = () =>
    world.simulator
      .received()
      .map(({ path }) => path)
      .filter((path) => /^\/(sellers|listings)\//.test(path))
  const before = reads().length
  const check = () => post(`authorizations/${id}/check`)
  for (const { body } of await Promise.all(Array.from({ length: 8 }, check))) {
    expect(body).toMatchObject({ worked: true })
  }
  await check()
  expect(reads().length - before).toBe(2)
  expect((await trace(id)).filter((action) => action === 'authorization.refreshed')).toHaveLength(1)
  world.passMs(61_000)
  await check()
  expect(reads().length - before).toBe(4)
  expect((await trace(id)).filter((action) => action === 'authorization.refreshed')).toHaveLength(2)
  world.simulator.clearFaults()
})

test('a connect link is created once for one Idempotency-Key, however often it is sent', async () => {
  const body = {
    application_id: applicationId,
    label: 'Harbor',
    external_reference: 'cus_7',
    tags: { plan: 'pro' },
  }
  const send = (changed: object = {}) =>
    post('connect-links', { ...body, ...changed }, { 'idempotency-key': 'order-7' })
  const answers = await Promise.all(Array.from({ length: 8 }, () => send()))
  const created = answers.filter(({ status }) => status === 201)
  expect(created.length).toBeGreaterThan(0)
  for (const { status, body: refused } of answers.filter((one) => one.status !== 201)) {
    expect([status, refused.code]).toEqual([409, 'idempotency_key_in_use'])
  }
  const again = await send()
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(new Set([...created, again].map((one) => one.body.url)).size).toBe(1)
  expect(await send({ label: 'Other' })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  })
  const rows = await db.select().from(connectLink).where(eq(connectLink.externalReference, 'cus_7'))
  expect(rows).toHaveLength(1)
  expect(again.body).toMatchObject({
    id: rows[0]?.id,
    state: 'open',
    url: expect.stringMatching(/^http:\/\/localhost:3000\/connect\/link\/ghl_/),
    tags: { plan: 'pro' },
  })
  expect(again.headers.get('location')).toBe(`/api/v1/connect-links/${rows[0]?.id}`)
  const read = await get(`connect-links/${rows[0]?.id}`)
  expect(read.body).toMatchObject({ state: 'open', external_reference: 'cus_7' })
  expect(JSON.stringify(read.body)).not.toContain('ghl_')
  for (let twice = 0; twice < 2; twice += 1) {
    expect((await post(`connect-links/${rows[0]?.id}/revoke`)).body).toMatchObject({ state: 'revoked' })
  }
  expect(await world.trace(rows[0]?.id ?? '')).toEqual(['connect-link.created', 'connect-link.revoked'])
})

test('an invalid link request gets a code and a field, and creates nothing', async () => {
  const before = await db.$count(connectLink)
  const valid = { application_id: applicationId, label: 'Link' }
  const cases: [object, number, string, string?][] = [
    [{ ...valid, application_id: newId() }, 404, 'application_not_found'],
    [{ ...valid, application_id: 'x' }, 400, 'input_invalid'],
    [{ ...valid, label: ' ' }, 400, 'name_invalid', 'label'],
    [{ label: 'Link' }, 400, 'input_invalid'],
    [{ ...valid, days: 3 }, 400, 'input_invalid', 'days'],
    [{ ...valid, marketplace_id: 'NOWHERE' }, 400, 'marketplace_unknown', 'marketplace_id'],
    [{ ...valid, marketplace_ids: ['NOWHERE'] }, 400, 'marketplace_unknown', 'marketplace_ids'],
    [
      { ...valid, marketplace_ids: ['A1PA6795UKMFR9'], marketplace_id: 'A1VC38T7YXB528' },
      400,
      'link_countries_conflict',
      'marketplace_ids',
    ],
    [{ ...valid, marketplace_ids: 'A1PA6795UKMFR9' }, 400, 'input_invalid'],
    [{ ...valid, return_to: 'https://evil.example/' }, 400, 'return_address_refused', 'return_to'],
    [
      { ...valid, expected_selling_partner_id: '?' },
      400,
      'selling_partner_id_malformed',
      'expected_selling_partner_id',
    ],
    [{ ...valid, account_id: newId() }, 400, 'account_unknown', 'account_id'],
    [{ ...valid, tags: { Plan: 'x' } }, 400, 'tags_invalid', 'tags'],
    [
      { ...valid, external_reference: 'x'.repeat(201) },
      400,
      'external_reference_invalid',
      'external_reference',
    ],
    [{ ...valid, surplus: true }, 400, 'parameter_unknown', 'surplus'],
  ]
  for (const [body, status, code, field] of cases) {
    expect(await post('connect-links', body), code).toMatchObject({
      status,
      body: { code, ...(field !== undefined && { field }) },
    })
  }
  expect(await db.$count(connectLink)).toBe(before)
})

test('links of a limited key are for its account and have its tags, whatever the request says', async () => {
  const stranger = await world.addAccount('Stranger')
  const account = stranger.actor.kind === 'account' ? stranger.actor.accountId : ''
  const ofAccount = await makeKey(admin, { scopes: ['links:manage'], account })
  const ofTags = await makeKey(admin, { scopes: ['links:manage'], tags: 'team=eu' })
  const body = { application_id: applicationId, label: 'Link' }
  expect((await post('connect-links', body, {}, ofAccount.key)).body).toMatchObject({ account_id: account })
  const other = { ...body, account_id: newId() }
  expect(await post('connect-links', other, {}, ofAccount.key)).toMatchObject({ status: 404 })
  const tagged = await post('connect-links', { ...body, tags: { team: 'us', plan: 'pro' } }, {}, ofTags.key)
  expect(tagged.body).toMatchObject({ tags: { team: 'eu', plan: 'pro' } })
  expect((await get(`connect-links/${tagged.body.id}`, {}, ofAccount.key)).status).toBe(404)
})

test('a renewal link renews one authorization, and a key without access to it gets none', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const made = await post(`authorizations/${id}/renewal-link`, { days: 7 }, { 'idempotency-key': 'r-1' })
  expect(made).toMatchObject({
    status: 201,
    body: { authorization_id: id, expected_selling_partner_id: 'A1USHARBORPINE', state: 'claimed' },
  })
  expect((await post(`authorizations/${id}/renewal-link`)).status).toBe(201)
  const ofTags = await makeKey(admin, { scopes: ['links:manage'], tags: 'team=eu' })
  expect(await post(`authorizations/${id}/renewal-link`, {}, {}, ofTags.key)).toMatchObject({
    status: 404,
    body: { code: 'authorization_not_found' },
  })
})

test('authorizations are found by each filter, and by the time of their last change', async () => {
  const id = await addGrant(world.system, world.simulator, 'A8TWOREGIONS')
  await db
    .update(authorization)
    .set({ region: 'fe', workflow: 'appstore', flags: ['renewal_due'], externalReference: 'cus_9' })
    .where(eq(authorization.id, id))
  await db.insert(marketplaceParticipation).values({
    authorizationId: id,
    marketplaceId: marketplaceIds.jp,
    countryCode: 'JP',
    marketplaceName: 'Amazon.co.jp',
    domainName: 'www.amazon.co.jp',
    currency: 'JPY',
    language: 'ja_JP',
    storeName: '',
    isParticipating: true,
    hasSuspendedListings: false,
  })
  const found = async (query: string) =>
    ((await get(`authorizations?${query}`)).body.authorizations as { id: string }[]).map((row) => row.id)
  for (const query of [
    'region=fe',
    'workflow=appstore',
    'flag=renewal_due',
    'external_reference=cus_9',
    `marketplace_id=${marketplaceIds.jp}`,
    `region=fe&application_id=${applicationId}&health=working`,
  ]) {
    expect(await found(query), query).toEqual([id])
  }
  for (const query of ['region=fe&workflow=self', `application_id=${newId()}`, 'marketplace_id=A1VC38']) {
    expect(await found(query), query).toEqual([])
  }
  const soon = new Date(Date.now() + 600_000).toISOString()
  expect(await found(`updated_since=${soon}`)).toEqual([])
  await post(`authorizations/${id}/pause`)
  await post(`authorizations/${id}/resume`)
  const since = new Date(Date.now() - 3_600_000).toISOString()
  expect(await found(`updated_since=${since}&region=fe`)).toEqual([id])
  expect(await get('authorizations?updated_since=2020-01-01T00:00:00Z')).toMatchObject({
    status: 400,
    body: { code: 'updated_since_too_early', field: 'updated_since' },
  })
  expect((await get('authorizations?region=mars')).body).toMatchObject({ allowed: ['na', 'eu', 'fe'] })
})

test('a resource’s ETag stays the same until something about it changes', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const first = await get(`authorizations/${id}`)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const same = await get(`authorizations/${id}`, { 'if-none-match': known })
    expect([same.status, same.body, same.headers.get('etag')]).toEqual([304, {}, etag])
  }
  await post(`authorizations/${id}/pause`)
  const changed = await get(`authorizations/${id}`, { 'if-none-match': etag })
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(etag)
})

test('usage counts the tokens of every key, and a limited key sees only its own', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const account = (await db.select().from(authorization).where(eq(authorization.id, id)))[0]?.accountId ?? ''
  const limited = await makeKey(admin, { scopes: ['tokens:vend', 'usage:read'], account, name: 'Limited' })
  for (let vend = 0; vend < 3; vend += 1) await api.vend(id, limited.key)
  await api.vend(id, key)
  await api.counts.flush()
  const own = (await get('usage', {}, limited.key)).body.usage as object[]
  expect(own).toEqual([
    { key_id: limited.id, key_name: 'Limited', day: '2026-11-22', kind: 'access', count: 3 },
  ])
  expect(((await get('usage?from=2026-11-22&to=2026-11-22')).body.usage as object[]).length).toBeGreaterThan(
    1,
  )
  for (const [query, field] of [
    ['from=2026-01-01', 'from'],
    ['from=2026-11-23&to=2026-11-22', 'from'],
    ['to=0000-06-20', 'to'],
    ['to=0001-01-05', 'to'],
    ['from=0000-01-01&to=0000-01-02', 'from'],
  ]) {
    const refused = { status: 400, body: { code: 'usage_days_invalid', field } }
    expect(await get(`usage?${query}`), query).toMatchObject(refused)
  }
  expect((await get('usage?to=2000-01-05')).body).toMatchObject({ usage: [] })
})

test('Amazon’s errors are explained, incidents are listed, and applications say what they lack', async () => {
  const { body } = await post('diagnoses', { text: '{"error":"invalid_client","error_description":"x"}' })
  expect(body.diagnoses).toMatchObject([
    { id: expect.any(String), who: expect.any(String), steps: expect.any(Array) },
  ])
  expect((await post('diagnoses', { text: 'hello' })).body).toMatchObject({ diagnoses: [] })
  const text = '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]}'
  const [open] = (await post('diagnoses', { text })).body.diagnoses as Explained[]
  expect(open).toMatchObject({ certainty: 'undecided', questions: [expect.anything(), expect.anything()] })
  const [question] = open?.questions ?? []
  const answers = [`${question?.id}.${question?.answers[0]?.id}`]
  const [next] = (await post('diagnoses', { text, answers })).body.diagnoses as Explained[]
  expect(next?.answered).toMatchObject([{ id: answers[0] }])
  expect(next?.questions.map(({ id }) => id)).not.toContain(question?.id)
  expect((await get('incidents?state=ongoing')).body).toMatchObject({ incidents: [] })
  expect((await get(`applications/${applicationId}`)).body).toMatchObject({
    id: applicationId,
    is_ready: expect.any(Boolean),
    missing: expect.any(Array),
  })
})

test('a thousand requests from one key are refused beyond its limit, with headers, and other keys are not', async () => {
  const limited = await serveApi(world.services, { requestsPerSecond: 10 })
  const busy = await makeKey(admin)
  const calm = await makeKey(admin)
  const ask = (of: string) =>
    limited.ask('/api/v1/authorizations', { headers: { authorization: `Bearer ${of}` } })
  const first = await ask(busy.key)
  expect(first.headers.get('ratelimit-policy')).toBe('"key";q=100;w=10')
  // All processes begin a window together, and this world's clock says how far it is.
  const left = 10 - (Math.floor(world.services.now().getTime() / 1_000) % 10)
  expect(first.headers.get('ratelimit')).toBe(`"key";r=99;t=${left}`)
  const answers: Awaited<ReturnType<typeof ask>>[] = []
  // In groups, so that a busy machine answers each in time.
  while (answers.length < 999) {
    const group = Array.from({ length: Math.min(50, 999 - answers.length) }, () => ask(busy.key))
    answers.push(...(await Promise.all(group)))
  }
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(900)
  expect(refused[0]?.body).toMatchObject({ code: 'rate_limit_exceeded', retry_at: expect.any(String) })
  expect(refused[0]?.headers.get('retry-after')).toBe(String(left))
  expect(refused[0]?.headers.get('ratelimit')).toBe(`"key";r=0;t=${left}`)
  expect((await ask(calm.key)).status).toBe(200)
  const broker = await limited.ask('/auth/o2/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: 'gha_x',
      client_id: busy.key.slice(0, 16),
      client_secret: busy.key,
    }),
  })
  expect(broker).toMatchObject({ status: 429, body: { error: 'slow_down' } })
  // Beyond its limit, a key isn't even looked up.
  await db.update(apiKey).set({ revokedAt: world.services.now() }).where(eq(apiKey.id, busy.id))
  expect((await ask(busy.key)).status).toBe(429)
  await db.update(apiKey).set({ revokedAt: null }).where(eq(apiKey.id, busy.id))
  // Only a caller with the whole key uses up its limit.
  const guess = `${busy.key.slice(0, 17)}${'x'.repeat(43)}`
  const guessed = await ask(guess)
  expect([guessed.status, guessed.headers.get('ratelimit')]).toEqual([401, null])
  world.passMs(10_000)
  expect((await ask(busy.key)).headers.get('ratelimit')).toBe(`"key";r=99;t=${left}`)
  expect(await db.$count(apiKey)).toBeGreaterThan(2)
  const { key: next } = await replaceKeySecret(admin, { id: calm.id, days: 7 })
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const vend = (of: string) =>
    limited.ask(`/api/v1/authorizations/${id}/access-token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${of}` },
    })
  expect((await vend(calm.key)).headers.get('ratelimit')).toBe(`"key";r=99;t=${left}`)
  expect((await vend(next.expose())).headers.get('ratelimit')).toBe(`"key";r=98;t=${left}`)
  expect((await ask(next.expose())).headers.get('ratelimit')).toBe(`"key";r=97;t=${left}`)
})

interface Explained {
  readonly answered: readonly { readonly id: string }[]
  readonly questions: readonly { readonly id: string; readonly answers: readonly { readonly id: string }[] }[]
}
