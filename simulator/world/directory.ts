import type { Seller } from './shapes.ts'

/** Everybody who can sign in, by id. */
export interface Directory {
  get(sellingPartnerId: string): Seller | undefined
  values(): Iterable<Seller>
  /** Replaces the one of the same id. */
  add(seller: Seller): void
  /** Those that were added to the initial ones. */
  added(): readonly Seller[]
}

export function createDirectory(
  initial: readonly Seller[],
  changed: () => void,
  kept: readonly Seller[],
): Directory {
  const byId = new Map([...initial, ...kept].map((seller) => [seller.sellingPartnerId, seller]))
  return {
    get: (sellingPartnerId) => byId.get(sellingPartnerId),
    values: () => byId.values(),
    add(seller) {
      byId.set(seller.sellingPartnerId, seller)
      changed()
    },
    added: () => [...byId.values()].filter((seller) => !initial.includes(seller)),
  }
}
