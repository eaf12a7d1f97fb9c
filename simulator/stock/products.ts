import type { Seller } from '../world/shapes.ts'
import { draw, pick } from './draw.ts'

export interface Product {
  readonly asin: string
  readonly sku: string
  readonly title: string
  readonly brand: string
  /** Amazon's name of the kind. */
  readonly productType: string
  /** In hundredths of the marketplace's currency. */
  readonly price: number
  readonly quantity: number
}

const goods = [
  ['Enamel Mug, 12 oz', 'DRINKING_CUP'],
  ['Oak Serving Board', 'SERVING_BOARD'],
  ['Linen Tea Towels, Set of 3', 'TOWEL'],
  ['Cast Iron Skillet, 10 in', 'SKILLET'],
  ['Beeswax Candle, Large', 'CANDLE'],
  ['Wool Throw Blanket', 'BLANKET'],
  ['Canvas Tote Bag', 'TOTE_BAG'],
  ['Brass Desk Lamp', 'LAMP'],
  ['Ceramic Planter, 6 in', 'PLANTER'],
  ['Leather Journal, A5', 'BLANK_BOOK'],
  ['Stainless Water Bottle, 24 oz', 'BOTTLE'],
  ['Bamboo Cutlery Tray', 'DRAWER_ORGANIZER'],
] as const

/** The product types that the products here have. */
export const productTypes = [...new Set(goods.map(([, productType]) => productType))]

/** A selling partner's products: between five and nine, always the same. */
export function productsOf({ sellingPartnerId, name }: Seller): readonly Product[] {
  const first = draw(sellingPartnerId, 'first') % goods.length
  return Array.from({ length: 5 + (draw(sellingPartnerId, 'count') % 5) }, (_, place) => {
    const [title, productType] = goods[(first + place) % goods.length] ?? goods[0]
    return {
      asin: `B0${draw(sellingPartnerId, place).toString(36).toUpperCase().padStart(8, 'X').slice(-8)}`,
      sku: `${productType.slice(0, 4)}-${String(place + 1).padStart(3, '0')}`,
      title,
      brand: name.slice(0, 60),
      productType,
      price: pick([999, 1_499, 1_995, 2_450, 3_900, 5_900], sellingPartnerId, place, 'price'),
      quantity: draw(sellingPartnerId, place, 'quantity') % 180,
    }
  })
}
