/** A parameter that asks for personal data by these values. */
export interface PersonalWhen {
  readonly parameter: string
  readonly values: readonly string[]
}

const byIncludedData: PersonalWhen = { parameter: 'includedData', values: ['BUYER', 'RECIPIENT'] }

/**
 * Operations that return personal data with an ordinary access token: of buyers, of recipients (fulfillment orders), or
 * of the seller. Those that take a restricted data token are marked in operations.json.
 */
const personal: Readonly<Record<string, 'always' | PersonalWhen>> = {
  'orders.2026-01-01.searchOrders': byIncludedData,
  'orders.2026-01-01.getOrder': byIncludedData,
  'fulfillmentOutbound.2020-07-01.listAllFulfillmentOrders': 'always',
  'fulfillmentOutbound.2020-07-01.getFulfillmentOrder': 'always',
  'fulfillmentOutbound.2026-07-04.listOrders': 'always',
  'fulfillmentOutbound.2026-07-04.getOrder': 'always',
  'sellers.v1.getAccount': 'always',
  'shipping.v1.retrieveShippingLabel': 'always',
}

/**
 * Reads that only restricted roles open, and that nevertheless return no personal data: rates, time slots, forms, the
 * states of documents and parcels, and test data. Amazon grants these roles for personal data, so any other read that
 * needs one counts as personal, among them those that Amazon adds.
 */
const impersonal: ReadonlySet<string> = new Set([
  'deliveryByAmazon.2022-07-01.getInvoiceStatus',
  'easyShip.2022-03-23.getScheduledPackage',
  'easyShip.2022-03-23.listHandoverSlots',
  'externalFulfillmentShipments.2024-09-11.retrieveShippingOptions',
  'invoices.2024-06-19.getGovernmentInvoiceStatus',
  'invoices.2024-06-19.getInvoicesAttributes',
  'invoices.2024-06-19.getInvoicesExport',
  'invoices.2024-06-19.getInvoicesExports',
  'merchantFulfillment.v0.getAdditionalSellerInputs',
  'merchantFulfillment.v0.getEligibleShipmentServices',
  'services.v1.getAppointmentSlots',
  'services.v1.getAppointmmentSlotsByJobId',
  'services.v1.getFixedSlotCapacity',
  'services.v1.getRangeSlotCapacity',
  'shipmentInvoicing.v0.getInvoiceStatus',
  'shipping.v2.getAccessPoints',
  'shipping.v2.getCarrierAccountFormInputs',
  'shipping.v2.getCarrierAccounts',
  'shipping.v2.getCollectionFormHistory',
  'shipping.v2.getRates',
  'shipping.v2.getTracking',
  'vendorDirectFulfillmentSandboxData.2021-10-28.getOrderScenarios',
  'vendorDirectFulfillmentTransactions.2021-12-28.getTransactionStatus',
  'vendorDirectFulfillmentTransactions.v1.getTransactionStatus',
])

/** What decides whether an operation's data is personal. */
interface Access {
  readonly readOnly: boolean
  readonly restricted: boolean
  readonly roles: readonly string[] | null
}

/** Whether an operation returns personal data with an ordinary access token: always, or if a parameter asks for it. */
export function personalFacts(
  key: string,
  { readOnly, restricted, roles }: Access,
): { isPersonal: boolean; personalWhen: PersonalWhen | null } {
  const listed = personal[key]
  if (listed !== undefined && listed !== 'always') return { isPersonal: false, personalWhen: listed }
  const isOpenToRestrictedOnly =
    readOnly && !restricted && roles !== null && roles.length > 0 && roles.every(isRestricted)
  const isPersonal = listed === 'always' || (isOpenToRestrictedOnly && !impersonal.has(key))
  return { isPersonal, personalWhen: null }
}

function isRestricted(role: string): boolean {
  return role.endsWith('(Restricted)')
}
