import dns from 'node:dns'

/**
 * Lets Next's proxy reach an api that listens on an IPv6 address. It hands the host of a URL to Node with its brackets,
 * and Node takes it for a name: `ENOTFOUND [::1]`.
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
