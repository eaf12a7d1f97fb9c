import { z } from 'zod'
import { wireText } from './wire-text.ts'

export interface MarketplaceParticipation {
  readonly marketplaceId: string
  readonly countryCode: string
  readonly marketplaceName: string
  readonly domainName: string
  readonly currency: string
  readonly language: string
  readonly storeName: string
  readonly isParticipating: boolean
  readonly hasSuspendedListings: boolean
}

/** Requires only the fields without which the record is useless: Amazon's own examples leave required fields out. */
const participation = z.object({
  marketplace: z.object({
    id: z.string().regex(/^\w{1,64}$/),
    countryCode: wireText(8),
    name: wireText(200),
    domainName: wireText(200),
    defaultCurrencyCode: wireText(8),
    defaultLanguageCode: wireText(16),
  }),
  storeName: wireText(1_000),
  participation: z
    .object({ isParticipating: z.boolean().catch(false), hasSuspendedListings: z.boolean().catch(false) })
    .catch({ isParticipating: false, hasSuspendedListings: false }),
})

const answer = z.object({ payload: z.array(z.unknown()).max(1_000) })

/** Wire → participations; null when the response is invalid. Entries that can't be read are left out. */
export function parseMarketplaceParticipations(json: unknown): MarketplaceParticipation[] | null {
  const parsed = answer.safeParse(json)
  if (!parsed.success) return null
  return parsed.data.payload.flatMap((entry) => {
    const { data } = participation.safeParse(entry)
    if (data === undefined) return []
    const { marketplace } = data
    return [
      {
        marketplaceId: marketplace.id,
        countryCode: marketplace.countryCode,
        marketplaceName: marketplace.name,
        domainName: marketplace.domainName,
        currency: marketplace.defaultCurrencyCode,
        language: marketplace.defaultLanguageCode,
        storeName: data.storeName,
        ...data.participation,
      },
    ]
  })
}
