import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { sum } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { vendCount } from '#drizzle/schema.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { type Answer, addAdmin, makeKey, serveApi } from './programs.ts'

const world = await createAmazonWorld(await useDatabase())
const api = await serveApi(world.services, { requestsPerSecond: 1_000 })
const admin = await addAdmin(world.services, world.as)
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const { key } = await makeKey(admin)
const blind = await makeKey(admin, { scopes: ['authorizations:read'] })

/** Differences that two responses may have: the time, the id of the request, and the rest of the limit. */
function comparable({ status, headers, body }: Answer) {
  const { request_id, instance: _instance, retry_at: _retry, ...others } = body
  const { date: _, ratelimit, 'retry-after': wait, ...fields } = Object.fromEntries(headers)
  return { status, fields, body: others, has: [typeof request_id, typeof ratelimit, typeof wait] }
}

test.each([
  ['a token', id, key],
  ['an unknown authorization', newId(), key],
  ['an unknown key', id, `ghk_${'0'.repeat(12)}_${'x'.repeat(43)}`],
  ['something that is no key', id, 'nonsense'],
  ['a key without the scope', id, blind.key],
])('responds with %s alike, whether the request has a body or not', async (_, authorizationId, of) => {
  await api.vend(id, key)
  const [without, withBody] = [await api.vend(authorizationId, of), await api.vend(authorizationId, of, {})]
  expect(comparable(without)).toEqual(comparable(withBody))
})

test('counts a token alike, whether the request has a body or not', async () => {
  const countOf = async () => {
    await api.counts.flush()
    const [row] = await world.services.db.select({ count: sum(vendCount.count) }).from(vendCount)
    return Number(row?.count)
  }
  const before = await countOf()
  for (const body of [undefined, {}]) expect((await api.vend(id, key, body)).status).toBe(200)
  expect(await countOf()).toBe(before + 2)
})

/** The status of a request as it is written here. */
async function send(lines: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(api.origin).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'))
  return (await text(socket)).split('\r\n')[0] ?? ''
}

const path = `/api/v1/authorizations/${id}/access-token`
const start = [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1']
const empty = 'Content-Length: 0'
const authorization = `Authorization: Bearer ${key}`

test.each([
  ['without a length', [...start, authorization], 200],
  ['with a query', [`POST ${path}?x=1 HTTP/1.1`, 'Host: 127.0.0.1', authorization, empty], 400],
  [
    'with the name of a header in capitals',
    [...start, authorization.toUpperCase().slice(0, 13) + authorization.slice(13), empty],
    200,
  ],
  ['with two keys', [...start, authorization, authorization, empty], 401],
  ['without a key', [...start, empty], 401],
  ['for an invalid host', [`POST ${path} HTTP/1.1`, 'Host: a b', authorization, empty], 400],
  ['with a GET', [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', authorization], 405],
] as const)('answers a request %s', async (_, lines, status) => {
  expect(await send(lines)).toContain(` ${status} `)
})

test('stays up when a program leaves before its response', async () => {
  for (let times = 0; times < 20; times += 1) {
    const socket = connect(Number(new URL(api.origin).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write([...start, authorization, empty, '', ''].join('\r\n'))
    socket.destroy()
  }
  expect((await api.vend(id, key)).status).toBe(200)
})
