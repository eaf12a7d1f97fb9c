import type { Thread } from './threads.ts'

/** A thread nobody looked at while the table was written; `ids` were set before the first run. */
export interface HeldOut extends Omit<Thread, 'id'> {
  readonly ids: readonly string[]
}

const docs = (n: number) => `https://github.com/amzn/selling-partner-api-docs/issues/${n}`
const models = (n: number) => `https://github.com/amzn/selling-partner-api-models/issues/${n}`
const github = (path: string) => `https://github.com/${path}`

/**
 * Found by searches for symptoms, then taken for variety: at most two of one cause.
 * The table was frozen before the first of them was read, and is not tuned on them.
 */
export const heldOut: readonly HeldOut[] = [
  {
    link: models(2409),
    ids: ['migration-api-gone', 'internal-failure'],
    paste:
      'I want to get authorization to call Selling Partner API operations on behalf of a seller who previously authorized us.\n\nResponse from /authorization/v1/authorizationCode as below. I have tried many time, I always got the following error.\n{\n"errors": [\n{\n"code": "InternalFailure",\n"message": "We encountered an internal error. Please try again.",\n"details": ""\n}\n]\n}',
  },
  {
    link: docs(140),
    ids: ['developer-id-foreign'],
    paste:
      'We have customers who have already authorised us through the MWS api. The API always returns:\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Developer ID 35XXXXXXXXXX is not associated with the application id.",\n      "details": ""\n    }\n  ]\n}',
  },
  {
    link: models(804),
    ids: ['refused-for-some', 'role-for-this-operation'],
    paste:
      'For some merchant (around 5%  of all merchants), we can use SP API to get the sales via endpoint `/sales/v1/orderMetrics`, but when we try to get orders via `endpoint /orders/v0/orders`, it\'s always failed:\n` {\n                        "code": "Unauthorized",\n                        "message": "Access to requested resource is denied.",\n                        "details": ""\n                }`',
  },
  {
    link: github('airbytehq/airbyte/issues/25674'),
    ids: ['sp-api-400'],
    paste:
      "Configuration check failed\nHTTPError('400 Client Error: Bad Request for url: https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports')",
  },
  {
    link: github('airbytehq/airbyte/issues/63271'),
    ids: ['role-for-this-operation'],
    paste:
      "At the same time other reports may work. I confirmed that Orders and OrderItems work without issues.\nsource ERROR 'GET' request to 'https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/1965149020278' failed with status code '403' and error message: 'Access to requested resource is denied.'. Request (body): 'None'. Response (body): '{'errors': [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]}'. Response (headers): '{'Server': 'Server', 'Date': 'Sun, 13 Jul 2025 00:52:47 GMT', 'Content-Type': 'application/json', 'Content-Length': '143'",
  },
  {
    link: docs(2773),
    ids: ['access-denied'],
    paste:
      "    res = Orders(credentials=CLIENT_CONFIG, marketplace=Marketplaces.AU)\n    raise exception(error, headers=res.headers)\nsp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': \n''}]",
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/1927'),
    ids: ['access-token-invalid', 'client-id-is-application-id'],
    paste:
      'However, I keep receiving a `SellingApiForbiddenException` with the message: "The access token you provided is revoked, malformed or invalid."\nos.environ["AWS_ENV"] = "SANDBOX"\n\ncredentials = {\n    "lwa_app_id": "amzn1.sellerapps.app.xxx",\n    "lwa_client_secret": "xxx",\n    "refresh_token": "xxx"\n}',
  },
  {
    link: models(1171),
    ids: ['access-denied'],
    paste:
      'Response{protocol=http/1.1, code=403, message=Forbidden, url=https://sellingpartnerapi-na.amazon.com/products/pricing/v0/price?MarketplaceId=ATVPDKIKX0DER&ItemType=Asin&Asins=9781338245752}\nwith following header - \nx-amzn-RequestId: c03ba865-0c46-474b-8cce-8e4eb2151e10\nx-amzn-ErrorType: AccessDeniedException',
  },
  {
    link: github('jrl84/amazon-sp-api/issues/127'),
    ids: ['role-for-this-operation'],
    paste:
      "even though some endpoints work perfectly on my end, for example 'orders' and 'sales', others return an unauthorized error message, for example 'fulfillmentOutbound' and 'catalogItems'.\nCustomError: Access to requested resource is denied.\n    at SellingPartner.callAPI (/Users/x/js-learn/node_modules/amazon-sp-api/lib/SellingPartner.js:597:13)\n    at processTicksAndRejections (node:internal/process/task_queues:96:5)\n    at async /Users/x/js-learn/catalogItems.js:52:21 {\n  code: 'Unauthorized',\n  details: '',\n  type: 'error'\n}",
  },
  {
    link: models(1804),
    ids: ['internal-failure'],
    paste:
      'but when I switched to the third-party authorization, the internal error code: 500 was always prompted. Recently, I found that there is such a description in the returned header information: x-amzn-ErrorType=>‘AuthorizerConfigurationException’.',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/92'),
    ids: ['parameter-missing', 'parameter-invalid'],
    paste:
      'Calling CatalogItem.GetCatalogItem with any ASIN is causing the following error:\n\nAmazon Api didn\'t respond with Okay, see exception for more details{\n  "errors": [\n    {\n     "message": "Missing or invalid request parameters: [marketplaceIds]",\n     "code": "InvalidInput"\n    }\n  ]\n}',
  },
  {
    link: models(5168),
    ids: ['invalid-input', 'parameter-invalid'],
    paste:
      'At times, the API returns the following errors:\n\n"Invalid \'accountId\' provided"\n"Invalid parameters provided"\n\nHowever, the same API calls were tested approximately one week ago using the same credentials and parameters, and they were working correctly without any issues.',
  },
  {
    link: models(2699),
    ids: ['md9000'],
    paste:
      'Something went wrong\nThis developer is currently not eligible to receive new authorizations.\nApp lD: amzn1.sp.solution.938ca155-10e1-4b2e-a4b6-0b1fadt2ae7b\nError Code: MD9000\n\nauthoirize link：https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.938ca155-10e1-4b2e-a4b6-0b1fadf2ae7b&state=201501-1770358410334274816-1747887538238816640&version=beta',
  },
  {
    link: models(1851),
    ids: ['malformed-request'],
    paste:
      'URL: https://api.amazon.com/auth/o2/token\n\nParameters:\ngrant_type=refresh_token\nrefresh_token=\\<hidden\\>\nclient_id=amzn1.application-oa2-client.0123456789abcdef0123456789abcdef\nclient_secret=\\<hidden\\>\n\nThe response I receive:\n{\n    "error_index": "UQ9as9cdbgs5WknHyot3QwAAAAAAAAABdy",\n    "error_description": "Malformed request",\n    "error": "invalid_request"\n}',
  },
  {
    link: github('jlevers/selling-partner-api/issues/301'),
    ids: ['timed-out'],
    paste:
      'cURL error 28: Failed to connect to api.amazon.com port 443: Connection timed out (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.amazon.com/auth/o2/token',
  },
  {
    link: github('jlevers/selling-partner-api/issues/645'),
    ids: ['connection-reset', 'tls-broken'],
    paste:
      'cURL error 35: OpenSSL SSL_connect: Connection reset by peer in connection to [sellingpartnerapi-na.amazon.com:443](http://sellingpartnerapi-na.amazon.com:443/)\n\ncURL error 35: error:0A000126:SSL routines::unexpected eof while reading\n\ncURL error 52: Empty reply from server (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.amazon.com/auth/o2/token',
  },
  {
    link: docs(702),
    ids: ['restricted-data-role-missing'],
    paste:
      '我正在使用`/tokens/2021-03-01/restrictedDataToken`该接口时，我遇到了一个问题，它的回复是\n```\nConnection: keep-alive\nDate: Thu, 06 May 2021 05:57:37 GMT\nContent-Length: 168\nContent-Type: application/json\nx-amzn-RequestId: 10328a61-9cea-4a60-8a2b-ae15c876deb3\nx-amzn-RateLimit-Limit: 1.0\n\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Application do not have access to some or all requested resource",\n      "details": ""\n    }\n  ]\n}\n```\n该回复HTTP的状态码是：400',
  },
  {
    link: github('jlevers/selling-partner-api/issues/477'),
    ids: ['throttled'],
    paste:
      'SellingPartnerApi\\ApiException Object\n(\n    [message:protected] => [429] {\n  "errors": [\n    {\n      "message": "You exceeded your quota for the requested resource.",\n     "code": "QuotaExceeded"\n    }\n  ]\n}',
  },
  {
    link: github('amazon-php/sp-api-sdk/issues/539'),
    ids: ['sp-api-403-destination'],
    paste:
      'when I am trying it for Notifications API to create Destinations for my store, Its giving below error.\n\n[403] Error connecting to the API (https://sellingpartnerapi-eu.amazon.com/notifications/v1/destinations)',
  },
  {
    link: models(2491),
    ids: ['access-token-expired', 'access-token-stale'],
    paste:
      'it fills the temp table and transform a good chunk of it but after an hour i get this error:\n\n`requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/documents/amzn1.spdoc.1.4.eu.6dde8110-7f4e-4cdc-8981-9e2f701b54f7.T135ND9ACUT3YX.1117?MarketplaceIds=A1PA6795UKMFR9`',
  },
]
