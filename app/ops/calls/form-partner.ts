import type { FormPartner } from '#components/calls/operation-form.tsx'
import { marketplaces as allMarketplaces, findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'

/**
 * The fields of a selling partner that the call runner's form needs, its own marketplace first. Amazon may accept
 * others of its region, too.
 */
export function toFormPartner(authorization: AuthorizationDetail): FormPartner {
  const { id, name, applicationId, partnerType, region, sellingPartnerId, health } = authorization
  const { participations, marketplaceId } = authorization
  const ids = [
    marketplaceId,
    ...participations.filter(({ isParticipating }) => isParticipating).map((row) => row.marketplaceId),
  ]
  const marketplaces = [...new Set(ids)].flatMap((each) => {
    const marketplace = findMarketplace(each)
    return marketplace === null ? [] : [{ id: each, country: marketplace.country }]
  })
  const otherMarketplaces = allMarketplaces
    .filter((each) => each.region === region && !ids.includes(each.id))
    .map(({ id: other, country }) => ({ id: other, country }))
  return {
    id,
    name,
    applicationId,
    partnerType,
    region,
    sellingPartnerId,
    marketplaces,
    otherMarketplaces,
    obstacle: health === 'disconnected' || health === 'paused' ? health : null,
  }
}
