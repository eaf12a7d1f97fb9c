import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'

import { closeLiveStreams } from '../live/hubs.ts'

const lookEveryMs = 50

/**
 * After a signal, ends the streams of open pages, and connections as soon as they are idle. Next waits until the last
 * one has ended, and an idle one may last longer than the process manager waits.
 */
export function endConnectionsOnSignal(): void {
  const servers = new Set<Server>()
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    // Counted from the opening of the connection, which a pool may do long before it needs it.
    server.headersTimeout = Math.max(server.headersTimeout, server.keepAliveTimeout + 5_000)
    servers.add(server)
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      closeLiveStreams()
      setInterval(() => {
        for (const server of servers) server.closeIdleConnections()
      }, lookEveryMs)
    })
  }
}
