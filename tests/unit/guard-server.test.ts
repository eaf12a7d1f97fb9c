import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { guardServer } from '#app/_server/http/guard-server.ts'
import { noteTarget } from '#app/_server/http/target.ts'

/**
 * A server that behaves like Next's: it closes connections that offer another protocol, except for its own WebSocket.
 */
async function startNext(options: { keepsReloading: boolean }) {
  const server = createServer((_, response) => response.end('page'))
  server.on('upgrade', (request, socket) => {
    socket.end(request.url?.startsWith('/_next/') ? 'HTTP/1.1 101 Switching Protocols\r\n\r\n' : '')
  })
  guardServer(server, options)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return async (path: string, ...headers: string[]): Promise<string> => {
    const socket = connect(port, '127.0.0.1')
    const head = [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: Upgrade', ...headers]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    const [bytes] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => ['closed'])])
    socket.destroy()
    return String(bytes).split('\r\n', 1)[0] ?? ''
  }
}

test.each([false, true])(
  'a client that offers another protocol gets its page (in development: %s)',
  async (keepsReloading) => {
    const ask = await startNext({ keepsReloading })
    for (const path of ['/', '/api/v1/authorizations', '/healthz']) {
      expect(
        await ask(path, 'Upgrade: h2c', 'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA'),
      ).toBe('HTTP/1.1 200 OK')
      expect(await ask(path, 'Upgrade: websocket')).toBe('HTTP/1.1 200 OK')
    }
    expect(await ask('/_next/hmr', 'Upgrade: h2c')).toBe('HTTP/1.1 200 OK')
  },
)

test('only in development, pages keep the WebSocket that reloads them', async () => {
  const development = await startNext({ keepsReloading: true })
  expect(await development('/_next/hmr?id=1', 'Upgrade: websocket')).toBe('HTTP/1.1 101 Switching Protocols')
  const production = await startNext({ keepsReloading: false })
  expect(await production('/_next/hmr?id=1', 'Upgrade: websocket')).toBe('HTTP/1.1 200 OK')
})

/** A server that answers with what reaches Next, and a client that sends anything. */
async function startEcho() {
  const server = createServer(async (incoming, response) => {
    const { method, url, headers } = incoming
    response.end(JSON.stringify({ method, url, headers, body: await text(incoming) }))
  })
  guardServer(server)
  server.prependListener('request', (incoming) =>
    noteTarget(incoming, { trustedProxies: 0, appUrl: 'http://localhost:3000' }),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return async (method: string, path: string, headers: Record<string, string> = {}, body = '') => {
    const outgoing = request({
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: { host: 'localhost', ...headers },
    })
    outgoing.end(body)
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    const answer = await text(incoming)
    const arrived = answer.startsWith('{') ? JSON.parse(answer) : null
    return { status: incoming.statusCode, allow: incoming.headers.allow, answer, arrived }
  }
}

test.each(['/icon.svg', '/robots.txt?v=1', '/_next/static/chunks/a.js'])(
  '%s can only be read, and always as a whole',
  async (path) => {
    const ask = await startEcho()
    for (const method of ['POST', 'PUT', 'OPTIONS', 'DELETE', 'PROPFIND']) {
      expect(await ask(method, path), method).toMatchObject({ status: 405, allow: 'GET, HEAD' })
    }
    for (const range of ['bytes=a-b', 'bytes=999999-', 'bytes=0-1']) {
      expect((await ask('GET', path, { range })).arrived.headers).not.toHaveProperty('range')
    }
  },
)

test('a damaged form is refused before Next reads it', async () => {
  const ask = await startEcho()
  const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
  const damaged: [Record<string, string>, string][] = [
    [{ 'content-type': 'multipart/form-data' }, `${part}--x--\r\n`],
    [{ 'content-type': 'multipart/form-data; boundary=' }, `${part}--x--\r\n`],
    [multipart, part],
    [multipart, 'a=1'],
    [multipart, ''],
    [{ 'content-type': 'multipart/form-data; boundary=y' }, `${part}--x--\r\n`],
    [{ ...multipart, 'next-action': 'x' }, part],
    [{ 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'x' }, '{{{'],
    [{ 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'x' }, ''],
  ]
  for (const [headers, body] of damaged) {
    const { status, answer } = await ask('POST', '/sign-in', headers, body)
    expect(status, body).toBe(400)
    expect(answer).toContain('Invalid request')
  }
})

test('a form reaches Next as it was sent', async () => {
  const ask = await startEcho()
  const form = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nä\r\n--x--\r\n'
  const sent: [Record<string, string>, string][] = [
    [{ 'content-type': 'multipart/form-data; boundary=x' }, form],
    [{ 'content-type': 'Multipart/Form-Data; boundary="x"' }, form.slice(0, -2)],
    [{ 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'x' }, '["$K1"]'],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 'a=%zz'],
    [{ 'content-type': 'text/plain' }, '{{{'],
  ]
  for (const [headers, body] of sent) {
    const { arrived } = await ask('POST', '/sign-in', headers, body)
    expect(arrived).toMatchObject({ body, headers: { 'content-length': String(Buffer.byteLength(body)) } })
  }
})

test('a program’s body is for the api to refuse', async () => {
  const ask = await startEcho()
  const { arrived } = await ask(
    'POST',
    '/api/v1/authorizations',
    { 'content-type': 'multipart/form-data' },
    'a',
  )
  expect(arrived.body).toBe('a')
})

test('a page is shown as a whole to a browser that describes its current page wrongly', async () => {
  const ask = await startEcho()
  const name = 'next-router-state-tree'
  for (const state of ['%00', '%zz', '{}', '[]', '["",{"children":1}]', '']) {
    expect((await ask('GET', '/ops', { rsc: '1', [name]: state })).arrived.headers, state).not.toHaveProperty(
      name,
    )
  }
  const state = encodeURIComponent('["",{"children":["ops",{"children":["__PAGE__",{}]}]},null,null]')
  expect((await ask('GET', '/ops', { rsc: '1', [name]: state })).arrived.headers).toHaveProperty(name, state)
})

test('a target may be a whole address, and nothing else than a path', async () => {
  const ask = await startEcho()
  const urlOf = async (target: string) => (await ask('GET', target)).arrived?.url
  expect(await urlOf('http://localhost/sign-in?next=%2Fops')).toBe('/sign-in?next=%2Fops')
  expect(await urlOf('HTTP://localhost:3000/api/v1/authorizations')).toBe('/api/v1/authorizations')
  expect(await urlOf('http://localhost?a=1')).toBe('/?a=1')
  for (const [method, target] of [
    ['OPTIONS', '*'],
    ['GET', '*'],
    ['GET', 'ftp://localhost/x'],
  ] as const) {
    expect((await ask(method, target)).status, target).toBe(400)
  }
})
