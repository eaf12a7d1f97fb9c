import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { makeMark, noteAddress } from './app/_server/address.ts'
import { readEnvironment } from './lib/env.ts'

/** Next calls this once for each server, before it answers. Node tells of each request before Next hears of it. */
export function register(): void {
  const { trustedProxies, appUrl } = readEnvironment()
  const facts = { trustedProxies, appUrl, mark: makeMark() }
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    noteAddress(request.headers, request.socket.remoteAddress, facts)
  })
}
