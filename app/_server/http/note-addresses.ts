import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { createProxyWarning } from '#lib/client-address.ts'
import type { Log } from '#lib/log.ts'
import type { Secret } from '#lib/secret.ts'
import { isNoted, makeMark, noteAddress } from './address.ts'
import { noteTarget } from './target.ts'

interface AddressSettings {
  readonly trustedProxies: number
  readonly appUrl: string
  readonly authSecret: Secret
}

/**
 * From now on, every request to this process carries its origin and its exact target. Node reports requests before Next
 * handles them.
 */
export function noteAddresses({ authSecret, ...settings }: AddressSettings, log: Log): void {
  const facts = { ...settings, mark: makeMark(authSecret) }
  const { trustedProxies } = settings
  const noteForwarded = createProxyWarning(log, {
    name: 'the app',
    variable: 'TRUSTED_PROXIES',
    trustedProxies,
  })
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    const { headers, socket } = request
    if (!isNoted(headers, facts.mark)) {
      noteForwarded(headers['x-forwarded-for'])
      noteTarget(request, facts)
    }
    noteAddress(headers, socket.remoteAddress, facts)
  })
}
