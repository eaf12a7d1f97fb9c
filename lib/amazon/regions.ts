export type Region = 'na' | 'eu' | 'fe'

export interface RegionFacts {
  readonly id: Region
  readonly name: string
  readonly endpoint: string
  readonly sandboxEndpoint: string
}

/**
 * The three SP-API endpoints, production and sandbox. https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints
 */
export const regions: Readonly<Record<Region, RegionFacts>> = {
  na: {
    id: 'na',
    name: 'North America',
    endpoint: 'https://sellingpartnerapi-na.amazon.com',
    sandboxEndpoint: 'https://sandbox.sellingpartnerapi-na.amazon.com',
  },
  eu: {
    id: 'eu',
    name: 'Europe',
    endpoint: 'https://sellingpartnerapi-eu.amazon.com',
    sandboxEndpoint: 'https://sandbox.sellingpartnerapi-eu.amazon.com',
  },
  fe: {
    id: 'fe',
    name: 'Far East',
    endpoint: 'https://sellingpartnerapi-fe.amazon.com',
    sandboxEndpoint: 'https://sandbox.sellingpartnerapi-fe.amazon.com',
  },
}

export function findRegion(id: string): Region | null {
  return Object.hasOwn(regions, id) ? (id as Region) : null
}

/** Login with Amazon answers for all regions here; Amazon documents the regional hosts for other products. */
export const defaultTokenEndpoint = 'https://api.amazon.com/auth/o2/token'

export const tokenEndpoints = [
  defaultTokenEndpoint,
  'https://api.amazon.co.uk/auth/o2/token',
  'https://api.amazon.co.jp/auth/o2/token',
] as const

/** Where SP-API is called: a region's production or sandbox endpoint, or another that stands in for it. */
export interface CallTarget {
  readonly region: Region
  readonly sandbox?: boolean
  /** Such as a new endpoint of Amazon's, without a slash at its end. */
  readonly endpoint?: string
}

export function endpointOf({ region, sandbox = false, endpoint }: CallTarget): string {
  return endpoint ?? (sandbox ? regions[region].sandboxEndpoint : regions[region].endpoint)
}
