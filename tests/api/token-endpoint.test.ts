import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { commonErrors } from '#api/route.ts'
import { addGrant } from '#bench/grant.ts'
import { apiKey, application } from '#drizzle/schema.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { AppError, errors } from '#lib/errors.ts'
import { stopAgents } from '#lib/keys/agents.ts'
import { revokeKey } from '#lib/keys/api-keys.ts'
import { toTokenError } from '#lib/token-errors.ts'
import { handleOf } from '#lib/tokens/handle.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { type Answer, addAdmin, makeKey, serveApi } from './programs.ts'

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-broker-'))
afterAll(() => rm(folder, { recursive: true }))
const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database, {}, { tls: { port: 0, folder } })
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const scope = 'sellingpartnerapi::notifications'
const scopes = ['tokens:vend', 'tokens:grantless', 'authorizations:read']
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const handle = handleOf(id)
const { id: keyId, key } = await makeKey(admin, { scopes })
/** All answers, to search them. */
const answered: string[] = []

const credentials = (of: string) => ({ client_id: of.slice(0, 16), client_secret: of })

async function ask(
  fields: Readonly<Record<string, string>> | URLSearchParams,
  init: RequestInit = {},
): Promise<Answer> {
  const answer = await api.ask('/auth/o2/token', {
    method: 'POST',
    body: fields instanceof URLSearchParams ? fields : new URLSearchParams(fields),
    ...init,
  })
  answered.push(JSON.stringify([answer.body, [...answer.headers]]))
  return answer
}

const refresh = (fields: Readonly<Record<string, string>> = {}, of = key) =>
  ask({ grant_type: 'refresh_token', refresh_token: handle, ...credentials(of), ...fields })
const grantless = (fields: Readonly<Record<string, string>> = {}, of = key) =>
  ask({ grant_type: 'client_credentials', scope, ...credentials(of), ...fields })
const refusal = (status: number, error: string, words = '') => ({
  status,
  body: {
    error,
    error_description: expect.stringContaining(words),
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  },
})

