import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import type { Simulator } from '#simulator/start.ts'
import { central, simulated } from './fixtures.ts'

/** Like a browser that resolved another site's name to this machine's address. */
function ask(simulator: Simulator, path: string, host: string, method = 'GET') {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const outgoing = request(simulator.origin + path, { method, headers: { host } }, async (incoming) => {
    resolve({ status: incoming.statusCode ?? 0, body: await text(incoming) })
  })
  outgoing.on('error', reject)
  outgoing.end()
  return promise
}

const paths = [
  ...['/', '/_/world', '/_/received', '/nowhere'],
  ...[`/${central}/home`, `/${central}/apps/manage`, '/api.amazon.com/auth/o2/token'],
]

test('doesn’t show its secrets under another site’s name', async () => {
  const simulator = await simulated()
  const secret = simulator.control.applications()[0]?.clientSecrets[0]?.value ?? 'none'
  const port = new URL(simulator.origin).port
  const foreign = [
    ...['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', 'notlocalhost', 'xn--localhost'],
    ...['amazon.com.evil.example', '10.1.2.3', '0.0.0.0', '[::2]', '127.evil', '1270.0.0.1'],
  ]
  for (const host of foreign.flatMap((name) => [name, `${name}:${port}`])) {
    for (const path of paths) {
      const { status, body } = await ask(simulator, path, host)
      expect(status, `${host}${path}`).toBe(421)
      expect(body).not.toContain(secret)
    }
    expect((await ask(simulator, '/_/clock', host, 'POST')).status).toBe(421)
  }
})

/** A button of the control page, as a browser presses it under this name. */
function press(simulator: Simulator, host: string, origin: string) {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const headers = { host, origin, 'content-type': 'application/x-www-form-urlencoded' }
  const outgoing = request(`${simulator.origin}/_/clock`, { method: 'POST', headers }, (incoming) => {
    incoming.resume()
    resolve(incoming.statusCode ?? 0)
  })
  outgoing.on('error', reject)
  outgoing.end('advanceMs=1000')
  return promise
}

test('the buttons work under every name that the control page answers, and for no other page', async () => {
  const simulator = await simulated({ hostNames: ['sim.test'] })
  const { port } = new URL(simulator.origin)
  for (const name of [
    '127.0.0.1',
    'localhost',
    'LOCALHOST',
    '127.0.0.2',
    '[::1]',
    'shop.localhost',
    'sim.test',
  ])
    expect(await press(simulator, `${name}:${port}`, `http://${name.toLowerCase()}:${port}`), name).toBe(303)
  const own = `localhost:${port}`
  for (const origin of ['http://localhost:3000', `http://evil.example:${port}`, 'null', `http://127.0.0.1:1`])
    expect(await press(simulator, own, origin), origin).toBe(403)
  // A name of another site's that resolves to this machine.
  expect(await press(simulator, `evil.example:${port}`, `http://evil.example:${port}`)).toBe(421)
})

test('answers under every name of this machine, and as Amazon', async () => {
  const simulator = await simulated()
  for (const host of [
    '127.0.0.1',
    'localhost',
    'LOCALHOST:1',
    'localhost.',
    '127.0.0.2',
    '[::1]:9',
    'shop.localhost',
  ]) {
    expect((await ask(simulator, '/', host)).status, host).toBe(200)
  }
  expect((await ask(simulator, '/home', central)).status).toBe(200)
})

test('answers under its configured names', async () => {
  const port = await freePort()
  const names = { origin: 'http://amazon.test:8080', hostNames: ['Simulator', 'sim.test'] }
  const reached = { ...(await simulated({ port, ...names })), origin: `http://127.0.0.1:${port}` }
  for (const host of ['amazon.test:8080', 'simulator:4270', 'sim.test']) {
    expect((await ask(reached, '/', host)).status, host).toBe(200)
  }
  expect((await ask(reached, '/', 'other.test')).status).toBe(421)
})

test('doesn’t start with an origin that is no address, or a host name that is one', async () => {
  for (const origin of [
    '127.0.0.1:8080',
    'localhost:8080',
    'ftp://amazon.test',
    'http://',
    '',
    'http://a.test?b',
  ])
    await expect(simulated({ origin }), origin).rejects.toThrow('The origin has to be an address')
  for (const name of ['http://amazon.test', 'amazon.test/path', '', 'two names'])
    await expect(simulated({ hostNames: [name] }), name).rejects.toThrow('A host name has neither')
  await simulated({
    origin: 'HTTPS://amazon.test/',
    hostNames: ['Sim_1', 'sim.test:80', '::1', '[::1]:4270', '10.0.0.1'],
  })
})
