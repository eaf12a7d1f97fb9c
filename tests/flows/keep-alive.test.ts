import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openInstallation } from '#bench/installation.ts'

/** The `Keep-Alive` header of `/healthz`, which says how long the api keeps an idle connection. */
async function keepAliveOf(port: number): Promise<string | string[] | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | string[] | undefined>()
  const asked = request({ port, path: '/healthz', headers: { connection: 'keep-alive' } }, (response) => {
    response.resume().on('end', () => resolve(response.headers['keep-alive']))
  })
  asked.on('error', reject).end()
  return promise
}

const own = await openInstallation()
afterAll(own.close)

test('the api keeps idle connections longer than load balancers do, or as long as configured', async () => {
  const usual = await own.start('../api.ts')
  expect(await keepAliveOf(usual.port)).toBe('timeout=75')
  const patient = await own.start('../api.ts', () => [], { changes: { KEEP_ALIVE_SECONDS: '620' } })
  expect(await keepAliveOf(patient.port)).toBe('timeout=620')
})

test('a connection that its client keeps for as long as it may still answers, though the client is late', async () => {
  const api = await own.start('../api.ts', () => [], { changes: { KEEP_ALIVE_SECONDS: '1' } })
  const socket = connect(api.port, '127.0.0.1')
  const ask = async () => {
    socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    return String(await once(socket, 'data'))
  }
  expect(await ask()).toContain('Keep-Alive: timeout=1')
  await pause(3_500)
  expect(await ask()).toMatch(/^HTTP\/1.1 200/)
  socket.destroy()
})
