/** What operations don’t do, although many expect it, and where it is found. */
export const operationNotes: Readonly<Record<string, string>> = {
  getPricing:
    'It returns the account’s own offers. Offers of all sellers are in getItemOffers and getListingOffers.',
  getCompetitivePricing:
    'It returns the featured price, not all offers. Those are in getItemOffers and getListingOffers.',
  getItemOffers: 'It returns the twenty lowest offers of one condition, and the featured one.',
  getCatalogItem:
    'It describes the product, with the parts that includedData names. Prices, stock and reviews aren’t in it: prices are in getItemOffers.',
  searchCatalogItems:
    'It finds at most 1,000 products, by keywords or identifiers. Prices and stock aren’t in it.',
  searchListingsItems:
    'It finds at most 1,000 listings. All of them are in the report GET_MERCHANT_LISTINGS_ALL_DATA.',
  getListingsItem:
    'It returns only summaries unless includedData names more, such as attributes, issues and offers.',
  getInventorySummaries:
    'It knows stock at Amazon’s warehouses only. The seller’s own stock is in getListingsItem (fulfillmentAvailability).',
  getOrderBuyerInfo:
    'It returns an anonymized email address and no telephone number. Names need a restricted role.',
  getOrderItems: 'It has no address and no invoice data, and prices only once the order isn’t pending.',
  getOrders:
    'It returns orders of the marketplaces in MarketplaceIds, up to 100 a page, without their items.',
  listFinancialEvents: 'Events appear up to 48 hours after they were posted, and pending ones not at all.',
  listTransactions: 'Transactions appear up to 48 hours later, and deferred ones have a status of their own.',
  getMarketplaceParticipations: 'It lists the marketplaces of one region: the one of the host.',
  getReports: 'It lists reports of the last 90 days, and settlement reports only where Amazon has made them.',
  getMyFeesEstimateForASIN:
    'It is an estimate from the price that is sent. What was charged is in the Finances API.',
  getShipments:
    'It lists shipments by the query’s type and status. New ones are read with Fulfillment Inbound 2024-03-20.',
  getSubscription:
    'It returns the subscription of one account and type. Without a seller’s token it returns none.',
}
