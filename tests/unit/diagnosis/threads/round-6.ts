import type { AskedThread } from './thread.ts'

/**
 * Threads about encodings, signatures, bodies and libraries, as they were pasted; the causes are those that they end
 * with.
 */
export const round6: readonly AskedThread[] = [
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/335',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      '[BUG] Documentation\n\nWhen I call spapi, the following error and signature are correct. What\'s the reason for this?\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2412',
    id: 'roles-not-configured',
    certainty: 'likely',
    paste:
      "I'm getting the error message The application isn't configured with roles when hitting the authorization API to swap old MWS for SP-API tokens.\n\nI was never able to get it to work like a year ago but now I better understand the process and created a new AWS role using the provided AWS script.\n\nI edited my app to the new ARN and it says my old ARN is still usable for like 10 more days. My app is published by edits are in draft mode.\n\nIn this state are both my ARN not usable? From my search it seems this error message is when the app is in draft state.\n\nI have tried both ARN and they are not working.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/972',
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      "I am able to successfully make calls to the US SPAPI endpoint.\n\nI'm trying to accomplish the same for the EU / UK.\n\nI'm getting the same 'Unauthorized' response that many other people here have reported.\n\nA few questions:\n\n1. On the EU Seller Central site, on the Developer Central page, should I re-use the same Developer ID that my company uses for the US? Or should there be a separate Developer ID for the EU?\n\n2. Can I re-use the same AWS IAM and Role ARN credentials for the EU?\n\n3. Is this the correct Auth URL for the EU? :          https://api.amazon.com/auth/o2/token",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2005',
    id: 'root-keys-assume-role',
    certainty: 'likely',
    paste:
      'I followed the instruction to create an IAM user, role and policy (https://github.com/amzn/selling-partner-api-docs/blob/main/guides/en-US/developer-guide/SellingPartnerApiDeveloperGuide.md#step-2-create-an-iam-user) but i get the message "Roles may not be assumed by root accounts" from the API. Does anyone has an idea?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2609',
    id: 'says-only-one-role',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'None of the nonrestricted roles documented in the child pages of Roles in the Selling Partner API are documented as granting access to `/notifications/v1/subscriptions`. Product Listing, Pricing, Amazon Fulfillment, Buyer Communication, Selling Partner Insights, Finance and Accounting, and Inventory and Order Tracking all grant access to `/notifications/v1/destinations`, but I can\'t find any mention of subscriptions in any role. We started out with just Brand Analytics assigned to our app, because that grants access to the report we wanted to schedule. We could schedule the report and create a destination with that role, but we could not create a subscription. `POST /notifications/v1/subscriptions/REPORT_PROCESSING_FINISHED` with our destination ID in the payload returned a 403 "Access to requested resource is denied" response.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/253',
    id: 'type-role-added-later',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'When downloading a report using the document helper with the report type:\n\n`ReportType::GET_MERCHANT_LISTINGS_DATA;`\n\nany SKUs which are FBA have an unset quantity. SKUS which are fulfiled by merchant have quantities (including 0 where relevant).\n\nI also note that when attempting to retrieve inventory data using:\n\n`ReportType::GET_AFN_INVENTORY_DATA;`\n\nthe response is:\n\n```\n[403] {\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to the resource is forbidden",\n      "details": ""\n    }\n  ]\n}\n```\n\nso is this simply a permissions issue?\n\nThe application was registered with "Inventory and Order Tracking" ticked but not "Amazon Fulfilment". "Amazon Fulfilment" was subsequently ticked by editing the application registration.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/193',
    id: 'call-version-lacks-parameter',
    certainty: 'likely',
    paste:
      'I\'m receiving this error. From running this call.\n\nlet manageInventoryData = await sellingPartner.callAPI({\n    operation: "searchCatalogItems",\n    query: {\n      identifiers: ["727040195786"],\n      marketplaceIds: ["ATVPDKIKX0DER"],\n      includedData: [\n        "identifiers",\n        "images",\n        "productTypes",\n        "salesRanks",\n        "summaries",\n        "variations",\n      ]\n    },\n    options: {\n      version: "2020-12-01",\n    },\n  });\n\nThere doesn\'t seem to be any example of this specific call so I don\'t know if I\'m forming this correctly.',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/49',
    id: 'call-currency-differs',
    certainty: 'likely',
    paste:
      'Hi @amz-tools,\n\nI\'m trying to get product fees.\nI haven\'t any problem with other countries (FR, IT, ES, DE) but GB does not work, I\'m getting this response:\n\n{\n  "FeesEstimateResult": {\n    "Status": "ClientError",\n    "FeesEstimateIdentifier": {\n      "MarketplaceId": "A1F83G8C2ARO7P",\n      "IdType": "ASIN",\n      "SellerId": "XXXXX",\n      "SellerInputIdentifier": "56f1174c-b87b-4247-8db5-3ca3798faa1d",\n      "IsAmazonFulfilled": true,\n      "IdValue": "B00SLIMMHW",\n      "PriceToEstimateFees": {\n        "ListingPrice": {\n          "CurrencyCode": "EUR",\n          "Amount": 20\n        },\n        "Shipping": {\n          "CurrencyCode": "EUR",\n          "Amount": 0\n        }\n      }\n    },\n    "Error": {\n      "Type": "Sender",\n      "Code": "InvalidParameterValue",\n      "Message": "There is an client-side error. Please verify your inputs.",\n      "Detail": []\n    }\n  }\n}\n\nThe error message is not clear. All parameters (except _MarketplaceId_) are the same with other countries but do not work.\nDo you have any idea?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/358',
    id: 'message-named',
    certainty: 'likely',
    paste:
      'I got this error message for `/fba/inventory/v1` for `summaries`\n\n```\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Query startDateTime cannot not be earlier than 19",\n      "details": ""\n    }\n  ]\n}\n```\n\nRead it out loud.\nSlowly.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5094',
    id: 'call-value-type-named',
    certainty: 'likely',
    paste:
      'There is an issue with the shipmentConfirmation endpoint: https://sellingpartnerapi-na.amazon.com/orders/v0/orders/{orderId}/shipmentConfirmation\n\nThe endpoint no longer accepts values for the “packageReferenceId” parameter. Normally, a positive integer is required. This has worked for years. However, I now receive the following error message:\n\nError Response: [{‘code’: ‘InvalidInput’, ‘message’: ‘The input you have submitted is not valid. Please check the fields with invalid type [packageDetail.packageReferenceId].’, ‘details’: ‘’}]\n\nThe value I have used for years has always been 1. This has always been sufficient in my case, as I have never sent multiple orders in one package.\n\nVia documentation:\n\npackageReferenceId: A seller-supplied identifier that uniquely identifies a package within the scope of an order. Only positive numeric values are supported.\n\nI have tried different values, all without success.\n\nDoes anyone else have the same problem?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4440',
    id: 'call-key-has-blank',
    certainty: 'likely',
    paste:
      'I’m encountering the same issue. I verified and set the prep details as recommended, and even tried including the BoxId in the box object, following the step 4 request example from the SP-API documentation. I also set both the prepOwner and labelOwner to "seller."\n\nI’ve tried everything. Since we don’t use 2D barcodes, we must rely on BOX_CONTENT_PROVIDED. This issue resembles #3951, but that case involved packing groups, whereas I’m sending all shipments at once using different shipment IDs.\n\nRequest:\n`{"packageGroupings":[{"boxes":[{"contentInformationSource":"BOX_CONTENT_PROVIDED","dimensions":{"height":5.0,"length":5.0,"unitOfMeasurement":"IN","width":5.0},"items ":[{"expiration":"2025-12-18","labelOwner":"SELLER","msku":"RD-ZEPE-WK66","prepOwner":"SELLER","quantity":26},{"expiration":"2025-12-18","labelOwner":"SELLER","msku":"AH-SXVZ-MKF3","prepOwner":"SELLER","quantity":8}],"quantity":1,"weight":{"unit":"LB","value":5.0}}],"shipmentId":"sh31255b63-0000-4e05-8894-000000000000"}]}`',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1633',
    id: 'report-not-requestable',
    certainty: 'shown',
    paste:
      'POST Request URL - https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports\n\nRequest Body - {\n  "reportType": "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2",\n  "marketplaceIds":["A21TJRUUN4KGV"]\n}\n\nResponse - 400 bad request\n{\n    "errors": [\n        {\n            "code": "InvalidInput",\n            "message": "Request for report type 1118 is not allowed at this time",\n            "details": ""\n        }\n    ]\n}',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1352',
    id: 'sandbox-example-likely',
    certainty: 'likely',
    paste:
      'In `SANDBOX` mode (setting environment variable `AWS_ENV=SANDBOX`) I tried running `create_feed_document()` which sent a request with this body to the sandbox endpoint (I had set the `content_type` variable):\n`{"contentType": "text/tab-separated-values; charset=utf-8", "path": "/feeds/2021-06-30/documents", "marketplaceIds": ["ATVPDKIKX0DER"], "MarketplaceIds": ["ATVPDKIKX0DER"]}`\n\nThe response was an "invalid input" error. I tried running the same request in Postman first with the production path, which worked, then with the sandbox path, which failed with the same "invalid input" error.',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1790',
    id: 'call-client-without-marketplace',
    certainty: 'likely',
    paste:
      'I am getting title error when i try get product type attributes.\n\nhere is my code.\n\n```\nfrom sp_api.api import ProductTypeDefinitions\nfrom sp_api.base import Marketplaces\n\nproduct_types_api = ProductTypeDefinitions(credentials=marketplace._get_amazon_credentials())\nresponse = product_types_api.get_definitions_product_type(\n            productType="CELLULAR_PHONE_CASE",\n            marketplaceIds=[Marketplaces.TR])\n```\n\nwhat i miss ?',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/214',
    id: 'call-parameter-set-but-missing',
    certainty: 'likely',
    paste:
      'Calling the library\'s UploadService (CreateUploadDestinationForResource) with marketplaceIds and contentMD5 set gives:\n\n{\n  "errors": [\n    {\n     "message": "Missing or invalid request parameters: [contentMD5, marketplaceIds]",\n     "code": "InvalidInput"\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1076',
    id: 'document-not-compressed',
    certainty: 'likely',
    paste:
      'Since 21/06/23 01:00 AM UTC, we cannot get feed result documents of json listings feeds.\n\nTraceback:\n\n```\nreturn service.get_feed_result_document(document_id)\n  File "/home/app/mpinfestor/lib/python3.11/site-packages/sp_api/base/helpers.py", line 20, in wrapper\n    return function(*args, **kwargs)\n  File "/home/app/mpinfestor/lib/python3.11/site-packages/sp_api/api/feeds/feeds.py", line 233, in get_feed_result_document\n    return zlib.decompress(bytearray(content), 15 + 32).decode(encoding)\nzlib.error: Error -3 while decompressing data: incorrect header check\n```\n\n* Create and submit a json listings feed\n* Get the feed id\n* Call the Feeds.get_feed_result_document(feed_id) operation',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4498',
    id: 'message-named',
    certainty: 'likely',
    paste:
      "hi，we are an e-commerce platform for Japan. When creating replenishment plans, various errors always occur. We would like to give customers friendly prompts to see if there is a better solution.\n\nlike\n{\n        code: FBA_INB_0182\n        details: There's an input error with the resource '43'.\n        message: ERROR: Prep classification for this SKU was missing. Choose the prep category that applies to this SKU and apply any required prep and labeling to each sellable unit.\n        severity: ERROR\n}\n\n{\n        code: BadRequest\n        details: null\n        message: WARNING: Address was unable to be verified. Please ensure that this is the address you wish to use before proceeding.\n        severity: WARNING\n    }\n\nnow, we can only tell the full errormsg ，it's not friendly.  by the way ,we need translate",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/134',
    id: 'value-cut',
    certainty: 'likely',
    paste:
      'GET /products/pricing/v0/price with an SKU with special characters: Amazon returns an error.\n\nExample: sku with special character & - \'Test&Sku\'\n\nhttps://sellingpartnerapi-na.amazon.com/products/pricing/v0/price?ItemType=Sku&MarketplaceId=ATVPDKIKX0DER&Skus=Test%26Sku\nresponse: {"body":"\\n{\\n\\"payload\\": [\\n    {\\n  \\"status\\": \\"ClientError\\"\\n        ,\\"SellerSKU\\": \\"Test\\"\\n              }\\n      ]\\n}\\n","statusCode":200}',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/650',
    id: 'value-encoded-again',
    certainty: 'likely',
    paste:
      "SKUs with spaces are not working and Amazon just returns nothing for them.\n\nE.g. inventories.get_inventory_summary_marketplace(sellerSkus = ['my fun sku']):\n\nGET /fba/inventory/v1/summaries?sellerSkus=my%2Bfun%2Bsku",
  },
  {
    link: 'https://github.com/airbytehq/airbyte/pull/52592',
    id: 'end-too-recent-told',
    certainty: 'likely',
    paste:
      'During the progressive rollout, it was identified that specifically for the `Orders` stream it throws a 400 error.\n\nAmazon API Error:\n400\nThe input you have submitted is not valid. Note that the error may be due to a systematic delay in data retrieval. The most updated data is 2 minutes after an order is created or last updated. If you set the CreatedBefore or LastUpdatedBefore parameters, please provide a date that is at least 2 minutes before current time and try again.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2288',
    id: 'call-list-empty',
    certainty: 'likely',
    paste:
      'I am in the process of implementing a proprietary resource handler using an RDT token. In the process, I encountered a typo in the body of the error message.\nRequest URL: `https://sellingpartnerapi-eu.amazon.com/tokens/2021-03-01/restrictedDataToken`\nRequest body: `{"restrictedResources":[]}`\nResponse errors[0].message: `Empty target resource arguement found`',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/727',
    id: 'no-mws-authorization',
    certainty: 'likely',
    paste:
      'I am trying to get the migration code for EU seller.\n\nTried EU endpoint and NA endpoint, both result in No MWS Authorization exists\n\nThe developer id is set to the US developer id\n\nhttps://sellingpartnerapi-eu.amazon.com/authorization/v1/authorizationCode?sellingPartnerId=ATDO00A0G0I0I&developerId=832000000218&mwsAuthToken=amzn.mws.xxxxx\n\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "No MWS Authorization exists",\n      "details": ""\n    }\n  ]\n}\n\nhttps://sellingpartnerapi-na.amazon.com/authorization/v1/authorizationCode?sellingPartnerId=ATDO00A0G0I0I&developerId=832000000218&mwsAuthToken=amzn.mws.xxxxx\n\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "No MWS Authorization exists",\n      "details": ""\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/471',
    id: 'role-arn-is-user',
    certainty: 'likely',
    paste:
      "Hi,\n\nThis SDK looks amazing but I'm having some problems with this. Here's the error I get from the compiled code:\n\n`Amazon.SecurityToken.AmazonSecurityTokenServiceException: 'User: arn:aws:iam::123456789:user/UserAccount is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789:user/UserAccount '`\n\nBut if I make a post directly to:\nhttps://api.amazon.com/auth/o2/token\n\nWith these parameters:\ngrant_type\nrefresh_token\nclient_id\nclient_secret\n\nI get back data that includes an access_token directly from Amazon. \nThis implies this isn't an IAM issue, correct?\n\nAlso note I'm not trying to build a 3rd party application, we're a seller and are looking to build our own.\n\nThanks for any help.",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/486',
    id: 'upload-signature-mismatch',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      "## Problem description:\nSince last night, around 7:40GMT, with no code or config updates, we have started receiving a 403 error when trying to upload any feeds (inventory, shipping updates). This has been working fine for many months, and other APIs are still working fine (e.g. getOrders, getMyFeesEstimates) so I don't believe but could easily be wrong) it to be a problem with access keys, secrets etc. We have refreshed them just in case, but no change. The error happens at $docToUpload->upload($feedContents). I have raised a case with Seller Central, but am hoping someone here may have a suggestion as I have had to turn off our \"shop\" till we can resolve it.\n## Error:\n<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature does not match the signature you provided (truncated...)\n\n## Code\n\t$config = new SellingPartnerApi\\Configuration([\n\t\t'lwaClientId' => $lwaClientId,\n\t\t'lwaClientSecret' => $lwaClientSecret,\n\t\t'lwaRefreshToken' => $lwaRefreshToken,\n\t\t'awsAccessKeyId' => $awsAccessKeyId,\n\t\t'awsSecretAccessKey' => $awsSecretAccessKey,\n\t\t\"endpoint\" => SellingPartnerApi\\Endpoint::EU\n\t]);",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2786',
    id: 'says-other-types-subscribed',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      "Hi,\n\nI'm able to create subscriptions for ANY_OFFER_CHANGE, PRICING_HEALTH and am receiving a subscription ID in the response. But I'm unable to create a subscription for FBA_INVENTORY_AVAILABILITY_CHANGES. I've authorization from Seller central UK and the region is eu-west-1. It returns with error 403 Forbidden and the error message \"Access to requested resource is denied.\" with no details provided.\n\nPlease help me out here",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/120',
    id: 'call-named-parameter-foreign',
    certainty: 'likely',
    paste:
      'I am trying to make a request in / catalog / v0 / items /? MarketplaceId = ATVPDKIKX0DER, after being able to form the canonical request, however it returns me this error:\n\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Required parameter IdType not found",\n      "details": ""\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/451',
    id: 'item-not-in-marketplace',
    certainty: 'likely',
    asks: 'id-whose',
    paste:
      '## Problem description:\n[2022-12-22 09:07:11] local.INFO: API Exception => SellingPartnerApi\\Api\\ApiException: [404] {\n  "errors": [\n    {\n      "code": "NOT_FOUND",\n      "message": "Requested item, B076VX8RC5, not found in marketplace(s) ATVPDKIKX0DER."\n    }\n  ]\n\n## Error:\nRequested asin not found in the marketplace.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/736',
    id: 'call-parameter-set-but-missing',
    certainty: 'likely',
    paste:
      'Hello,\n\nI waited for the version 7.0.0 to confirm or not my issue was still here.\nIt seems it is not fixed yet.\nHere is my code:\n```php\n$AMZConnector = SellingPartnerApi::seller(\n  clientId: xxxx,\n  clientSecret: xxxx,\n  refreshToken: xxxxxx,\n  endpoint: Endpoint::EU\n);\n\n$listing = new \\SellingPartnerApi\\Seller\\ProductFeesV0\\Dto\\MoneyType("EUR", 100);\n$shipping = new \\SellingPartnerApi\\Seller\\ProductFeesV0\\Dto\\MoneyType("EUR", 0);\n$priceToEstimateFees = new \\SellingPartnerApi\\Seller\\ProductFeesV0\\Dto\\PriceToEstimateFees($listing, $shipping);\n$feesRequest = new \\SellingPartnerApi\\Seller\\ProductFeesV0\\Dto\\FeesEstimateRequest(xxxxxxxxxx, $priceToEstimateFees, "myidentifier-fee-" . date(\'YmdHis\'), true);\n$request = new \\SellingPartnerApi\\Seller\\ProductFeesV0\\Dto\\FeesEstimateByIdRequest("SellerSKU", $sku, $feesRequest);\n$body = array($request);\n\n$apiInstance = $AMZConnector->productFeesV0();\n$response = $apiInstance->getMyFeesEstimates($body);\n```\n\nThis call raises the following exception:\n```\nBad Request (400) Response: {\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "This is an invalid input",\n      "details": "Missing objects [PriceToEstimateFees] in body parameters."\n    }\n  ]\n}\n```\n\nAm I doing something wrong?',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/130',
    id: 'call-boolean-as-number',
    certainty: 'likely',
    paste:
      '```php\n$apiInstance = new SellingPartnerApi\\Api\\FbaInventoryApi($config);\n$granularity_type = \'Marketplace\';\n$granularity_id = \'ATVPDKIKX0DER\';\n$marketplace_ids = array(\'ATVPDKIKX0DER\');\n$details = true;\n$start_date_time = "2021-11-01T00:00:00Z";\n$seller_skus = null;\n$next_token = null;\ntry {\n    $result = $apiInstance->getInventorySummaries($granularity_type, $granularity_id, $marketplace_ids, $details, $start_date_time);\n    print_r($result);\n} catch (Exception $e) {\n    echo \'Exception when calling FbaInventoryApi->getInventorySummaries: \', $e->getMessage(), PHP_EOL;\n}\n```\n\nReposnse:\nException when calling FbaInventoryApi->getInventorySummaries: [400] { "errors": [ { "code": "InvalidInput", "message": "Invalid Input", "details": "" } ] }\nCan you please help me with this.',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/865',
    id: 'message-named',
    certainty: 'likely',
    paste:
      "I've recently noticed that, for some group ids, `ListFinancialEventsByGroupId` throws with the following error message:\n\n```\nRequest was not valid or data requested exceeds data retention period.\n```",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3200',
    id: 'document-not-compressed',
    certainty: 'likely',
    paste:
      '## Expected Behavior\n\nAccording to SP API documentation if `compressionAlgorithm` is set, document content should be compressed and decompressed by client.\n\n## Current Behavior\n\nCurrently `compressionAlgorithm` is set to `GZIP`, but report content is not compressed.\n\n## Context/Screenshots\n\nThis issue happens not for all requested reports but only for some. I do not see exact pattern in how it happens.\n\nIt is confirmed to affect following reports (and maybe more):\n`GET_VENDOR_INVENTORY_REPORT `\n`GET_VENDOR_SALES_REPORT`\n`GET_COUPON_PERFORMANCE_REPORT `',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1003',
    id: 'call-json-with-other-header',
    certainty: 'likely',
    paste:
      'POST\n/feeds/2020-09-04/documents\n\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\nhost:sellingpartnerapi-eu.amazon.com\nuser-agent:My (Language=PHP/7.1.16;)\nx-amz-date:20210707T095648Z\n\ncontent-type;host;user-agent;x-amz-date\n1fc8d63a192e5485606a3c7241233f568b29d2011c33526cb8502570075694d2\n\ntext ： {"body":{"contentType":"text/tab-separated-values;charset=UTF-8"}}\n\nError：\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Invalid Input",\n      "details": ""\n    }\n  ]',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/2',
    id: 'signature-mismatch',
    certainty: 'likely',
    paste:
      "Hi,\n\nI would like to get an overview of my offers inventory (non FBA offers) under my account. Is there a model that you can use for that?\n\nI tried Feeds and Reports now, but when i'm trying to post something I get the following errors;\n```\n$reportClient = new Reports($cred, $config);\n$result       = $reportClient->createReport([\n     'reportType'     => 'GET_MERCHANT_LISTINGS_DATA',\n     'marketplaceIds' => 'A1PA6795UKMFR9',\n]);\n```\n\n`{\n  \"errors\": [\n    {\n      \"message\": \"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been:\n`\n\nI hope you can help me!",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1246',
    id: 'seller-inactive',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      'Hi, I\'ve been following the submit feed tutorial.\n\nI want to note that previously I was already able to reproduce all the steps correctly, next thing I was trying to do was to create a successfully feed, but 2 days ago when I tried to call the CreateFeed method it wasn\'t work as it used to, instead I started receiving a 400 error which message says "Invalid request parameters". I didn\'t even change anything in the code.\n\n**Create feed document by `feeds/2021-06-30/documents`**\n\n```javascript\n// body\n{"contentType":"text/plain; charset=UTF-8"}\n\n// 201 response\n{"feedDocumentId":"amzn1.tortuga.3.fd863ba4-0000-0000-0000-000000000000.TDJE9G5OU5B68","url":"https://tortuga-prod-na.s3-external-1.amazonaws.com/%2FNinetyDays/amzn1.tortuga.3.fd863ba4-…?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20210816T122257Z&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Expires=300&…"}\n```\n**Upload content** (works)\n\n**createFeed**: 400\n{"code": "InvalidInput", "message": "Invalid request parameters", "details": ""}',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/450',
    id: 'storage-digest-wrong',
    certainty: 'likely',
    paste:
      "When trying to upload to the url provided in the uploadDestinationId.\n\n```\n        res = Upload().upload_document(\n            resource=path,\n            file=buffer,\n            content_type=c_type\n        )\n```\n\nit will return a right payload with apparently good headers like:\n\n`{'x-amz-server-side-encryption': 'aws:kms', 'Content-MD5': '442e96126bb485c3aad12f6cb49d8cf3'}`\n\nbut when you try to use this headers + the url provided by the Upload API it leads to an error:\n\n```\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidDigest</Code><Message>The Content-MD5 you specified was invalid.</Message><Content-MD5>442e96126bb485c3aad12f6cb49d8cf3</Content-MD5><RequestId>RequestId</RequestId><HostId> HostId</HostId></Error>\n```",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/26',
    id: 'uri-form-refuses',
    certainty: 'likely',
    paste:
      "When registering an application I am unable to add an OAuth Redirect URI, after clicking save they never actual save. Therefore after a user approves the developer, there is no redirect to our website. It's allowing my URI such as https://example.com/sp-api-auth but not actually saving it.\n\nAlso, you are not able to add a redirect URI for local development. It will not allow http://localhost:4200/sp-api-auth or the like. This is an inconvenience and not friendly to quick development.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1656',
    id: 'signature-special-characters',
    certainty: 'likely',
    paste:
      'Background:\n\nthe api is getListingsItem (listingsItems_2021-08-01)\n\nmethod in my app is :\ngetListingsItem(String sellerId, String sku, List<String> marketplaceIds, String issueLocale, List<String> includedData)\n\nthe sign method is :\nthis.sign(stringToSign.getBytes(Charset.forName("UTF-8")), signingKey, SigningAlgorithm.HmacSHA256);\n\nIssue:\n\n**if the param "sku" contain white space, such as "USCHILDREN005  GOLD03",  the issue will be raised.**  the detail is :\n\n"message": "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2224',
    id: 'value-decoded-rightly',
    certainty: 'undecided',
    paste:
      'We are facing an issue with calling the getListingOffers operation with special characters. SKUs that remain the same after URL encoding works properly but the ones that change after the URL encode operation result in an invalid response. We are using generated Java SDK to perform the calls.\n\nHere is the response\n\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "HE14-367\\u0026@2\\u0026$388 is an invalid SKU for marketplace ATVPDKIKX0DER",\n      "details": ""\n    }\n  ]\n}\nRequested URL: https://sellingpartnerapi-na.amazon.com/products/pricing/v0/listings/HE14-367%26%402%26%24388/offers?MarketplaceId=ATVPDKIKX0DER&ItemCondition=New\n\nAlso, this issue applies to the following SKU as well. `New_33033_37.85_20201011_Goodwill`\n\nI\'ve seen other cases for different services being resolved but `getListingOffers` is still failing.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/859',
    id: 'call-elements-differ',
    certainty: 'likely',
    paste:
      '# Problem description:\nI\'m having a problem retrieving data from orderItems endpoint with dataElements.\n\nThe dataElements (buyerInfo and shippingAddress) are added in SellerConnector. The orders endpoint recognizes both buyerInfo and shippingAddress, but the orderItems endpoint seems to accept only buyerInfo.\n\n## Error:\nFailed to create restricted data token: Bad Request (400) Response: {\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Application does not have access to one or more requested data elements: [shippingAddress]",\n      "details": ""\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/151',
    id: 'call-parameter-misspelt',
    certainty: 'likely',
    paste:
      "I am getting the following error at **fulfillmentInbound.getLabels**. Since the error is related to the signature, I thought it would be more accurate to write the issue here.\n\n> The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.The Canonical String for this request should have been'GET/fba/inbound/v0/shipments/FBA15G3RJDSS/labelsLabelType=SELLER_LABEL&PageStartIndex=0&PageType=PackageLabel_Thermal_NonPCP&pageSize=100host:sellingpartnerapi-eu.amazon.comuser-agent:amazon-sp-api/0.7.9 \n\nThe interesting part is: I don't get any error in all other requests, if the carrier is **PartneredSmallParcelData** while receiving labels, I still don't get an error, but if the carrier is **NonPartneredSmallParcelData**, I get an error.\n\nIs this a bug or is there something I missed?\nThank you,",
  },
]
