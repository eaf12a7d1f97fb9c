import { isIP } from 'node:net'
import type { Log } from './log.ts'
import type { Secret } from './secret.ts'
import { deriveKey, sameDigest } from './vault/digest.ts'

/**
 * The client address of a request to the app, for the parts that the app asks next: Next's own, and the api behind it.
 */
export const addressHeader = 'x-gatehouse-address'

/** Accompanies the address in the header. Only processes of this installation can create it, so no client can. */
export function addressMark(authSecret: Secret): string {
  return deriveKey(authSecret, 'client address')
}

/** The address in the header; null when there isn't one, or when a client wrote it. */
export function readAddress(header: string | null | undefined, mark: string | null): string | null {
  if (header === null || header === undefined) return null
  const [writtenMark = '', address = null] = header.split(' ')
  return sameDigest(writtenMark, mark) ? address : null
}

/**
 * Each proxy appends the address of its peer, so behind n trusted proxies the client is the n-th entry from the right.
 * The client may have made up every entry before it. With fewer entries than proxies, only the peer is certain.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | string[] | undefined,
  trustedProxies: number,
): string | null {
  if (trustedProxies === 0) return plainAddress(peer)
  const chain = [forwardedFor ?? []].flat().join(',').split(',')
  return plainAddress(chain.at(-trustedProxies)) ?? plainAddress(peer)
}

/**
 * Called with the `X-Forwarded-For` of each request that doesn't carry this installation's mark. Logs once that it is
 * ignored, with the variable that counts the proxies in front of this `program`.
 */
export function createProxyWarning(
  log: Log,
  program: { readonly name: string; readonly variable: string; readonly trustedProxies: number },
): (forwardedFor: string | string[] | undefined) => void {
  const { name, variable, trustedProxies } = program
  let isDone = trustedProxies > 0
  return (forwardedFor) => {
    if (isDone || forwardedFor === undefined) return
    isDone = true
    log.warn(
      `a request carries X-Forwarded-For, but ${variable} is 0, so everyone behind a proxy has the proxy’s address: they share its limits, and API keys limited to networks are refused. Set it to the number of proxies in front of ${name}.`,
    )
  }
}

/** Without port, brackets, zone and the IPv6 spelling of IPv4. Null when it isn't an address. */
function plainAddress(text = ''): string | null {
  if (isIP(text) === 4) return text
  const address = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) === 0 ? null : address
}
