import type { AskedThread } from './thread.ts'

/** Threads of the fourth round, in our words and Amazon’s. */
export const round4: readonly AskedThread[] = [
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/764',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "I recently got approval for PII restricted access. I set up the RDT. I call getOrderAddress. Prior to gaining restricted access I was unable to get any address information. Now I am able to get the zip code, city, and state, however, I still don't receive the street address or the name. Am I doing something wrong with the RDT?",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1454',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'we are getting an incomplete response from the Order APIs, both with a normal access token and a restricted data token. GET to /orders/v0/orders/{orderId}/address. {"payload":{"AmazonOrderId":"{orderId}","ShippingAddress":{"StateOrRegion":"RM","PostalCode":"00197","City":"Roma","CountryCode":"IT","Name":""}}} name field is blank, address field has not been passed',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/671',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'if I use the RDT instead of the LWA token for the x-amz-access-token I am not getting any PII information, If I use the LWA I am getting the PII information without any issues, the method is /orders/v0/orders/{orderId}/address',
  },
  {
    link: 'https://github.com/jadanah/amazon-selling-partner-api-csharp-samples/issues/4',
    id: 'sp-api-400',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'Whenever I make a request for the RDT I always get status code 400 bad request. My app is a private seller app. I have the PII roles in my developer profile and selected all the roles. restrictedResourceItem.Path = "/orders/v0/orders/"; dataElements.Add("buyerInfo"); Method = RestrictedResourceMethod.GET',
  },
  {
    link: 'https://github.com/amazon-php/sp-api-sdk/issues/172',
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    after: ['compared.value'],
    decides: 'invalid-input-value-differs',
    paste:
      'Calling patchListingsItem() function return an error : InvalidInput : Request has missing or invalid parameters and cannot be parsed. Maybe the body is not correctly implemented. I noticed that json_encode() adds "\\" in the "patches" property',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/240',
    id: 'call-body-not-a-list',
    certainty: 'likely',
    paste:
      'when I call the patchListingsItem() api to update the product quantity I get [400] { "errors": [ { "code": "InvalidInput", "message": "Request has missing or invalid parameters and cannot be parsed.", "details": "" } ] } $data = ["productType" => "MATTRESS_COVER","patches" => ["op" => "replace","path" => "/attributes/fulfillment_availability","value" => ["quantity" => 2]]];',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2493',
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'an empty error details object, with the code "InvalidInput": { "errors": [ { "code": "InvalidInput", "message": "Invalid Input", "details": "" } ] } Submitting a price update feed on Amazon DE. And we\'re only getting this on Amazon DE. For other marketplaces it works fine.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3005',
    id: 'parameter-named',
    certainty: 'likely',
    paste:
      '"Invalid path provided in patch at index of 0." can be thrown from PATCH /listings/2021-08-01/items/ for issues with the value field.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/201',
    id: 'hidden-lwa-refusal',
    certainty: 'undecided',
    asks: 'lwa-says',
    paste:
      'Error getting LWA Access Token: Unsuccessful LWA token exchange. These errors are inconsistent, at times the program runs with no errors. I send a refresh token with each request. Since Nov 2021 they appear daily and I have not changed the program.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/146',
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'For some merchant (around 5% of all merchants), we can use SP API to get the sales via endpoint /sales/v1/orderMetrics, but when we try to get orders via /orders/v0/orders, it\'s always failed: {"code": "Unauthorized","message": "Access to requested resource is denied.","details": ""}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1667',
    id: 'noticed-other-host',
    certainty: 'shown',
    paste:
      'i decided to try order endpoint but i got a 404 error, below is my url https://sellercentral-europe.amazon.com/orders/v0/orders/?CreatedAfter=2021-07-14T15%3A42%3A57%2B00%3A00&MarketplaceIds=ATVPDKIKX0DER&MarketplaceIds=A39IBJ37TRP1C6',
  },
  {
    link: 'https://help.payability.com/hc/en-us/articles/1260804774289-How-do-I-renew-my-Selling-Partner-API-connection',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste:
      'If the API connection has been disconnected or needs to be renewed you should see the below pop-up on your Payability dashboard: Connect Amazon API. Typically once a year Amazon will require you to renew any third-party applications on your Seller Central account.',
  },
  {
    link: 'https://help.linnworks.com/en/support/solutions/articles/7000052600',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste:
      'When testing your Amazon channel integration in Settings > Channel Integration > Test an error message is returned by Linnworks. It breaks all syncs and actions, including order downloading. Linnworks is not authorized to perform any actions on your Amazon channel anymore.',
  },
  {
    link: 'https://support.bindwise.com/hc/en-us/articles/360009434359-Reconnect-your-Amazon-Seller-Account',
    id: 'unclear',
    certainty: 'undecided',
    asks: 'what-happens',
    after: ['what-happens.tool'],
    decides: 'token-told-by-tool',
    paste:
      'The connection between Bindwise and your Amazon store has been lost. Once a year Amazon will unlink your store from your account. You will stop getting alerts. RECONNECT',
  },
  {
    link: 'https://support.easyship.com/hc/en-us/articles/8951344839705-Amazon-Reconnection-Guide',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste:
      'Amazon has updated its integration and needs you to reconnect your Amazon store. Next to the alert, click Reconnect.',
  },
  {
    link: 'https://help.merchantspring.io/en/how-do-i-troubleshoot-an-amazon-connection-error-in-merchantspring',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    paste:
      'Amazon connection error in MerchantSpring: the channel is disconnected or unable to retrieve data.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1604',
    id: 'report-canceled',
    certainty: 'likely',
    paste:
      'reportType "GET_FBA_FULFILLMENT_CURRENT_INVENTORY_DATA" "processingStatus":"CANCELLED" Why was cancelled',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2162',
    id: 'report-canceled',
    certainty: 'likely',
    paste: 'All of the reports that I request are coming back "CANCELLED". Can anyone help me know why?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3273',
    id: 'report-stuck',
    certainty: 'likely',
    paste:
      'Reports stuck in IN_QUEUE. Report generally processed within a few minutes. Only seeing this issue with GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE. Issue started at ~2023-07-24T20:00:00',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/134',
    id: 'call-named-parameter-foreign',
    certainty: 'likely',
    paste:
      'Exception when calling CatalogApi->listCatalogItems: [400] Client error: {"errors": [{"code": "InvalidInput","message": "Required parameter IdType not found",',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/62',
    id: 'call-named-parameter-foreign',
    certainty: 'likely',
    paste:
      "let catalogItem = await sellingPartner.callAPI({operation:'listCatalogItems',endpoint:'catalogItems',query:{MarketplaceId:'ATVPDKIKX0DER'}}); My response: CustomError: Required parameter IdType not found. What is IdType?",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/425',
    id: 'already-exists',
    certainty: 'likely',
    paste:
      'when i try to use createdestination it is trying to create new sqs. When i send my sqs as parameter for create destination, it returns already exists.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2224',
    id: 'resource-not-found',
    certainty: 'likely',
    asks: 'id-whose',
    after: ['id-whose.created'],
    decides: 'resource-not-found-never-created',
    paste:
      "when I try to create a subscription I get this error: 'No destination with id 'my-destination-id' for applicationId 'my-app-id''",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/264',
    id: 'details-named',
    certainty: 'likely',
    paste:
      'Exception when calling FeesApi->getMyFeesEstimateForASIN: [400] { "errors": [ { "code": "InvalidInput", "message": "This is an invalid input", "details": "Missing objects [PriceToEstimateFees] in body parameters." } ] }',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/80',
    id: 'resource-not-found',
    certainty: 'likely',
    asks: 'id-whose',
    after: ['id-whose.right', 'compared.value'],
    decides: 'resource-not-found-value-differs',
    paste:
      '$request = $api->getCompetitivePricing(array(\'APJ6JRA9NG5V4\'), \'New\', array(\'B009GHNM5I\')); returns: Uncaught SellingPartnerApi\\ApiException: [404] { "errors": [ { "code": "NotFound", "message": "The requested resource doesn\\u0027t exist." } ] } You can easily verify that ASIN B009GHNM5I does exist on Amazon.it',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1437',
    id: 'details-named',
    certainty: 'likely',
    paste:
      '/orders/v0/orders CreatedAfter:2021-05-29T00%3a00%3a00Z { "errors": [ { "code": "InvalidInput", "message": "This is an invalid input", "details": "Invalid date-time field(s) [lastUpdatedAfter, createdAfter]." } ] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/653',
    id: 'internal-failure',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'today i use /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId} return error { "errors": [ { "code": "InternalFailure", "message": "We encountered an internal error. Please try again.", "details": "" } ] } but a few days ago ,I can use it normally.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4739',
    id: 'message-named',
    certainty: 'likely',
    paste:
      'I am having a plan id and I am trying to get details with GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId} Bad Request (400) Response: { "errors": [ { "code": "BadRequest", "message": "ERROR: Operation GetInboundPlan is not supported for Amazon Warehousing and Distribution inbound plans.", "details": "" }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4058',
    id: 'message-named',
    certainty: 'likely',
    paste:
      'Starting this morning, we can\'t submit an inbound plan at all.... "errors": [ { "code": "BadRequest", "message": "ERROR: ##SKU## does not require labelOwner but SELLER was assigned. Accepted values: [NONE]", "details": "" }, { "code": "BadRequest", "message": "ERROR: ##SKU## does not require prepOwner but SELLER was assigned. Accepted values: [NONE]"',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/519',
    id: 'message-named',
    certainty: 'likely',
    paste:
      'I\'m trying to upload invoice but I\'m getting error below [400] { "errors": [ { "code": "InvalidInput", "message": "Attachment with ID 62797d05-a812-4ce1-9315-d596b82e6114 does not exist", "details": "" } ] } $result = $apiInstance->sendInvoice($amazonOrderId, $marketplaceIds, $body); $uploadApi->createUploadDestinationForResource',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5056',
    id: 'sandbox-example-not-matched',
    certainty: 'shown',
    paste:
      'https://sandbox.sellingpartnerapi-na.amazon.com:443/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER&CreatedAfter=2020-12-02&CreatedBefore=2020-12-05 { "errors": [ { "code": "InvalidInput", "message": "Could not match input arguments", "details": "" } ] }',
  },
  {
    link: 'https://github.com/frappe/ecommerce_integrations/issues/230',
    id: 'tool-nothing-comes',
    certainty: 'likely',
    asks: 'tool-fails',
    paste:
      "I'm running a new fresh install of erpnext 14 with the ecommerce_integration module. After setting up all of my Amazon SP-API credentials, I click save and settings are saved successfully. However, when I try to Sync Products, nothing happens. No errors are generated and no products are synced. I've checked logs and they are empty.",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/462',
    id: 'fields-missing',
    certainty: 'likely',
    paste:
      'I am able to use the getCompetitivePricing to return data using a list of ASINS... but it appears that "Offer" data is not included as it is NULL.',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/435',
    id: 'library-setting-missing',
    certainty: 'likely',
    asks: 'library-fails',
    paste:
      'Create an AmazonCredential object without setting MarketPlace, pass it to an AmazonConnection. A null reference exception is thrown on: RequestService line 51: AmazonSandboxUrl = amazonCredential.MarketPlace.Region.SandboxHostUrl;',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4538',
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I\'m encountering an issue with the searchDefinitionsProductTypes API call { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] } I can successfully call createFeedDocument, createFeed, getFeedDocument, getFeed , etc. but struggle calling searchDefinitionsProductTypes.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3414',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'createUploadDestinationForResource interface call returns Unauthorized. POST https://sellingpartnerapi-na.amazon.com/uploads/2020-11-01/uploadDestinations/aplus/2020-11-01/contentDocuments?contentType=image/jpeg&contentMD5=9e92dc1ed22ffc814f063f02b1c0f233&marketplaceIds=ATVPDKIKX0DER {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2556',
    id: 'role-not-on-application',
    certainty: 'likely',
    asks: 'token-kind',
    paste:
      'I have an app that has over 100 users on it already. I now have the need to use the get product listing api and am getting a forbidden response. I assume this is because in the settings for my app, product listing permission is unchecked. If I check this, will this affect any of the refresh tokens I already have for my users? Will they need to reauthorize my app?',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/46',
    id: 'unclear',
    certainty: 'undecided',
    asks: 'what-happens',
    paste:
      "We're building an app that loops a bunch of different ASINS. Everything works fine if it's just running up to 300 ASINS. However, if we try to run 800+ it starts giving this error: CustomError: Access to requested resource is forbidden",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2730',
    id: 'list-empty',
    certainty: 'undecided',
    asks: 'filters',
    paste:
      'i \'m a vendor developer created Private application and used self-authorized , i get response still is {"payload":{"orders":[]}} in production environment, if i use sandbox is no problem. GET /vendor/directFulfillment/orders/v1/purchaseOrders?status=NEW&createdAfter=2023-10-18T02:47:16.661Z HTTP/1.1 200 OK',
  },
  {
    link: 'https://github.com/ericcj/amz_sp_api/issues/4',
    id: 'unknown-path',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'I continue to get the following error: "message": "Access to requested resource is denied.", "code": "MissingAuthenticationToken" config.credentials_provider = Aws::STS::Client.new(region: AmzSpApi::SpConfiguration::AWS_REGION_MAP[\'na\'], access_key_id: \'key\').assume_role(role_arn: \'arn:aws:iam::123:role/SellerAPIRole\') api_instance = AmzSpApi::FulfillmentOutboundApiModel::FbaOutboundApi.new',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4736',
    id: 'upload-precondition',
    certainty: 'shown',
    paste:
      "Upload A plus image error. That's return error: At least one of the pre-conditions you specified did not hold when I request url to S3 and save image",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1715',
    id: 'file-unreadable',
    certainty: 'likely',
    paste:
      "my code is able to upload the invoice file for an order successfully. Feeds Report it's telling me Amazon has successfully processed the file. But when I check the orders on Amazon's Seller portal and try to download the invoice file from there I get this error: Failed to load PDF document.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/72',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I made a call to /orders/v0/orders/{orderId}/address to our own seller account to get a real order. I got the order information but the shipping information was incomplete. { "payload": { "AmazonOrderId": "xxx-xxxxxxx-xxxxxxx", "ShippingAddress": { "PostalCode": "xxxxx", "City": "xxxxx", "CountryCode": "xx", "Name": "" } } } The app is in draft-state and I have used self-auth to get the refresh-token.',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/497',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "I noticed that when I request an order with the Orders.GetOrders() function and Orders.GetOrderItems(), many fields are Null including the shipping address ones. I tried to ask Orders.GetOrderAddress() and it only returns: City, postalcode and StateOrRegion. Is there something I'm doing wrong?",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2810',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste: 'Not able to get PII for the shipping information from the API',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/602',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I am trying to import orders from amazon to oracle Netsuite ERP using Orders API. When I request order shipping address, the response does not include name and street address.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3013',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "[GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX] Even with RDT and PII approval, I still can't get the complete PII data. Some of the orders have the Buyer Info, but most of it doesn't. Is this expected?",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2423',
    id: 'file-unreadable',
    certainty: 'likely',
    paste:
      'GET_MERCHANT_LISTINGS_ALL_DATA returns invalid byte sequences. trying to transcode it to UTF-8 to process, but it seems like it was improperly encoded in CP1252. byte sequences we are getting from the response body: \\x1F\\x8B\\b\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\xD4\\xBD',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1612',
    id: 'file-unreadable',
    certainty: 'likely',
    paste:
      'getReportDocument Report download Garbled. I used sample code to download report file, but I found the string is Garbled. AESCryptoStreamFactory aesCryptoStreamFactory = new AESCryptoStreamFactory.Builder(key, initializationVector).build();',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/186',
    id: 'file-unreadable',
    certainty: 'likely',
    paste:
      "I get the file through the returned url, and I get It is a GZIP compressed file, but an error occurred when I used gzip.decompress to decompress it. 'compressionAlgorithm': 'GZIP', 'encryptionDetails': { 'standard': 'AES'} resp = requests.get(url) gzip.decompress(resp.content) # raise error",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4047',
    id: 'message-named',
    certainty: 'likely',
    paste:
      '{{baseUrl}}/sales/v1/orderMetrics?marketplaceIds=ATVPDKIKX0DER&interval=2024-07-20T00:00:00-07:00--2024-07-23T00:00:00-07:00 returns 400 Bad request {"errors":[{"code":"InvalidInput","message":"No constant with name $encodedQueryParams.granularity.toLowerCase() found.","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5215',
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      'Data Kiosk vendorAnalytics: sourcing.netReceived silently reclassified as a Daily Inventory metric on 2026-04-29 - historical queries now FATAL. We used to be able to group by day and pull sell-in data for long periods. "The same start and end dates must be requested for Daily Inventory metrics."',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1551',
    id: 'value-cut',
    certainty: 'likely',
    paste:
      'https://sellingpartnerapi-eu.amazon.com/products/pricing/v0/listings/FLSM-GYBJ3801%2B09%2B03%2B4044-SNR-DECX1/offers { "errors": [ { "code": "InvalidInput", "message": "FLSM-GYBJ3801 09 03 4044-SNR-DECX1 is an invalid SKU for marketplace A1PA6795UKMFR9", "details": "" } ] } Seller_SKU : FLSM-GYBJ3801+09+03+4044-SNR-DECX1',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2223',
    id: 'path-value-unencoded',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      "I just tested GetMyFeesEstimateForASIN and GetMyFeesEstimateForSKU (both of which has SKU in the path) using SKU \"LS22E45KDWV/XY\" and still receive an error: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/440',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    after: ['role-when.unknown', 'compared.value'],
    decides: 'access-denied-value-differs',
    paste: 'I am getting [Access to requested resource is denied]',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/77',
    id: 'parameter-named',
    certainty: 'shown',
    paste:
      "I try to use get_competitive_pricing_for_skus call but I receive the error [{'message': 'Required parameter SellerSKU not found', 'code': 'InvalidInput', 'details': ''}]",
  },
  {
    link: 'https://docs.openbridge.com/en/articles/5391780-amazon-selling-permissions',
    id: 'not-primary-user',
    certainty: 'shown',
    paste:
      'Amazon will reject our authorization requests with "Invalid Access" errors. I am a secondary user in the seller account without Admin permissions.',
  },
  {
    link: 'https://accountonehelp.freshdesk.com/support/solutions/articles/79000124128-amazontoken-ist-abgelaufen',
    id: 'something-expired',
    certainty: 'undecided',
    asks: 'which-permission',
    paste:
      'Der Token wird von Amazon alle 365 Tage überprüft und kann dann von Ihnen verlängert werden. Sollte es doch einmal durchrutschen, werden keine Daten mehr geladen: Token ist abgelaufen.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/112',
    id: 'internal-failure',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'Sales > getOrderMetrics endpoint for a seller in the EU region, Spain Marketplace: A1RKKUPIHCS9HS. "message": "We encountered an internal error. Please try again.", "code": "InternalFailure" "granularity": "Total", "interval": "2021-05-01T00:00-07:00--2021-05-10T00:00-07:00". The Finances and Catalog endpoints work fine for this seller account',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3627',
    id: 'sp-api-404',
    certainty: 'undecided',
    asks: 'id-whose',
    paste:
      "When I use Postman to call getListingsItem, it returns 404 not found. In fact, this sku exists in my FBA Inventory Report. Then I call the same API on my AWS server and get the response. But when I used python's requests library to call the same API locally, it returned 404 not found.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/226',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Access to this role was requested and granted, and I have confirmed that this role is enabled for the application that is making the authorized call to the getOrderAddress and getOrderBuyerInfo endpoints. Even with this role enabled, the GetOrderBuyerInfoResponse and GetOrderAddressResponse are incomplete and stripped of PII',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/122',
    id: 'file-unreadable',
    certainty: 'likely',
    paste: 'ReportService missing Encoding. Missing the Encoding on Reports like GetProductsAsync()',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/524',
    id: 'file-unreadable',
    certainty: 'likely',
    paste:
      'how to open report document file which is binary? I am using the ReportsApi::getReportDocument method. I download the report with using URL parameter. The downloaded report file is binary. I know, I need to decrypt and uncompress (GZIP) the file. Because the file is binary, I cannot do these operations properly.',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/26',
    id: 'file-unreadable',
    certainty: 'likely',
    paste:
      "When Reports API returns gzipped document, it looks like content is corrupted. when the report document is too big, it adds gzip compression. But then can't open that archive... Reports().create_report(reportType='GET_XML_BROWSE_TREE_DATA')",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/775',
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      "I'm trying to make a getOrderMetrics request https://sellingpartnerapi-eu.amazon.com/sales/v1/orderMetrics?marketplaceIds=A13V1IB3VIYZZH%2CA1805IZSGTT6HS%2CA1F83G8C2ARO7P%2CA1PA6795UKMFR9%2CA1ZFFQZ3HTUKT9%2CA38D8NSA03LJTC&interval=2020-10-16T05%3A00%3A00-5%3A00--2020-11-16T22%3A57%3A00-5%3A00&granularity=Hour The error I get is {errors: [ { code: 'InvalidInput', message: 'Invalid Input', details: '' } ]}",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1700',
    id: 'unclear',
    certainty: 'undecided',
    asks: 'what-happens',
    paste:
      'The Sales API endpoint for getting the order metrics returns a response which requires that the interval paramater matches with this regex expression: [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}. Based on the documentation, an example was given: 2018-09-01T00:00:00-07:00--2018-09-04T00:00:00-07:00. However, when I try to pass the data with this structure it returns a response that the string did not match.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/80',
    id: 'library-setting-missing',
    certainty: 'likely',
    asks: 'library-fails',
    paste:
      "I'm trying to call reports.getReportDocument operation's specific version 2021-06-30. await sellingPartner.callAPI({operation: 'reports.getReportDocument', options:{version:'2021-06-30'}}) But typescript failing because there is no options field on the definition of ReqParams",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/77',
    id: 'signature-mismatch',
    certainty: 'shown',
    paste:
      "I'm getting an error when running /listings/2021-08-01/items/ with operation getListingsItem: The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been 'GET/listings/2021-08-01/items/{sellerID}/Wedge%2520Pillow%2520%28Small%29",
  },
  {
    link: 'https://github.com/TheLordBaski/Amazon-mws-nodejs-sdk/issues/4',
    id: 'mws-gone',
    certainty: 'shown',
    paste:
      '<ErrorResponse xmlns="https://mws.amazonservices.com/"> <Error> <Type>Sender</Type> <Code>InvalidAddress</Code> <Message>Invalid Section name or version provided - 2009-01-01/2009-01-01</Message> </Error>',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/185',
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    after: ['compared.path'],
    decides: 'invalid-input-path-differs',
    paste:
      "operation: 'getCatalogItem' endpoint: 'catalogItems' When using includedData with \"dimensions\" or \"relationships\", I got this error: CustomError: Request has missing or invalid parameters and cannot be parsed. code: 'InvalidInput'. Tried with postman and got no error",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/223',
    id: 'library-call-unknown',
    certainty: 'likely',
    paste:
      'i encountered submitFulfillmentOrderStatusUpdate of fulfillmentOutbound. being unavailable. err: { "type": "Error", "message": "No operation found: submitFulfillmentOrderStatusUpdate" v0.8.3',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/56406',
    id: 'tool-setting-refused',
    certainty: 'likely',
    asks: 'tool-fails',
    paste:
      'source-amazon-seller-partner with PyAirbyte. config = {"aws_environment": "SANDBOX", "region": "us-east-1", "account_type": "Seller", "refresh_token": "x"} ERROR - Error starting the sync. This could be due to an invalid configuration or catalog. Error: Validation against json schema defined in declarative_component_schema.yaml schema failed',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/15750',
    id: 'token-told-by-tool',
    certainty: 'undecided',
    asks: 'manage-apps',
    after: ['manage-apps.yes'],
    decides: 'token-tool-does-not-refresh',
    paste:
      "In source Amazon seller partner (Airbyte) if the stream selected doesn't have data the sync is failing.",
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/53167',
    id: 'tool-update',
    certainty: 'likely',
    asks: 'tool-fails',
    paste:
      '[source-amazon-seller-partner] Airbyte syncs started failing after v4.5.0 was released. platform WARN [MultipartOutputStream for parts 1 - 10000] is already closed',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/39319',
    id: 'tool-value-unread',
    certainty: 'likely',
    asks: 'tool-fails',
    paste:
      '[source-amazon-seller-partner] Airbyte: Schema validation errors found for stream GET_VENDOR_INVENTORY_REPORT (startDate and endDate invalid date-time)',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/7414',
    id: 'list-empty',
    certainty: 'undecided',
    asks: 'filters',
    paste:
      "Amazon Seller Partner: Fulfilled Shipments Report is always empty. Airbyte. Full GCS path for stream 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL'",
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/33508',
    id: 'tool-waits-too-short',
    certainty: 'likely',
    asks: 'tool-fails',
    paste:
      'Airbyte Source Amazon Seller Partner: GET_AFN_INVENTORY_DATA fails to wait for data. Source process exited with non-zero exit code 1. sync summary: "status" : "failed"',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/15415',
    id: 'tool-waits-too-short',
    certainty: 'likely',
    asks: 'tool-fails',
    paste:
      "Airbyte: GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL, the source times out before the report is generated. hence I get an error where the report status is either in_progress or in_queue. Exception: Unknown response for stream. Response body {'processingStatus': 'IN_QUEUE', 'reportId': '522360019212'}",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1989',
    id: 'says-role-not-offered',
    certainty: 'likely',
    paste:
      'The "Brand Analytics Selling Partner API role" is required to make requests for various reports. However, unlike most other roles, this is not a role we can select for our application. There is no Brand Analytics check box. Can someone provide some details on how we can attach this role so customers can get access to these reports?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1599',
    id: 'role-for-this-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT, GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA: post request route reports/2021-06-30/reports. when I request create reports above three report types, amazon response {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]} I tried report type \'GET_MERCHANT_LISTINGS_ALL_DATA\', It response the data that I need',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/979',
    id: 'fields-missing',
    certainty: 'likely',
    paste: 'at 2021.07.02.... In the FR site, getOrderItem() response null ?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/970',
    id: 'answer-not-json',
    certainty: 'undecided',
    asks: 'page-of',
    paste:
      'When we parse the JSON string to JSON, it returns the error that the "DeemedResellerCategory": UOSS is not a string. the same error to me. Our program also has this problem today, and the returned content is not a correct json format.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2848',
    id: 'values-wrong',
    certainty: 'likely',
    paste:
      'OrderItemId mismatch between getOrderItems and listFinancialEventsByOrderId response items. We are seeing the same behavior and it is breaking our analytics. We are seeing the same behavior in other region.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/522',
    id: 'library-upgrade-broke',
    certainty: 'likely',
    paste:
      'After updating from 5.5.4 to 5.7.0 this message has started to appear: invalid value for "$item_approval_types" when calling OrdersV0Api.getOrders, number of items must be less than or equal to 1.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4979',
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/{orderId}/orderItems {"errors":[{"code":"InvalidInput","message":"The input you have submitted is not valid. Please check your input and try again.","details":""}]} even when using a valid Amazon order ID. All roles have been enabled. Access token is valid and works on other endpoints.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2589',
    id: 'sp-api-400',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      '/orders/v0/orders host: https://sellingpartnerapi-eu.amazon.com getting res status code of 400. All other api endpoints working fine. Was working on off for the last couple of days, now not at all. Until about 4 days ago, return a list of orders',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/845',
    id: 'queue-silent',
    certainty: 'undecided',
    asks: 'queue',
    paste:
      "I've created a subscription to FULFILLMENT_ORDER_STATUS using an SQS queue as the destination. However, I'm not receiving any notifications to the SQS queue. At first I was using a FIFO queue which I thought might be the problem.",
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/524',
    id: 'upload-signature-mismatch',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      'calling createfeeddocument and in response I got the feeddocumentid and url, when I am trying to upload a xml, I get "The remote server returned an error: (403) Forbidden" <?xml version="1.0" encoding="UTF-8"?> <Error> <Code>SignatureDoesNotMatch</Code> <Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message> <AWSAccessKeyId>AKIAEXAMPLE</AWSAccessKeyId>',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3671',
    id: 'rdt-path-not-document',
    certainty: 'shown',
    paste:
      'The createRestrictedDataToken call fails to generate an RDT for the getReports and getReport operations. 400 Bad Request and shows the error: "Invalid or unsupported document ID found". I am using the latest version of the Reports API (2021-06-30) in "path" in the request payload.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/324',
    id: 'unknown-path',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'In SP-API document mentioned that for Generate AuthenticationToken We need sellingPartnerId developerId mwsAuthToken. But when we passing these parameters. API throwing error. {"errors":[{"message":"Access to requested resource is denied.","code":"MissingAuthenticationToken"}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1603',
    id: 'upload-signature-mismatch',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      "I am able to create a feedDocument but I am running into an issue when uploading the feed file. The error coming back is 403 forbidden error SignatureDoesNotMatch. I am passing the same contentType headers and following the encryption. The content type is 'text/tab-separated-values; charset=UTF-8'.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/837',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'All calls returning "Unauthorized" - "Access to requested resource is denied." Got past signing the request, but all calls to endpoints are then returning the below Unauthorized error. It appears the API isn\'t granting access to the locale/selling account pair? The locale has an active selling account with SP-API app created.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3208',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I tried a different solution, but it didn\'t work at all. I think the error comes from the IAMUSER Account, but I don\'t know where exactly it is. {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1864',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "I want to make a request to sp API but get Access to resources is denied error. I have done everything right and still getting the error. CustomError: Access to requested resource is denied. code: 'Unauthorized', details: ''",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2259',
    id: 'queue-silent',
    certainty: 'undecided',
    asks: 'queue',
    paste:
      "i am working on NotificationApi. I've done everything according to the documentation. And I create Subscription for ORDER_STATUS_CHANGE and REPORT_PROCESSING_FINISHED. But no message is sent to SQS.",
  },
  {
    link: 'https://github.com/clousale/amazon-sp-api-php/issues/49',
    id: 'code-refused',
    certainty: 'undecided',
    asks: 'code-use',
    paste:
      "Step 5. Your application exchanges the LWA authorization code for a LWA refresh token. I am getting - \"The request has an invalid grant parameter : code\" 'grant_type' => 'authorization_code', 'redirect_uri' => $redirect_uri, I am using your getGrantLessAccessToken code in SellingPartnerOAuth.php",
  },
]
