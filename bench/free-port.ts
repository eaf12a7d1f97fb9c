import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Below the ports that a system assigns automatically. */
const [lowest, count] = [20_000, 6_000]

/**
 * A free port of loopback that nobody else gets from here, in this process or in another, while this one lives. A
 * listener on the port `count` above reserves it: the system ends that together with the process.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * count)
    const reservation = await listen(port + count)
    if (reservation === null) continue
    const server = await listen(port)
    if (server === null) {
      reservation.close()
      continue
    }
    await once(server.close(), 'close')
    reservation.unref()
    return port
  }
}

/** Null when the port is taken. */
async function listen(port: number): Promise<Server | null> {
  const server = createServer()
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return server
  } catch {
    return null
  }
}
