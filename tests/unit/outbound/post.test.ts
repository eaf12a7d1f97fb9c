import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type AllowedNetworks, noNetworks, parseNetworks } from '#lib/outbound/address.ts'
import { checkOutboundUrl, createPostOutbound, isOutboundError, type Resolve } from '#lib/outbound/post.ts'

const loopback = parseNetworks('127.0.0.0/8,::1/128') as AllowedNetworks
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(listener: RequestListener) {
  const seen: { host: string; body: string; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      seen.push({ host: request.headers.host ?? '', body, headers: request.headers })
      listener(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return { port: (server.address() as AddressInfo).port, seen }
}

const resolveTo =
  (...addresses: readonly string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

const base = { headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}', maxBytes: 1_024 }
const request = (url: string, timeoutMs = 10_000) => ({ ...base, url, timeoutMs })

async function codeOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  )
  return isOutboundError(error) ? [error.code, error.mayHaveArrived] : error
}

test('sends the body to the resolved address, with the name as host', async () => {
  const { port, seen } = await serve((_request, response) => response.writeHead(202).end('thanks'))
  const post = createPostOutbound(loopback, resolveTo('127.0.0.1'))
  const response = await post(request(`http://hooks.localhost:${port}/in?x=1`))
  expect(response).toMatchObject({ status: 202, body: 'thanks' })
  expect(seen).toMatchObject([{ host: `hooks.localhost:${port}`, body: base.body }])
})

test('refuses a name that resolves to a metadata address the second time', async () => {
  const { port, seen } = await serve((_request, response) => response.end())
  const answers = ['127.0.0.1', '169.254.169.254']
  const post = createPostOutbound(loopback, async () => [{ address: answers.shift() ?? '', family: 4 }])
  await post(request(`http://hooks.localhost:${port}/`))
  expect(await codeOf(post(request(`http://hooks.localhost:${port}/`)))).toEqual(['address_metadata', false])
  expect(seen).toHaveLength(1)
})

test('resolves a name once for each request', async () => {
  const { port } = await serve((_request, response) => response.end())
  let count = 0
  const post = createPostOutbound(loopback, async () => {
    count += 1
    return [{ address: '127.0.0.1', family: 4 }]
  })
  await post(request(`http://hooks.localhost:${port}/`))
  expect(count).toBe(1)
})

test.each([
  [['127.0.0.1'], 'address_loopback'],
  [['8.8.8.8', '10.0.0.1'], 'address_private'],
  [['::ffff:127.0.0.1'], 'address_loopback'],
  [['0.0.0.0'], 'address_unspecified'],
  [['100.64.0.1'], 'address_shared'],
  [[], 'name_not_resolved'],
])('refuses a name that resolves to %j', async (addresses, code) => {
  const post = createPostOutbound(noNetworks, resolveTo(...addresses))
  expect(await codeOf(post(request('https://hooks.example.com/')))).toEqual([code, false])
})

test.each([
  ['http://hooks.example.com/', 'http_not_allowed'],
  ['https://user:pass@hooks.example.com/', 'url_invalid'],
  ['ftp://hooks.example.com/', 'url_invalid'],
  ['not a url', 'url_invalid'],
  ['https://2130706433/', 'address_loopback'],
  ['https://0x7f.1/', 'address_loopback'],
  ['https://[::ffff:169.254.169.254]/', 'address_metadata'],
])('refuses %s', async (url, code) => {
  const post = createPostOutbound(noNetworks, resolveTo('8.8.8.8'))
  expect(await codeOf(post(request(url)))).toEqual([code, false])
})

test('checks a typed URL without resolving its name', () => {
  expect(checkOutboundUrl('https://hooks.example.com/', noNetworks)).toBeNull()
  expect(checkOutboundUrl('http://hooks.example.com/', loopback)).toBeNull()
  expect(checkOutboundUrl('http://hooks.example.com/', noNetworks)).toBe('http_not_allowed')
  expect(checkOutboundUrl('http://8.8.8.8/', noNetworks)).toBe('http_not_allowed')
  expect(checkOutboundUrl('https://10.0.0.1/', noNetworks)).toBe('address_private')
  expect(checkOutboundUrl('javascript:alert(1)', noNetworks)).toBe('url_invalid')
})

describe('a hostile server', () => {
  const post = createPostOutbound(loopback)

  test('that redirects is not followed', async () => {
    const target = await serve((_request, response) => response.end())
    const { port } = await serve((_request, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${target.port}/` }).end(),
    )
    expect(await post(request(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 307 })
    expect(target.seen).toEqual([])
  })

  test('that sends 10 MB is read up to the limit', async () => {
    const { port } = await serve((_request, response) => response.end(Buffer.alloc(10_000_000, 'x')))
    const response = await post(request(`http://127.0.0.1:${port}/`))
    expect(response).toMatchObject({ status: 200, body: 'x'.repeat(1_024) })
  })

  test('that never answers times out', async () => {
    const { port } = await serve(() => {})
    expect(await codeOf(post(request(`http://127.0.0.1:${port}/`, 300)))).toEqual(['timeout', true])
  })

  test('that stops in the middle of its body has answered', async () => {
    const { port } = await serve((_request, response) => response.writeHead(200).write('half'))
    expect(await post(request(`http://127.0.0.1:${port}/`, 300))).toMatchObject({ status: 200, body: 'half' })
  })

  test('that closes the connection interrupts', async () => {
    const { port } = await serve((_request, response) => response.destroy())
    expect(await codeOf(post(request(`http://127.0.0.1:${port}/`)))).toEqual(['interrupted', true])
  })

  test('that answers in another protocol fails TLS', async () => {
    const { port } = await serve((_request, response) => response.end())
    expect(await codeOf(post(request(`https://127.0.0.1:${port}/`)))).toEqual(['tls_failed', false])
  })

  test('that doesn’t exist refuses the connection', async () => {
    const { port } = await serve(() => {})
    for (const close of closers.splice(0)) close()
    expect(await codeOf(post(request(`http://127.0.0.1:${port}/`)))).toEqual(['connection_refused', false])
  })
})

test('a name server that never answers times out', async () => {
  const post = createPostOutbound(loopback, () => new Promise(() => {}))
  expect(await codeOf(post(request('https://hooks.example.com/', 100)))).toEqual(['timeout', false])
})
