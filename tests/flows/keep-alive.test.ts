import { request } from 'node:http'
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
