import dns from 'node:dns'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { type HttpError, type HttpRequest, isHttpError, send } from '#lib/http.ts'
import { selfSigned } from './fixtures/self-signed.ts'

const limits = { timeoutMs: 60_000, maxBytes: 1_000 }
const open: TcpServer[] = []

afterEach(() => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) (server as Server).closeAllConnections()
    server.close()
  }
})

/** The origin of a server for this test alone. */
async function listen(server: TcpServer, scheme = 'http'): Promise<string> {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `${scheme}://localhost:${(server.address() as AddressInfo).port}`
}

const serve = (listener: RequestListener) => listen(createServer(listener))

const post = (origin: string): HttpRequest => ({
  method: 'POST',
  url: `${origin}/auth/o2/token?query=Canary`,
  headers: { 'x-amz-access-token': 'Atza|Canary' },
  body: 'client_secret=Canary',
})

async function failure(request: HttpRequest, options = limits): Promise<HttpError> {
  try {
    await send(request, options)
  } catch (error) {
    if (!isHttpError(error)) throw error
    return error
  }
  throw new Error('It was answered.')
}

test('an answer has a status, headers, a body and a duration', async () => {
  const origin = await serve((request, reply) => {
    reply.writeHead(403, { 'x-amzn-RequestId': 'r1' })
    request.pipe(reply)
  })
  const answer = await send(post(origin), limits)
  expect(answer).toMatchObject({ status: 403, body: 'client_secret=Canary' })
  expect(answer.headers.get('x-amzn-requestid')).toBe('r1')
  expect(answer.durationMs).toBeGreaterThan(0)
})

test('a request is sent as built: method, path, headers, body, and no browser headers', async () => {
  const seen: unknown[] = []
  const origin = await serve(({ method, url, headers }, reply) => {
    seen.push(method, url, headers['x-amz-access-token'], headers['user-agent'], headers.authorization)
    reply.end()
  })
  await send(
    {
      method: 'GET',
      url: `${origin}/a?b=c`,
      headers: { 'x-amz-access-token': 'Atza|x', 'user-agent': 'G/1' },
    },
    limits,
  )
  expect(seen).toEqual(['GET', '/a?b=c', 'Atza|x', 'G/1', undefined])
})

test('characters split between two packets arrive whole', async () => {
  const bytes = Buffer.from('Bücher 🔑')
  const origin = await serve((_request, reply) => {
    // Both sides live in this process: two turns later, the first packet has been read.
    reply.write(bytes.subarray(0, 9), () =>
      setImmediate(() => setImmediate(() => reply.end(bytes.subarray(9)))),
    )
  })
  expect((await send(post(origin), limits)).body).toBe('Bücher 🔑')
})

test.each([301, 302, 303, 307, 308])(
  'F1: a redirect (%i) is an answer, and is not followed',
  async (status) => {
    let visits = 0
    const origin = await serve((_request, reply) => {
      visits += 1
      reply.writeHead(status, { location: '/elsewhere' }).end('moved')
    })
    expect(await send(post(origin), limits)).toMatchObject({ status, body: 'moved' })
    expect(visits).toBe(1)
  },
)

