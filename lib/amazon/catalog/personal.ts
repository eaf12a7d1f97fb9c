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
}

export function personalFacts(key: string): { isPersonal: boolean; personalWhen: PersonalWhen | null } {
  const found = personal[key]
  return found === 'always' || found === undefined
    ? { isPersonal: found === 'always', personalWhen: null }
    : { isPersonal: false, personalWhen: found }
}
