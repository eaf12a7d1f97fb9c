import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { makeMark, readMark } from '#app/_server/http/address.ts'
import { noteAddresses } from '#app/_server/http/note-addresses.ts'
import { addressHeader, readAddress } from '#lib/client-address.ts'
import { createLog } from '#lib/log.ts'
import { Secret } from '#lib/secret.ts'

const log = createLog('error', 'test')
const authSecret = new Secret('an auth secret that is long enough')
noteAddresses({ trustedProxies: 0, appUrl: 'http://localhost:3000', authSecret }, log)
const server = createServer(({ headers }, response) => {
  response.end(
    `${headers['x-forwarded-for'] ?? 'none'} ${readAddress(String(headers[addressHeader]), readMark())}`,
  )
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => server.close())

async function ask(headers: Record<string, string>): Promise<string> {
  const { port } = server.address() as AddressInfo
  return (await fetch(`http://127.0.0.1:${port}/`, { headers })).text()
}

test('A22: a request that Next sends itself for a visitor counts as the visitor’s, not as a proxy’s', async () => {
  const warn = vi.spyOn(log, 'warn')
  const own = { 'x-gatehouse-address': `${makeMark(authSecret)} 203.0.113.5`, 'x-forwarded-for': '127.0.0.1' }
  expect(await ask(own)).toBe('none 203.0.113.5')
  expect(warn).not.toHaveBeenCalled()
  expect(await ask({ 'x-gatehouse-address': 'guessed 203.0.113.5' })).toBe('none 127.0.0.1')
})

test('A22: an uncounted proxy causes one warning, and isn’t trusted', async () => {
  const warn = vi.spyOn(log, 'warn')
  expect(await ask({})).toBe('none 127.0.0.1')
  expect(warn).not.toHaveBeenCalled()
  for (let time = 0; time < 3; time++) {
    expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toBe('none 127.0.0.1')
  }
  expect(warn).toHaveBeenCalledOnce()
  expect(warn.mock.calls[0]?.[0]).toContain('TRUSTED_PROXIES')
})
