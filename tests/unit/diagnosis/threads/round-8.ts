import type { AskedThread } from './thread.ts'

/** Threads about roles, regions, reports, listings and how applications are set up, as they were pasted. */
export const round8: readonly AskedThread[] = [
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1799',
    id: 'account-of-one-region-said',
    certainty: 'likely',
    asks: 'participates',
    paste:
      "Can't download Europe order, get 403 error.\n\nHi, there， sorry my bad English.\n\nVery confused, I can download orders for North America, but I cannot download orders for Europe. My application has PII permissions for all sites and can be successfully authorized.\n\nanyone can help? thank you very much.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/601',
    id: 'published-application-absent',
    certainty: 'likely',
    paste:
      'authorizationCode API for the app in draft state\n\nDoes **/authorization/v1/authorizationCode** API work if the app is in the draft state?\n\nAs I am getting this error\n\n`[400] { "errors": [ { "code": "InvalidInput", "message": "A published application with the provided app-id not found", "details": "" } ] }`',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/13',
    id: 'grantless-asked-as-seller',
    certainty: 'likely',
    paste:
      'getAuthorizationCode API not working\n\nWhen requesting getAuthorizationCode method, I am getting this error!!\n\nClient error: `POST https://api.amazon.com/auth/o2/token` resulted in a `400 Bad Request` response: {"error_description":"The request is missing a required parameter : refresh_token","error":"invalid_request"}',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1393',
    id: 'call-operation-not-in-version',
    certainty: 'likely',
    paste:
      "Issues encountered while using the FulfillmentInbound V2024-03-20 version.\n\nSeeking help... How can I solve these two problems when using FulfillmentInbound V2024-03-20?\n\nWhen I use FulfillmentInbound.get_shipment, I can't get all the return values, such as shipmentConfirmationId. The official documentation indicates that this return value is optional, but I don't know how to select it.\n\nWhen I use some methods, I get an error, such as with FulfillmentInbound.update_shipment_delivery_window, which returns [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}].",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/550',
    id: 'restricted-resource-refused',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'getOrderAddress() and getOrderBuyerInfo() interfaces returned the following errors\n\nThe getOrder and getOrderItems () interfaces successfully returned data，but both getOrderAddress() and getOrderBuyerInfo() interfaces returned the following errors:\n\n[400] { "errors": [ { "code": "InvalidInput", "message": "Application do not have access to some or all requested resource", "details": "" } ] }\n\nMay I ask what is causing this? Can you tell me where to set it in order for these two interfaces to successfully return data?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/418',
    id: 'consent-shows-null',
    certainty: 'likely',
    paste:
      '[BUG]: oAuth flow authorization broken\n\nduring oAuth flow, the text "null" is present in the auth flow for the use authorizing the application where a name or some other identifier should be present\n\nWhen looking at the network activity on the tab, I see the following\n\npost call to:\nhttps://sellercentral.amazon.com/apps/apis/cloudauth/oauth/applications/{id}/authInfo?application_stage=draft\nreturns\n{"name":null,"id":"{id}","provider":{"id":"{id}","name":"ROI Brand Marketing"...\n\nand it looks like the name should be populated here. Is this the issue? If so, what can i do to ensure the name is populated?',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/589',
    id: 'credentials-incomplete',
    certainty: 'likely',
    paste:
      'My client provided me grant_type, client_secret, client_id, iamarn and app Name credentials. Are these credentials are enough to connect to sp-api via your library?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2998',
    id: 'throttled-one-type',
    certainty: 'likely',
    asks: 'rate',
    paste:
      '[BUG] [SP-API] GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL frequently raises Quota limit error\n\n## Expected Behavior\nReport can be requested with same quota limits as other reports.\n\n## Current Behavior\nCurrently it is possible to request 3-4 reports per hours. After that quota limit is raised.\n\nAccording to documentation both versions of `createReport ` API have rate limit `0.0167` per second. But when I create `GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL` it is possible to create only couple reports per hour. LIke 1-3. Then there is quota related error. This happens only for this particular report.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/273',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'messaging api and order api\n\n1.When I call the /orders/v0/orders/{orderId}/buyerInfo SP API call,the structure of the returned value obtained is as follows：\n{"payload":{"AmazonOrderId":" xxxxxxxx","BuyerEmail":"xxxxxxxxx@marketplace.amazon.co.uk"}}, have not buyer name and phone message;\n2.I call getMessagingActionsForOrder, and its return data does not contain the buyer’s message',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/861',
    id: 'attribute-in-camel-case',
    certainty: 'likely',
    paste:
      "Help with \"invalid attributes\" calling patchListingsItem()\n\nJust looking for some helpful feedback.  I'm trying to update inventory counts on a sku.   For the life of me, I cannot figure out why I am getting the error \"attributes are invalid.\"\n\n**Here's the PHP code I'm using:**\n\n```\n$sellerId = 'MY_SELLER_ID'; \n$sku = '37339';\n\n$listingsItemsApi = $connector->listingsItemsV20210801();\n\n$fulfillmentAvailability = new FulfillmentAvailability(\n    'DEFAULT',  // fulfillmentChannelCode\n    100        // quantity\n);\n\n$patchOperations = [\n    new PatchOperation(\n        'replace', \n        '/attributes/fulfillmentAvailability', \n        [$fulfillmentAvailability] \n    )\n];\n\n$productType = \"TOYS_AND_GAMES\";  \n```\n\n**And the response is:**\n\n`Array ( [sku] => 37339 [status] => INVALID [submissionId] => d221ef40e5bd48e4a52a9e164f369b73 [issues] => Array ( [0] => Array ( [code] => 90000900 [message] => The attributes are invalid. [severity] => ERROR [attributeNames] => Array ( [0] => fulfillmentAvailability ) [categories] => Array ( ) ) ) ) `\n\nCan you point me in the right direction as to what variables or parameters might be causing this?",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/3018',
    id: 'says-role-not-offered',
    certainty: 'likely',
    paste:
      'Missing sp-api role Brand Analytics\n\nHi,\n\nI am not able to see the Brand Analytics selling partner role under my app in developer console. I am able to see the other roles\n\nReference : https://developer-docs.amazon.com/sp-api/docs/roles-in-the-selling-partner-api\n\nCan someone help me please?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1274',
    id: 'says-arn-of-user',
    certainty: 'likely',
    paste:
      "What's the best way to handle this scenario : mistakenly use IAM ARN User instead of suggested IAM ARN Role in my hybrid App registration\n\nWe have an existing MWS app in Appstore, so I'm migrating it to a hybrid App by following the office Guide step by step. The IAM ARN User and Role is created and completed the whole App registration process. Now it's published and registered as a hybrid App.\n\nWhile testing the SP-API, I got the 403 \"Access to requested resource is denied\" error and only found out that in my app registration, I mistakenly put the IAM ARN User instead of Role in 'IAM ARN' field which is recommended by the official Guide.  Would like to correct the mistake but that field is greyed out and not allowed to change once filled in.\n\nI contacted Amazon dev support, but the response is to register a new app. This is not a solution.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-sdk/issues/852',
    id: 'library-drops-scope',
    certainty: 'likely',
    paste:
      '[BUG] Python SDK: SPAPIClient ignores SPAPIConfig.scope, so grantless operations are impossible\n\n**Environment**\n\nPython SDK (`amzn-sp-api`) **1.11.0**, Python 3.12.\n\n`SPAPIClient` never passes `grant_type` or `scope` to its `AccessTokenCache`, so `SPAPIConfig.scope` is accepted and silently discarded. Grantless operations cannot be called through `SPAPIClient`.\n\n```python\nself.access_token_cache = AccessTokenCache(\n    client_id=self.config.client_id,\n    client_secret=self.config.client_secret,\n    refresh_token=self.config.refresh_token,\n    oauth_endpoint=self.oauth_endpoint\n)\n```\n\nNeither `grant_type` nor `scope` is forwarded, so every client built through `SPAPIClient` uses the default `grant_type="refresh_token"`.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/865',
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      "Access to requested resource is denied. (Fulfillment-outbound-api: getFulfillmentOrder)\n\nHi,\n\nI was able to successfully use the createFulfillmentOrder operation from the Fulfillment Outbound API, and can see the order on Amazon's system when i login to seller central. However when I try to call the getFulfillmentOrder operation, I keep getting this error message \"Access to requested resource is denied.\" I'm able to create the fulfillment order against any AWS region, but with using the getFulfillmentOrder it doesn't work in any AWS region. I just can't invoke the operation at all.\n\nAny idea what's going on?",
  },
  {
    link: 'https://github.com/jakobowsky/new-sp-api/issues/1',
    id: 'access-token-invalid',
    certainty: 'undecided',
    asks: 'token-sent',
    paste:
      'access token revoked\n\n{\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to requested resource is denied.",\n      "details": "The access token you provided is revoked, malformed or invalid."\n    }\n  ]\n}\n\nProcess finished with exit code 0',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/769',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'reports-api: access to the resource is forbidden\n\nI am using python and  I can successfully request and download GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT\n\nhowever when I attempt to create GET_REMOTE_FULFILLMENT_ELIGIBILITY,the thing I really need is the reports api and it gives a 403 with:\n\n{\n“code”: “Unauthorized”,\n“message”: “Access to the resource is forbidden”,\n“details”: “”\n}\n\nAny ideas?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5319',
    id: 'refused-for-some',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'v2026 searchOrders 403 irrespective of includedData. Is a restricted role required just to call the endpoint in some cases?\n\nWe have `Direct To Consumer Shipping (Restricted)` on our app and are migrating to v2026. We do not have either of the `Tax (restricted)` roles (`Tax Invoicing`, `Tax Remittance`). Our app(s) serve a lot of sellers on v0 without these tax roles and we have no issues.\n\nDuring migration to `v2026` some sellers return 403 `AccessDeniedException` on `searchOrders` regardless of what is in `includedData` (including sending an empty array). v0 works for these same sellers/requests. Many other sellers succeed with identical v2026 requests.\n\nCan someone shed some clarity on the situation for me? thanks!',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1262',
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I can access ordersAPI GetOrders successfully but getting access denied for Order Reports\n\nI am getting a successful response from GetOrders but when calling CreatReport I get access denied.\n\nWhy would this be ?\n\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/197',
    id: 'amazon-fault',
    certainty: 'undecided',
    paste:
      "Access to requested resource is denied (no code change)\n\nEverything was working fine, no code changes — suddenly we're receiving this error:\n\n`CustomError: Access to requested resource is denied.`\n\nWe're only trying to use `getMarketplaceParticipations`\n\nAny idea what is causing this? \n\nSeems a bunch of other people here have the same issue intermittently, would be great to nail down a cause.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3680',
    id: 'far-east-per-country',
    certainty: 'likely',
    paste:
      "[BUG] [SP-API] For Far East Authorizations are NOT regional\n\nOne shop in same AWS region but have many marketplaces in sales for Far East, When the authorization is complete in **Japan**, my application **can not** have access to the seller's account in **Australia** marketplace.\nBut in this document said **Authorizations are regional**\nhttps://developer-docs.amazon.com/sp-api/docs/authorizing-selling-partner-api-applications#construct-an-oauth-authorization-uri\nIn the same situation, NA and EU only needs one authorization.\nTwo questions: \n**1. Is the Far East a special case?**\n**2. Do I need to authorize every marketplace in the Far East region?**",
  },
  {
    link: 'https://github.com/clousale/amazon-sp-api-php/issues/166',
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      'ordersV0 - buyerInfo, address was deprecation on January 12, 2022\n\nAs per amazon document ordersV0 -> buyerInfo, address was deprecated on January 12, 2022\n\nDid you lab code up to date because every time I try to call it works for few order but when i can for more orders, I get below error - \n\n```\n  "errors": [\n    {\n      "message": "You exceeded your quota for the requested resource.",\n     "code": "QuotaExceeded"\n    }\n```',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/500',
    id: 'sandbox-example-not-matched',
    certainty: 'shown',
    paste:
      'getOrderBuyerInfo() return 400 Could not match input arguments\n\ngetOrders() work fine but getOrderBuyerInfo() not working i don\'t know how to fix it can anyone help me\n\nException when calling OrdersV0Api->getOrders: [400] [{"code":"InvalidInput","message":"Could not match input arguments"}]\n\n```php\n$config = new Configuration([\n    "lwaClientId" => "-----------------------",\n    "lwaClientSecret" => "------------------------------------",\n    "lwaRefreshToken" => "--------------------------",\n    "endpoint" => Endpoint::NA_SANDBOX,\n]);\n\n$orderId = \'TEST_CASE_200\';\n\n$apiInstance = new SellingPartnerApi\\Api\\OrdersV0Api($config);\n\ntry {\n\t$getOrderBuyerInfo = $apiInstance->getOrderBuyerInfo($orderId);\n} catch (Exception $e) { \n    echo \'Exception when calling OrdersV0Api->getOrders: \', $e->getMessage(), PHP_EOL;\n} \n```',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2031',
    id: 'orders-without-restricted-token',
    certainty: 'likely',
    paste:
      'getOrderBuyerInfo depreciation date and expected GetOrders behaviour\n\nBased on this documentation: https://developer-docs.amazon.com/sp-api/docs/orders-api-v0-reference#getorderbuyerinfo, the endpoint should be depreciated last month. Although, I see it is still live, and the getOrders endpoint (BuyerInfo object) is null, while getOrderBuyerInfo gives us the data.\nTo be clear, we do not have PII, but we can still retrieve the @marketplace.amazon.xxx buyer email from the "soon-to-be-depreciated" endpoint.\n\nDo you know if there are any changes in dates? We want to build the final integration, but we also don\'t want to use something that will be depreciated.',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/29797',
    id: 'aws-no-longer-needed',
    certainty: 'likely',
    paste:
      'Source Amazon Seller Partner: unable to finish set up after successful account authorization via oAuth\n\nConnector Version 1.5.1\n\nSteps:\n1. Create a new Amazon Seller Partner source on Airbyte Cloud.\n2. Click "Authenticate your Amazon Seller Partner account" button.\n3. Finish oAuth process in the popped up screen.\n4. Enter correct Start Date\n5. Click "Set up source" button\n\nActual Result:\nAn error is displayed:\nConfiguration check failed\nPartialCredentialsError(\'Partial credentials found in explicit, missing: aws_secret_access_key\')\n\nExpected Result: Connection test passes and the new source is saved.\n\nNote the AWS Access Key that was set automatically during oAuth process.\nIf that field is cleared and an attempt to finish set up is made this errors is displayed:\n`NoCredentialsError(\'Unable to locate credentials\')`',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1329',
    id: 'report-canceled',
    certainty: 'likely',
    paste:
      'Report Cancellation Reasons are not documented correctly\n\nThe documentation only describes two reasons a report has been cancelled, and that is not correct\n\nThe report was cancelled. There are two ways a report can be cancelled: an explicit cancellation request before the report starts processing, or an automatic cancellation if there is no data to return.\n\nIt should state the other reasons why a report has been cancelled.  At least one of those reasons is you are requesting it too frequently.\n\nGET_FBA_STORAGE_FEE_CHARGES_DATA seems to always get cancelled.. not sure why, certainly there is some data there.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/675',
    id: 'attribute-misspelt',
    certainty: 'likely',
    paste:
      "ListingsItemPatchRequest error on updating price\n\nHave problems updating the price through the ListingsItemPatchRequest. Updating stock via the fulfillment_availability attribute works fine, but for some reason the purchaseable_offer keeps giving errors, even though I've used numerous examples found while looking for similar issues.\n\n```\n    \"issues\" => array:1 [\n      0 => SellingPartnerApi\\Model\\ListingsV20210801\\Issue^ {#4280\n        #container: array:4 [\n          \"code\" => \"90000900\"\n          \"message\" => \"Die Attribute sind ungültig.\"\n          \"severity\" => \"ERROR\"\n          \"attribute_names\" => array:1 [\n            0 => \"purchaseable_offer\"\n          ]\n        ]\n      }\n    ]\n```\n\n```php\n new PatchOperation([\n   'op' => 'replace',\n   'path' => '/attributes/purchaseable_offer',\n   \"value\" => [[\n     'marketplace_id' => $marketplaceId,\n     'currency' => 'EUR',\n     'our_price' => [[ 'schedule' => [[ 'value_with_tax' => floatval($price) ]] ]]\n```",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/380',
    id: 'message-template-not-allowed',
    certainty: 'shown',
    paste:
      'Messaging Api -> ConfirmCustomizationDetails fails\n\nHello All,\nI need your help asap.\n\nI use Messaging API -> ConfirmCustomizationDetails send message fail Error: ... resulted in a 403 Forbidden response: { "errors": [ { "code": "Unauthorized", "message": "Invalid amazonOrderId and template combination.", (truncated...)\n\nHow can we sklve this issue for send and receive messages between customers?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/582',
    id: 'arn-cannot-change',
    certainty: 'likely',
    paste:
      'How to change the ARN from role to user in a hybrid published application\n\nHello\nDo anyone know if it is possible to change the ARN from a role to a user one in a hybrid published application.\n\nThanks!',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/330',
    id: 'no-scope-for-sellers',
    certainty: 'likely',
    paste:
      "Seller authorization Documentation\n\nAfter reading the documentation I am confused about seller authorization for using the api.\n\nI have developed an app for a seller that is registered as a developer. We have been using the mws and advertising api for several years. With this new api does each seller that wants to use my app have to take a step to authorize my app? If so, this is confusing to me. Why can't I just add the selling partner scope to my other scopes during my login process and get authorization from the seller to access their account? \n\nI don't understand why I cant just add the selling partner api scope to my lwa url and be done with it.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1262',
    id: 'report-canceled',
    certainty: 'likely',
    paste: 'Report been Cancled\n\nSome report status is **Cancled** ,What the reason?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1726',
    id: 'login-hop',
    certainty: 'shown',
    paste:
      'OAuth authorization URI does not allow me to use Website authorization workflow\n\nI\'m implementing an application to obtain an SP API token using "Website authorization workflow"\n\nI made a URI and set in a link like this:\nhttps://sellercentral.amazon.co.jp/apps/authorize/consent?version=beta&redirect_uri=https%3A%2F%2Fexample.com%2Foauth-redirect&state=EXAMPLE_STATE&application_id=amzn1.sp.solution.XXXXXX\n\n(I have read many issues in here and everyone uses application ID like `amzn1.sellerapps.app.XXXXXX`, but I can get only `amzn1.sp.solution.XXXXXX`, is this correct?)\n\nThen redirect to the URI, I can see a confirmation screen.\nBut the accept button shows "Log in to <app name>", and it takes me to the "Login URI" and contains `amazon_callback_uri` parameter.\n\nIn my understanding `amazon_callback_uri` is used by "Amazon Seller Central Partner Network authorization workflow", not by "Website authorization workflow".\n\nHow can I use "Website authorization workflow"?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/48',
    id: 'nobody-returns',
    certainty: 'undecided',
    paste:
      "Website workflow Auth does not redirecting after permissions confirmation\n\nWhen user click to authoritation button, amazon should redirect to redirect_uri saved in API configuration but it doesn't works for me",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5152',
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      'Persistent `429 QuotaExceeded` when creating `GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL` report for any date range\n\nI\'m consistently receiving `429 QuotaExceeded` errors when attempting to create the `GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL` report using the Selling Partner API.\n\nThis issue occurs **for any date range requested**, including a single day. The error has been happening **continuously for several days**, making it impossible to generate this report.\n\n```json\n{\n  "code": "QuotaExceeded",\n  "message": "You exceeded your quota for the requested resource.",\n  "details": ""\n}\n```\n\n* Requests are not being sent in high frequency.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/864',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Different performance in different countries\n\n- I use the same role and can work successfully in **us** \n- But in **uk** ,there is a part of interface got 403,such as `/fba/inventory/v1/summaries`, But it works well on `/orders/v0/orders`,why?',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/320',
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I am getting "Access to requested resource is denied" errors attempting to use FulfillmentOutbound.GetFulfillmentOrder and FulfillmentOutbound.ListAllFulfillmentOrders. The same program, using the same credentials, makes calls to functions in FulfillmentInbound, Reports, Orders and FbaInventory that all work just fine. Any suggestions?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1081',
    id: 'retired-api',
    certainty: 'likely',
    paste:
      'Generated Java SDK\'s getAuthorizationCode unauthorized\n\nI have built the JAVA library as described in Generating a Java SDK with LWA token exchange and authentication, and added the dependencies to my project. My app is Published and "hybrid".\n\nI try to Get an LWA authorization code from MWS credentials from the generated AuthorizationApi, but I get the following response:\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}\n\nRequest:\n`Request{method=GET, url=https://sellingpartnerapi-eu.amazon.com/authorization/v1/authorizationCode?sellingPartnerId=XXXXXXXXXXXXXX&developerId=XXXXXXXXXXXX&mwsAuthToken=amzn.mws.xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4202',
    id: 'type-refused-for-this-account',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      "Amazon Report Access forbidden\n\nHello. im try to create **GET_FBA_INVENTORY_PLANNING_DATA**\nGet response: sp_api.base.exceptions.SellingApiForbiddenException: [{'code': 'Unauthorized', 'message': 'Access to the resource is forbidden', 'details': ''}]\n\nGET_FBA_INVENTORY_PLANNING_DATA Report need **Amazon Fulfillment**\n\nBut i can create successfully GET_FBA_MYI_ALL_INVENTORY_DATA with Role: Pricing, Amazon Fulfillment\nso i have **Amazon Fulfillment** role. What the trouble?\n\nsp_api_reports = Reports(credentials=amazon_seller_credentials, marketplace=Marketplaces.DE)\nreport = sp_api_reports.create_report(\n\treportType=ReportType.GET_FBA_INVENTORY_PLANNING_DATA,\n)",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/512',
    id: 'throttled-one-type',
    certainty: 'likely',
    asks: 'rate',
    paste:
      "429 QuotaExceeded on createReport call for GET_PRODUCT_EXCHANGE_DATA\n\nI'm making calls to the `createReport` endpoint, and most of them are going through as expected. But when I call `createReport` with report type `GET_PRODUCT_EXCHANGE_DATA`, I get a `429 QuotaExceeded` error. I'm pretty confident that this is a bug, because I'm not sure why I'd be permanently rate-limited on one report but able to create other types of reports just fine.",
  },
]
