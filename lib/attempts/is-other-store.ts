import { isAmazonMarketplace } from '../amazon/marketplaces.ts'
import type { MarketplaceParticipation } from '../amazon/sellers.ts'

type Store = Pick<MarketplaceParticipation, 'marketplaceId' | 'domainName' | 'storeName' | 'isParticipating'>

/**
 * True when a new grant's stores have neither a marketplace nor a store name in common with those of the record: most
 * likely another selling partner's. False where either side is unknown. Marketplaces that aren't Amazon's are left out,
 * since every seller of a country has the same.
 */
export function isOtherStore(known: readonly Store[], found: readonly Store[] | null): boolean {
  const before = marksOf(known)
  const after = marksOf(found ?? [])
  return before.size > 0 && after.size > 0 && [...before].every((mark) => !after.has(mark))
}

function marksOf(stores: readonly Store[]): Set<string> {
  const own = stores.filter(isAmazonMarketplace)
  const open = own.filter(({ isParticipating }) => isParticipating)
  return new Set(
    (open.length > 0 ? open : own).flatMap(({ marketplaceId, storeName }) => {
      const name = storeName.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
      return name === '' ? [`id ${marketplaceId}`] : [`id ${marketplaceId}`, `name ${name}`]
    }),
  )
}
