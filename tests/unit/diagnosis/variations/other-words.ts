import type { Certainty } from '#lib/amazon/diagnosis/cause.ts'

/** The text, the first diagnosis, and its certainty. */
export type Variation = readonly [paste: string, id: string, certainty: Certainty]

const denied =
  '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}'

/** More texts of the kinds in `kinds.ts`: other operations, libraries, languages, marketplaces and platforms. */
export const otherWords: Readonly<Record<string, readonly Variation[]>> = {
  'denied without details': [
    [
      'GET https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A1B2C3/SKU1?marketplaceIds=US\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'marketplace-not-an-id',
      'shown',
    ],
    [
      'POST https://sellingpartnerapi-eu.amazon.com/inbound/fba/inboundPlans\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'path-missing-segment',
      'shown',
    ],
    [
      'getListingOffers https://sellingpartnerapi-fe.amazon.com/products/pricing/v0/listings/X/offers?MarketplaceId=A1F83G8C2ARO7P&ItemCondition=New\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'marketplace-of-other-region',
      'shown',
    ],
    [
      'VendorInvoicesApi.submitInvoices failed: Access to requested resource is denied. We are a vendor (Vendor Central login).',
      'vendor-role-or-grant',
      'likely',
    ],
    [
      'require \'peddler\'\nGET https://sellingpartnerapi-na.amazon.com/reports/2020-09-04/reports?reportTypes=GET_MERCHANT_LISTINGS_ALL_DATA 403\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'retired-api',
      'likely',
    ],
    [
      'Go worker pool: one shared token cache keyed by client id. Seller B gets 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]} as soon as seller A ran before; each alone works.',
      'token-of-other-account',
      'likely',
    ],
    [
      'getItemOffers for A21TJRUUN4KGV on the EU host is refused {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}. The seller sells only in Spain and Italy.',
      'marketplace-without-seller',
      'likely',
    ],
  ],
  'one phrase with many causes': [
    [
      'createReport GET_SALES_AND_TRAFFIC_REPORT\n{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'resource-forbidden',
      'undecided',
    ],
    [
      'createReport GET_LEDGER_SUMMARY_VIEW_DATA {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]} Amazon Fulfillment role added 2026-05-04, seller authorized 2026-02-11.',
      'type-grant-older-than-role',
      'shown',
    ],
    [
      'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}. Uns fehlt die Rolle Finance and Accounting.',
      'type-role-not-on-application',
      'likely',
    ],
    [
      'GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT → {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}. This account has no registered brand.',
      'brand-missing',
      'likely',
    ],
    [
      'GET_VENDOR_REAL_TIME_SALES_REPORT for a Seller Central account {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'vendor-report-for-seller-said',
      'likely',
    ],
    [
      'createReport GET_FLAT_FILE_OPEN_LISTING_DATA {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'report-type-misspelt',
      'likely',
    ],
  ],
  'texts that rule out the first guess': [
    [
      'The Pricing role is on the application since 2024, we re-authorized last week, getPricing still {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'reauthorized-still-refused',
      'undecided',
    ],
    [
      'getOrderAddress with x-amz-access-token: Atz.sprdt|Abcdefabcdef1234567890\nGET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/111-1111111-1111111/address\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'rdt-refused',
      'likely',
    ],
    [
      'About one in 40 getCatalogItem calls gets {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}, a retry works.',
      'refused-at-times',
      'undecided',
    ],
    [
      'We do send x-amz-access-token (checked with a proxy): {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}',
      'access-token-missing',
      'undecided',
    ],
    [
      'Secret was copied five minutes ago from the console, client id is right, same pair works in Postman: {"error":"invalid_client","error_description":"Client authentication failed"}',
      'credentials-refused',
      'undecided',
    ],
  ],
  'a bare status': [
    ['I get 403 when calling getOrders, we are a vendor account', 'vendor-calls-seller-operation', 'likely'],
    ['a 400 from the sandbox for getOrders', 'sandbox-400', 'undecided'],
    ['401 on https://sellingpartnerapi-eu.amazon.com/orders/v0/orders', 'sp-api-401', 'undecided'],
    ['HTTP 429 from sellingpartnerapi-na, 30 calls per second to getOrders', 'sp-api-429', 'undecided'],
    [
      '403 Forbidden on GET /mfn/v0/shipments/abc; getOrders is fine with the same token',
      'restricted-operation',
      'likely',
    ],
  ],
  'responses that aren’t SP-API’s': [
    [
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>300</X-Amz-Expires><Expires>2026-02-03T10:05:00Z</Expires><ServerTime>2026-02-03T10:09:41Z</ServerTime><HostId>x</HostId></Error>',
      'storage-address-expired',
      'shown',
    ],
    [
      '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified</Message><ArgumentName>Authorization</ArgumentName></Error>',
      'upload-extra-authorization',
      'shown',
    ],
    [
      "403 ERROR The request could not be satisfied. Bad request. We can't connect to the server for this app or website at this time. Generated by cloudfront (CloudFront) Request ID: abc==",
      'cloudfront-answer',
      'undecided',
    ],
    [
      'POST https://a1b2c3d4.execute-api.eu-west-1.amazonaws.com/prod/amazon-callback 403 {"message":"Missing Authentication Token"}',
      'own-gateway',
      'shown',
    ],
    [
      '<html><head><title>Access blocked by FortiGate</title></head> fetching https://api.amazon.com/auth/o2/token',
      'proxy-answer',
      'likely',
    ],
    [
      'https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/itemz?keywords=x {"message":"Missing Authentication Token"}',
      'path-missing-segment-unauthenticated',
      'shown',
    ],
    [
      'GET of the report url: <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><HostId>q</HostId></Error>',
      'storage-file-missing',
      'shown',
    ],
  ],
  'consent pages': [
    ['Amazon shows: Error Code: MD8002', 'consent-code-unknown', 'undecided'],
    [
      'Only the primary user can grant access. Sie sind nicht der Hauptbenutzer dieses Kontos',
      'not-primary-user',
      'shown',
    ],
    [
      'This app requires a Professional selling plan. The account is on the Individual plan.',
      'individual-plan-said',
      'likely',
    ],
    [
      'Nach der Anmeldung bei Seller Central bleibt die Seite weiß, keine Fehlermeldung, zwei Konten im gleichen Browser',
      'consent-page-blank',
      'undecided',
    ],
    [
      'Error MD5101 https://sellercentral.amazon.com.au/apps/authorize/consent?application_id=amzn1.sp.solution.1&redirect_uri=https://x.example/cb/&state=1',
      'md5101',
      'shown',
    ],
    ['App has reached the OAuth authorization limit (25)', 'consent-limit', 'shown'],
  ],
  'grantless and restricted tokens': [
    [
      'grant_type=client_credentials&scope=sellingpartnerapi::client_credentials:rotation',
      'scope-misspelt',
      'shown',
    ],
    [
      'notificationsApi.getDestinations() with the seller\'s access token Atza|abcdef: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'seller-token-on-grantless-operation',
      'likely',
    ],
    [
      'restrictedResources: [{"method":"GET","path":"/orders/v0/orders"}] then GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders/111-1111111-1111111/address with x-amz-access-token: Atz.sprdt|abcabcabcabc {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'rdt-refused-for-other-path',
      'shown',
    ],
    [
      'createSubscription ANY_OFFER_CHANGED with a token from client_credentials → {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'subscription-with-grantless-token',
      'likely',
    ],
    [
      'POST https://sellingpartnerapi-eu.amazon.com/applications/2023-11-30/clientSecret x-amz-access-token: Atza|aaaaaaaaaaaaaaaaaaa {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'seller-token-on-grantless-operation',
      'shown',
    ],
    ['refresh_token: "dummy", operation deleteDestination', 'grantless-with-refresh-token', 'shown'],
  ],
  'faults at Amazon': [
    [
      'Since 06:40 UTC every merchant on our platform gets 403 on getOrders in NA, we have not released anything. {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'amazon-fault',
      'undecided',
    ],
    [
      'Seit heute Morgen werden alle Händler abgelehnt, wir haben nichts geändert: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'amazon-fault',
      'undecided',
    ],
    [
      'Japan refuses all shops since 09:15 JST, Europe works. No deploy. {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'amazon-fault',
      'undecided',
    ],
    [
      'Since 13:00 LWA answers {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"} for all our 300 sellers. No changes on our side.',
      'amazon-fault',
      'undecided',
    ],
    [
      'searchCatalogItems 500 {"errors":[{"code":"InternalFailure","message":"We encountered an internal error. Please try again."}]} since yesterday for everybody, other operations fine',
      'internal-failure',
      'likely',
    ],
  ],
  'tools and platforms': [
    [
      'n8n: Forbidden - perhaps check your credentials? NodeApiError, HTTP Request node, sellingpartnerapi-eu.amazon.com/orders/v0/orders',
      'denied-told-by-program',
      'undecided',
    ],
    [
      'Zapier: when I connect Amazon Seller Central the page says CONSENT_LIMIT_REACHED',
      'limit-of-tool',
      'shown',
    ],
    [
      'Make scenario: The operation failed with an error. [403] The access token you provided has expired.',
      'token-expired-told-by-tool',
      'undecided',
    ],
    [
      "Airbyte: Configuration check failed 'Encountered an error while checking availability of stream Orders. Error: 403 Client Error: Forbidden for url: https://sellingpartnerapi-eu.amazon.com/orders/v0/orders'",
      'denied-told-by-program',
      'undecided',
    ],
    [
      "DataSource.Error: Web.Contents failed to get contents from 'https://sellingpartnerapi-eu.amazon.com/orders/v0/orders' (403): Access to the resource is forbidden.",
      'forbidden-told-by-power-query',
      'undecided',
    ],
    [
      'Apps Script: UrlFetchApp.fetch(url, {headers: {Authorization: \'Bearer \' + token}}) → {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}',
      'bearer-instead-of-header',
      'shown',
    ],
    [
      'Supermetrics: your session has expired, please sign in again to refresh the Amazon Seller Central connection',
      'session-of-tool',
      'likely',
    ],
    [
      'Postman, Authorization tab: Bearer Token {{access_token}} → Access token is missing in the request header.',
      'bearer-instead-of-header',
      'shown',
    ],
  ],
  'ranking and language': [
    [
      'https://shop.example/return?code=ANabcdefghij1234567&scope=profile then {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : code"}',
      'code-bare-refused',
      'shown',
    ],
    [
      'Le code a été échangé après environ vingt minutes: {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : code"} ~ 20 min',
      'code-late',
      'likely',
    ],
    [
      'getOrderBuyerInfo 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]} – el pedido fue cancelado por el comprador',
      'refused-for-canceled-order',
      'likely',
    ],
    [
      'Amazon nos ha enviado un correo: las credenciales LWA de su aplicación caducan el 5 de mayo',
      'amazon-wrote-secret-expires',
      'likely',
    ],
    [
      'Geprüft: falsche App? {"error":"unauthorized_client","error_description":"Not authorized for requested operation"}',
      'token-of-other-application',
      'undecided',
    ],
    ['getOrders liefert keine Käufername, BuyerInfo ist leer', 'personal-data-empty', 'undecided'],
  ],
  'URLs that code builds from parts': [
    [
      `url = "https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/items/" + asin\n${denied}`,
      'access-denied',
      'undecided',
    ],
    [
      `$url = 'https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/' . $id . '/address';\n${denied}`,
      'access-denied',
      'undecided',
    ],
    [
      `base = "https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30"\n${denied}`,
      'access-denied',
      'undecided',
    ],
    [
      `GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/ ${denied}`,
      'path-trailing-slash',
      'shown',
    ],
    [
      `'requestUrl' => 'https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/' ${denied}`,
      'path-trailing-slash',
      'shown',
    ],
  ],
  'texts that contradict the first guess': [
    [
      'MD1000 https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1&state=x The app is published in the Appstore.',
      'md1000',
      'undecided',
    ],
    [
      'MD1000 https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1&state=x The app is not published.',
      'md1000-beta-missing',
      'shown',
    ],
    ['getaddrinfo ENOTFOUND sellingpartnerapi-us.amazon.com', 'noticed-unknown-host', 'shown'],
    [
      "Access to fetch at 'https://api.amazon.com/auth/o2/token' from origin 'http://localhost:3000' has been blocked by CORS policy",
      'called-from-browser',
      'shown',
    ],
  ],
}
