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
 * From now on, every request that reaches this process carries where it came from and what exactly it asked for. Node
 * tells of it before Next hears of it.
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
        'a request carries X-Forwarded-For, but TRUSTED_PROXIES is 0: all who come through a proxy count as one address and share its limits. Set it to how many proxies stand in front.',
      )
    }
    if (!isNoted(headers, facts.mark)) noteTarget(request, facts)
    noteAddress(headers, socket.remoteAddress, facts)
  })
}
