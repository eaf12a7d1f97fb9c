import { centralHosts } from './marketplaces.ts'
import { regions, tokenEndpoints } from './regions.ts'

const endpoints = [
  ...Object.values(regions).flatMap(({ endpoint, sandboxEndpoint }) => [endpoint, sandboxEndpoint]),
  ...tokenEndpoints,
]

/** Every host of Amazon's that a step can involve: where sellers sign in, LWA, and SP-API. */
const amazonHosts: ReadonlySet<string> = new Set([...centralHosts, ...endpoints.map(hostOf)])

export function isAmazonHost(host: string): boolean {
  return amazonHosts.has(host)
}

export function hostOf(uri: string): string {
  return new URL(uri).hostname
}
