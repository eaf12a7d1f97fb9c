import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { makeMark, noteAddress } from './address.ts'

/** From now on, every request that reaches this process carries where it came from. Node tells of it before Next hears of it. */
export function noteAddresses(settings: { readonly trustedProxies: number; readonly appUrl: string }): void {
  const facts = { ...settings, mark: makeMark() }
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    noteAddress(request.headers, request.socket.remoteAddress, facts)
  })
}
