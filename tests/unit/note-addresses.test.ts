import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { noteAddresses } from '#app/_server/note-addresses.ts'
import { createLog } from '#lib/log.ts'

const log = createLog('error', 'test')
noteAddresses({ trustedProxies: 0, appUrl: 'http://localhost:3000' }, log)
const server = createServer((request, response) => response.end(request.headers['x-forwarded-for'] ?? 'none'))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => server.close())

test('A22: a proxy that nobody counted is warned of once, and its word is not taken', async () => {
  const warn = vi.spyOn(log, 'warn')
  const { port } = server.address() as AddressInfo
  const ask = async (headers: HeadersInit) => (await fetch(`http://127.0.0.1:${port}/`, { headers })).text()
  expect(await ask({})).toBe('none')
  expect(warn).not.toHaveBeenCalled()
  for (let time = 0; time < 3; time++) expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toBe('none')
  expect(warn).toHaveBeenCalledOnce()
  expect(warn.mock.calls[0]?.[0]).toContain('TRUSTED_PROXIES')
})
