import type { Server } from 'node:http'

const lookEveryMs = 50

/** Takes no new connection, answers what was asked, and closes each connection as soon as it is idle. */
export async function drain(server: Server): Promise<void> {
  const closing = setInterval(() => {
    server.closeIdleConnections()
  }, lookEveryMs)
  await new Promise((done) => server.close(done))
  clearInterval(closing)
}
