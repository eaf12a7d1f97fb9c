/** What operations don’t do, although many people expect it, and what to use instead. */
export const operationNotes: Readonly<Record<string, string>> = {
  getPricing:
    'It returns the account’s own offers. For all sellers’ offers, call getItemOffers or getListingOffers.',
  getCompetitivePricing:
    'It returns the featured price, not all offers. For those, call getItemOffers or getListingOffers.',
  getItemOffers: 'It returns only the twenty lowest offers of one condition, and the featured offer.',
  getCatalogItem:
    'It describes the product, with the parts that includedData names. It doesn’t return prices, stock or reviews. For prices, call getItemOffers.',
  searchCatalogItems:
    'It finds at most 1,000 products, by keywords or identifiers. It doesn’t return prices or stock.',
  searchListingsItems:
    'It finds at most 1,000 listings. For all of them, request the report GET_MERCHANT_LISTINGS_ALL_DATA.',
  getListingsItem:
    'It returns only summaries unless includedData names more, such as attributes, issues and offers.',
  getInventorySummaries:
    'It returns only stock in Amazon’s warehouses. For the seller’s own stock, call getListingsItem (fulfillmentAvailability).',
  getOrderBuyerInfo:
    'It returns an anonymized email address and no telephone number. Names require a restricted role.',
  getOrderItems:
    'It returns no addresses or invoice data, and prices only once the order is no longer pending.',
  getOrders:
    'It returns orders in the marketplaces in MarketplaceIds, up to 100 per page, without their items.',
  listFinancialEvents:
    'Events appear up to 48 hours after they were posted, and pending events don’t appear at all.',
  listTransactions: 'Transactions appear up to 48 hours later, and deferred ones have their own status.',
  getMarketplaceParticipations: 'It lists only the marketplaces in the host’s region.',
  getReports:
    'It lists reports from the last 90 days, and settlement reports only if Amazon has created them.',
  getMyFeesEstimateForASIN:
    'It returns an estimate for the price that you send. For actual charges, use the Finances API.',
  getShipments:
    'It lists shipments by the query’s type and status. For new shipments, use Fulfillment Inbound 2024-03-20.',
  getSubscription:
    'It returns the subscription of one account and type. Without a seller’s token, it returns none.',
}
