import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Answer } from '../../call.ts'
import { type Product, productTypes } from '../../stock/products.ts'
import { refuseApi } from '../errors.ts'
import type { OperationCall } from '../operation.ts'
import { ok } from '../replies.ts'
import { type Asked, amount, askedOf, iso, pageOf, productsFor, refuseMarketplaces, sizeOf } from './asked.ts'

/** The marketplaces that a call has to name; or the refusal. */
function marketplacesOf(request: OperationCall, name: string): readonly string[] | Answer {
  const ids = askedOf(request).several(name)
  if (ids.length === 0) return refuseApi('S12', `${name} is missing`)
  return refuseMarketplaces(request, ids) ?? ids
}

const isAnswer = (value: readonly string[] | Answer): value is Answer => 'status' in value

export function searchCatalogItems(request: OperationCall): Answer {
  const ids = marketplacesOf(request, 'marketplaceIds')
  if (isAnswer(ids)) return ids
  const asked = askedOf(request)
  const keywords = asked.several('keywords').map((word) => word.toLowerCase())
  const identifiers = asked.several('identifiers')
  if (keywords.length === 0 && identifiers.length === 0) {
    return refuseApi('S12', 'keywords or identifiers are missing')
  }
  const [brands, sellerId] = [asked.several('brandNames'), asked.one('sellerId')]
  const found = productsFor(request).filter(
    (product) =>
      (brands.length === 0 || brands.includes(product.brand)) &&
      (sellerId === '' || sellerId === request.caller?.seller.sellingPartnerId) &&
      (identifiers.length > 0
        ? isIdentified(product, asked)
        : keywords.some((word) => `${product.title} ${product.brand}`.toLowerCase().includes(word))),
  )
  const { rows, nextToken } = pageOf(found, {
    token: asked.one('pageToken'),
    size: sizeOf(asked.one('pageSize'), 10, 20),
  })
  return ok({
    numberOfResults: found.length,
    pagination: { ...(nextToken !== undefined && { nextToken }) },
    items: rows.map((product) => toCatalogItem(product, ids, asked)),
  })
}

/** By `identifiers` and `identifiersType`; without a type, both of those here are compared. */
function isIdentified({ asin, sku }: Product, asked: Asked): boolean {
  const [identifiers, type] = [asked.several('identifiers'), asked.one('identifiersType')]
  return (type !== 'SKU' && identifiers.includes(asin)) || (type !== 'ASIN' && identifiers.includes(sku))
}

export function getCatalogItem(request: OperationCall): Answer {
  const ids = marketplacesOf(request, 'marketplaceIds')
  if (isAnswer(ids)) return ids
  const product = productsFor(request).find(({ asin }) => asin === request.parameter('asin'))
  return product === undefined
    ? refuseApi('S14', 'no such ASIN')
    : ok(toCatalogItem(product, ids, askedOf(request)))
}

/** Amazon includes the summaries unless other data is requested. */
const includedOf = (asked: Asked) => {
  const included = asked.several('includedData')
  return new Set(included.length === 0 ? ['summaries'] : included)
}

function toCatalogItem(
  { asin, title, brand, productType }: Product,
  ids: readonly string[],
  asked: Asked,
): object {
  const included = includedOf(asked)
  return {
    asin,
    ...(included.has('productTypes') && {
      productTypes: ids.map((marketplaceId) => ({ marketplaceId, productType })),
    }),
    ...(included.has('summaries') && {
      summaries: ids.map((marketplaceId) => ({
        marketplaceId,
        brand,
        itemName: title,
        itemClassification: 'BASE_PRODUCT',
      })),
    }),
  }
}

/** The listings of a seller; `searchListingsItems` checks the request. */
export function listingsOf(request: OperationCall, marketplaceId: string): object {
  const asked = askedOf(request)
  const excludesAll =
    asked.several('withIssueSeverity').length > 0 || asked.several('withoutStatus').length > 0
  const products = productsFor(request).filter(
    (product) => !excludesAll && (asked.one('identifiers') === '' || isIdentified(product, asked)),
  )
  const { rows, nextToken } = pageOf(products, {
    token: asked.one('pageToken'),
    size: sizeOf(asked.one('pageSize'), 10, 20),
  })
  return {
    numberOfResults: products.length,
    ...(nextToken !== undefined && { pagination: { nextToken } }),
    items: rows.map((product) => toListing(request, product, marketplaceId)),
  }
}

/** All are for sale, and none has an issue. */
export function toListing(
  request: OperationCall,
  { asin, sku, title, productType }: Product,
  marketplaceId: string,
): object {
  const day = 86_400_000
  const now = request.world.clock.now()
  const included = includedOf(askedOf(request))
  const summary = {
    summaries: [
      {
        marketplaceId,
        asin,
        productType,
        conditionType: 'new_new',
        status: ['BUYABLE', 'DISCOVERABLE'],
        itemName: title,
        createdDate: iso(Math.floor(now / day - 400) * day),
        lastUpdatedDate: iso(Math.floor(now / day - 3) * day),
      },
    ],
  }
  return {
    sku,
    ...(included.has('summaries') && summary),
    ...(included.has('issues') && { issues: [] }),
  }
}

