import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { expect } from '@playwright/test'
import { Client, type Reply } from './client.ts'
import { test } from './fixtures.ts'
import { startSecondApp } from './second-app.ts'

const json = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const page = 'HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>no'

/** The ways in which an api can fail to answer, by the last part of the requested path. */
const breakdowns: Readonly<Record<string, (socket: Socket) => void>> = {
  'resets the connection': (socket) => socket.resetAndDestroy(),
  'closes the connection': (socket) => socket.end(),
  'ends within its headers': (socket) => socket.end(json),
  'resets within its headers': (socket) => socket.write(json, () => socket.resetAndDestroy()),
  "doesn't speak HTTP": (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'is a proxy with a page of its own': (socket) => socket.end(page),
  "doesn't answer": () => {},
}

async function startBrokenApi(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (head) => {
      const [, path = ''] = String(head).split(' ', 2)
      breakdowns[decodeURIComponent(path.split('/').at(-1) ?? '')]?.(socket)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function expectAbsence({ status, headers, body }: Reply, what: string): void {
  expect(status, what).toBe(502)
  expect(headers['content-type'], what).toBe('application/problem+json')
  expect(headers['retry-after'], what).toBe('5')
  const problem = JSON.parse(body)
  expect(problem, what).toEqual({
    type: 'urn:gatehouse:error:api_unreachable',
    title: 'The API isn’t responding',
    status: 502,
    detail: expect.stringContaining('Try again'),
    instance: `urn:uuid:${problem.request_id}`,
    code: 'api_unreachable',
    request_id: expect.stringMatching(/^[\da-f-]{36}$/),
  })
}

test('while the api is down in any way, programs get an error in JSON and pages keep working', async ({
  place,
}) => {
  const { server, origin } = await startBrokenApi()
  const app = await startSecondApp(place, { API_URL: origin })
  try {
    const client = new Client(app.origin)
    for (const name of Object.keys(breakdowns)) {
      const path = `/api/v1/authorizations/${encodeURIComponent(name)}`
      expectAbsence(await client.ask(path), name)
      const headers = { 'content-type': 'application/json' }
      expectAbsence(await client.ask(path, { method: 'POST', headers, body: '{}' }), `POST, ${name}`)
    }
    server.close()
    await once(server, 'close')
    for (const path of ['/api/v1/openapi.json', '/api/v1/authorizations?limit=1'])
      expectAbsence(await client.ask(path), path)
    const token = await client.ask('/auth/o2/token', { method: 'POST', body: 'grant_type=refresh_token' })
    expect([token.status, token.headers['retry-after']]).toEqual([503, '5'])
    expect(JSON.parse(token.body)).toMatchObject({ error: 'temporarily_unavailable' })
    const { status, headers } = await client.ask('/api/v1/authorizations', { method: 'HEAD' })
    expect([status, headers['content-type']]).toEqual([502, 'application/problem+json'])
    expect((await client.ask('/sign-in')).status).toBe(200)
  } finally {
    await app.kill()
    server.close()
  }
})
