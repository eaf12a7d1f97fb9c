import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import { guardServer } from '#app/_server/guard-server.ts'

// Runs the server that `next build` made. Next offers no way to the server that it creates, but Node tells of each
// one just before it listens.
subscribe('tracing:net.server.listen:asyncStart', ({ server }) => {
  if (server instanceof Server) guardServer(server)
})
await import('../.next/standalone/server.js')
