import type { Region } from '../regions.ts'

/** Report and notification types that Amazon has withdrawn, with the day and the replacement. */
export const withdrawnTypes: Readonly<Record<string, { readonly end: string; readonly newer: string }>> = {
  ORDER_STATUS_CHANGE: { end: '2026-07-29', newer: 'ORDER_CHANGE' },
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE: {
    end: '2026-11-11',
    newer: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2',
  },
  GET_V2_SETTLEMENT_REPORT_DATA_XML: {
    end: '2026-11-11',
    newer: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2',
  },
}

interface Offer {
  readonly type: RegExp
  /** Countries, or the region whose marketplaces all have it. */
  readonly countries?: readonly string[]
  readonly region?: Region
  readonly name: string
}

/** Report types that exist only in some marketplaces, as on Amazon’s page on report types. */
const offers: readonly Offer[] = [
  { type: /^GET_FLAT_FILE_SALES_TAX_DATA$/, countries: ['US'], name: 'the United States' },
  { type: /^GET_FBA_FULFILLMENT_CUSTOMER_TAXES_DATA$/, countries: ['US', 'CA', 'MX'], name: 'North America' },
  { type: /^(?:GET_)?GST_|^GET_EASYSHIP_/, countries: ['IN'], name: 'India' },
  {
    type: /^(?:SC_VAT_TAX_REPORT|GET_VAT_TRANSACTION_DATA|GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT|GET_XML_VAT_INVOICE_DATA_REPORT|GET_PAN_EU_OFFER_STATUS)$/,
    region: 'eu',
    name: 'Europe',
  },
  {
    type: /^GET_(?:CONVERGED_FLAT_FILE_|FLAT_FILE_)?PENDING_ORDERS_DATA$/,
    countries: ['JP'],
    name: 'Japan',
  },
]

/** Where a type exists, if that isn’t the marketplace. Null if it exists there or everywhere. */
export function offeredElsewhere(
  type: string,
  marketplace: { readonly countryCode: string; readonly region: Region },
): string | null {
  const offer = offers.find((one) => one.type.test(type))
  if (offer === undefined) return null
  const isThere = offer.countries?.includes(marketplace.countryCode) ?? offer.region === marketplace.region
  return isThere ? null : offer.name
}
