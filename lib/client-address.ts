import { isIP } from 'node:net'

/**
 * Each proxy appends whom it heard from, so behind n trusted ones the client is the n-th from the right; what stands
 * further left, the client may have written. With fewer entries than proxies, only the peer is certain.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | string[] | undefined,
  trustedProxies: number,
): string | null {
  const chain = [forwardedFor ?? []].flat().join(',').split(',')
  const forwarded = trustedProxies === 0 ? undefined : chain.at(-trustedProxies)
  return plainAddress(forwarded) ?? plainAddress(peer)
}

/** Without port, brackets, zone and the IPv6 spelling of IPv4. Null when it is no address. */
function plainAddress(text: string | undefined): string | null {
  const address = (text ?? '')
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) === 0 ? null : address
}
