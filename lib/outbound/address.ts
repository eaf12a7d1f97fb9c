import { BlockList, isIP, isIPv6 } from 'node:net'

/** Why an address isn't on the public internet. */
export type AddressKind =
  | 'unspecified'
  | 'loopback'
  | 'private'
  | 'shared'
  | 'link_local'
  | 'metadata'
  | 'mapped'
  | 'multicast'
  | 'reserved'

/** Networks of the special-purpose registries of IANA (RFC 6890), and of clouds. The first match counts. */
const specialNetworks: readonly (readonly [AddressKind, readonly string[]])[] = [
  [
    'metadata',
    [
      // AWS, Google Cloud, Azure, Oracle and others; ECS and EKS credentials; Azure's own; Alibaba; AWS and Google over
      // IPv6.
      ...['169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32', '168.63.129.16/32'],
      ...[
        '100.100.100.200/32',
        '192.0.0.192/32',
        'fd00:ec2::254/128',
        'fd00:ec2::23/128',
        'fd20:ce::254/128',
      ],
    ],
  ],
  ['unspecified', ['0.0.0.0/8', '::/128']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['link_local', ['169.254.0.0/16', 'fe80::/10']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10']],
  ['shared', ['100.64.0.0/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    [
      ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24'],
      ...['203.0.113.0/24', '240.0.0.0/4', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
    ],
  ],
]

/** Clouds return credentials there, so listing them is a mistake; the others are not valid destinations. */
const neverAllowed: ReadonlySet<AddressKind> = new Set(['metadata', 'link_local', 'unspecified', 'multicast'])

/** The IPv6 addresses that are in use on the internet. */
const globalUnicast = listOf(['2000::/3'])
/** With an IPv4 address in the last 32 bits: IPv4-mapped, IPv4-compatible, IPv4-translated. */
const mappedNetworks = listOf(['::ffff:0:0/96', '::/96', '::ffff:0:0:0/96'])
/** The prefix that DNS64 puts before addresses on a network without IPv4. */
const translatedNetworks = listOf(['64:ff9b::/96'])

const kinds = specialNetworks.map(([kind, networks]) => [kind, listOf(networks)] as const)

/** Networks that requests may be sent to although they aren't public. */
export interface AllowedNetworks {
  readonly isEmpty: boolean
  has(address: string): boolean
}

export const noNetworks: AllowedNetworks = { isEmpty: true, has: () => false }

/** A comma-separated list of CIDR blocks. If it is invalid, returns the rest of a sentence that says why. */
export function parseNetworks(text: string): AllowedNetworks | string {
  const blocks = text.split(',').map((part) => part.trim())
  for (const block of blocks) {
    const [address = '', prefix = ''] = block.split('/')
    const version = isIP(address)
    const isBlock = version !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
    if (!isBlock || block.split('/').length !== 2) {
      return `must be a list of networks such as 10.0.0.0/8,fd00::/8; ${JSON.stringify(block)} is not one`
    }
    if (embeddedIPv4(address, mappedNetworks) !== null) {
      return `must name ${block} as the IPv4 network that it stands for`
    }
    const kind = forbiddenKind(address, Number(prefix))
    if (kind !== null) return `must not hold ${block}: requests to ${kindNames[kind]} are never sent`
  }
  const list = listOf(blocks)
  return { isEmpty: false, has: (address) => list.check(address, familyOf(address)) }
}

/** Null: a request may be sent there. */
export function refuseAddress(address: string, allowed: AllowedNetworks): AddressKind | null {
  const mapped = embeddedIPv4(address, mappedNetworks)
  const plain = mapped ?? embeddedIPv4(address, translatedNetworks) ?? address
  const kind = kindOf(plain)
  if (kind !== null && neverAllowed.has(kind)) return kind
  if (allowed.has(plain)) return null
  return kind ?? (mapped === null ? null : 'mapped')
}

/** Follows "requests to". */
const kindNames: Readonly<Record<AddressKind, string>> = {
  unspecified: 'the unspecified address',
  loopback: 'this machine',
  private: 'a private network',
  shared: "a provider's shared network (CGNAT)",
  link_local: 'a link-local address',
  metadata: "a cloud's metadata service",
  mapped: 'an IPv4 address written as IPv6',
  multicast: 'a multicast address',
  reserved: 'a reserved address',
}

function kindOf(address: string): AddressKind | null {
  const kind = specialKind(address)
  if (kind !== null) return kind
  return isIPv6(address) && !globalUnicast.check(address, 'ipv6') ? 'reserved' : null
}

/** The kind of a network that lies entirely within one that is never allowed. */
function forbiddenKind(address: string, prefix: number): AddressKind | null {
  for (const [kind, networks] of specialNetworks.filter(([kind]) => neverAllowed.has(kind))) {
    const around = networks.filter((network) => Number(network.split('/')[1]) <= prefix)
    if (listOf(around).check(address, familyOf(address))) return kind
  }
  return null
}

function specialKind(address: string): AddressKind | null {
  return kinds.find(([, list]) => list.check(address, familyOf(address)))?.[0] ?? null
}

/** The IPv4 address inside an IPv6 address of these networks. */
function embeddedIPv4(address: string, networks: BlockList): string | null {
  if (!isIPv6(address) || !networks.check(address, 'ipv6')) return null
  // `::` and `::1` are addresses of their own.
  const [high = 0, low = 0] = lastGroups(address)
  if (high === 0 && low <= 1) return null
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function lastGroups(address: string): readonly number[] {
  // The URL parser writes every IPv6 address in one form, without dotted parts.
  const canonical = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1)
  const groups = canonical.split(':').slice(-2)
  return groups.map((group) => (group === '' ? 0 : Number.parseInt(group, 16)))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/')
    list.addSubnet(address, Number(prefix), familyOf(address))
  }
  return list
}
