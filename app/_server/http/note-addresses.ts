import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
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
  let isWarned = settings.trustedProxies > 0
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    const { headers, socket } = request
    if (!isWarned && headers['x-forwarded-for'] !== undefined && !isNoted(headers, facts.mark)) {
      isWarned = true
      log.warn(
        'a request carries X-Forwarded-For, but TRUSTED_PROXIES is 0, so everyone behind a proxy counts as one address and shares its limits. Set it to the number of proxies in front of Gatehouse.',
      )
    }
    if (!isNoted(headers, facts.mark)) noteTarget(request, facts)
    noteAddress(headers, socket.remoteAddress, facts)
  })
}
