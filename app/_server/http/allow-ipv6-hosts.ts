import dns from 'node:dns'

/**
 * Lets Next's proxy reach an api that listens on an IPv6 address. Next passes the URL's host to Node with its brackets,
 * and Node looks it up as a name: `ENOTFOUND [::1]`.
 */
export function allowIpv6Hosts(): void {
  const { lookup } = dns
  const withoutBrackets = (hostname: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [hostname.replace(/^\[(.+)\]$/, '$1'), ...rest])
  dns.lookup = Object.defineProperties(
    withoutBrackets,
    Object.getOwnPropertyDescriptors(lookup),
  ) as typeof lookup
}
