import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { guardServer } from '#app/_server/http/guard-server.ts'

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
