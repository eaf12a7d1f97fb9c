/** An SP-API operation that the call runner offers. */
export interface Operation {
  readonly id: string
  readonly title: string
  readonly method: 'GET'
  readonly path: string
  /** Requests a second, and how many at once after a rest. Per application and selling partner. */
  readonly rate: number
  readonly burst: number
}

/** https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference */
export const operations = {
  getMarketplaceParticipations: {
    id: 'getMarketplaceParticipations',
    title: 'Marketplace participations',
    method: 'GET',
    path: '/sellers/v1/marketplaceParticipations',
    rate: 0.016,
    burst: 15,
  },
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof operations

export function findOperation(id: string): Operation | null {
  return Object.hasOwn(operations, id) ? operations[id as OperationId] : null
}
