import { isIP } from 'node:net'
import { type ConsentGroup, centralHosts, marketplaces, type PartnerType } from '#lib/amazon/marketplaces.ts'
import { type Region, regions, tokenEndpoints } from '#lib/amazon/regions.ts'

export interface CentralHost {
  readonly kind: 'central'
  readonly host: string
  readonly partnerType: PartnerType
  readonly region: Region
  /** The accounts that sign in here: one consent covers one group. Middle-East vendors share a host. */
  readonly consentGroups: readonly ConsentGroup[]
}

export interface TokenHost {
  readonly kind: 'lwa'
  readonly host: string
}

export interface ApiHost {
  readonly kind: 'sp-api'
  readonly host: string
  readonly region: Region
  readonly sandbox: boolean
}

/** Where customers sign in; the wrong consent leads developers here. */
export interface AccountHost {
  readonly kind: 'account'
  readonly host: string
}

/** Amazon SQS, for the queues that Amazon's notifications arrive on. */
export interface QueueHost {
  readonly kind: 'sqs'
  readonly host: string
}

export type AmazonHost = CentralHost | TokenHost | ApiHost | AccountHost | QueueHost

export const queueRegion = 'us-east-1'

const hostOf = (address: string) => new URL(address).host

function centralHost(host: string): CentralHost {
  const partnerType = host.startsWith('vendorcentral') ? 'vendor' : 'seller'
  const served = marketplaces.filter(
    (row) => row.sellerCentralHost === host || row.vendorCentralHost === host,
  )
  return {
    kind: 'central',
    host,
    partnerType,
    // The European hosts of single countries are in no row of the table.
    region: served[0]?.region ?? 'eu',
    consentGroups: served.length === 0 ? ['eu'] : [...new Set(served.map((row) => row.consentGroup))],
  }
}

const table: readonly AmazonHost[] = [
  ...[...centralHosts].map(centralHost),
  // Amazon's developer guide prints amazon.com as the host of amazon_callback_uri.
  { kind: 'central', host: 'amazon.com', partnerType: 'seller', region: 'na', consentGroups: ['na'] },
  ...tokenEndpoints.map((address) => ({ kind: 'lwa' as const, host: hostOf(address) })),
  ...['www.amazon.com', 'eu.account.amazon.com', 'apac.account.amazon.com'].map((host) => ({
    kind: 'account' as const,
    host,
  })),
  { kind: 'sqs', host: `sqs.${queueRegion}.amazonaws.com` },
  ...Object.values(regions).flatMap((region) => [
    { kind: 'sp-api' as const, host: hostOf(region.endpoint), region: region.id, sandbox: false },
    { kind: 'sp-api' as const, host: hostOf(region.sandboxEndpoint), region: region.id, sandbox: true },
  ]),
]

/** Every host of Amazon's that the simulator answers for. */
export const amazonHosts: ReadonlyMap<string, AmazonHost> = new Map(table.map((row) => [row.host, row]))

/**
 * Whether a request is meant for this simulator, by its Host header: a loopback address or name, the address at which
 * it arrived, one of Amazon's hosts, or one of `names`. Otherwise, a page of another site could give its own name the
 * address of this machine (DNS rebinding) and read every secret here.
 */
export function isOwnHost(
  header: string | undefined,
  localAddress: string | undefined,
  names: ReadonlySet<string>,
): boolean {
  if (header === undefined) return true
  const name = hostnameOf(header)
  const isLoopback = isIP(name) === 4 ? name.startsWith('127.') : name === '::1'
  const isArrival = name === localAddress?.replace(/^::ffff:/i, '')
  return (
    isLoopback || isArrival || /^(.+\.)?localhost$/.test(name) || amazonHosts.has(name) || names.has(name)
  )
}

/** The name in a Host header or in an origin: without port, brackets and the dot that may end a name. */
export const hostnameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')

export interface Place {
  /** Null is the simulator itself: its control page and endpoints. */
  readonly host: AmazonHost | null
  /** The path as Amazon would see it. */
  readonly path: string
  /** Whether the request named the host in its Host header, like a client whose name resolution was changed. */
  readonly byHostHeader: boolean
}

/**
 * The destination of a request: `/<host>/path` at the simulator's own address, or any path with Amazon's Host header.
 */
export function placeOf(path: string, hostHeader: string | undefined): Place {
  const named =
    hostHeader === undefined ? undefined : amazonHosts.get(hostHeader.replace(/:\d+$/, '').toLowerCase())
  if (named) return { host: named, path, byHostHeader: true }
  const end = path.indexOf('/', 1)
  const first = end === -1 ? path.slice(1) : path.slice(1, end)
  const host = amazonHosts.get(first) ?? null
  if (host === null) return { host, path, byHostHeader: false }
  return { host, path: end === -1 ? '/' : path.slice(end), byHostHeader: false }
}
