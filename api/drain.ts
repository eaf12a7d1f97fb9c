import type { ServerType } from '@hono/node-server'

const lookEveryMs = 50

/** Takes no new connection, answers what was asked, and closes each connection as soon as it is idle. */
export async function drain(server: ServerType): Promise<void> {
  const closing = setInterval(() => {
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  }, lookEveryMs)
  await new Promise((done) => server.close(done))
  clearInterval(closing)
}
