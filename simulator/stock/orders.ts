import type { ConsentGroup } from '#lib/amazon/marketplaces.ts'
import { findMarketplaceByCountry, type Marketplace } from '#lib/amazon/marketplaces.ts'
import type { Seller } from '../world/shapes.ts'
import { digits, draw } from './draw.ts'
import { type Product, productsOf } from './products.ts'

export interface Order {
  readonly id: string
  readonly itemId: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly status: 'UNSHIPPED' | 'SHIPPED' | 'CANCELLED'
  readonly byAmazon: boolean
  readonly marketplace: Marketplace
  readonly product: Product
  readonly quantity: number
  readonly buyer: {
    readonly name: string
    readonly line: string
    readonly city: string
    readonly postalCode: string
  }
}

const hourMs = 3_600_000
const slotMs = 9 * hourMs
const dayMs = 24 * hourMs
/** How far back orders go. */
export const orderDays = 90
const buyers = ['Alex Sample', 'Jamie Example', 'Robin Placeholder', 'Sam Specimen'] as const

/** The orders of a selling partner under one consent, newest first. As the clock moves, more are added. */
export function ordersOf(seller: Seller, consentGroup: ConsentGroup, now: number): readonly Order[] {
  const marketplaces = marketplacesOf(seller, consentGroup)
  const last = Math.floor(now / slotMs)
  const slots = Array.from({ length: Math.floor((orderDays * dayMs) / slotMs) }, (_, back) => last - back)
  return slots.flatMap((slot) => {
    const marketplace =
      marketplaces[draw(seller.sellingPartnerId, slot, 'where') % (marketplaces.length || 1)]
    if (marketplace === undefined || draw(seller.sellingPartnerId, slot) % 3 === 0) return []
    const order = orderOf(seller, slot, marketplace, now)
    return order.createdAt > now ? [] : [order]
  })
}

function orderOf(seller: Seller, slot: number, marketplace: Marketplace, now: number): Order {
  const { sellingPartnerId: id } = seller
  const products = productsOf(seller)
  const createdAt = slot * slotMs + (draw(id, slot, 'when') % (slotMs / 1_000)) * 1_000
  const shipsAt = createdAt + (12 + (draw(id, slot, 'ships') % 48)) * hourMs
  const isCanceled = draw(id, slot, 'ends') % 17 === 0
  const status = isCanceled ? 'CANCELLED' : shipsAt <= now ? 'SHIPPED' : 'UNSHIPPED'
  return {
    id: `${digits(3, id, slot, 'a')}-${digits(7, id, slot, 'b')}-${digits(7, id, slot, 'c')}`,
    itemId: digits(14, id, slot, 'item'),
    createdAt,
    updatedAt: status === 'SHIPPED' ? shipsAt : createdAt,
    status,
    byAmazon: draw(id, slot, 'by') % 2 === 0,
    marketplace,
    product: products[draw(id, slot, 'what') % products.length] as Product,
    quantity: 1 + (draw(id, slot, 'many') % 5 === 0 ? 1 : 0),
    buyer: {
      name: buyers[draw(id, slot, 'who') % buyers.length] ?? buyers[0],
      line: `${1 + (draw(id, slot, 'street') % 200)} Simulated Street`,
      city: 'Simulated Town',
      postalCode: digits(5, id, slot, 'postal'),
    },
  }
}

/** Where a selling partner sells under one consent. */
export function marketplacesOf(seller: Seller, consentGroup: ConsentGroup): readonly Marketplace[] {
  return seller.participations.flatMap(({ countryCode, isParticipating }) => {
    const marketplace = findMarketplaceByCountry(countryCode)
    return marketplace?.consentGroup === consentGroup && isParticipating ? [marketplace] : []
  })
}
