import { editDistance } from './known-operations.ts'

/** The attributes that patches change most often. Each product type’s schema has many more. */
const frequent = [
  'fulfillment_availability',
  'purchasable_offer',
  'item_name',
  'product_description',
  'bullet_point',
  'generic_keyword',
  'main_product_image_locator',
  'other_product_image_locator_1',
  'merchant_shipping_group',
  'list_price',
  'condition_type',
  'condition_note',
  'externally_assigned_product_identifier',
  'merchant_suggested_asin',
  'supplier_declared_has_product_identifier_exemption',
  'item_package_dimensions',
  'item_package_weight',
  'item_dimensions',
  'country_of_origin',
  'max_order_quantity',
  'product_tax_code',
  'recommended_browse_nodes',
  'batteries_required',
  'parentage_level',
  'child_parent_sku_relationship',
  'variation_theme',
] as const

const inPath = /\/attributes\/([a-z]\w{3,60})\b/gi

interface Found {
  readonly sign: 'attribute-in-camel-case' | 'attribute-misspelt'
  readonly values: { readonly attribute: string; readonly rightAttribute: string }
}

/** An attribute in the path of a patch that no schema has under this name. */
export function attributeFacts(text: string): Found | null {
  for (const [, attribute = ''] of [...text.matchAll(inPath)].slice(0, 20)) {
    // The last number only counts, as in other_product_image_locator_2.
    const plain = attribute
      .replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`)
      .toLowerCase()
      .replace(/_\d$/, '_1')
    const near = frequent.find(
      (name) => name !== plain && editDistance(name, plain) <= (plain.length > 9 ? 2 : 1),
    )
    const values = { attribute, rightAttribute: near ?? plain }
    if (near !== undefined) return { sign: 'attribute-misspelt', values }
    if (/[A-Z]/.test(attribute)) return { sign: 'attribute-in-camel-case', values }
  }
  return null
}