export function getInventorySummaries(request: OperationCall): Answer {
  const ids = marketplacesOf(request, 'marketplaceIds')
  if (isAnswer(ids)) return ids
  const asked = askedOf(request)
  if (asked.one('granularityType') === '' || asked.one('granularityId') === '') {
    return refuseApi('S12', 'granularityType or granularityId is missing')
  }
  const skus = [...asked.several('sellerSkus'), ...asked.several('sellerSku')]
  const [now, since] = [request.world.clock.now(), asked.time('startDateTime')]
  // Every stock changes all the time.
  const products = productsFor(request).filter(
    ({ sku }) => (skus.length === 0 || skus.includes(sku)) && (since === null || since <= now),
  )
  const { rows, nextToken } = pageOf(products, { token: asked.one('nextToken'), size: 50 })
  return ok({
    payload: {
      granularity: { granularityType: 'Marketplace', granularityId: asked.one('granularityId') },
      inventorySummaries: rows.map(({ asin, sku, title, quantity }) => ({
        asin,
        fnSku: `X0${asin.slice(2)}`,
        sellerSku: sku,
        condition: 'NewItem',
        ...(asked.flag('details', false) && { inventoryDetails: { fulfillableQuantity: quantity } }),
        lastUpdatedTime: iso(now),
        productName: title,
        totalQuantity: quantity,
      })),
    },
    ...(nextToken !== undefined && { pagination: { nextToken } }),
  })
}

export function getPricing(request: OperationCall): Answer {
  const ids = marketplacesOf(request, 'MarketplaceId')
  if (isAnswer(ids)) return ids
  const [marketplaceId = ''] = ids
  const asked = askedOf(request)
  const type = asked.one('ItemType')
  if (type === '') return refuseApi('S12', 'ItemType is missing')
  const wanted = asked.several(type === 'Asin' ? 'Asins' : 'Skus')
  if (wanted.length === 0 || wanted.length > 20) return refuseApi('S12', 'it takes between 1 and 20 items')
  const products = productsFor(request)
  return ok({
    payload: wanted.map((id) => {
      const product = products.find(({ asin, sku }) => (type === 'Asin' ? asin : sku) === id)
      if (product === undefined)
        return { status: 'ClientError', ...(type === 'Asin' ? { ASIN: id } : { SellerSKU: id }) }
      const { asin, sku } = product
      return {
        status: 'Success',
        ASIN: asin,
        Product: {
          Identifiers: { MarketplaceASIN: { MarketplaceId: marketplaceId, ASIN: asin } },
          Offers: [
            {
              BuyingPrice: pricesOf(product, marketplaceId),
              RegularPrice: pricesOf(product, marketplaceId).ListingPrice,
              FulfillmentChannel: 'AMAZON',
              ItemCondition: 'New',
              ItemSubCondition: 'New',
              SellerSKU: sku,
            },
          ],
        },
      }
    }),
  })
}

export function getItemOffers(request: OperationCall): Answer {
  const ids = marketplacesOf(request, 'MarketplaceId')
  if (isAnswer(ids)) return ids
  const [marketplaceId = ''] = ids
  const condition = askedOf(request).one('ItemCondition')
  if (condition === '') return refuseApi('S12', 'ItemCondition is missing')
  const product = productsFor(request).find(({ asin }) => asin === request.parameter('Asin'))
  if (product === undefined) return refuseApi('S14', 'no such ASIN')
  return ok({
    payload: {
      ASIN: product.asin,
      status: 'Success',
      ItemCondition: condition,
      Identifier: { MarketplaceId: marketplaceId, ItemCondition: condition, ASIN: product.asin },
      Summary: { TotalOfferCount: 1 },
      Offers: [
        {
          ...pricesOf(product, marketplaceId),
          SubCondition: 'new',
          SellerId: request.caller?.seller.sellingPartnerId,
          IsFulfilledByAmazon: true,
        },
      ],
      marketplaceId,
    },
  })
}

function pricesOf({ price }: Product, marketplaceId: string) {
  const money = (hundredths: number) => ({
    CurrencyCode: findMarketplace(marketplaceId)?.currency ?? 'USD',
    Amount: Number(amount(hundredths)),
  })
  return { ListingPrice: money(price), LandedPrice: money(price), Shipping: money(0) }
}

export function searchProductTypes(request: OperationCall): Answer {
  const ids = marketplacesOf(request, 'marketplaceIds')
  if (isAnswer(ids)) return ids
  const keywords = askedOf(request)
    .several('keywords')
    .map((word) => word.toLowerCase())
  const names = productTypes.filter(
    (name) => keywords.length === 0 || keywords.some((word) => name.toLowerCase().includes(word)),
  )
  return ok({
    productTypes: names.map((name) => ({ name, displayName: displayNameOf(name), marketplaceIds: ids })),
    productTypeVersion: 'simulated',
  })
}

function displayNameOf(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
