import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import { guardServer } from '#app/_server/http/guard-server.ts'

// Next gives no access to the server that it creates, but Node reports each one just before it listens.
subscribe('tracing:net.server.listen:asyncStart', ({ server }) => {
  if (!(server instanceof Server)) return
  const isDevelopment = process.env.NODE_ENV === 'development'
  // `next dev` has no setting for it; the built server has one, and reads the same variable.
  if (isDevelopment) server.keepAliveTimeout = Number(process.env.KEEP_ALIVE_TIMEOUT)
  // As api/serve.ts does, for the same reason.
  server.keepAliveTimeoutBuffer = 10_000
  guardServer(server, { keepsReloading: isDevelopment })
})
