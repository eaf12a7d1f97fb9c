import { once } from 'node:events'
import { type OutgoingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database, { roles: ['Tax Invoicing (Restricted)'] })
const api = await serveApi(world.services)
const scopes = ['tokens:vend', 'tokens:restricted', 'tokens:grantless', 'tokens:import'] as const
const { key } = await makeKey(await addAdmin(world.services, world.as), { scopes: [...scopes] })
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const [application] = await database.db.query.application.findMany()

const vend = `/api/v1/authorizations/${id}/access-token`
const routes: readonly (readonly [path: string, body: object])[] = [
  [vend, { min_ttl: 600 }],
  [
    `/api/v1/authorizations/${id}/restricted-data-token`,
    { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders' }] },
  ],
  [`/api/v1/applications/${application?.id}/grantless-token`, { scope: 'sellingpartnerapi::notifications' }],
]

const chunked: OutgoingHttpHeaders = { 'transfer-encoding': 'chunked' }
const zipped: OutgoingHttpHeaders = { 'transfer-encoding': 'gzip, chunked' }

/** Sends the parts one by one, like a client that doesn't know the length in advance. */
async function post(path: string, parts: Iterable<string | Buffer>, framing = chunked) {
  const outgoing = request(api.origin + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...framing },
  })
  const answered = once(outgoing, 'response')
  // Node's client waits forever for a server that has already answered.
  let isAnswered = false
  answered.then(
    () => (isAnswered = true),
    () => {},
  )
  for (const part of parts) {
    if (isAnswered) break
    if (!outgoing.write(part)) await Promise.race([once(outgoing, 'drain'), answered])
  }
  outgoing.end()
  const [incoming] = await answered
  const body = JSON.parse(await text(incoming))
  outgoing.destroy()
  return { status: incoming.statusCode as number, body }
}

function* megabytes(count: number) {
  for (let at = 0; at < count; at += 1) yield Buffer.alloc(1_048_576, 'a')
}

test.each(routes)('reads a JSON body of unknown length at %s', async (path, body) => {
  const json = JSON.stringify(body)
  const whole = await post(path, [json], { 'content-length': json.length })
  expect(whole).toMatchObject({ status: 200, body: { request_id: expect.any(String) } })
  expect((await post(path, [json])).status).toBe(200)
  expect((await post(path, json)).status, 'letter by letter').toBe(200)
  expect((await post(path, [gzipSync(json)], zipped)).status, 'compressed').toBe(200)
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
] as const)(
  'reads a body with Content-Encoding: %s, of known and of unknown length',
  async (name, compress) => {
    const body = compress(JSON.stringify({ min_ttl: 600 }))
    const coding = { 'content-encoding': name }
    expect((await post(vend, [body], { ...coding, 'content-length': body.length })).status).toBe(200)
    expect((await post(vend, [body], { ...coding, ...chunked })).status).toBe(200)
    const bomb = compress(Buffer.alloc(10_000_000))
    const tooLarge = { status: 413, body: { code: 'body_too_large' } }
    expect(await post(vend, [bomb], { ...coding, 'content-length': bomb.length })).toMatchObject(tooLarge)
    const small = compress(Buffer.alloc(1_000_000))
    for (const framing of [{ 'content-length': small.length }, chunked])
      expect(await post('/api/v1/imports', [small], { ...coding, ...framing })).toMatchObject(tooLarge)
    const refused = await post(vend, ['no'], { ...coding, 'content-length': 2 })
    expect(refused).toMatchObject({ status: 400, body: { code: 'body_unreadable' } })
  },
)

test('an import with Content-Encoding: identity is uncompressed, and may be as large as without it', async () => {
  const file = ['refresh_token,region', ...Array(10_000).fill('Atza|wrong,na')].join('\n')
  const imported = await post('/api/v1/imports', [file], {
    'content-encoding': 'identity',
    'content-length': file.length,
  })
  expect(imported).toMatchObject({ status: 201, body: { lines: 10_000 } })
})

test.each([
  ['content-encoding', (layers: string) => ({ 'content-encoding': layers, ...chunked })],
  ['transfer-encoding', (layers: string) => ({ 'transfer-encoding': `${layers}, chunked` })],
])(
  'refuses a body that is compressed more than once, by its %s, without decompressing it',
  async (_, framing) => {
    const json = Buffer.from(JSON.stringify({ min_ttl: 600 }))
    const layers = (count: number) => {
      const body = Array.from({ length: count }).reduce<Buffer>((bytes) => gzipSync(bytes), json)
      return post(vend, [body], framing(Array(count).fill('gzip').join(', ')))
    }
    expect((await layers(1)).status).toBe(200)
    for (const count of [2, 50])
      expect(await layers(count)).toMatchObject({ status: 400, body: { code: 'body_unreadable' } })
    const body = gzipSync(json)
    expect((await post(vend, [body], { 'content-encoding': 'identity, gzip', ...chunked })).status).toBe(200)
    const token = await post('/auth/o2/token', [body], framing('gzip, gzip'))
    expect(token).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  },
)

test('treats an empty body of unknown length as no body', async () => {
  expect((await post(vend, [])).status).toBe(200)
})

test('refuses anything but a JSON object with an explanation, in any transfer coding', async () => {
  for (const parts of [['no'], ['[1]'], ['{"min_ttl":']]) {
    expect(await post(vend, parts)).toMatchObject({ status: 400, body: { code: 'body_unreadable' } })
  }
  const notZipped = await post(vend, ['no'], zipped)
  expect(notZipped).toMatchObject({ status: 400, body: { code: 'body_unreadable' } })
})

test('answers 413 to a body that is too large, at any address, and keeps running', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000))
  for (const path of [...routes.map(([path]) => path), '/healthz', '/api/v1/authorizations', '/nowhere']) {
    const tooLarge = { status: 413, body: { code: 'body_too_large', request_id: expect.any(String) } }
    expect(await post(path, megabytes(2)), path).toMatchObject(tooLarge)
    expect(await post(path, megabytes(2), { 'content-length': 2 * 1_048_576 }), path).toMatchObject(tooLarge)
    expect(await post(path, [bomb], zipped), path).toMatchObject(tooLarge)
  }
  expect((await post(vend, megabytes(100))).status, '100 MB').toBe(413)
  expect((await post(vend, ['{}'])).status).toBe(200)
})

test('refuses a body that is too large for its address, even if others accept it', async () => {
  const body = JSON.stringify({ min_ttl: 600, padding: 'a'.repeat(2_000) })
  expect(await post(vend, [body])).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
})
