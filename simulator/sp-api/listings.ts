import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Answer } from '../call.ts'
import { productsFor } from './answers/asked.ts'
import { listingsOf, toListing } from './answers/products.ts'
import { refuseApi } from './errors.ts'
import type { OperationCall } from './operation.ts'
import { ok } from './replies.ts'

/**
 * A seller's listings. The id in the path has to be the one of the token, and the seller has to sell in the
 * marketplace.
 */
export function searchListingsItems(request: OperationCall): Answer {
  const marketplaceId = checkListingsRequest(request)
  return typeof marketplaceId === 'string' ? ok(listingsOf(request, marketplaceId)) : marketplaceId
}

export function getListingsItem(request: OperationCall): Answer {
  const marketplaceId = checkListingsRequest(request)
  if (typeof marketplaceId !== 'string') return marketplaceId
  const product = productsFor(request).find(({ sku }) => sku === request.parameter('sku'))
  return product === undefined
    ? refuseApi('S14', 'no such SKU')
    : ok(toListing(request, product, marketplaceId))
}

/** The requested marketplace, or the refusal. */
function checkListingsRequest({ call, host, caller, parameter }: OperationCall): string | Answer {
  const asked = (new URLSearchParams(call.query).get('marketplaceIds') ?? '').split(',')
  const [id = '', ...others] = asked
  if (id === '' || others.length > 0) return refuseApi('S12', 'marketplaceIds takes exactly one id')
  const marketplace = findMarketplace(id)
  if (marketplace === null || marketplace.region !== host.region) {
    return refuseApi('S5', `${id} is not a marketplace of ${host.region}`)
  }
  if (caller === null || caller.isForeign) return refuseApi('S12 seller', 'the token is of another region')
  const { seller, grant } = caller
  // A vendor's path requires a vendor code, which is not the group code of the redirect.
  if (seller.partnerType === 'vendor') return refuseApi('S12 combination', 'no vendor code is known here')
  if (parameter('sellerId') !== seller.sellingPartnerId) {
    return refuseApi('S12 seller', `the token is of ${seller.sellingPartnerId}`)
  }
  const isCovered = marketplace.consentGroup === grant.authorization.consentGroup
  const sells = seller.participations.some(({ countryCode }) => countryCode === marketplace.countryCode)
  if (!isCovered || !sells) {
    return refuseApi('S12 combination', `the seller does not sell in ${marketplace.countryCode}`)
  }
  return id
}
