import type { MeasuredThread } from './thread.ts'

/** Threads of the third round, in our words and Amazon’s. The causes are those that the threads conclude with. */
export const round3: readonly MeasuredThread[] = [
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3035',
    id: 'type-role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'POST https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports {"reportType":"GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT","marketplaceIds":["A1PA6795UKMFR9"]} gives {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}. GET_MERCHANT_LISTINGS_ALL_DATA works. The "Brand Analytics" role is enabled in Seller Central.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1375',
    id: 'rdt-refused-for-other-path',
    certainty: 'shown',
    paste:
      'The token was requested with "restrictedResources" => ["method" => "GET", "path" => "/orders/v0/orders", "dataElements" => ["buyerInfo"]]. With it, a call of orders/v0/orders/$amazon_order_id gives `Access to requested resource is denied`.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/20',
    id: 'seller-token-on-grantless-operation',
    certainty: 'likely',
    paste:
      "new SellingPartnerAPI({ region: 'na', refresh_token: 'token' }); callAPI({ operation: 'getDestinations' }) // Error: Access to requested resource is denied. getMarketplaceParticipations works.",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/65',
    id: 'marketplace-is-pseudo',
    certainty: 'shown',
    paste:
      "callAPI({ operation: 'getOrderMetrics', query: { marketplaceIds: ['A38D8NSA03LJTC'], granularity: 'Hour' } }) CustomError: Access to requested resource is denied.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/467',
    id: 'path-value-unencoded',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'The SKU has forward slashes: /listings/2021-08-01/items/A3H2R3XQUG9L0K/HC/BRUSH/PINK is refused: Access to requested resource is denied.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2434',
    id: 'request-header-too-large',
    certainty: 'undecided',
    asks: 'since-when',
    paste:
      'At 0305 GMT on 7/19/2022 the restrictedDataToken API suddenly began to fail. 400 Bad Request <p>Size of a request header field exceeds server limit.</p>',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/893',
    id: 'path-unknown',
    certainty: 'likely',
    paste:
      'A single ASIN works. POST https://sellingpartnerapi-na.amazon.com/products/pricing/v0/items/offers/batch → 403 "message": "Access to requested resource is denied."',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/937',
    id: 'parameter-named',
    certainty: 'likely',
    paste:
      'GetItemOffersBatch fails since April 23, 2026: {"errors":[{"code":"InvalidInput","message":"Requested MarketplaceId is invalid, unsupported, or does not exist."}]}',
  },
  {
    link: 'https://github.com/PipedreamHQ/pipedream/issues/17925',
    id: 'limit-of-tool',
    certainty: 'shown',
    paste: 'Pipedream auth has reached it Outh limit for Amazon seller central',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/593',
    id: 'restricted-resource-refused',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'OrdersV0Api->getOrderBuyerInfo: Failed to create restricted data token: [400] {"errors":[{"code":"InvalidInput","message":"Application do not have access to some or all requested resource","details":""}]}',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/342',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'With a token from createRestrictedDataToken, getOrders returns no orders. Without it, it returns everything except address data.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/776',
    id: 'sandbox-example-not-matched',
    certainty: 'shown',
    paste:
      'aPlusContentV20201101->SearchContentDocuments: Bad Request (400) {"errors":[{"code":"InvalidInput","message":"Could not match input arguments","details":""}]}',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/495',
    id: 'path-value-encoded-twice',
    certainty: 'shown',
    paste:
      "get_listings_item with a SKU that has blanks: [{'code': 'NOT_FOUND', 'message': \"SKU 'XXXX%20YYY%20ZZZ' not found in marketplace ATVPDKIKX0DER\"}]",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2924',
    id: 'sandbox-fails-without-example',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'https://sandbox.sellingpartnerapi-na.amazon.com/uploads/2020-11-01/uploadDestinations/aplus/2020-11-01/contentDocuments {"errors":[{"message":"We encountered an internal error. Please try again.","code":"InternalFailure"}]}. The production host accepts the same.',
  },
  {
    link: 'https://github.com/bhushankummar/amazon-mws/issues/61',
    id: 'mws-gone',
    certainty: 'shown',
    paste:
      "error products { Type: 'Sender', Code: 'AccessDenied', Message: 'Access denied', Headers: { 'x-mws-quota-max': 'unknown', 'x-mws-timestamp': '2018-10-06T14:09:38.212Z' }, StatusCode: 401 }",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/636',
    id: 'sp-api-429',
    certainty: 'undecided',
    asks: 'rate',
    paste:
      'The rate is one a second, and a request a second returns 429: GET /orders/v0/orders/{orderId}/address',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/914',
    id: 'account-of-one-region',
    certainty: 'likely',
    asks: 'participates',
    paste:
      'getCatalogItem works for Japan (A1VC38T7YXB528). For the US (ATVPDKIKX0DER): Access to requested resource is denied. Amazon wrote that our request is approved for all marketplaces.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2628',
    id: 'amazon-fault',
    certainty: 'undecided',
    asks: 'since-when',
    paste:
      'Starting on October 6, 23:00, we stopped receiving ANY_OFFER_CHANGED notifications for many of our customers in NA.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/218',
    id: 'sts-refusal',
    certainty: 'shown',
    paste:
      'https://sts.amazonaws.com/ AssumeRole <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message>',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2979',
    id: 'seller-token-on-grantless-operation',
    certainty: 'shown',
    paste:
      '/notifications/v1 POST createDestination. Other endpoints work. Response is "Unauthorized". Request headers: x-amz-access-token: Atza|IwEBIexample Host: sellingpartnerapi-na.amazon.com',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4682',
    id: 'path-value-empty-said',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'When the Sku parameter is empty: [PUT /listings/2021-08-01/items/{sellerId}/{sku}][403] {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]}. With any SKU, the answer is another one.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/912',
    id: 'details-named',
    certainty: 'likely',
    paste:
      "requests.post('https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports', params=query) {'errors': [{'code': 'InvalidInput', 'message': 'One or more required parameters missing', 'details': 'marketplaceIds;reportType;'}]}",
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/74',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'How can I get the buyer tax information? The object is null every time, also with IsNeedRestrictedDataToken = true.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/807',
    id: 'queue-silent',
    certainty: 'undecided',
    asks: 'queue',
    paste:
      'The policy of the queue is {"Principal":{"AWS":"arn:aws:iam::437568002678:root"},"Action":"SQS:SendMessage"}, destination and subscription exist, but I cannot receive messages.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1857',
    id: 'signature-mismatch',
    certainty: 'shown',
    paste:
      '/products/pricing/v0/listings/{SellerSKU}/offers with a blank in the SKU: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1695',
    id: 'details-named',
    certainty: 'likely',
    paste:
      "[{'code': 'InvalidInput', 'message': 'The request is not valid, please check the inputs and try again.', 'details': 'Unsupported content module type [premium-module-9-comparison-table-carousel], unable to proceed.'}]",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2572',
    id: 'vendor-group-rights',
    certainty: 'undecided',
    paste:
      'Report requested with invalid user inputs. Please verify if you have correct Vendor Group Rights and/or required permissions to request this report.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1901',
    id: 'queue-silent',
    certainty: 'undecided',
    asks: 'queue',
    paste:
      'I created an SQS queue, a destination and a subscription for ANY_OFFER_CHANGED, but I am not receiving any notifications.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/66',
    id: 'called-from-browser',
    certainty: 'shown',
    paste:
      "Access to fetch at 'https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations' has been blocked by CORS policy",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/637',
    id: 'restricted-operation',
    certainty: 'likely',
    asks: 'token-kind',
    paste:
      'VendorDirectFulfilmentShippingV20211228Api createShippingLabels: [statusCode:GuzzleHttp\\Psr7\\Response:private] => 403 Forbidden',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2040',
    id: 'seller-account-on-vendor-operation',
    certainty: 'likely',
    asks: 'account-kind',
    paste:
      'For our Seller Central account, with RDT: https://sellingpartnerapi-eu.amazon.com/vendor/directFulfillment/orders/v1/purchaseOrders?createdAfter=20211111T110000Z {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/375',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING: {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}. It works fine with GET_MERCHANT_LISTINGS_ALL_DATA.',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/53',
    id: 'rdt-refused-for-other-path',
    certainty: 'shown',
    paste:
      "getReportDocument: \"message\": \"Access to requested resource is denied.\" The token was requested with 'restrictedResources' => [['method' => 'GET', 'path' => '/orders/v0/orders'], ['method' => 'GET', 'path' => '/orders/v0/orders/{orderId}/address']]",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/150',
    id: 'rdt-path-not-document',
    certainty: 'shown',
    paste:
      'RDT for path: `/reports/2020-09-04/reports` method: `GET` {"code":"InvalidInput","message":"Invalid or unsupported document ID found","details":""}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1405',
    id: 'restricted-resource-refused',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'createRestrictedDataToken for a report: {"code":"InvalidInput","message":"Application do not have access to some or all requested resource"} POST https://sellingpartnerapi-na.amazon.com/tokens/2021-03-01/restrictedDataToken {"restrictedResources":{"method":"GET","path":"/reports/2020-09-04/documents/amzn1.spdoc"}} for getReportDocument',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/173',
    id: 'account-of-one-region-said',
    certainty: 'likely',
    asks: 'participates',
    paste:
      'All our calls work for the US and Canada. For the EU region (UK, France, Germany), we are unsuccessful: {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3042',
    id: 'seller-inactive',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      'createFeed POST_PRODUCT_DATA /feeds/2021-06-30/feeds {"errors":[{"code":"InvalidInput","message":"Invalid request parameters","details":""}]}. It worked 6 months ago.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/624',
    id: 'feed-type-as-content-type',
    certainty: 'shown',
    paste:
      'FeedsV20210630Api->createFeedDocument: [400] {"errors":[{"code":"400","message":"Invalid input","details":"Invalid input"}]} \'contentType\' => \'POST_FBA_INBOUND_CARTON_CONTENTS\'',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1754',
    id: 'md4100',
    certainty: 'shown',
    paste: 'The seller sees App ID: amzn1.sp.solution.xxxx Error Code: MD4100',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2032',
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      'Orders and Feeds work; the Listings API is 403 Forbidden. Product Listing is ticked, and the IAM user has its role. Which policy do I need?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1030',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      '403 {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]} for **https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER**',
  },
  {
    link: 'https://www.payhelm.com/help/amazon-integration-primary-account-owner-error',
    id: 'primary-or-professional',
    certainty: 'undecided',
    asks: 'plan',
    paste:
      'You must be the primary owner of a Professional selling account to take advantage of this integration.',
  },
  {
    link: 'https://asc.codisto.help/hc/en-us/articles/360004801715-Common-Amazon-Account-Errors',
    id: 'individual-plan-said',
    certainty: 'likely',
    asks: 'plan',
    paste: 'The account you are connecting to is not a Professional Amazon seller account.',
  },
  {
    link: 'https://help.commercekitty.com/troubleshooting/plugin-disconnected',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste:
      "The Amazon plugin's authorization is rejected, says its page. We only sell on Amazon. There is a Reauthorize button.",
  },
  {
    link: 'https://help.merchantspring.io/en/how-do-i-reconnect-an-amazon-account-if-the-connection-expires',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste: 'The status of my Amazon account in the tool is "Reconnect Required".',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/365',
    id: 'marketplace-not-an-id',
    certainty: 'shown',
    paste:
      'FbaInventory.GetInventorySummariesAsync with marketplaceIds = new[] {MarketPlace.UnitedKingdom.ToString()} throws AmazonUnauthorizedException: Access to requested resource is denied',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/542',
    id: 'details-named',
    certainty: 'likely',
    paste:
      'ShippingV2.GetRatesAsync: the error’s Message is always "Invalid Input"; its Details are "The requested item weights are greater than the requested package weight."',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4431',
    id: 'amazon-fault',
    certainty: 'undecided',
    asks: 'since-when',
    paste:
      'About a week ago, getListingOffersBatch began to fail for encoded SKUs of many sellers. It worked fine for years, but suddenly it rejects them: "Book%23320 is an invalid SKU for marketplace ATVPDKIKX0DER". A special character in the SKU such as # is enough.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/3977',
    id: 'message-named',
    certainty: 'likely',
    paste:
      'ListInboundPlanItems fails. Code: BadRequest. Message: ERROR: Operation ListInboundPlanItems is not supported for Fulfillment Inbound API V0 shipments that have been converted to Send-to-Amazon inbound plans.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4855',
    id: 'throttled-below-rate',
    certainty: 'undecided',
    paste:
      'listTransactions answers 429 although we stay within the documented rate: it was the first call of the day. {"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota for the requested resource.","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/120',
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      '/orders/v0/orders/{orderId}/address with an RDT: You exceeded your quota for the requested resource. x-amzn-RateLimit-Limit is 0.0055.',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/24',
    id: 'signature-mismatch',
    certainty: 'likely',
    paste:
      'getOrders with createdAfter 2021-03-17T15:12:38+00:00 is refused: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. getOrderAddress works.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/891',
    id: 'access-token-expired',
    certainty: 'likely',
    asks: 'refresh',
    paste:
      'Paging through the inventory of an account takes long, and in the middle: (403) "Access to requested resource is denied.", "details": "The access token you provided has expired."',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/17658',
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      "Airbyte source-amazon-seller-partner: Exception: The report for stream 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL' was aborted due to a fatal error",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/265',
    id: 'md1000',
    certainty: 'undecided',
    asks: 'draft',
    paste:
      'I built the OAuth address as documented, and the page says Error Code: MD1000. The application is in draft.',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/155',
    id: 'data-elements-not-allowed',
    certainty: 'shown',
    paste:
      'POST /tokens/2021-03-01/restrictedDataToken {"restrictedResources":[{"method":"GET","path":"/orders/v0/orders","dataElements":["buyerInfo","shippingAddress"]}]} → 400 Application does not have access to one or more requested data elements: [buyerInfo, shippingAddress]',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1402',
    id: 'signature-mismatch',
    certainty: 'shown',
    paste:
      'The first order is returned. For the next one I add the same token with AddParameter("x-amz-access-token", token, ParameterType.QueryString): The request signature we calculated does not match the signature you provided.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/675',
    id: 'parameter-named',
    certainty: 'shown',
    paste:
      'createFeed Error: 400 bad request, 1 validation error detected: Value \\u0027[]\\u0027 (truncated...)',
  },
  {
    link: 'https://www.synapsear.com/post/how-to-configure-amazon-selling-partner-permissions',
    id: 'not-primary-user',
    certainty: 'shown',
    paste: 'Amazon rejects the authorization with "Invalid Access". I am signed in as a secondary user.',
  },
  {
    link: 'https://app.sellerwerk.de/en/docs/common-errors',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste: 'A banner says "Amazon access expired", and syncs stop.',
  },
  {
    link: 'https://support.logiless.com/faq/8880',
    id: 'refresh-refused',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste:
      'Amazon.co.jpでシステムエラーが発生しました。(POST https://api.amazon.com/auth/o2/token resulted in a 400 Bad Request response: {"error_description":"The request has an invalid grant parameter : refresh_token. User may have revoked or didn’t grant (truncated…) )',
  },
  {
    link: 'https://docs.shippinno.com/error/amazon-authority/',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste: '出荷依頼エラーになります。Amazonの開発者権限の有効期限が切れて、在庫同期も出来ません。',
  },
  {
    link: 'https://news.sokuhan.jp/info/20221016',
    id: 'amazon-fault',
    certainty: 'undecided',
    asks: 'since-when',
    paste: '昨日15時ごろより複数のユーザー様で、期限前でも認証期限切れとなり、再認証を求められます。',
  },
  {
    link: 'https://help.sedo-logi.com/?p=764',
    id: 'mws-gone',
    certainty: 'shown',
    paste: '「MWSが停止しました」というメールが届き、MWSの接続が切れました。',
  },
  {
    link: 'https://developers.apideck.com/apis/ecommerce/amazon-seller-central/configuration',
    id: 'md9100',
    certainty: 'shown',
    paste: 'Amazon’s consent page rejects our draft application with error MD9100.',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/38166',
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      "Failed to retrieve the report 'GET_VENDOR_TRAFFIC_REPORT' for period 2024-05-11T00:00:00Z-2024-05-12T11:52:01Z. Error: {'errorDetails': 'Error in report request: The report data for the requested date range is not yet available.'}",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2745',
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste: 'GET_VENDOR_SALES_REPORT always ends with the processing status FATAL.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4448',
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste: 'Finances: 429 Too Many Requests, You exceeded your quota for the requested resource.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/697',
    id: 'migration-api-gone',
    certainty: 'likely',
    paste:
      'Faraday.get("https://sellingpartnerapi-eu.amazon.com/authorization/v1/authorizationCode", { developerId: id, mwsAuthToken: token }) → Access to requested resource is denied, MissingAuthenticationToken',
  },
  {
    link: 'https://github.com/clousale/amazon-sp-api-php/issues/19',
    id: 'sandbox-fails-without-example',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'GET https://sandbox.sellingpartnerapi-eu.amazon.com/shipping/v1/shipments/TEST_CASE_200 resulted in a 500 Internal Server Error: We encountered an internal error. Please try again. Orders and catalog work.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1617',
    id: 'type-role-not-on-application',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      "Three reports for vendors are refused: { code: 'Unauthorized', message: 'Access to the resource is forbidden', details: '' }. The documentation mentions a Brand Analytics role; it is not one of the roles in our setup. Purchase orders work.",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/124',
    id: 'seller-inactive',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      'createFeedDocument and the upload work. createFeed returns CustomError: Invalid request parameters. The code didn’t change.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/897',
    id: 'rdt-path-not-document',
    certainty: 'shown',
    paste:
      'The library requests a restricted data token before it downloads GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT: Bad Request (400) {"errors":[{"code":"InvalidInput","message":"Invalid or unsupported document ID found","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2904',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'GET_VAT_TRANSACTION_DATA worked until January. Now the message is "forbidden". What has to be set in the developer profile?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/532',
    id: 'type-role-not-on-application',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      'UPLOAD_VAT_INVOICE: 403 {"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}. I don\'t have any restricted role in my profile, and need none to upload.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1382',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'createFeed of UPLOAD_VAT_INVOICE returns 403 {"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1627',
    id: 'report-not-requestable',
    certainty: 'shown',
    paste:
      'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE: {"errors":[{"code":"InvalidInput","message":"Request for report type 1117 is not allowed at this time","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1033',
    id: 'settlement-report-throttled',
    certainty: 'likely',
    paste:
      'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: You exceeded your quota for the requested resource. I can’t find its limit.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/926',
    id: 'path-value-unencoded-404',
    certainty: 'shown',
    paste:
      'getListingOffers with sku: test/001 answers with HTML (error code: 404). getPricing with the same SKU works.',
  },
]
