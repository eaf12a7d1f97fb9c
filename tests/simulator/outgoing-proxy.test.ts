import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createOrigins } from '#lib/amazon/origins.ts'
import { openQueue, QueueError } from '#lib/amazon/queue.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { formatWrappedKey } from '#lib/env-values.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { Secret } from '#lib/secret.ts'
import { simulated } from './fixtures.ts'

const run = promisify(execFile)

/** A company proxy: it tunnels to any host, and records which one. `to` is the real destination. */
async function startProxy(to: number, refusal?: string) {
  const asked: string[] = []
  const proxy = createServer().on('connect', (request, client) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? 'nobody'}`)
    client.on('error', () => {})
    if (refusal !== undefined) return client.end(`HTTP/1.1 ${refusal}\r\n\r\n`)
    const server = connect(to, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      client.pipe(server).pipe(client)
    })
    server.on('error', () => client.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  return { asked, host: `127.0.0.1:${(proxy.address() as AddressInfo).port}` }
}

async function amazonByTls() {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-proxy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { tls } = await simulated({ tls: { port: 0, folder } })
  if (tls === null) throw new Error('it has no TLS')
  return tls
}

async function sendWith(variables: Readonly<Record<string, string>>, authority: string, url: string) {
  const env = childEnvironment({
    GATEHOUSE_KEYS: `k1:${'B'.repeat(43)}`,
    AUTH_SECRET: 'an auth secret that is long enough',
    NODE_EXTRA_CA_CERTS: authority,
    ...variables,
  })
  const { stdout } = await run(process.execPath, ['tests/unit/fixtures/send-through.ts', url], { env })
  return JSON.parse(stdout)
}

const token = 'https://api.amazon.com/auth/o2/token'
const answer = {
  status: 400,
  body: expect.stringContaining('"error"'),
  type: expect.stringContaining('json'),
}

test('asks Amazon through the proxy of HTTPS_PROXY, in either spelling, with its password', async () => {
  const { port, authorityFile } = await amazonByTls()
  const { asked, host } = await startProxy(port)
  expect(await sendWith({ HTTPS_PROXY: `http://${host}` }, authorityFile, token)).toEqual(answer)
  expect(await sendWith({ https_proxy: `http://me:s%40y@${host}/` }, authorityFile, token)).toEqual(answer)
  const basic = `Basic ${Buffer.from('me:s@y').toString('base64')}`
  expect(asked).toEqual(['api.amazon.com:443 nobody', `api.amazon.com:443 ${basic}`])
})

test('asks the hosts of NO_PROXY, and a simulated Amazon, without the proxy', async () => {
  const { port, authorityFile } = await amazonByTls()
  const { asked, host } = await startProxy(port)
  const simulator = await simulated()
  const plain = `${simulator.origin}/api.amazon.com/auth/o2/token`
  expect(await sendWith({ HTTPS_PROXY: `http://${host}` }, authorityFile, plain)).toEqual(answer)
  const direct = { HTTPS_PROXY: `http://${host}`, NO_PROXY: 'localhost,.example.com' }
  expect(await sendWith(direct, authorityFile, `https://localhost:${port}/`)).toMatchObject({
    failure: 'not-sent',
  })
  expect(asked).toEqual([])
})

test('reports that nothing was sent when the proxy refuses or is down', async () => {
  const { port, authorityFile } = await amazonByTls()
  for (const refusal of ['407 Proxy Authentication Required', '403 Forbidden', '502 Bad Gateway']) {
    const { host } = await startProxy(port, refusal)
    const outcome = await sendWith({ HTTPS_PROXY: `http://${host}` }, authorityFile, token)
    expect(outcome, refusal).toEqual({ failure: 'not-sent', reason: 'ERR_PROXY_TUNNEL' })
  }
  const away = await sendWith({ HTTPS_PROXY: 'http://127.0.0.1:1' }, authorityFile, token)
  expect(away).toEqual({ failure: 'not-sent', reason: 'ECONNREFUSED' })
})

test('asks Amazon’s queue and AWS KMS through the proxy, too', async () => {
  const { asked, host } = await startProxy(0, '403 Forbidden')
  const proxy = { url: new Secret(`http://${host}`), except: '' }
  const queue = await openQueue(createOrigins(null), {
    url: 'https://sqs.eu-west-1.amazonaws.com/444455556666/secrets',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secret: new Secret('s'.repeat(40)) },
    proxy,
  })
  onTestFinished(queue.close)
  await expect(queue.receive()).rejects.toThrow(QueueError)
  expect(new Set(asked)).toEqual(new Set(['sqs.eu-west-1.amazonaws.com:443 nobody']))

  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's'.repeat(40))
  onTestFinished(() => void vi.unstubAllEnvs())
  asked.length = 0
  const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  const ciphertext = Buffer.alloc(184).toString('base64url')
  const environment = readEnvironment({
    GATEHOUSE_KEYS: formatWrappedKey('k1', { arn, ciphertext }),
    AUTH_SECRET: 'an auth secret that is long enough',
    HTTPS_PROXY: `http://${host}`,
  })
  await expect(unwrapEnvironment(environment)).rejects.toThrow('the key k1')
  expect(new Set(asked)).toEqual(new Set(['kms.eu-central-1.amazonaws.com:443 nobody']))
})