test('the refresh_token grant answers as Login with Amazon does, with the handle as the refresh token', async () => {
  const { status, headers, body } = await refresh()
  expect(status).toBe(200)
  expect(body).toEqual({
    access_token: expect.stringMatching(/^Atza\|/),
    refresh_token: handle,
    token_type: 'bearer',
    expires_in: 3_600,
  })
  expect(headers.get('content-type')).toBe('application/json;charset=UTF-8')
  expect(headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate')
  expect(headers.get('pragma')).toBe('no-cache')
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  expect((await api.vend(id, key)).body.access_token).toBe(body.access_token)
})

test('the key of a stopped agent is refused as a client without permission, not as a failure', async () => {
  const agent = await makeKey(admin, { holder: 'agent', scopes: ['authorizations:read'], days: 30 })
  await stopAgents(admin)
  expect(await grantless({}, agent.key)).toMatchObject(
    refusal(400, 'unauthorized_client', 'Agents are stopped'),
  )
  expect(await refresh({}, agent.key)).toMatchObject(refusal(400, 'unauthorized_client'))
})

test.each(commonErrors.filter((code) => errors[code].status < 500))(
  'what every route can answer isn’t a failure of the server here: %s',
  (code) => {
    expect(toTokenError(new AppError(code), newId()).status).toBeLessThan(500)
  },
)

test('the client_credentials grant serves grantless scopes', async () => {
  expect(await grantless()).toMatchObject({
    status: 200,
    body: { access_token: expect.stringMatching(/^Atc\|/), scope, token_type: 'bearer', expires_in: 3_600 },
  })
  expect(await grantless({ scope: 'profile' })).toMatchObject(
    refusal(400, 'invalid_scope', 'The request has an invalid parameter : scope'),
  )
})

test('form, JSON and Basic work, and both spellings of the path', async () => {
  const fields = { grant_type: 'refresh_token', refresh_token: handle }
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`${key.slice(0, 16)}:${secret}`).toString('base64')}`,
  })
  const json = { 'content-type': 'application/json; charset=utf-8' }
  const body = JSON.stringify({ ...fields, ...credentials(key) })
  const encoded = [...key].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')
  for (const answer of [
    await ask(fields, { headers: basic(key) }),
    await ask(fields, { headers: basic(encoded) }),
    await ask({}, { headers: json, body }),
    await api.ask('/auth/O2/token', { method: 'POST', headers: json, body }),
  ]) {
    expect(answer).toMatchObject({ status: 200, body: { refresh_token: handle } })
  }
})

test('a request that Login with Amazon would refuse is refused in its words', async () => {
  expect(await refresh({ grant_type: '' })).toMatchObject(refusal(400, 'unsupported_grant_type'))
  expect(await refresh({ grant_type: 'authorization_code' })).toMatchObject(
    refusal(400, 'unsupported_grant_type', 'The authorization grant type is not supported'),
  )
  for (const name of ['client_id', 'client_secret', 'refresh_token']) {
    expect(await refresh({ [name]: '' })).toMatchObject(
      refusal(400, 'invalid_request', `The request is missing a required parameter : ${name}.`),
    )
  }
  const twice = new URLSearchParams({ grant_type: 'refresh_token', ...credentials(key) })
  twice.append('grant_type', 'refresh_token')
  expect(await ask(twice)).toMatchObject(
    refusal(400, 'invalid_request', 'The request has an invalid parameter : grant_type.'),
  )
  const json = { 'content-type': 'application/json' }
  for (const body of ['{', '[]', '7', 'null']) {
    expect(await ask({}, { headers: json, body })).toMatchObject(
      refusal(400, 'invalid_request', 'Malformed request'),
    )
  }
  expect(await ask({}, { headers: json, body: '{"grant_type":7}' })).toMatchObject(
    refusal(400, 'invalid_request', 'invalid parameter : grant_type'),
  )
  expect(await refresh({ scope })).toMatchObject(refusal(400, 'invalid_scope'))
  expect(await ask({ grant_type: 'x'.repeat(20_000) })).toMatchObject(refusal(413, 'invalid_request'))
  expect(await ask({ grant_type: 'x'.repeat(70_000) })).toMatchObject(refusal(413, 'invalid_request'))
  const got = await api.ask('/auth/o2/token', { method: 'GET' })
  expect(got.status).toBe(405)
  expect(got.headers.get('allow')).toBe('POST')
})

test('C11: a wrong, foreign, revoked or expired key is invalid_client, with the cause', async () => {
  const other = await makeKey(admin, { scopes })
  const revoked = await makeKey(admin, { scopes })
  await revokeKey(admin, revoked.id)
  const flipped = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')
  const words = 'Client authentication failed. '
  for (const of of [flipped, 'nonsense', `${key}x`]) {
    expect(await refresh({}, of)).toMatchObject(refusal(401, 'invalid_client', `${words}Unknown API key`))
  }
  expect(await refresh({ client_id: other.key.slice(0, 16) })).toMatchObject(refusal(401, 'invalid_client'))
  const { headers, ...answer } = await refresh({}, revoked.key)
  expect(answer).toMatchObject(refusal(401, 'invalid_client', `${words}This API key was revoked`))
  expect(headers.get('x-amzn-errortype')).toBe('OA2InvalidClientException')
  expect(await grantless({}, revoked.key)).toMatchObject(refusal(401, 'invalid_client'))
})

test('C12: another account’s handle and a made-up one get the same invalid_grant', async () => {
  const stranger = await world.addAccount('Stranger')
  const account = stranger.actor.kind === 'account' ? stranger.actor.accountId : null
  const foreign = await makeKey(admin, { scopes: ['tokens:vend'], account })
  const words = 'The request has an invalid grant parameter : refresh_token. Authorization not found'
  const bodies = [
    await refresh({}, foreign.key),
    await refresh({ refresh_token: handleOf(newId()) }),
    await refresh({ refresh_token: 'Atzr|IwEBIA' }),
    await refresh({ refresh_token: id }),
  ].map(({ status, body }) => ({ status, body: { ...body, request_id: '' } }))
  expect(bodies[0]).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  expect(bodies[0]?.body).toMatchObject({ error_description: expect.stringContaining(words) })
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
})

test('a missing scope, a paused authorization and a key of several applications are unauthorized_client', async () => {
  const narrow = await makeKey(admin, { scopes: ['authorizations:read'] })
  expect(await refresh({}, narrow.key)).toMatchObject(refusal(400, 'unauthorized_client'))
  expect(await grantless({}, narrow.key)).toMatchObject(refusal(400, 'unauthorized_client'))
  await pauseAuthorization(world.operator, id)
  expect(await refresh()).toMatchObject(refusal(400, 'unauthorized_client', 'paused'))
  await resumeAuthorization(world.operator, id)
  const [first] = await db.select().from(application)
  if (first === undefined) throw new Error('there is no application')
  const second = { ...first, id: newId(), name: 'Second', spApiApplicationId: 'amzn1.sp.solution.second' }
  await db.insert(application).values(second)
  expect(await grantless()).toMatchObject(refusal(400, 'unauthorized_client', 'several applications'))
  const bound = await makeKey(admin, { scopes, applicationId: first.id })
  expect((await grantless({}, bound.key)).status).toBe(200)
  await db.delete(application).where(eq(application.id, second.id))
})

test('C6: while Amazon is down, the answer is 503 and never invalid_grant; a refusal that lasts is invalid_grant', async () => {
  const cold = await addGrant(world.system, world.simulator, 'A8TWOREGIONS')
  const fields = { refresh_token: handleOf(cold) }
  world.simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  const down = await refresh(fields)
  expect(down).toMatchObject(refusal(503, 'temporarily_unavailable'))
  expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0)
  world.simulator.clearFaults()
  world.simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  world.passMs(3_600_000)
  expect(await refresh(fields)).toMatchObject(refusal(503, 'temporarily_unavailable', 'credentials'))
  world.simulator.clearFaults()
  world.simulator.addFault({ kind: 'refuse', row: 'L3', at: 'token' })
  world.passMs(3_600_000)
  expect(await refresh(fields)).toMatchObject(refusal(503, 'temporarily_unavailable'))
  for (let refused = 0; refused < 2; refused += 1) {
    world.passMs(1_200_000)
    await refresh(fields)
  }
  world.passMs(1_200_000)
  expect(await refresh(fields)).toMatchObject(
    refusal(400, 'invalid_grant', 'invalid grant parameter : refresh_token. Amazon rejects this'),
  )
  world.simulator.clearFaults()
})

test('C9: a key’s own minimum decides how long a token has left, here and at the JSON endpoint', async () => {
  await refresh()
  world.passMs(200_000)
  const seconds = async (of: string) => (await refresh({}, of)).body.expires_in
  const before = await seconds(key)
  const patient = await makeKey(admin, { scopes })
  await db.update(apiKey).set({ minTtlSeconds: 3_500 }).where(eq(apiKey.id, patient.id))
  expect(before).toBeLessThan(3_500)
  expect(await seconds(patient.key)).toBeGreaterThanOrEqual(3_500)
  world.passMs(200_000)
  expect((await api.vend(id, patient.key)).body.seconds_left).toBeGreaterThanOrEqual(3_500)
  expect((await api.vend(id, patient.key, { min_ttl: 0 })).status).toBe(200)
})

test('every authorization in a list has its handle, and uses of the endpoint are counted', async () => {
  const rows = (await api.list(key)).body.authorizations as { id: string; handle: string }[]
  expect(rows.find((row) => row.id === id)?.handle).toBe(handle)
  await api.counts.flush()
  const [used] = await db.select().from(apiKey).where(eq(apiKey.id, keyId))
  expect(used?.lastUsedAt).not.toBeNull()
})

test('six public clients get tokens and call SP-API, unmodified, and none of them sees a refresh token', async () => {
  const { key: fresh } = await makeKey(admin, { scopes })
  const amazon = new URL('../../simulator/preload.mjs', import.meta.url)
  amazon.search = String(
    new URLSearchParams({ port: String(world.tls?.port), ca: world.tls?.authorityFile ?? '' }),
  )
  const redirect = new URL('../../docs/recipes/redirect-lwa.mjs', import.meta.url)
  const clients = fileURLToPath(new URL('sdk-clients.mjs', import.meta.url))
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', amazon.href, '--import', redirect.href, clients],
    {
      env: {
        ...process.env,
        GATEHOUSE_URL: api.origin,
        CLIENT_ID: fresh.slice(0, 16),
        CLIENT_SECRET: fresh,
        HANDLE: handle,
      },
    },
  )
  const tokens = { token: 'Atza|', grantless: 'Atc|' }
  const openid = { ...tokens, refreshToken: true, lasts: true }
  const refused = { token: 'Atza|', error: 'invalid_grant', status: 400 }
  const called = { store: 'Harbor & Pine Goods', destinations: [] }
  expect(JSON.parse(stdout)).toEqual({
    'amazon-sp-api': called,
    '@sp-api-sdk/auth': tokens,
    'amazon-sp-api-sdk-js': called,
    'simple-oauth2, form': tokens,
    'simple-oauth2, JSON': tokens,
    'simple-oauth2, Basic': tokens,
    'openid-client, form': openid,
    'openid-client, Basic': openid,
    'oauth4webapi, form': refused,
    'oauth4webapi, Basic': refused,
  })
  answered.push(stdout, stderr)
})

test('the real refresh token is in no answer, and in no row of the database', async () => {
  const everything = answered.join('\n')
  expect(everything).toContain('Atza|')
  expect(everything).not.toContain('Atzr|')
  const tables = await db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables`,
  )
  for (const { name } of tables) {
    const [row] = await db.execute(
      sql`select count(*)::int as hits from ${sql.raw(name)} as row where row::text like '%Atzr|%' or row::text like '%Atza|%'`,
    )
    expect(row?.hits, name).toBe(0)
  }
})
