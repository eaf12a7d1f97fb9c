import type { AskedThread } from './thread.ts'

/** Threads about libraries, tools and requests, in our words and Amazon’s. */
export const round5: readonly AskedThread[] = [
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1213',
    id: 'library-still-signs',
    certainty: 'likely',
    paste:
      "After the latest update, the readme says that aws_access_key and aws_secret_key are not required anymore but can still be passed and they will be silently ignored. However this is not true, they are required as a placeholder atleast. If they are not present we get this error: KeyError: 'AWS Access Key ID and Secret Access Key are required' in 'class AWSSigV4' (aws_sig_v4.py) To Reproduce: Just",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/42',
    id: 'library-call-unknown',
    certainty: 'likely',
    paste:
      "When I run the sample code it's saying that an unexpected keyword argument credentials. from datetime import datetime, timedelta from sp_api.api import Orders from sp_api.base import SellingApiException credentials= dict(refresh_token='Atzr|XXXXXXX', lwa_app_id='amzn1.application-oa2-client.XXXXXXXX', lwa_client_secret='XXXXXXXXXX', aws_secret_key='XXXXXXXXXXXXX', aws_access_key='XXXXXXXXXXXX',",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/274',
    id: 'parameter-named',
    certainty: 'shown',
    paste:
      "`[{'message': 'Missing or invalid request parameters: [marketplaceIds]', 'code': 'InvalidInput'}]` error raises when calling Messaging API operations. response = Messaging( credentials=some_credentials, marketplace=Marketplaces.TR ).create_negative_feedback_removal( order_id='408-.....' ) negativeFeedBackRemoval operation doesn't need text, attachment or any other data. This will raise the error",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/355',
    id: 'marketplace-of-library-default',
    certainty: 'likely',
    paste:
      'We are unable to submit the marketplace_id for endpoint "get_product_fees_estimate_for_asin". If we enter "MXN" as the currency, amazon returns an error because by default it searches the Americas marketplace, but to send "MXN" we have to set the marketplace to Mexico. product_fee_response = ProductFees(credentials=credentials).get_product_fees_estimate_for_asin(',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/37',
    id: 'call-parameter-misspelt',
    certainty: 'likely',
    paste:
      'Do you think it would be possible to extract what marketplace he did choose while authorising from the user token ? (follow-up of the same person, before the answer:) But when I use it this way: data = orders.get_orders(MarketPlaceIds=["ATVPDKIKX0DER", "A2EUQ1WTGCTBG2"]) I get InvalidSignature error so I assume I am doing something wrong ?',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/175',
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      "I am having this issue for the last 3 days, From the postman, When I don't assume role, all the APIs work well, but after assuming the role, I get `Access to requested resource is denied.` Error. Now because this Library auto assumes the role, so I am getting the above error, and am unable to solve it. Possible reasons for this is: The client registered application with `IAM user` instead of `IAM",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/780',
    id: 'arn-cannot-change',
    certainty: 'likely',
    paste:
      'Because role "IAM ARN" does not work so I need to change to user "IAM ARN" but this field is locked Can anyone help? Creating new application is not a solution',
  },
  {
    link: 'https://github.com/ericcj/amz_sp_api/issues/15',
    id: 'unclear',
    certainty: 'undecided',
    asks: 'what-happens',
    paste:
      'I have integrated amazon sp-api with my rails application successfully but the issue is When i try to fetch orders from client\'s UK sellers account it returns nil in orders but there are orders in UK seller account. Note: The developer app is in UK seller account and my app is in draft state but i generate a refresh token for UK through authorize button. Sample Response: [nil, 200, {"date"=>"Wed,',
  },
  {
    link: 'https://github.com/ionafan2/selling-partner-api-php-sandbox/issues/5',
    id: 'sandbox-fails-without-example',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'I changed the endpoint to "https://sandbox.sellingpartnerapi-eu.amazon.com". But I get the error response: "errors": [ { "message": "We encountered an internal error. Please try again.", "code": "InternalFail (truncated...) Do you try to use the sandbox function？',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/343',
    id: 'message-named',
    certainty: 'likely',
    paste:
      'I\'m not sure where this belongs, but what does "InvalidInput" "Invalid Input" mean? If I do any POST to /fba/inbound/v0/plans with a body, then the response is: { "errors": [ { "code": "InvalidInput", "message": "Invalid Input", "details": "" } ] } (If there\'s no HTTP body then the response is different: { "errors": [ { "code": "InvalidInput", "message": " Reason: Country field is missing, Name field is missing, AddressLine1 field is missing.", "details": "" } ] } ) The API needs to be MUCH more specific regarding what it thinks is "Invalid',
  },
  {
    link: 'https://github.com/jakobowsky/amazon-sp-api-orders-to-google-sheets/issues/2',
    id: 'credentials-refused',
    certainty: 'undecided',
    asks: 'secret-age',
    paste:
      "KeyError: 'access_token_11cec8e61a522f3edxxxxxxxxxxx' raise AuthorizationError(error_code, error_message, response.status_code) sp_api.auth.exceptions.AuthorizationError: ('invalid_client', 'Client authentication failed', 401) What happened? It communicates with the spreadsheet, fills in the header, just doesn't do the rest. Thank you!",
  },
  {
    link: 'https://github.com/efeone/eseller_suite/issues/119',
    id: 'sandbox-credentials-in-production',
    certainty: 'likely',
    paste:
      'Hello. We installed this app on our test ERP instance and created Amazon SP-API sandbox credentials. First issue - the start from date for orders only goes back 60 days. Is this an Amazon SP-API restriction? When we hit Sync Orders button - we see that a background job is created but nothing else happens - other than RQ Job list showing that job is started. Is there a log created to troubleshoot',
  },
  {
    link: 'https://github.com/frappe/ecommerce_integrations/issues/319',
    id: 'library-still-signs',
    certainty: 'likely',
    paste:
      '(screenshot of the Amazon SP-API settings of ERPNext, in which IAM ARN, AWS access key and AWS secret key are mandatory)',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/373',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I\'m receiving: Exception when calling SellersApi->getMarketplaceParticipations: [403] { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] } My app on seller central is with status Draft, maybe this is the problem?',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/2',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "Hi many thanks for this repo, as the aws team's java sdk is so tedious to set up. I have a question, I am new to aws api, I got 403 when I tried the example $api->getMarketplaceParticipations(); I thiink my aws and lwa cred are correct. What I am missing ? Thanks",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/653',
    id: 'sts-refusal',
    certainty: 'likely',
    paste:
      'I didn\'t add an IAM user at first, but since I didn\'t have authorisation for many queries, I added the IAM user and now I get the following error. {"Error":{"Code":"AccessDenied","Message":"User: arn:aws:iam::ID:user/User-name is not authorized to perform: sts (truncated...) $Vconfig = new SellingPartnerApi\\Configuration([ "lwaClientId" => \'amzn...\', "lwaClientSecret" => \'amzn...\',',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/3970',
    id: 'parameter-named',
    certainty: 'shown',
    paste:
      'Here\'s what I\'ve tried: (in POSTMAN) 1 https://sellingpartnerapi-fe.amazon.com/catalog/2022-04-01/items/B0B3GCDXDD?marketplace_ids[]=A1VC38T7YXB528 response <h1>HTTP Status 400 – Bad Request</h1> <p><b>Type</b> Exception Report</p> <p><b>Message</b> Invalid character found in the request target [/catalog/2022-04-01/items/B0B3GCDXDD?marketplace_ids[]=A1VC38T7YXB528 ]. The valid characters are defined in RFC 7230 and RFC 3986</p> 2 https://sellingpartnerapi-fe.amazon.com/catalog/2022-04-01/items/B0B3GCDXDD?marketplace_ids=A1VC38T7YXB528 response { "errors": [ { "code": "InvalidInput", "message": "Invalid \'marketplaceIds\' provided.", "details": "" } ] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1084',
    id: 'report-type-unknown',
    certainty: 'shown',
    paste:
      'GET_VENDOR_INVENTORY_HEALTH_REPORT returns { "errors": [ { "code": "InvalidInput", "message": "Invalid Report Type _GET_VENDOR_INVENTORY_HEALTH_REPORT_", "details": "" } ] } The other 2 (GET_VENDOR_SALES_DIAGNOSTIC_REPORT, GET_VENDOR_DEMAND_FORECAST_REPORT) work fine.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/565',
    id: 'sts-refusal',
    certainty: 'shown',
    paste:
      'What should i do in such case? botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::123456789012:user/mc.my.inventory is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/AmazonOrders',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/252',
    id: 'token-of-other-account',
    certainty: 'likely',
    asks: 'alone',
    paste:
      'When you have multiple sp-api credentials, and you use them alternately, the error "Access requested resource is denied" appears To Reproduce: In my case, I have a lambda that is invoked with different credentials. When it does a coldstart it works fine, but when it doesn\'t, and you change credentials, it causes the error "Access requested resource is denied". Expected behavior: A valid response',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/9',
    id: 'token-cache-shared',
    certainty: 'likely',
    paste:
      'Uses reset token in cache key (access token). This allows to work with multiple oAuth connections. (the author, on the problem:) when working with multiple refresh tokens, all of them uses single access token. It always used "access token" key name.',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/206',
    id: 'security-token-invalid',
    certainty: 'shown',
    paste:
      'I was running this from an EC2 instance that uses a role which has assume-role access to the role I use with SP API. [...] gets this exception: `botocore.exceptions.ClientError: An error occurred (InvalidClientTokenId) when calling the AssumeRole operation: The security token included in the request is invalid.`',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/324',
    id: 'sts-refusal',
    certainty: 'shown',
    paste:
      'I am receiving this error when attempting to use Reports : botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation: User: {arn} is not authorized to perform: sts:AssumeRole on resource: {arn} It looks like there was a similar issue in the past, where the solution was to remove the policy, however I cannot do this as I have another application that',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/891',
    id: 'path-value-unencoded-asked',
    certainty: 'likely',
    paste:
      'lately I ran into an issue in `ListingsItems` in fact I need to get a list of items with the given SKU (DE-36023/4) which has special characters including slash which causes an unexpected behavior: Traceback (most recent call last): File "test.py", line 10, in <module> d = get_listingitems_per_sku(customer, "DE-36023/4") File "sp_api/api/listings_items/listings_items.py", line 61, in',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/431',
    id: 'path-value-unencoded',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'the ProductFees API includes the Seller SKU in the endpoint. /products/fees/v0/listings/{SellerSKU}/feesEstimate but if the SKU contains a forward slash, eg: sku = "AA/BB" it is not encripted in the request /products/fees/v0/listings/AA/BB/feesEstimate and results in a Forbidden error sku = "AA/BB" ProductFees().get_product_fees_estimate_for_sku(sku, 10, currency=\'USD\', shipping_price=10,',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/405',
    id: 'aws-no-longer-needed',
    certainty: 'likely',
    paste:
      'Amazon has been giving me a signature error when I try to get prep instructions for a SellerSku which contains a space character. The error string saying what "should have" been signed has the space encoded as a %20, but the actual canonical_request has the space encoded as a plus.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/257',
    id: 'item-not-in-marketplace',
    certainty: 'likely',
    asks: 'id-whose',
    after: ['id-whose.right'],
    decides: 'resource-not-found-is-right',
    paste:
      'I am using ListingsApi to retrieve product information. However, it fails to retrieve the information for SKUs that contain special characters. How can I deal with these? Of course, other SKUs return "success". sku : \'test-M＆L\'; SellingPartnerApi\\ApiException [404] { "errors": [ { "code": "NOT_FOUND", "message": "SKU \\u0027test-M%EF%BC%86L\\u0027 not found in marketplace A1VC38T7YXB528" } ]',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2066',
    id: 'next-token-refused',
    certainty: 'likely',
    paste:
      'When attempting to use GetOrders with NextToken we get the following error: Code: InvalidInput Message: We could not decode your NextToken. Possible reasons include: a transmission error, improper quoting or a truncation problem. The first GetOrders call without a NextToken is always successful. We are encoding the NextToken parameter as part of the CanonicalQueryString. I expect this is to do',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/441',
    id: 'next-token-refused',
    certainty: 'likely',
    paste:
      "when i get more Orders,i receive NextToken like \"...cWr+Y=\". if i use that to get order.i get error message 'the value of a query string parameter may not contain a '=' delimiter'. i try use urlencode() ,but also error. how to use it? thanks",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/211',
    id: 'token-of-other-account',
    certainty: 'likely',
    asks: 'alone',
    paste:
      "Add functionality to switch credentials inside of a program Right now I don't think it's possible to switch out one set of credentials for another while running the program as if \"account\" is set to new credentials, \"SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]\" is always thrown. Is there any way to clear the variables when switching over credentials so that the program allows the switch? x = Orders(account=\"AccountOne\").get_orders(CreatedAfter=(dt.utcnow() - timedelta(days=7)).isoformat()) y = Orders(account=\"AccountTwo\").get_orders(CreatedAfter=(dt.utcnow() - timedelta(days=7)).isoformat())",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/478',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Similar to what you already solved for `getReportDocument` in #262 , I get a 403/Unauthorized response when retrieving a list of ready-to-download reports. The developer profile in Seller Central has PII access. At least the "data access" option is set like documented: Private Developer. SellingPartnerApi\\ApiException: [403] { "errors": [ { "code": "Unauthorized", "message": "Access to the resource is forbidden", "details": "" } ] } $reportsApi = new ReportsV20210630Api($this->configuration); $response =',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/320',
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      "npm package: amazon-sp-api, Version: 1.1.2 When calling the `getPurchaseOrdersStatus` operation under the `vendorOrders` endpoint, I'm receiving a 400 InvalidInput error even though the parameters follow the documentation. const response = await this.apiObject.callAPI({ operation: 'getPurchaseOrdersStatus', endpoint: 'vendorOrders', query: { changedAfter: new Date(Date.now() - 6.9 * 24 * 60 * 60",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/128',
    id: 'library-argument-type',
    certainty: 'likely',
    paste:
      'Hi, when I tried to get orders from vendor DF, It causes exception, please take a look, thank you. $apiInstance = new SellingPartnerApi\\Api\\VendorDirectFulfillmentOrdersApi($vc_dfa_config); $created_after = new \\DateTime("2013-10-20T19:20:30+01:00"); $created_before = new \\DateTime("2013-10-20T19:20:30+01:00"); $result = $apiInstance->getOrders($created_after, $created_before); Error message: PHP Warning: rawurlencode() expects parameter 1 to be string, object given in vendor/guzzlehttp/psr7/src/Query.php on line 97 PHP Warning: rawurlencode()',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1416',
    id: 'sp-api-404',
    certainty: 'undecided',
    asks: 'id-whose',
    paste:
      "I'm wondering if this expected to happen, or if anyone has seen this as well. We have some vendor central orders which we can see with our human eyes on vendor central. But when asking for either that purchaseOrder directly or via date range, the purchaseOrder is not found. When direct, it throws back a 404 SellingPartnerNotFoundError. Is it known that sometimes the API just won't have orders",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/578',
    id: 'operation-limits',
    certainty: 'likely',
    paste:
      'we are exploring the opportunity to migrate from MWS API to the new SP API. We were using getLowestOfferListingsForASIN to fetch the offers of the market. We are trying to do the same with getPricing. The problem: we can only get data on our own offers. Can you help us ? is it some scope/authorisation issue with the arn/role ?',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/5',
    id: 'unclear',
    certainty: 'undecided',
    asks: 'what-happens',
    after: ['what-happens.invalid', 'compared.parameter'],
    decides: 'invalid-input-parameter-differs',
    paste:
      "Trying to call Get orders and i get \"Exception thrown: 'AmazonSpApiSDK.Models.Exceptions.AmazonException' in FikaAmazonAPI.dll An unhandled exception of type 'AmazonSpApiSDK.Models.Exceptions.AmazonException' occurred in FikaAmazonAPI.dll Amazon Api didn't respond with Okay, see exception for more details\" ParameterOrderList serachOrderList = new ParameterOrderList(); serachOrderList.CreatedAfter",
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/309',
    id: 'library-upgrade-broke',
    certainty: 'likely',
    paste:
      'Hi, thanks for adding MerchantShippingGroup field to the GetProducts() After upgrading to ver 1.4.25 I get an error with GetProducts "Amazon Api didn\'t respond with Okay, see exception for more details" "Enumeration yielded no results" If I revert back to 1.4.23 it works OK.',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/pull/12',
    id: 'sp-api-400',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'Happened only when alot of orders are requested and GetbyNextToken was triggered. GetOrders is crashing (bad request) if alot of orders are requested.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/82',
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      "I'm generating reports with `createReport`, then getting the generated report data with `getReport`. This is working just fine for most report types that I have access to based on the roles I'm approved for, but the `GET_FBA_FULFILLMENT_CURRENT_INVENTORY_DATA` report results in a `processingStatus` of `FATAL`. The `errors` field is still `null`, so I'm not sure how to debug the issue. Any",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2292',
    id: 'report-canceled',
    certainty: 'likely',
    paste:
      'I want to create a report with GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE type and everytime I request It gets cancelled. Why is that???? Any reason? At least give proper error',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/204',
    id: 'case-matters',
    certainty: 'likely',
    paste:
      'The documentation implies lack of case sensitivity. If you miss a parameter, you will get an error like "Missing Parameter". If you mix the parameters around, you\'ll get an error which tells you the expected parameter order. [With my request] you\'ll get "Invalid Signature" which is terribly ambiguous. I use the C# SDK.',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/39',
    id: 'call-list-in-brackets',
    certainty: 'likely',
    paste:
      "On Windows 10, with the same code, I get the order normally with getOrder(), but I get an error with getOrders() $spapi = new DoubleBreak\\Spapi\\Api\\Orders($cred, $config); $params = [ 'MarketplaceIds' => ['ATVPDKIKX0DER'], /* 'LastUpdatedAfter'=> '2021-06-02T09:46:28Z', */ ]; $response = $spapi->getOrders($params); Fatal error: Uncaught GuzzleHttp\\Exception\\ClientException: Client error: `GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds%5B0%5D=ATVPDKIKX0DER` resulted in a `403 Forbidden` response: { \"errors\": [ { \"message\": \"The request signature we calculated does not match the signature you provided. C (truncated...)",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/716',
    id: 'library-language-version',
    certainty: 'likely',
    paste:
      "I'm testing it for the first time today. I am getting this error even though I have everything set up correctly. What is the reason for this error? File \"D:\\anaconda3\\lib\\site-packages\\sp_api\\api\\product_fees\\product_fees.py\", line 99, in ProductFees def get_product_fees_estimate(self, estimate_requests: list[dict]) -> ApiResponse: TypeError: 'type' object is not subscriptable from sp_api.base",
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/32232',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    after: ['role-when.absent'],
    decides: 'type-role-not-on-application',
    paste:
      'Add GET_VENDOR_NET_PURE_PRODUCT_MARGIN_REPORT, GET_VENDOR_REAL_TIME_INVENTORY_REPORT, GET_VENDOR_TRAFFIC_REPORT these streams are empty and cannot be accessed using our sandbox credentials: {"errors": [{"code": "Unauthorized", "message": "Access to the resource is forbidden", "details": ""}]}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/836',
    id: 'signature-mismatch',
    certainty: 'shown',
    paste:
      'Sending a GET call to endpoint: https://sellingpartnerapi-fe.amazon.com/feeds/2021-06-30/feeds Exactly why would this throw an error? I suspect it\'s because the endpoint cannot digest the header? { "errors": [ { "message": "\'AWS4-HMAC-SHA256\' not a valid key=value pair (missing equal-sign) in Authorization header: \'Authorization: AWS4-HMAC-SHA256',
  },
  {
    link: 'https://github.com/winebarrel/faraday_middleware-aws-sigv4/issues/14',
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    after: ['compared.parameter'],
    decides: 'access-denied-parameter-differs',
    paste:
      "While developing a connection with Amazon Selling Partner API: in the SP API we have to send `x-amz-access-token` in request headers. I've lost few hours getting `Access Denied` error. I use Ruby, Faraday with its default adapter `Net::HTTP` and faraday_middleware-aws-sigv4.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1314',
    id: 'case-matters',
    certainty: 'likely',
    paste:
      'If I send a request specifying either "x-amz-access-token" or "x-amz-security-token" in different ways (e.g. X-Amz-Access-Token), those headers are ignored and an authorization error is generated. I don\'t know if this is related in some way to the Signature, but I guess the check should be case-insensitive.',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/6',
    id: 'call-list-in-brackets',
    certainty: 'likely',
    paste:
      'I have some troubles to get from Orders endpoint. Could you tell me if something is wrong ? GET https://sellingpartnerapi-eu.amazon.com/reports/2020-09-04/reports?marketplaceIds%5B0%5D=XXXXXX` resulted in a `403 Forbidden` response: { "errors": [ { "message": "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/146',
    id: 'call-parameter-misspelt',
    certainty: 'likely',
    paste:
      "let orders = await sellingPartnerNewInstance.callAPI({ operation: 'orders.getOrders', query: { MarketplaceIds: ['AMEN7PMS3EDWL'], createdAfter: '2021-07-10 15:00:00.000', createdBefore: '2022-07-10 15:00:00.000', }, options: { version: 'v0', }, }); Error return: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3324',
    id: 'details-named',
    certainty: 'likely',
    paste:
      'https://sellingpartnerapi-fe.amazon.com/orders/v0/orders?LastUpdatedAfter=2023-08-18T00:00:00+09:00&OrderStatuses=Unshipped,PartiallyShipped&MarketplaceIds=1VC38T7YXB528&FulfillmentChannels=MFN would result in the following error. "errors"=>[{"code"=>"InvalidInput", "message"=>"This is invalid input", "details"=>"Invalid date/time field [lastUpdatedAfter]"}]}] +09:00 is removed and the response',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/215',
    id: 'call-value-malformed',
    certainty: 'likely',
    paste:
      "$created_after = '2022-02-01 00:00:00'; $result = $apiInstance->getOrders($marketplace_ids, $created_after, $created_before, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '');",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/57',
    id: 'security-token-invalid',
    certainty: 'shown',
    paste:
      "Hello, I'm getting `The security token included in the request is invalid` error and when I log the securit token I get this : `security_token: 15`. What's the problem?",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1506',
    id: 'security-token-invalid',
    certainty: 'shown',
    paste:
      'After obtaining an access_token, I tried to call SP API to retrieve a list of orders from the sandbox endpoint. I get this response "errors": [ { "message": "The security token included in the request is invalid.", "code": "InvalidInput" } /usr/local/bin/curl -k -i https://sandbox.sellingpartnerapi-eu.amazon.com/orders/v0/orders?CreatedAfter=2021-10-01 -H',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/293',
    id: 'developer-id-foreign',
    certainty: 'shown',
    paste:
      'I\'m trying to migrate my users from MWS to SP-API using GET /authorization/v1/authorizationCode I\'m getting the following error: { "errors": [ { "code": "InvalidInput", "message": "Developer ID XXXXXXXXXXX is not associated with the application id.", "details": "" } ] } It works perfectly for a few weeks ago. I have open case in sellercentral. A week has passed, action needed by amazon.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/pull/138',
    id: 'parameter-named',
    certainty: 'shown',
    paste:
      'we\'ve noticed when we pass query params as query: { MarketplaceIds: ["ATVPDKIKX0DER"], CreatedAfter: "2022-06-14T15:00:00-07:00", }, created request generated as "https://sellingpartnerapi-na.amazon.com/orders/v0/orders?CreatedAfter=2022-06-01T00%3A00%3A00-07%3A00&MarketplaceIds%5B%5D=ATVPDKIKX0DER" CustomError: Missing or invalid request parameters: [MarketplaceIds] at SellingPartner.callAPI',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/40',
    id: 'call-parameter-set-but-missing',
    certainty: 'likely',
    paste:
      "getOrders 400 Missing or invalid request parameters: [MarketplaceIds] (opening post not in the stored copy; the call that failed, from the thread:) $reportClient->getOrders(['MarketplaceIds'=>['ATVPDKIKX0DER','A2EUQ1WTGCTBG2'],'LastUpdatedAfter'=>$LastUpdatedAfter, 'orderStatuses'=>['Shipped']])",
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/934',
    id: 'request-no-longer-accepted-no-longer-works',
    certainty: 'likely',
    paste:
      '`ProductPricing.GetItemOffersBatch` started failing recently with the following error: Requested MarketplaceId is invalid, unsupported, or does not exist. I get error in case of using the following parameter. { "requests": [ { "uri": "/products/pricing/v0/items/XXXXXXXXXX/offers", "method": "GET", "queryParams": { "MarketplaceId": "XXXXXXXXXXXXXX", "CustomerType": "Consumer", "ItemCondition":',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/pull/890',
    id: 'call-list-in-brackets',
    certainty: 'likely',
    paste:
      'FBA Inventory API: "Bad Request (400) Invalid Input" error when calling getInventorySummaries with query parameters marketplaceIds[0]=VALUE. Laravel 9 + PHP 8.3, jlevers/selling-partner-api.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1469',
    id: 'developer-id-foreign',
    certainty: 'shown',
    paste:
      "I'm trying to migrate my users from MWS to SP-API using GET /authorization/v1/authorizationCode I'm getting the following error: { errors: [ { code: 'InvalidInput', message: 'Developer ID 8XXXXXXXXXX2 is not associated with the application id.', details: '' } ] }",
  },
]
