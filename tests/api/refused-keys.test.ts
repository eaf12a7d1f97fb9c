import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { addressMark } from '#lib/client-address.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const lines: object[] = []
const log = world.services.log.child({})
log.warn = ((facts: object) => lines.push(facts)) as typeof log.warn
const services = { ...world.services, log }
const api = await serveApi(services)
const behindProxy = await serveApi(services, { trustedProxies: 1 })
const admin = await addAdmin(services, world.as)
const { key } = await makeKey(admin)
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const unknown = `ghk_${'0'.repeat(12)}_${'x'.repeat(43)}`

test('C11: an address with many refused keys is throttled, while a valid key works from there', async () => {
  world.passMs(60_000)
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.vend(id, unknown)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(30)
  const [limited] = answers.filter(({ status }) => status === 429)
  expect(limited?.body).toMatchObject({ code: 'api_keys_refused', retry_at: expect.any(String) })
  expect(limited?.headers.get('retry-after')).toBe('60')
  expect((await api.list('nonsense')).status).toBe(429)
  expect((await api.vend(id, key)).status).toBe(200)
  world.passMs(60_000)
  expect((await api.vend(id, unknown)).status).toBe(401)
})

test('a flood of refused keys leaves one line a minute, which has the public part of a key and no more', async () => {
  world.passMs(60_000)
  lines.length = 0
  for (let minute = 0; minute < 3; minute += 1) {
    await Promise.all(Array.from({ length: 50 }, () => api.vend(id, unknown)))
    world.passMs(60_000)
  }
  expect(lines).toHaveLength(3)
  expect(lines[2]).toEqual({
    address: '127.0.0.1',
    key: `ghk_${'0'.repeat(12)}`,
    code: 'api_key_unknown',
    refusedBefore: 50,
  })
})

test('a key refused at the token endpoint, or because of its network, is counted and logged with its public part', async () => {
  const prefix = unknown.slice(0, 16)
  const grant = { grant_type: 'refresh_token', refresh_token: 'gha_x' }
  const basic = { authorization: `Basic ${Buffer.from(`${prefix}:${unknown}`).toString('base64')}` }
  const requests: [HeadersInit, Record<string, string>][] = [
    [{}, { ...grant, client_id: prefix, client_secret: unknown }],
    [basic, grant],
  ]
  for (const [headers, fields] of requests) {
    world.passMs(60_000)
    lines.length = 0
    const init = { method: 'POST', headers, body: new URLSearchParams(fields) }
    expect((await api.ask('/auth/o2/token', init)).status).toBe(401)
    expect(lines).toMatchObject([{ key: prefix, code: 'api_key_unknown' }])
  }
  world.passMs(60_000)
  lines.length = 0
  const elsewhere = await makeKey(admin, { networks: '203.0.113.0/24' })
  for (let asking = 0; asking < 30; asking += 1) {
    expect((await api.list(elsewhere.key)).status).toBe(403)
  }
  expect((await api.list(elsewhere.key)).status).toBe(429)
  expect(lines).toMatchObject([{ key: elsewhere.key.slice(0, 16), code: 'api_key_network_refused' }])
})

test('behind a proxy each client is counted separately, whatever a client claims', async () => {
  world.passMs(60_000)
  const from = (chain: string) =>
    behindProxy.ask('/api/v1/authorizations', {
      headers: { authorization: `Bearer ${unknown}`, 'x-forwarded-for': chain },
    })
  for (let asking = 0; asking < 30; asking += 1) {
    expect((await from(`10.0.0.${asking}, 203.0.113.7`)).status).toBe(401)
  }
  expect((await from('203.0.113.7')).status).toBe(429)
  expect((await from('203.0.113.8')).status).toBe(401)
  expect((await from('203.0.113.7, 203.0.113.8')).status).toBe(401)
  for (let asking = 0; asking < 30; asking += 1) await from(`2001:db8::${asking + 1}`)
  expect((await from('2001:db8::ffff')).status).toBe(429)
})

test('counts refused keys by client behind the app, and trusts no other proxy', async () => {
  world.passMs(60_000)
  const mark = addressMark(new Secret('an auth secret that is long enough'))
  const behindApp = await serveApi(services, { addressMark: mark })
  const from = async (header: string, forwarded = '10.0.0.1') =>
    behindApp.ask('/api/v1/authorizations', {
      headers: {
        authorization: `Bearer ${unknown}`,
        'x-gatehouse-address': header,
        'x-forwarded-for': forwarded,
      },
    })
  for (let asking = 0; asking < 30; asking += 1) await from(`${mark} 203.0.113.7`)
  expect((await from(`${mark} 203.0.113.7`)).status).toBe(429)
  expect((await from(`${mark} 203.0.113.8`)).status).toBe(401)
  for (let asking = 0; asking < 30; asking += 1) await from(`guess 203.0.113.${asking + 10}`)
  expect((await from('guess 203.0.113.99')).status).toBe(429)
  expect((await from(`${mark} 203.0.113.8`)).status).toBe(401)
})