describe('F3: size and time are limited', () => {
  test('a body of the maximum size is accepted', async () => {
    const origin = await serve((_request, reply) => reply.end('x'.repeat(limits.maxBytes)))
    expect((await send(post(origin), limits)).body).toHaveLength(limits.maxBytes)
  })

  test('one byte more is too large', async () => {
    const origin = await serve((_request, reply) => reply.end('x'.repeat(limits.maxBytes + 1)))
    expect(await failure(post(origin))).toMatchObject({
      failure: 'too-large',
      reason: 'more than 1000 bytes',
    })
  })

  test('an endless body is abandoned at the limit, and its connection closed', async () => {
    let written = 0
    let closed = () => {}
    const left = new Promise<void>((resolve) => {
      closed = resolve
    })
    const origin = await serve((_request, reply) => {
      const timer = setInterval(() => {
        written += 1
        reply.write('x'.repeat(500))
      }, 1)
      reply.on('close', () => {
        clearInterval(timer)
        closed()
      })
    })
    expect(await failure(post(origin))).toMatchObject({ failure: 'too-large' })
    await left
    expect(written).toBeLessThan(1_000)
  })

  test('a small packet that unpacks to a large body is too large', async () => {
    const origin = await serve((_request, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1_000_000)))
    })
    expect(await failure(post(origin))).toMatchObject({ failure: 'too-large' })
  })

  test('a late answer is a timeout', async () => {
    const origin = await serve(() => {})
    expect(await failure(post(origin), { ...limits, timeoutMs: 50 })).toMatchObject({
      failure: 'timeout',
      reason: 'TIMEOUT',
    })
  })

  test('a body that does not end in time is a timeout, too', async () => {
    const origin = await serve((_request, reply) => reply.writeHead(200).write('x'))
    expect(await failure(post(origin), { ...limits, timeoutMs: 50 })).toMatchObject({ failure: 'timeout' })
  })
})

describe('the kind of failure decides whether a request can be sent again', () => {
  test('a refused connection: not sent', async () => {
    expect(await failure(post(`http://127.0.0.1:${await freePort()}`))).toMatchObject({
      failure: 'not-sent',
      reason: 'ECONNREFUSED',
    })
  })

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('a name that is not found (%s): not sent', async (code) => {
    const lookup = (_host: string, _options: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error('getaddrinfo'), { code }))
    vi.spyOn(dns, 'lookup').mockImplementation(lookup as never)
    expect(await failure(post('http://nowhere.localhost:4999'))).toMatchObject({
      failure: 'not-sent',
      reason: code,
    })
  })

  test('a connection reset before an answer: interrupted', async () => {
    const origin = await serve((request) => request.socket.resetAndDestroy())
    expect(await failure(post(origin))).toMatchObject({ failure: 'interrupted' })
  })

  test('a connection that is closed immediately: interrupted, since it is unknown what was read', async () => {
    const origin = await listen(createTcpServer((socket) => socket.destroy()))
    expect(await failure(post(origin))).toMatchObject({ failure: 'interrupted' })
  })

  test('an answer that breaks off: interrupted', async () => {
    const origin = await serve((_request, reply) => {
      reply.writeHead(200, { 'content-length': '100' }).write('half', () => reply.destroy())
    })
    expect(await failure(post(origin))).toMatchObject({ failure: 'interrupted' })
  })

  test('an answer that isn’t HTTP: interrupted', async () => {
    const origin = await listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    expect(await failure(post(origin))).toMatchObject({ failure: 'interrupted' })
  })
})

test('F4: a server with an untrusted certificate is refused before anything is sent', async () => {
  let visits = 0
  const server = createSecureServer(selfSigned, (_request, reply) => {
    visits += 1
    reply.end()
  })
  const error = await failure(post(await listen(server, 'https')))
  expect(error).toMatchObject({ failure: 'not-sent', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  expect(visits).toBe(0)
})

describe('G2: the error has a code, and nothing from the request', () => {
  const requests: Readonly<Record<string, () => Promise<HttpRequest>>> = {
    'a reset': async () => post(await serve((request) => request.socket.resetAndDestroy())),
    'an invalid address': async () => post('http://Canary:word@['),
    'credentials in the address': async () => post('http://name:Canary@localhost:4999'),
    'a header that cannot be sent': async () => ({
      ...post('http://localhost:4999'),
      headers: { 'x-amz-access-token': 'Canary\n' },
    }),
    'a body that cannot be sent': async () => ({ ...post('http://localhost:4999'), method: 'GET' }),
    'a forbidden port': async () => post('http://localhost:1'),
  }

  test.each(Object.entries(requests))('%s', async (_what, request) => {
    const error = await failure(await request())
    expect(Object.keys(error).sort()).toEqual(['failure', 'name', 'reason'])
    expect(error.cause).toBeUndefined()
    expect(inspect(error, { depth: 9, showHidden: true }) + error.stack).not.toContain('Canary')
  })
})
