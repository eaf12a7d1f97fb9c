import type { MeasuredThread, Thread } from './thread.ts'

const docs = (n: number) => `https://github.com/amzn/selling-partner-api-docs/issues/${n}`
const models = (n: number) => `https://github.com/amzn/selling-partner-api-models/issues/${n}`
const github = (path: string) => `https://github.com/${path}`
const denied =
  '{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}'

/** Threads that we read while we wrote the table. */
export const readThreads: readonly Thread[] = [
  {
    link: docs(2527),
    id: 'code-refused',
    paste:
      '"error_description": "The request has an invalid grant parameter : code",\n"error": "invalid_grant"\nI\'m sure my code time does not exceed the expiration time of 5 minutes',
  },
  {
    link: docs(2035),
    id: 'code-refused',
    paste:
      'running java application with {"field":"invalid_grant","message":"The request has an invalid grant parameter : code"}',
  },
  {
    link: docs(466),
    id: 'code-late',
    paste:
      '{"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}\nI sent request to LWA RefreshToken after  ~ 15-20 min.',
  },
  {
    link: models(4480),
    id: 'code-beta-other-user',
    paste:
      '{\n  "error_index": "K6jqRV2KxVr0DwRPZjFl1QAAAAAAAAAB8S9ZVG9U3BrGnW8",\n  "error_description": "The request has an invalid grant parameter : code",\n  "error": "invalid_grant",\n  "request_id": "0cbe3475-5048-4790-90"\n}\nMy application is in beta, and I am trying to link a user account that is different from the one that created the application.',
  },
  {
    link: docs(2379),
    id: 'refresh-refused',
    paste:
      '{"error_description":"The request has an invalid grant parameter : refresh_token. User may have revoked or didn\'t grant the permission.","error":"invalid_grant"',
  },
  {
    link: models(2840),
    id: 'refresh-refused',
    paste:
      '[2022-11-14 14:30:34] local.ERROR: Client error: `POST https://api.amazon.com/auth/o2/token` resulted in a `400 Bad Request` response:\n{\\"error_description\\":\\"The request has an invalid grant parameter : refresh_token. User may have revoked or didn\'t grant (truncated...)\n at /vendor/guzzlehttp/guzzle/src/Exception/RequestException.php:113)',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/1757'),
    id: 'refresh-token-of-grantless-client',
    paste:
      "Providing a bogus refresh_token leads to `The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.` Note that this is a grantless operation, rotateApplicationClientSecret",
  },
  {
    link: docs(1278),
    id: 'credentials-refused',
    paste:
      'why do i get invalid client when requsting to get LWA access token: {"error_description":"Client authentication failed","error":"invalid_client"}',
  },
  {
    link: docs(499),
    id: 'client-id-is-application-id',
    paste:
      "sp_api.auth.exceptions.AuthorizationError: ('invalid_client', 'Client authentication failed', 401)\napp_id = 'amzn1.sp.solution.xxxxx-yyyy-zzzz-...'\nlwa_client_id = 'amzn1.application-oa2-client.11113332322xxxxx....'\ncredentials = dict(\nrefresh_token=refresh_token,\nlwa_app_id=app_id,\nlwa_client_secret=lwa_client_secret,",
  },
  {
    link: models(783),
    id: 'credentials-refused',
    paste:
      'https://api.amazon.com/auth/o2/token\ngrant_type=refresh_token\nrefresh_token=VALUE_FROM_SELLER_CENTRAL_APP\nBut I receive an invalid_client error (401).',
  },
  {
    link: github('jlevers/selling-partner-api/issues/602'),
    id: 'credentials-worked-before',
    paste:
      'Client error: `POST https://api.amazon.com/auth/o2/token` resulted in a `401 Unauthorized` response:\\n{\\"error_description\\":\\"Client authentication failed\\",\\"error\\":\\"invalid_client\\"}\\n the below code was working fine previously but after 7th of november 2024',
  },
  {
    link: github('jlevers/selling-partner-api/issues/595'),
    id: 'secret-rotated-refused',
    paste:
      'Today, Rotated credentials on Amazon SellerCentral (Singapore).\nReportsApi->createReport: Client error: `POST https://api.amazon.com/auth/o2/token` resulted in a `401 Unauthorized` response: {"error_description":"Client authentication failed","error":"invalid_client"}',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/779'),
    id: 'hidden-lwa-refusal',
    paste:
      '"Unsuccessful LWA token exchange" & "Request failed with status code Unauthorized" POST https://api.amazon.com/auth/o2/token',
  },
  {
    link: github('jrl84/amazon-sp-api/issues/34'),
    id: 'token-of-other-application',
    paste:
      "CustomError: Not authorized for requested operation\n    at SellingPartner.refreshAccessToken (E:\\\\node_modules\\\\amazon-sp-api\\\\lib\\\\SellingPartner.js:378:13)\n  code: 'unauthorized_client',\n  type: 'error'\n}",
  },
  {
    link: models(1891),
    id: 'token-of-other-application',
    paste: "AuthorizationError: ('unauthorized_client', 'Not authorized for requested operation', 400)",
  },
  {
    link: models(954),
    id: 'json-with-form-header',
    paste:
      'error: \'unsupported_grant_type\'\nconst url = "https://api.amazon.com/auth/o2/token";\n  const headers = {\n    "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",\n  };\n  const body = {\n    grant_type: "refresh_token",\n    refresh_token: process.env.SELF_AUTHORIZATION_REFRESH_TOKEN,\n    client_id: process.env.LWA_CLIENT_ID,',
  },
  {
    link: models(706),
    id: 'array-with-form-header',
    paste:
      "{\"error_description\":\"The authorization grant type is not supported by the authorization server\",\"error\":\"unsupported_grant_type\"}\n$data = [\n\t\t'grant_type' => 'refresh_token',\n\t\t'refresh_token' => 'Atzr|...'\n\t\t];\n$headers[] = 'Content-Type: application/x-www-form-urlencoded;charset=UTF-8';\ncurl_setopt($cURL, CURLOPT_POSTFIELDS, $data);",
  },
  {
    link: docs(138),
    id: 'grant-type-unread',
    paste:
      '{"error_description":"The authorization grant type is not supported by the authorization server","error":"unsupported_grant_type"}\nI use Python3',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/278'),
    id: 'scope-retired',
    paste:
      "res.grantless_scope = 'sellingpartnerapi::migration'\nsp_api.auth.exceptions.AuthorizationError: ('invalid_scope', 'The request has an invalid parameter : scope', 400)",
  },
  {
    link: models(74),
    id: 'scope-constant',
    paste:
      '.withScopes("SCOPE_NOTIFICATIONS_API")\n{"error":"invalid_scope","error_description":"The request has an invalid parameter : scope"}',
  },
  {
    link: models(1465),
    id: 'wrong-token-path',
    paste:
      "On accessing auth server: https://api.amazon.com/Oauth/o2/token , i'm receiving maintainance error.",
  },
  {
    link: docs(22),
    id: 'wrong-token-path',
    paste: "I'm getting a 500 error when hitting https://api.amazon.com/auth/o2/",
  },
  {
    link: models(955),
    id: 'token-path-at-sp-api',
    paste:
      'POST /auth/o2/token HTTP/1.1\nHost: sandbox.sellingpartnerapi-eu.amazon.com\n\ngrant_type=refresh_token\n&refresh_token=XXXXXXXX\nHTTP/1.1 403 Forbidden\nx-amzn-ErrorType: MissingAuthenticationTokenException\n{"errors":[{"message": "Access to requested resource is denied.","code": "MissingAuthenticationToken"}]}',
  },
  {
    link: models(4997),
    id: 'lwa-server-error',
    paste:
      'since today ~7:00 UTC all our API calls to https://api.amazon.com/auth/o2/token end with error 500\n"x-amzn-ErrorType" => "InternalServerException:http://internal.amazon.com/coral/com.amazon.panda/"',
  },
  {
    link: github('airbytehq/airbyte/issues/34532'),
    id: 'exchange-of-tool',
    paste:
      "OAuth login failed: Internal Server Error: java.io.IOException: Missing 'refresh_token' in query params from https://api.amazon.com/auth/o2/token",
  },
  {
    link: github('airbytehq/airbyte/issues/57754'),
    id: 'hidden-lwa-refusal',
    paste:
      '  File "/usr/local/lib/python3.11/site-packages/requests/models.py", line 1024, in raise_for_status\n    raise HTTPError(http_error_msg, response=self)\nrequests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://api.amazon.com/auth/o2/token\n2025-04-12 21:27:52 error Check failed',
  },
  {
    link: github('PipedreamHQ/pipedream/issues/16843'),
    id: 'secret-expired',
    paste:
      '{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"The LWA secret token you provided has expired."}',
  },
  {
    link: models(4489),
    id: 'secret-expired-after-rotation',
    paste:
      'So I have rotated secret for my App\'s LWA credentials, but I keep getting the 403 status code error: "The LWA secret token you provided has expired." I waited around 30 minutes',
  },
  {
    link: docs(2147),
    id: 'access-token-stale',
    paste:
      'Process used to work fine - No code changes\n{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":"The access token you provided is revoked, malformed or invalid."}]}',
  },
  {
    link: github('PipedreamHQ/pipedream/issues/20603'),
    id: 'access-token-expired',
    paste:
      '[DEBUG] Response body: {\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to requested resource is denied.",\n      "details": "The access token you provided has expired."\n    }\n  ]\n}',
  },
  {
    link: models(5126),
    id: 'marketplace-not-in-region',
    paste:
      'https://sandbox.sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders?createdAfter=2024-12-25T00:00:00Z&marketplaceIds=A1VC38T7YXB528\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"The marketplaces you provided are not valid for region."}]}',
  },
  {
    link: docs(2514),
    id: 'marketplace-of-other-vendor-account',
    paste:
      '{\n     "errorDetails" : "The requested marketplaceId does not match the marketplace associated with the selling partner account: A1PA6795UKMFR9. You must specify the marketplaceId that corresponds to the selling partner account."\n}',
  },
  {
    link: github('jlevers/selling-partner-api/issues/32'),
    id: 'clock-off',
    paste:
      'Signature expired: 20210527T091025Z is now earlier than 20210527T093851Z (20210527T094351Z - 5 min.)',
  },
  {
    link: github('cafeasp/Selling-Partner-API/issues/2'),
    id: 'call-parameter-misspelt',
    paste:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\nThe Canonical String for this request should have been\n\'GET\n/orders/v0/orders\nMarketplaceIds=ATVPDKIKX0DER&createdAfter=2021-04-12\nhost:sellingpartnerapi-na.amazon.com\nx-amz-access-token:XXXXXXXXXXXXXX\n"code": "InvalidSignature"',
  },
  {
    link: docs(3153),
    id: 'security-token-incident',
    paste:
      "every single SP-API call for 1000's of sellers were rejected with error:\nHTTPStatus = 403 Unauthorized The security token included in the request is expired",
  },
  {
    link: github('jlevers/selling-partner-api/issues/282'),
    id: 'security-token-invalid',
    paste:
      '{ "errors": [ { "message": "The security token included in the request is invalid.", "code": "InvalidInput" } ] }',
  },
  {
    link: docs(3081),
    id: 'sts-refusal',
    paste:
      'HTTP/1.1 403 Forbidden\nContent-Type: text/xml\n<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <Error>\n    <Code>MissingAuthenticationToken</Code>\n    <Message>Request is missing Authentication Token</Message>',
  },
  {
    link: github('ericcj/amz_sp_api/issues/38'),
    id: 'url-inside-path',
    paste:
      'ETHON: performed EASY effective_url=https://api.amazon.com/auth/o2/token response_code=200\nETHON: performed EASY effective_url=https://sellingpartnerapi-na.amazon.com/https:/sellingpartnerapi-na.amazon.com/notifications/v1/destinations response_code=403\nResponse headers: {"x-amzn-errortype"=>"MissingAuthenticationTokenException"}',
  },
  {
    link: docs(852),
    id: 'migration-api-gone',
    paste:
      'https://sellingpartnerapi-na.amazon.com/authorization/v1/authorizationCode\n{"errors":[{"message":"Access to requested resource is denied.","code":"MissingAuthenticationToken"}]}',
  },
  {
    link: docs(76),
    id: 'unknown-path',
    paste:
      '{"errors":[{"message":"Access to requested resource is denied.","code":"MissingAuthenticationToken"}]}',
  },
  {
    link: models(1330),
    id: 'grantless-token-on-seller-operation',
    paste: `GET /sellers/v1/marketplaceParticipations HTTP/1.1\nx-amz-access-token\tAtc|M********\nHost\tsellingpartnerapi-eu.amazon.com\nAuthorization\tAWS4-HMAC-SHA256 Credential=ASIA5/20210510/eu-west-1/execute-api/aws4_request\n${denied}`,
  },
  {
    link: docs(994),
    id: 'seller-token-on-grantless-operation',
    paste:
      '[403] Client error: `GET https://sellingpartnerapi-na.amazon.com/notifications/v1/destinations` resulted in a `403 Forbidden` response:\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "det (truncated...)',
  },
  {
    link: docs(1569),
    id: 'marketplace-of-other-region',
    paste: `GET /orders/v0/orders?MarketplaceIds=A21TJRUUN4KGV HTTP/1.1\nHost: sellingpartnerapi-na.amazon.com\nx-amz-access-token: <access token>\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAYC/20211025/eu-west-1/execute-api/aws4_request\n${denied}`,
  },
  {
    link: docs(2336),
    id: 'marketplace-of-other-region',
    paste: `CURLOPT_URL => 'https://sellingpartnerapi-na.amazon.com/orders/v0/orders?CreatedAfter=2016-03-16T14%3A32%3A16.50-07&MarketplaceIds=A1RKKUPIHCS9HS',\nanswer: 403 Forbidden\n${denied}`,
  },
  {
    link: github('airbytehq/airbyte/issues/12720'),
    id: 'retired-api',
    paste: `requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://sellingpartnerapi-eu.amazon.com/reports/2020-09-04/reports\n${denied}`,
  },
  {
    link: docs(2193),
    id: 'refused-for-some',
    paste:
      "SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}] i had the same issue for some Non-EU Marketplaces; What helped was that the seller re-authorized our app.",
  },
  {
    link: github('airbytehq/airbyte/issues/33929'),
    id: 'vendor-calls-seller-operation',
    paste: `for Vendors this shouldn't be checked:\nrequests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?LastUpdatedAfter=2022-01-04T13%3A18%3A38Z&MarketplaceIds=A1PA6795UKMFR9\n${denied}`,
  },
  {
    link: docs(830),
    id: 'restricted-data-role-missing',
    paste: `POST https://sellingpartnerapi-eu.amazon.com/tokens/2021-03-01/restrictedDataToken\n${denied}`,
  },
  {
    link: github('penghaiping/amazon-sp-api/issues/3'),
    id: 'seller-suspended',
    paste: `请求返回\n${denied}\n是否与我亚马逊店铺停用有关。`,
  },
  {
    link: models(737),
    id: 'sandbox-call-denied',
    paste: `resource: https://sandbox.sellingpartnerapi-na.amazon.com/orders/v0/orders\n${denied}\nx-amzn-ErrorType = AccessDeniedException`,
  },
  {
    link: models(2497),
    id: 'refused-for-some',
    paste: `We have a published application with users, for some users sometimes we get the error\n${denied}`,
  },
  {
    link: models(2709),
    id: 'role-for-this-operation',
    paste: `"code": "Unauthorized", "message": "Access to requested resource is denied."\nBut it's ok when I subscribe to other types. Other types of subscription success`,
  },
  {
    link: models(2623),
    id: 'denied-while-signing',
    paste: `${denied}\nI think the error comes from the IAM USER Account`,
  },
  {
    link: docs(1413),
    id: 'access-denied',
    paste:
      "CustomError: Access to requested resource is denied.\n    at SellingPartner.callAPI (C:\\\\Users\\\\node_modules\\\\amazon-sp-api\\\\lib\\\\SellingPartner.js:573:13)\n  code: 'Unauthorized',\n  details: '',\n  type: 'error'\n}",
  },
  {
    link: docs(1201),
    id: 'data-elements-not-allowed',
    paste:
      'Application does not have access to one or more requested data elements: [buyerInfo, shippingAddress]',
  },
  {
    link: github('jlevers/selling-partner-api/issues/592'),
    id: 'sandbox-example-not-matched',
    paste:
      'Exception when calling OrdersV0Api->getOrders: [400] { "errors": [ { "code": "InvalidInput", "message": "Could not match input arguments", "details": "" } ] }',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/1042'),
    id: 'throttled',
    paste:
      "{'code': 'QuotaExceeded', 'message': 'You exceeded your quota for the requested resource.', 'details': ''} \n怎么解决这个问题",
  },
  {
    link: models(2744),
    id: 'consent-with-client-id',
    paste:
      'Error Code: MD1000\nhttps://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.application-oa2-client.0123456789abcdef0123456789abcdef&version=beta',
  },
  {
    link: docs(2687),
    id: 'consent-without-application-id',
    paste:
      'Keep getting Error Code: MD1000\nhttps://sellercentral.amazon.com/apps/authorize/consent?<<application ID>>&version=beta',
  },
  {
    link: models(850),
    id: 'md1000-beta-missing',
    paste:
      'I access oauth URI  https://sellercentral.amazon.com/apps/authorize/consent?application_id=xxxxx&state=xxxx fail,return error:MD1000',
  },
  {
    link: docs(191),
    id: 'md1000-beta-there',
    paste:
      '"https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sellerapps.app.2eca283f-9f5a-4d13-b16c-474e0c57aaaa&state=abc&version=beta"\n test, it return Error Code: MD1000',
  },
  {
    link: docs(262),
    id: 'md9999-published-draft-uris',
    paste:
      'https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sellerapps.app.xxxxxxxxx&state=123456\n抱歉，是在使用以上链接在卖家店铺打开时发生的\nError Code: MD9999\n但如果我在链接后加入version=beta，就可以正常调出授权页面。是发布状态。',
  },
  {
    link: models(2763),
    id: 'consent-second-question-mark',
    paste:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: pasted like that
      'Oauth error MD9999\nhttps://sellercentral.amazon.com/apps/authorize/consent?application_id=${APP_ID}?version=beta&state=${STATE}\nNote that my application is in DRAFT',
  },
  {
    link: docs(2021),
    id: 'md5100',
    paste:
      'Something went wrong\nWe are sorry but we encountered an error while processing your request.\nApp ID: amzn1.sp.solution.05a2fc47-6971-4c84-8f4c-0a6a55f6a720\nError Code: MD5100',
  },
  {
    link: docs(1954),
    id: 'md4100',
    paste: 'But after the two-step verification, It says ERROR: MD4100, Unable to find the application.',
  },
  {
    link: docs(3613),
    id: 'consent-limit',
    paste: 'The error message is "This application has reached the OAuthorization usage Limit"',
  },
  {
    link: docs(288),
    id: 'developer-id-form',
    paste:
      'after they login instead of seeing the consent page and redirecting back to our application they are getting a form that asks for our developer id.',
  },
  {
    link: models(4119),
    id: 'login-hop',
    paste:
      'https://printasta-build.example.app/auth/callback/?amazon_callback_uri=https%3A%2F%2Fsellercentral.amazon.com%2Fapps%2Fauthorize%2Fconfirm%2Famzn1.sp.solution.8d796277-9887-484c-b059-bb78ef5bc5c4&amazon_state=MTcyNDQwMjI3NTkxN8i177&version=beta&selling_partner_id=A3FYFXEXAMPLE\n"message": "Authorization code not provided"',
  },
  {
    link: models(1838),
    id: 'relative-callback',
    paste:
      'https://example.com/login?amazon_callback_uri=/apps/authorize/confirm/amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01&amazon_state=MTYz&selling_partner_id=A1EXAMPLE',
  },
  {
    link: docs(1489),
    id: 'consent-example-values',
    paste:
      'https://amazon.com/apps/authorize/confirm/amzn1.sellerapps.app.2eca283f-9f5a-4d13-b16c-474EXAMPLE57?redirect_uri=https://d2yzyfnnpjylxu.cloudfront.net/landing.html&amazon_state=amazonstateexample&state=-37131022&version=beta',
  },
  {
    link: models(5204),
    id: 'sign-in-detour',
    paste:
      '但是我收到302：https://na.account.amazon.com/ap/sso?openid.pape.max_auth_age=300&signInCheckState=xxxx',
  },
  {
    link: docs(629),
    id: 'consent-with-client-id',
    paste:
      'https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.application-oa2-client.65ff80153a3a4ee38da39d1c165fcca9&version=beta\nSomething went wrong\nUnable to find application.',
  },
  {
    link: github('jlevers/selling-partner-api/issues/775'),
    id: 'certificate-refused',
    paste:
      'cURL error 60: SSL certificate problem: unable to get local issuer certificate (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.amazon.com/auth/o2/token',
  },
  {
    link: github('jlevers/selling-partner-api/issues/428'),
    id: 'connection-refused',
    paste:
      'Exception when calling SellersApi->getOrders: cURL error 7: (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.amazon.com/auth/o2/token',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/1457'),
    id: 'tls-broken',
    paste: "(Caused by SSLError(SSLEOFError(8, 'EOF occurred in violation of protocol (_ssl.c:1129)')))",
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/23'),
    id: 'access-token-missing',
    paste:
      "[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': 'Access token is missing in the request header.'}]",
  },
  {
    link: models(1228),
    id: 'mws-token-missing',
    paste:
      'it only adds the state, selling_partner_id, spapi_oauth_code query parameters. The mws_auth_token query parameters is missing.',
  },
  {
    link: 'https://hilfe.accountone.de/support/solutions/articles/79000124128-amazontoken-ist-abgelaufen',
    id: 'token-expired-told-by-tool',
    paste:
      'Steht in Ihrem Dashboard „Anbindung erneuern“, muss der zugehörige Token erneuert werden. Es kann zusätzlich vorkommen, dass in der Amazon SP Schnittstelle (Benutzer -> Integrationen -> Amazon SP) eine Fehlermeldung mit dem Text "The access token you provided has expired." angezeigt wird.',
  },
  {
    link: 'https://teratail.com/questions/357498',
    id: 'access-denied',
    paste:
      "下記はSP-APIから返ってきたエラーレスポンスです。\n{ errors: [ { message: 'Access to requested resource is denied.', code: 'Unauthorized', details: '' } ] }",
  },
  // The first twenty held-out threads: ten were diagnosed correctly at first. We then read all of them.
  {
    link: docs(432),
    id: 'noticed-grantless-token-anywhere',
    paste:
      '$ java -jar SellersAPIdemo.jar \nAccept: application/json\nUser-Agent: Swagger-Codegen/1.0.0/java\nx-amz-access-token: Atc|MQEBIHhDWk1slvaD8KKUb_MASKED\nX-Amz-Security-Token: FwoGZXIvYXdzEPn//MASKED=\nHost: sellingpartnerapi-eu.amazon.com\nX-Amz-Date: 20210223T153645Z\nAuthorization: AWS4-HMAC-SHA256 C',
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/1'),
    id: 'unknown-path',
    paste:
      '`403 Forbidden` response:\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n      "code": "MissingAuthenticationTok (truncated...)\n\nException when calling SalesApi->getOrderMetrics: [403] Client error: `GET https://sellingpartnerapi-na.amazon.com/sales/v1/orderMetrics?marketplaceIds=A2Q3Y263D00KWC&interval=2020-09-01T00%3A00%3A00-07%3A00--2020-10-04T00%3A00%3A00-07%3A00&granularity=DAY',
  },
  {
    link: github('jlevers/selling-partner-api/issues/110'),
    id: 'lacks-refresh-token',
    paste:
      'if I leave lwaRefreshToken blank I get\n{"error_description":"The request is missing a required parameter : refresh_token","error":"invalid_request"}\n"awsAccessKeyId"     => env(\'AMAZON_ACCESS_KEY_ID\'),',
  },
  {
    link: docs(2419),
    id: 'signature-mismatch',
    paste:
      '`&{403 Forbidden 403 HTTP/2.0 2 0 map[Content-Length:[875] Content-Type:[application/json] X-Amzn-Errortype:[IncompleteSignatureException] X-Amzn-Requestid:[dc0ec45f-8f6f-46d7-9e95-6d9b1f98152d]] {0xc000184480} 875 [] false false map[] 0xc000336100 0xc000158420}`',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/94'),
    id: 'hidden-lwa-refusal',
    paste:
      "Amazon Api didn't respond with Okay, see exception for more details\n   at FikaAmazonAPI.AmazonSpApiSDK.Runtime.LWAClient.GetAccessToken()\n   at FikaAmazonAPI.Services.TokenGeneration.RefreshAccessToken(AmazonCredential credentials, TokenDataType tokenDataType)",
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/434'),
    id: 'hidden-lwa-refusal',
    paste:
      'System.SystemException\n  HResult=0x80131501\n  Message=Error getting LWA Access Token\n  Source=FikaAmazonAPI\n   at FikaAmazonAPI.AmazonSpApiSDK.Runtime.LWAClient.<GetAccessTokenAsync>d__15.MoveNext()',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/687'),
    id: 'timed-out',
    paste:
      'Error getting LWA Access Token System.IO.IOException: Unsuccessful LWA token exchange ---> System.Net.WebException: Unable to connect to the remote server. ---> System.Net.Sockets.SocketException: Unable to establish a connection. Incorrect response from the connected party after the time interval or no response from the connected host 52.46.146.126:443',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/99'),
    id: 'sts-refusal',
    paste:
      'When I try and invoke a call to `GetOrders` it throws an error for "Request is missing Authentication Token".\n            AccessKey = amazonSettings.AccessKey,\n            SecretKey = amazonSettings.SecretKey',
  },
  {
    link: docs(325),
    id: 'noticed-signature',
    paste:
      '"Security Token Invalid" after access token and secturity token success\n3. and sign successed by AWSSigV4Signer\n4. BUT reponse shows "Security Token Invalid".',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/58'),
    id: 'access-token-missing',
    paste:
      "[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': 'Access token is missing in the request header.'}]",
  },
  {
    link: models(2892),
    id: 'amazon-fault-operation',
    paste: `But suddenly, as of 10.09.2022 01:00 we are no longer receiving the content for the getOrders Call but instead always an error. This means all of our sellers can no longer fulfill any order.\nCall: https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MaxResultsPerPage=100&amp;MarketplaceIds=A1PA6795UKMFR9\nresponse:\n${denied}\nWe have not changed anything regarding the call.\nIt is worth noting that any other call, for example getOrderItems still works fine without any error.`,
  },
  {
    // A mirror of the same thread, whose end shows the request that the first posts lack.
    link: docs(2553),
    id: 'rdt-refused-for-other-path',
    paste: `Call: https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MaxResultsPerPage=100&amp;MarketplaceIds=A1PA6795UKMFR9\nresponse:\n${denied}\nBefore:\n{"restrictedResources":[{"method":"GET","path":"/orders/v0/orders/"}]}`,
  },
  {
    link: models(1791),
    id: 'role-ticked-still-refused',
    paste: `I have Product Listing access. Got below error in /feeds/2021-06-30/documents API\n${denied}`,
  },
  {
    link: docs(83),
    id: 'retired-api',
    paste:
      'The error when creating the listing feed via "/feeds/2020-09-04/feeds" is as follows:\nResponse Body: "Possible reasons include Access Denied, Unauthorized, Expired Token, or Invalid Signature"\nResponse Code: 403\nI have been able to connect to the API and perform many different actions including submitting price feeds and requesting listing report without issue.',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/72'),
    id: 'role-for-this-operation',
    paste:
      "sp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]\nOther API(feed, report...) is working.",
  },
  {
    link: github('jrl84/amazon-sp-api/issues/10'),
    id: 'refused-for-some',
    paste:
      "CustomError: Access to requested resource is denied.\n  code: 'Unauthorized',\n  details: '',\n  type: 'error'\n}\nWhen running the same code for my own store:  I get null object back for getOrders. Unfortunately I only have one clients store to try it out.",
  },
  {
    link: models(2590),
    id: 'http-form-refused',
    paste:
      'https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MarketplaceIds=A13V1IB3VIYZZH&createdAfter=2023-04-25\n"Authorization": "AWS4-HMAC-SHA256 Credential=AKIA56........V3QN6E/20230525/eu-west-1/execute-api/aws4_request, Signature=9f809769c"\nStatusCode 400\n> <!DOCTYPE html><html><head><title>x</title></head><body></body></html>',
  },
  {
    link: models(2485),
    id: 'unknown-path',
    paste:
      'Australia | A39IBJ37TRP1C6 | AU\nEndpoint - https://sellingpartnerapi-fe.amazon.com/ | us-west-2\n{"errors":[{"message":"Access to requested resource is denied.","code":"MissingAuthenticationToken"}]}',
  },
  {
    link: github('jlevers/selling-partner-api/issues/245'),
    id: 'denied-while-signing',
    paste: `[403] ${denied}\n    "awsAccessKeyId" => "",\n    "awsSecretAccessKey" => "",\n    "endpoint" => Endpoint::EU\n$result = $api->getMarketplaceParticipations();`,
  },
  {
    link: docs(2591),
    id: 'throttled',
    paste:
      'I am getting lots "One or more errors occurred. (Rate exceeded) " responses from many different API calls',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/24'),
    id: 'throttled',
    paste:
      "sp_api.base.client.SellingApiException: [{'message': 'You exceeded your quota for the requested resource.', 'code': 'QuotaExceeded'}]",
  },
  // The second twenty: nine were diagnosed correctly at first. Two still exceed the table.
  {
    link: docs(259),
    id: 'subscription-needs-seller-token',
    paste:
      'I can call createDestination, but when I try to call createSubscription I always get "Access to requested resource is denied."\n\nI followed the guide for notifications to SQS. Anyway, I added the Principal 437568002678 below my ID in the JSON permissions',
  },
  {
    link: models(958),
    id: 'subscription-needs-seller-token',
    paste:
      'I\'m able to create a destination with `createDestination` just fine, and can view/delete the destinations I create via `getDestinations` and `deleteDestination`. But when I go to create a subscription with `createSubscription`, I get a `403 Unauthorized` error. I also get that error when I call `getSubscription`.\n\n"AWS": "arn:aws:iam::************:root"\n      "Action": "SQS:*",',
  },
  {
    link: github('jlevers/selling-partner-api/issues/390'),
    id: 'subscription-needs-seller-token',
    paste:
      'Sorry for yet another 403 Unauthorized issue!\n\nI can access `CreateDestination`, `GetDestination` but nothing to do with `Subscriptions`. Am I right in thinking the package automatically handles the grantless request (e.g. `CreateDestination`) as that went through fine? Now trying to create a subscription for that destination is gives the 403 error.',
  },
  {
    link: docs(1725),
    id: 'subscription-needs-seller-token',
    paste:
      "Basically, the GetSubscription/CreateSubscription request isn't successful. The only error I get is \"Access to requested resource is denied Unauthorized.\"\n\nI've checked the request, and again after it's signed and all appears fine. I can use GetDestination, GetOrders without any problems!",
  },
  {
    link: docs(1154),
    id: 'destination-needs-grantless-token',
    paste:
      'I created Destination to SQS but always response forbidden:\n\n**com.amazon.spapi.client.ApiException: Forbidden**\n\nother:  set Effect to Allow. Set Principal to 437568002678. Set Actions to SendMessage and GetQueueAttributes. \n\n{\n  "Version": "2008-10-17",\n      "Principal": {\n        "AWS": "arn:aws:iam::xxxxxxxx:user/jona"\n      },',
  },
  {
    link: docs(738),
    id: 'individual-plan-said',
    paste:
      'But we have an Individual seller who can not authorize our apps to get the error message as follow:\n"You\'re not permitted to take this action. You must be the primary user of a Professional selling account to take advantage of apps. If you are the primary user, you may upgrade your plan."',
  },
  {
    link: docs(475),
    id: 'developer-id-form',
    paste:
      'https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sellerapps.app.e0bd6667-ab60-4747-843c-2d6974cf55c2&state=15 \n\nThe page first asks me which marketplace I want to authorize, then a page shows up, asking me for an MWS DeveloperId.\nFrom what I known, this DeveloperId is not needed for the new Sp API.',
  },
  {
    link: docs(1378),
    id: 'log-in-uri-is-consent',
    paste:
      'I am stucked at "Step 2. The selling partner consents to authorize your application".\nI can view the consent page. I ticked the box and clicked in "Log in to MascotReporting now", but it returns to the same web page, it does not appear any log in webpage.',
  },
  {
    link: github('double-break/spapi-php/issues/56'),
    id: 'role-for-this-operation',
    paste:
      'I am working with the API and it works for subscribe and receive notifications, inventory, catalog and orders. But when I try to work with the messages (for example getMessagingActionsForOrder), I get the error : \n\n403 { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }\n\nwhere do I have to give permissions to be able to work with this feature, in AWS AIM or in Seller Central APP?',
  },
  {
    link: models(2054),
    id: 'role-for-this-operation',
    paste:
      'I am receiving "Access to requested resource is denied" for the getMessagingActionsForOrder operation. I have all the required permissions in my developer profile and have been using the SP API without issue for many other use cases, so I know it is not an issue with credentials or how the API calls are made.',
  },
  {
    link: models(1167),
    id: 'path-unknown',
    paste:
      'Fetch content↓\n\'https://sellingpartnerapi-na.amazon.com/fba/inbound/v0/shipments/shipmentId1/preorder/confirm?MarketplaceId=ATVPDKIKX0DER&NeedByDate=2020-10-10\'\n\nOutput↓\n`\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}\n`\n\nI have set all the permissiion guidelines, signatures done perfectly.',
  },
  {
    link: models(799),
    id: 'denied-while-signing',
    paste:
      '403 Forbidden\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}\nI followed the sp-api document to set the IAM User and IAM Role, but when I requested it, it still showed that the access was denied and the detail was empty.',
  },
  {
    link: models(2306),
    id: 'hidden-lwa-refusal',
    paste:
      "I finally manage to connect and pull data but after about a month I get errors from .NET development environment: \n'Error getting LWA Access Token'\nIOException: Unsuccessful LWA token exchange\n\nMy understanding was that self-signed applications don't have expiring refresh tokens.",
  },
  {
    link: docs(1085),
    id: 'hidden-lwa-refusal',
    paste:
      'My account is authorized, but this exception occurs when I call it frequently：\njava.lang.RuntimeException: Error getting LWA Access Token\n\n\tat com.amazon.spapi.SellingPartnerAPIAA.LWAClient.getAccessTokenFromEndpoint(LWAClient.java:70)\n\tat com.amazon.spapi.SellingPartnerAPIAA.LWAClient.getAccessTokenFromCache(LWAClient.java:47)\n\tat com.amazon.spapi.SellingPartnerAPIAA.LWAAuthorizationSigner.sign(LWAAuthorizationSigner.java:69)\n\tat com.amazon.spapi.client.ApiClient.buildRequest(ApiClient.java:1041)',
  },
  {
    link: models(2684),
    id: 'internal-failure',
    paste:
      '1. Request to GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders resulted in a 500 Internal Server Error response:\n```\n{\n  "errors": [\n    {\n      "code": "InternalFailure",\n      "message": "We encountered an internal error. Please try again."\n    }\n  ]\n}\n```\n\n2. Request to GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders/113-6916467-1968214/orderItems resulted in a 500 Internal Server Error response',
  },
  {
    link: models(472),
    id: 'noticed-host-header',
    paste:
      "Encountering 500 Internal Error when accessing FE SP-API\nurl = \"https://sellingpartnerapi-fe.amazon.com/catalog/2022-04-01/items?marketplaceIds=A1VC38T7YXB528&keywords=iphone15\"\n\nheaders = {\n  'x-amz-access-token': 'Atza|IwEBICghonwllpUADT6OHIcyOTFhx_MASKED',\n  'host': 'sellingpartnerapi-na.amazon.com',\n  'user-agent': 'My Selling Tool/2.0 (Language=Java/1.8.0.221;Platform=Windows/10)',\n  'X-Amz-Security-Token': 'IQoJb3JpZ2luX2VjELf//MASKED'",
  },
  {
    link: docs(3752),
    id: 'sandbox-fails-without-example',
    paste:
      'Request:\n`{\n    "reportType": "GET_XML_BROWSE_TREE_DATA",\n    "marketplaceIds": [\n        "A1NBL09WUGJPJM"\n    ]\n}`\nResponse:\n`{\n    "errors": [\n        {\n            "code": "InternalFailure",\n            "message": "We encountered an internal error. Please try again.",\n            "details": ""\n        }\n    ]\n}`\nWith StatusCode 500.\nx-amzn-RequestId = 6cdb52df-2422-4a88-a330-d63872026b83,\nSandbox envorinment. https://sandbox.sellingpartnerapi-eu.amazon.com.',
  },
  {
    link: models(834),
    id: 'sandbox-400',
    paste:
      "I've open an account developer and I've follewed all the istructions, creating and AWS Account, with IAM User, Role and Policy. I worke in PHP I'm able to get access_token but when send curl to the sandbox for purchaseOrders I receive 400 Bad Request, obviously I check more and more my code but I don't find any trouble (check data format, check signing key, check signature calculation, canonical headers)",
  },
  // The third twenty: twelve were diagnosed correctly at first.
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2409',
    id: 'noticed-retired-api',
    paste:
      'I want to get authorization to call Selling Partner API operations on behalf of a seller who previously authorized us.\n\nResponse from /authorization/v1/authorizationCode as below. I have tried many time, I always got the following error.\n{\n"errors": [\n{\n"code": "InternalFailure",\n"message": "We encountered an internal error. Please try again.",\n"details": ""\n}\n]\n}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/140',
    id: 'developer-id-foreign',
    paste:
      'We have customers who have already authorised us through the MWS api. The API always returns:\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Developer ID 35XXXXXXXXXX is not associated with the application id.",\n      "details": ""\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/804',
    id: 'role-for-called-operation',
    paste:
      'For some merchant (around 5%  of all merchants), we can use SP API to get the sales via endpoint `/sales/v1/orderMetrics`, but when we try to get orders via `endpoint /orders/v0/orders`, it\'s always failed:\n` {\n                        "code": "Unauthorized",\n                        "message": "Access to requested resource is denied.",\n                        "details": ""\n                }`',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/25674',
    id: 'sp-api-400',
    paste:
      "Configuration check failed\nHTTPError('400 Client Error: Bad Request for url: https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports')",
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/63271',
    id: 'path-missing-segment',
    paste:
      "At the same time other reports may work. I confirmed that Orders and OrderItems work without issues.\nsource ERROR 'GET' request to 'https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/1965149020278' failed with status code '403' and error message: 'Access to requested resource is denied.'. Request (body): 'None'. Response (body): '{'errors': [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]}'. Response (headers): '{'Server': 'Server', 'Date': 'Sun, 13 Jul 2025 00:52:47 GMT', 'Content-Type': 'application/json', 'Content-Length': '143'",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2773',
    id: 'access-denied',
    paste:
      "    res = Orders(credentials=CLIENT_CONFIG, marketplace=Marketplaces.AU)\n    raise exception(error, headers=res.headers)\nsp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': \n''}]",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1927',
    id: 'noticed-client-id',
    paste:
      'However, I keep receiving a `SellingApiForbiddenException` with the message: "The access token you provided is revoked, malformed or invalid."\nos.environ["AWS_ENV"] = "SANDBOX"\n\ncredentials = {\n    "lwa_app_id": "amzn1.sellerapps.app.xxx",\n    "lwa_client_secret": "xxx",\n    "refresh_token": "xxx"\n}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1171',
    id: 'access-denied',
    paste:
      'Response{protocol=http/1.1, code=403, message=Forbidden, url=https://sellingpartnerapi-na.amazon.com/products/pricing/v0/price?MarketplaceId=ATVPDKIKX0DER&ItemType=Asin&Asins=9781338245752}\nwith following header - \nx-amzn-RequestId: c03ba865-0c46-474b-8cce-8e4eb2151e10\nx-amzn-ErrorType: AccessDeniedException',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/127',
    id: 'role-for-called-operation',
    paste:
      "even though some endpoints work perfectly on my end, for example 'orders' and 'sales', others return an unauthorized error message, for example 'fulfillmentOutbound' and 'catalogItems'.\nCustomError: Access to requested resource is denied.\n    at SellingPartner.callAPI (/Users/x/js-learn/node_modules/amazon-sp-api/lib/SellingPartner.js:597:13)\n    at processTicksAndRejections (node:internal/process/task_queues:96:5)\n    at async /Users/x/js-learn/catalogItems.js:52:21 {\n  code: 'Unauthorized',\n  details: '',\n  type: 'error'\n}",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1804',
    id: 'internal-failure',
    paste:
      'but when I switched to the third-party authorization, the internal error code: 500 was always prompted. Recently, I found that there is such a description in the returned header information: x-amzn-ErrorType=>‘AuthorizerConfigurationException’.',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/92',
    id: 'parameter-named',
    paste:
      'Calling CatalogItem.GetCatalogItem with any ASIN is causing the following error:\n\nAmazon Api didn\'t respond with Okay, see exception for more details{\n  "errors": [\n    {\n     "message": "Missing or invalid request parameters: [marketplaceIds]",\n     "code": "InvalidInput"\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5168',
    id: 'parameter-named',
    paste:
      'At times, the API returns the following errors:\n\n"Invalid \'accountId\' provided"\n"Invalid parameters provided"\n\nHowever, the same API calls were tested approximately one week ago using the same credentials and parameters, and they were working correctly without any issues.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2699',
    id: 'md9000',
    paste:
      'Something went wrong\nThis developer is currently not eligible to receive new authorizations.\nApp lD: amzn1.sp.solution.938ca155-10e1-4b2e-a4b6-0b1fadt2ae7b\nError Code: MD9000\n\nauthoirize link：https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.938ca155-10e1-4b2e-a4b6-0b1fadf2ae7b&state=201501-1770358410334274816-1747887538238816640&version=beta',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1851',
    id: 'malformed-request',
    paste:
      'URL: https://api.amazon.com/auth/o2/token\n\nParameters:\ngrant_type=refresh_token\nrefresh_token=\\<hidden\\>\nclient_id=amzn1.application-oa2-client.0123456789abcdef0123456789abcdef\nclient_secret=\\<hidden\\>\n\nThe response I receive:\n{\n    "error_index": "UQ9as9cdbgs5WknHyot3QwAAAAAAAAABdy",\n    "error_description": "Malformed request",\n    "error": "invalid_request"\n}',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/301',
    id: 'timed-out',
    paste:
      'cURL error 28: Failed to connect to api.amazon.com port 443: Connection timed out (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.amazon.com/auth/o2/token',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/645',
    id: 'connection-reset',
    paste:
      'cURL error 35: OpenSSL SSL_connect: Connection reset by peer in connection to [sellingpartnerapi-na.amazon.com:443](http://sellingpartnerapi-na.amazon.com:443/)\n\ncURL error 35: error:0A000126:SSL routines::unexpected eof while reading\n\ncURL error 52: Empty reply from server (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.amazon.com/auth/o2/token',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/702',
    id: 'restricted-resource-refused',
    paste:
      '我正在使用`/tokens/2021-03-01/restrictedDataToken`该接口时，我遇到了一个问题，它的回复是\n```\nConnection: keep-alive\nDate: Thu, 06 May 2021 05:57:37 GMT\nContent-Length: 168\nContent-Type: application/json\nx-amzn-RequestId: 10328a61-9cea-4a60-8a2b-ae15c876deb3\nx-amzn-RateLimit-Limit: 1.0\n\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Application do not have access to some or all requested resource",\n      "details": ""\n    }\n  ]\n}\n```\n该回复HTTP的状态码是：400',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/477',
    id: 'throttled',
    paste:
      'SellingPartnerApi\\ApiException Object\n(\n    [message:protected] => [429] {\n  "errors": [\n    {\n      "message": "You exceeded your quota for the requested resource.",\n     "code": "QuotaExceeded"\n    }\n  ]\n}',
  },
  {
    link: 'https://github.com/amazon-php/sp-api-sdk/issues/539',
    id: 'seller-token-on-grantless-operation',
    paste:
      'when I am trying it for Notifications API to create Destinations for my store, Its giving below error.\n\n[403] Error connecting to the API (https://sellingpartnerapi-eu.amazon.com/notifications/v1/destinations)',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2491',
    id: 'access-token-over',
    paste:
      'it fills the temp table and transform a good chunk of it but after an hour i get this error:\n\n`requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/documents/amzn1.spdoc.1.4.eu.6dde8110-7f4e-4cdc-8981-9e2f701b54f7.T135ND9ACUT3YX.1117?MarketplaceIds=A1PA6795UKMFR9`',
  },
  // The fourth twenty, the first after the table began to weigh evidence: seven were diagnosed correctly at first.
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/97',
    id: 'upload-signature-mismatch',
    paste:
      'I am getting an "Signature does not match" error while uploading the encrypted feed document. I get the response from createFeedDocument call and it returns me the url as well. Since the url is signed, i do not sign it any further and just use the url as is.\n<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message><AWSAccessKeyId>AKIAEXAMPLE</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256\n20201107T074422Z\n20201107/eu-west-1/s3/aws4_request',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/417',
    id: 'upload-extra-authorization',
    paste:
      'Currently I am facing problem with uploading feed data. First step works fine, I use createFeedDocument, then when I try to use url and encryptionDetails from response I get error: "The request signature we calculated does not match the signature you provided. Check your key and signing method.". When I am trying to calculate signature like in createFeedDocument call, I get another error telling me that I can use only one authorization method.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4850',
    id: 'sp-api-503',
    paste:
      "This started within the last 24 hours and not experienced previously - empty/blank payload received in Europe region/endpoints to SP API calls.\nNothing seen on the dashboard\nAnd me. Didn't get any 500 or 503 for months. Now getting them all the time.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5230',
    id: 'internal-failure',
    paste:
      '`GET /orders/v0/orders` has been completely down since `2026-05-08T00:55:05Z`. Every request to this endpoint returns an `InternalFailure` error regardless of the query parameters used.\n`GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders`\n{ "errors": [ { "code": "InternalFailure", "message": "We encountered an internal error. Please try again.", "details": "" } ] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2287',
    id: 'md9000',
    paste:
      'I am not able to create mws credential getting error below:\nSomething went wrong\nThis Developer is not currently eligible for new authorizations.\n\nError Code: MD9000',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/534',
    id: 'consent-uris-empty',
    paste:
      'Amazon has a javascript bug when consenting an application.\n\nWhen the application "OAuth Login URI" is empty, clicking on "Confirm" button does nothing. A console error \'Cannot read property \'endsWith\' of undefined\' appears.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2191',
    id: 'not-primary-user',
    paste:
      'We have users reporting that when attempting to authorize our app, they are getting "Invalid Access; You do not have permissions to view this page". Our customers are fairly sophisticated and this error is occurring across a number of the seller accounts they are managing.',
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/53181',
    id: 'fault-of-tool',
    paste:
      'I\'m using Airbyte OSS. When I create a new Amazon Seller Partner source and then I click the button to "Authenticate your Amazon Seller Partner account" I see no visual result. My request yields a 500 response:\n{ "message": "Internal Server Error: Undefined parameter \'app_id\' necessary for the OAuth Flow.", "exceptionClassName": "java.lang.IllegalArgumentException", "exceptionStack": [] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1692',
    id: 'report-type-misspelt',
    paste:
      'I am trying to request a report of orders of the type: GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE\n\nWhen I make the request, I get an error message: Access to the resource is forbidden.\n\nIs it necessary to request a restricted data token?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1454',
    id: 'seller-called-as-vendor',
    paste:
      "from sp_api.api import VendorDirectFulfillmentShipping\nfrom sp_api.base import Marketplaces\ncredentials=dict(refresh_token = \"xxxxxxxxx\", lwa_app_id='xxxxxxxxx', lwa_client_secret='xxxxxx', aws_secret_key='xxxxxxxxxx', aws_access_key='xxxxxxxxxx', role_arn='xxxxxxxx')\nsp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1698',
    id: 'seller-called-as-vendor',
    paste:
      'What is the correct way to access vendor data?\nThe application can retrieve seller orders from third party accounts just fine.  Using the same tokens to get purchase orders (or vendor transactions), results in an error.\nGET https://sellingpartnerapi-na.amazon.com/vendor/orders/v1/purchaseOrders?limit=10\nAmazonApi exception: 403 Forbidden {"errors": [{  "code": "Unauthorized", "message": "Access to requested resource is denied.", "details": ""',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4508',
    id: 'resource-forbidden',
    paste:
      '{ "reportType": "GET_VENDOR_SALES_REPORT", "marketplaceIds": [ "ATVPDKIKX0DER" ], "dataStartTime": "2025-01-01", "dataEndTime": "2025-01-03" }\n{ "errors": [ { "code": "Unauthorized", "message": "Access to the resource is forbidden", "details": "" } ] }\nI\'m successful in requesting other SC\'s order reports, but requesting Vendor\'s report gives me this error',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2319',
    id: 'type-role-is-another',
    paste:
      "I am using Java, When i try and call GET_ORDER_REPORT_DATA_SHIPPING i get a 403:\n{'errors': [{'code': 'Unauthorized', 'message': 'Access to the resource is forbidden', 'details': ''}]}\n(My application had \"Amazon Fulfillment\" role )\n{\"reportTypes\":[\"GET_ORDER_REPORT_DATA_SHIPPING\"],\"marketplaceIds\":[\"A1VC38T7YXB528\"]}",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3579',
    id: 'rdt-refused-for-other-path',
    paste:
      'On the SP-API, I am able to generate an RDA Token, which I am then passing into the GetOrders API Call, as "x-amz-access-token", but it simply returns the error:\n{ "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }\nIf I pass the old access token into the header, it works once more? The RDA Access Token is generated using the following:\n"restrictedResources": [ { "method": "GET", "path": "/orders/v0/orders/", "dataElements": ["buyerInfo", "shippingAddress"] } ]',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/859',
    id: 'marketplace-of-others',
    paste:
      "Always got unauthorized code in MCF marketplaces\n`[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]`\nWhen digging into the package and checking the changes, I found `add_marketplace` parameter was removed. After overwriting `get_report` function with `add_marketplace=False`, the error was removed.",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/pull/399',
    id: 'marketplace-without-seller',
    paste:
      "Say, a seller is present in Japan, but not in Singapore in the Far East region. Then this runs correctly:\nsellers = Sellers(marketplace=Marketplaces.JP, credentials=credentials)\nresult = sellers.get_marketplace_participation()\nWhereas the same code with `marketplace=Marketplaces.SG`, would raise an exception:\nsp_api.base.exceptions.SellingApiForbiddenException: \n[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/1422',
    id: 'access-denied',
    paste:
      "DataKiosk.get_query() and DataKiosk.get_document() don't work. They return error\n`SellingApiForbiddenException: [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}] `",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5292',
    id: 'amazon-fault',
    paste:
      'Since 29th June 2026 Data Kiosk v2023-11-15 createQuery \n\nPOST calls to dataKiosk/2023-11-15/queries for analytics_salesAndTraffic_2024_04_24\n\nreturns 403 Forbidden despite having Brand Analytics - this has been working for months (years?) yet suddenly stopped working yesterday!',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5296',
    id: 'access-denied',
    paste:
      "analytics_salesAndTraffic_2024_04_24 -> salesAndTrafficByDate via createReport \nI'm unable to retrieve sales and traffic analytics data using the `createReport` API endpoint.\n**Error:** `Access to requested resource is denied`\n1. What permissions are required for this endpoint?\n2. How can we verify that our account has the necessary access?",
  },
  {
    link: 'https://github.com/airbytehq/airbyte/issues/38212',
    id: 'role-not-on-application',
    paste:
      'Amazon Seller Partner cloud connector error. When doing historical data sync which includes Orders, OrderItems, ListFinanicalEvents stream we are receiving error "Access to requested resource is denied." on Orders.\nAirbyte support team looked into this and confirmed missing roles in their Amazon App.',
  },
  // The fifth twenty: ten were diagnosed correctly at first.
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2546',
    id: 'type-role-ticked-still-refused',
    paste:
      'POST https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports {"reportType":"GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT","reportOptions":{"reportPeriod":"WEEK"},"marketplaceIds":["A1PA6795UKMFR9"]}\n{ errors: [ { code: \'Unauthorized\', message: \'Access to the resource is forbidden\', details: \'\' } ] }\nIt actually works with other reports (`GET_MERCHANT_LISTINGS_ALL_DATA` i.e.). I do have "Brand Analytics" role enabled in SellerCentral.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1796',
    id: 'resource-forbidden',
    paste:
      "I am using python, It works fine when calling the GET_MERCHANT_LISTINGS_ALL_DATA or GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL.\n\nMy client is has brand registry, When i try and call GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT i get a 403:\n{'errors': [{'code': 'Unauthorized', 'message': 'Access to the resource is forbidden', 'details': ''}]}",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2203',
    id: 'resource-forbidden',
    paste:
      'Returns "Access to the resource is forbidden" reponse report type - GET_SALES_AND_TRAFFIC_REPORT \n\nI\'m accessing from Japan, but access is denied.\nI own the "Brand Analysis" authority.\nIs it impossible to access from Japan?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/540',
    id: 'seller-token-on-grantless-operation',
    paste:
      'Exception when calling NotificationsApi->createDestination: [403] Client error: `POST https://sellingpartnerapi-eu.amazon.com/notifications/v1/destinations` resulted in a `403 Forbidden` response:\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "det (trun',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2285',
    id: 'subscription-needs-seller-token',
    paste:
      'I am facing an issue in creating notification Subscription Id with createSubscription() for notification type ANY_OFFER_CHANGED. Before this i have generated destination id with createDestination with grantless token. Destination id is created successfully, but i am unable to create Subscription Id. I tried with grantless token and default token but no success. I am getting error 403 , Unauthorized , Access to requested resource is denied.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1128',
    id: 'sandbox-fails-without-example',
    paste:
      'Whenever I call the sandbox I get the following error: \n\n{ "errors": [ { "message": "We encountered an internal error. Please try again.", "code": "InternalFailure" } ] }\n\nIf I take the exact same call and do it to production. it works.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/546',
    id: 'sandbox-example-not-matched',
    paste:
      'When I test most interfaces, the interface prompts InvalidInput\n[400] { "errors": [ { "code": "InvalidInput", "message": "Could not match input arguments", "details": "" } ] }\n"endpoint" => Endpoint::EU_SANDBOX,\n$apiInstance = new OrdersV0Api($config);',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/62',
    id: 'retired-api',
    paste:
      'There is a typo in the GetReportDocument URL\nGET https://sellingpartnerapi-na.amazon.com/reports/2020-09-04/reports/2020-09-04/documents/amzn1.tortuga.3.786044b9-22d4-4c2a-a406-fe646974fc3b.T1YKMFLQMITQ8W\nX-Amzn-Errortype: AccessDeniedException\n{ "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2175',
    id: 'storage-address-damaged',
    paste:
      'We are getting the following error when trying to fetch a report via a presigned URL via the SP API. This was working for weeks up until last night.\n<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>No AWSAccessKey was presented.</Message><RequestId>SA8V9G0B33Z43CXC</RequestId><HostId>K7IPYGltr5anMPohAjJElBkQeIV</HostId></Error>',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2721',
    id: 'details-named',
    paste:
      '{"reportType":"GET_MERCHANTS_LISTINGS_FYP_REPORT","marketplaceIds":"[ATVPDKIKX0DER]"}\nWhen I send this body data to /reports/2021-06-30/reports I get\n{ "errors": [ { "code": "InvalidInput", "message": "One or more required parameters missing", "details": "marketplaceIds;" } ] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/721',
    id: 'retired-api',
    paste:
      'url: https://sellingpartnerapi-na.amazon.com/reports/2020-09-04/reports\nbody: { "reportOptions": {}, "reportType": "_GET_MERCHANT_LISTINGS_ALL_DATA_", "MarketplaceIds": [ "A1PA6795UKMFR9", "ATVPDKIKX0DER" ] }\n{ "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/901',
    id: 'primary-or-professional',
    paste:
      'The following error is displayed on the page when authorizing\n\nYou’re not permitted to take this action.\n\nYou must be the primary user of a Professional selling account to take advantage of apps. If you are the primary user, you may upgrade your plan. Click here to upgrade your plan\n\napp id: amzn1.sp.solution.9cf9bdd6-ada1-4670-aedf-66e02c0b460c',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/316',
    id: 'developer-id-form',
    paste:
      'The application type is: SP and MWS, the application status has been released, the authorization in the production environment is directed to the MWS authorization page, instead of the SP API user agrees to the authorization page, the test authorization process (version=beta) is normal',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1602',
    id: 'upload-signature-mismatch',
    paste:
      '/Feeds / 2020-09-04 / documents request the URL returned by this interface; Go to uploadfeeddocument and directly return\n`SignatureDoesNotMatch`The request signature we calculated does not match the signature you provided. Check your key and signing method.AKIAEXAMPLEAWS4-HMAC-SHA256\nPUT\n//NinetyDays/amzn1.tortuga.3.4cc6008c\nX-Amz-Algorithm=AWS4-HMAC-SHA256& X-Amz-Expires=300& X-Amz-SignedHeaders=content-type%3Bhost\ncontent-type:application/x-www-form-urlencoded\nhost:tortuga-prod-na.s3-external-1.amazonaws.com',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/39',
    id: 'upload-signature-mismatch',
    paste:
      "$docSpecs = new Feeds\\CreateFeedDocumentSpecification([ 'content_type' => 'application/pdf' ]);\n$doc = new Document($feedInfos);\n$doc->upload($pdfContent);\nBut then we get the error `The request signature we calculated does not match the signature you provided. Check your key and signing method.`.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/956',
    id: 'retired-class',
    paste:
      'When I call the Authorization API, It return \n\n403: Forbidden\n{ "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }\n\nIt can return authorization_code a week age,And It doesn\'t work from 2021.6.21 suddenly.\nI check the request header and body is fine,and the app is alse published.',
  },
  {
    link: 'https://github.com/double-break/spapi-php/issues/37',
    id: 'signature-mismatch',
    paste:
      'I am not able to get list of all orders using getOrders() api call. \nIf I use the restricted authentication token then I am getting error -\n { "errors": [ { "code": "InvalidInput", "message": "Application do not have access to some or all requested resource", "details": "" } ] }\nOn the getRdtCredentials() function call.\nIf I do not use the getRdtCredentials() function call then I am getting error -\nThe String-to-Sign should have been\nAWS4-HMAC-SHA256\n "code": "InvalidSignature"',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1771',
    id: 'sp-api-500',
    paste:
      'Beginning [12/07/2021] at [7:55 AM PST], Marketplace Web Service APIs, SP API and other tools were reported to be experiencing an error rate increase.\nCan confirm 504 and 500 errors coming back from the getAuthorizationCode endpoint as well.',
  },
  {
    link: 'https://help.plentyone.com/hc/de/articles/29226218150162-Amazon-Token-abgelaufen-keine-Daten-werden-abgeglichen',
    id: 'token-renewed-only-at-amazon',
    paste:
      'Amazon: Token abgelaufen, keine Daten werden abgeglichen. Im Menü Einrichtung » Märkte » Amazon » Berichte » Verarbeitung sind für einen langen Zeitraum keine neuen Berichte da. Ich habe den Token im Seller Central selbst aktualisiert, aber plentymarkets gleicht weiter nichts ab.',
  },
  {
    link: github('jlevers/selling-partner-api/issues/12'),
    id: 'upload-signature-mismatch',
    paste:
      'When uploading the document feed the createFeedDocument method works fine but when I try to upload the document I always get the message "The request signature we calculated does not match the signature you provided. Check your key and signature method."\nconst CONTENT_TYPE = "text/xml";\n$createFeedDocSpec = new Model\\Feeds\\CreateFeedDocumentSpecification(["content_type" => CONTENT_TYPE]);\n$docToUpload = new Document($feedDocumentInfo->getPayload(), CONTENT_TYPE)\n$docToUpload->upload($xml_document);\nare there other permissions to be enabled in AWS?',
  },
  {
    link: docs(1017),
    id: 'upload-signature-mismatch',
    paste:
      "I am writing a script for submitting a feed using SP-API. I am able to create a feedDocument but I am running into an issue when uploading the feed file. The error coming back is 403 forbidden error SignatureDoesNotMatch.\nI believe I am doing it correctly as I am passing the same contentType headers (createFeedDocument request and upload to s3 request) and following the encryption from the createFeedDocument response (decode iv & key -> encrypt file contents). Also, the content type is 'text/tab-separated-values; charset=UTF-8'. I'm encoding the file by opening it in a variable then encoding the var to utf8, then apply the encryption(aes-256-cbc).",
  },
  {
    link: docs(1239),
    id: 'upload-signature-mismatch',
    paste:
      'I am using the above version of feed API and trying to post Order Ack. but it is showing Signature does not match error.\nStep1- call the createFeed Operation. Successfully received the response with URL and feedID\nStep2 - called the received pre-signed s3 URL in step 1 thru a Java program (w/o any creds. or permission) to post the Order Ack. XML.\nbut received the below error -\n<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message><AWSAccessKeyId>intentionally removed</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256\n20210813T231457Z\n20210813/us-east-1/s3/aws4_request',
  },
  {
    link: docs(3268),
    id: 'upload-signature-mismatch',
    paste:
      "this is code for create feed for order tracking, when upload the content getting error\n$feedType = SellingPartnerApi\\FeedType::POST_ORDER_FULFILLMENT_DATA;\n$ft = $feedType['contentType'].\"; charset=UTF-8\";\n$feedsAPI = new SellingPartnerApi\\Api\\FeedsV20210630Api($config);\n$feedDocument = $feedsAPI->createFeedDocument(['contentType'=>$ft]);\n403 Forbidden response: SignatureDoesNotMatch",
  },
  {
    link: docs(2432),
    id: 'request-header-too-large',
    paste:
      'Today I got an error in GetOrders API with restricted data token.\nIt says "Your browser sent a request that this server could not understand. Size of a request header field exceeds server limit".\nThe endpoint works fine without RDT.\nSince I use this on my private business application, PII data is needed and this issue is critical for me.',
  },
  {
    link: github('amazon-php/sp-api-sdk/issues/410'),
    id: 'rdt-refused-said',
    paste:
      'I\'m able to use the RDT to get an order using getOrder() however if I use the same thing to getOrders() I get an error. I am calling the RDT the exact same way and using it in the getOrders() call. I do get the RDT, but for some reason it doesn\'t want to work.\nname.DEBUG: Amazon Selling Partner API post request {"api":"Orders","operation":"getOrders","response_body":"{\\n \\"errors\\": [\\n {\\n \\"code\\": \\"Unauthorized\\",\\n \\"message\\": \\"Access to requested resource is denied.\\",\\n \\"details\\": \\"\\"\\n }\\n ]\\n}"',
  },
  {
    link: docs(1396),
    id: 'restricted-resource-refused',
    paste:
      'error for getting rdt for vendor-direct-fulfillment-orders-api\nendpoint :- https://sellingpartnerapi-na.amazon.com/tokens/2021-03-01/restrictedDataToken\nJsonBody { "restrictedResources": [ { "method": "GET", "path": "/vendor/directFulfillment/orders/v1/purchaseOrders" } ] }\nerror { "errors": [ { "code": "InvalidInput", "message": "Application do not have access to some or all requested resource", "details": "" } ] }\nwe have access to direct-to-consumer role. is anything we have to add in this request',
  },
  {
    link: docs(501),
    id: 'seller-token-on-grantless-operation',
    paste:
      'is Notification API worked for you? i am stuck at createDestination(). I am passing the correct parameter but always leaves with 403 error code.',
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/6'),
    id: 'signature-mismatch',
    paste:
      "According to your documentation of API-Calls, which region do I have to set?\n$config->setApiKey('region', 'us-east-1');\n$marketplaceId = 'A1PA6795UKMFR9';\n$result = $apiInstance->getCatalogItem($marketplaceId, $asin);\nOnly 'us-east-1' \"works\", but I receive the following exception message:\n{ \"errors\": [ { \"message\": \"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.\nThe Canonical String for this request should have been\n'GET\n/catalog/v0/items/B07VXR9VH7\nMarketplaceId=A1PA6795UKMFR9\nhost:sellingpartnerapi-na.amazon.com",
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/5'),
    id: 'signature-mismatch',
    paste:
      "I tried to run this code: res = Orders().get_orders(CreatedAfter=(datetime.utcnow() - timedelta(days=7)).isoformat())\nthe error I get is [{'message': \"Credential should be scoped to a valid region, not 'us-east-1'. \", 'code': 'InvalidSignature'}]\nI also tried to change region but the error is the same: [{'message': \"Credential should be scoped to a valid region, not 'eu-central-1'. \", 'code': 'InvalidSignature'}]",
  },
  {
    link: github('jlevers/selling-partner-api/issues/17'),
    id: 'internal-failure',
    paste:
      'Whenever I try to create a report, I get back a 500 "Internal Failure" message from the API.\n$api_tr->createReport(new CreateReportSpecification([ \'report_type\' => [\'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE\'], \'marketplace_ids\' => [\'ATVPDKIKX0DER\'] ]));\n"errors": [ { "code": "InternalFailure", "message": "We encountered an internal error. Please try again.", "details": "" }',
  },
  {
    link: models(2542),
    id: 'credentials-refused',
    paste:
      "result = Orders_Instance.get_orders(CreatedAfter=date.isoformat(date.today() - timedelta(days=1)),MaxResultsPerPage=1)\nAuthorize is Completed. But when we try to generate a refresh token then faced an error from the Library. Right now, we have directly taken a Refresh token from the client seller account directly but still, we are trying to get_ORders then again raising the error like ('invalid_client', 'Client authentication failed', 401)",
  },
  {
    link: models(2158),
    id: 'md9000',
    paste:
      'I am getting the error MD9000 (without &version=beta). I can successed (with &version=beta). I have already submitted the app. The status of my app is "Submitted". Can you please help me? Something went wrong. This Developer is not currently eligible for new authorizations.',
  },
  {
    link: docs(55),
    id: 'md1000',
    paste:
      'I am using the "Website workflow". I am getting an error (MD1000) when redirecting from my website to Seller Central when using the production url which does not include the version=beta param in the url. It works when in test mode (with the version=beta param in url).',
  },
  {
    link: models(4491),
    id: 'subscription-is-not-grantless',
    paste:
      'createSubscription is documented as a grantless operation here, but it does not seem to be a grantless operation as it only works with an authorized token.',
  },
]

/** Threads that we held out when we collected them, and measured before we improved the table with them. */
export const measuredThreads: readonly MeasuredThread[] = [
  {
    link: models(943),
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      'Confirmed that my AWS IAM role has access policy for execute-api, I\'m able to get the x-amz-access-token from token endpoint, able to generate id/secret/session_token from assumeRole. I tried on the postman using AWS Signature Auth and still getting same error: {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: docs(346),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Access to requested resource is denied. About the policy we are using: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:::*"}]}\ncurl_setopt($ch, CURLOPT_URL,"https://api.amazon.com/auth/o2/token"); curl_setopt($ch, CURLOPT_POSTFIELDS,"grant_type=refresh_token&refresh_token=".$refresh_token',
  },
  {
    link: models(1128),
    id: 'retired-api',
    certainty: 'likely',
    paste:
      "Access to requested resource is denied. Unauthorized.\n{ path: '/catalog/v0/items?MarketplaceId=ATVPDKIKX0DER&Query=toys', method: 'GET', host: 'sellingpartnerapi-na.amazon.com', region: 'us-east-1', service: 'execute-api', headers: { 'x-amz-access-token': 'Atza|I***', Host: 'sellingpartnerapi-na.amazon.com', Authorization: 'AWS4-HMAC-SHA256 Credential=ASIASEECTM3DPLDT46EP/20210315/us-east-1/execute-api/aws4_request",
  },
  {
    link: docs(106),
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      'I followed the steps to set up user, role & policies but it threw the Access denied error. My application client was mapped to IAM role. After we adjusted the request parameters, we kept returning to Unauthorized {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: models(4112),
    id: 'code-refused',
    certainty: 'undecided',
    asks: 'code-use',
    paste:
      'curl --location \'https://api.amazon.com/auth/o2/token\' --header \'Content-Type: application/x-www-form-urlencoded\' --data-urlencode \'grant_type=authorization_code\' --data-urlencode \'code=CODE\' --data-urlencode \'client_id=CLIENT_ID\' --data-urlencode \'redirect_uri=REDIRECT_URL\'\n{ "error_description": "The request has an invalid grant parameter : code", "error": "invalid_grant", "request_id": "fb9b8c63-5f84-42b1-a50b-54a5757bdba9" }',
  },
  {
    link: models(1713),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Reports-API getReport, ReportType: All, US. Status 403 x-amzn-ErrorType: AccessDeniedException {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]} We successfully authorized the Seller Central Account using the Website authorization workflow and send the refresh token from that workflow.',
  },
  {
    link: models(1515),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'When I upgraded to the 2021-06-30 version of the Reports API, I started getting 403 Unauthorized on every single Reports API endpoint, even when using credentials that had been working before I upgraded. Even getReports and createReport are giving me a 403. getMarketplaceParticipations is working fine.',
  },
  {
    link: models(3993),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I\'ve started receiving the error below beginning from 27th of June 2024 from the Reporting API { "code": "Unauthorized", "message": "Access to requested resource is denied.", "details": "" } I don\'t have any problem with the other endpoints and no issue retrieving the Access Token.',
  },
  {
    link: models(150),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'The account has been authorized all apis, but the ReportsApi result is Forbidden, others api is success.\ninput.put("reportType", "GET_ORDER_REPORT_DATA_TAX");',
  },
  {
    link: github('jrl84/amazon-sp-api/issues/23'),
    id: 'upload-content-type-differs',
    certainty: 'shown',
    paste:
      "let feed = { contentType:'text/xml; charset=utf-8' }\nCustomError: The request signature we calculated does not match the signature you provided. Check your key and signing method.\nlet feed_upload_details = await sellingPartner.callAPI({ operation:'createFeedDocument', body:{ contentType:'text/xml; charset=UTF-8' } }); sellingPartner.upload(feed_upload_details, feed)",
  },
  {
    link: models(2303),
    id: 'upload-signature-mismatch',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      "We are getting SignatureDoesNotMatch using the pre-signed URL that comes back from createFeedDocument.\nx-amz-id-2:'W1ZtC5k3Y2wtI0i1aaXV'\nfeedsClient.createFeedDocument({ body: { contentType: 'text/xml' } });\naxios.put(feedDocumentResult.data.url, xmlString, { headers: { contentType: 'text/xml' } });",
  },
  {
    link: docs(179),
    id: 'upload-signature-mismatch',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      'I am getting this error: SignatureDoesNotMatch. Looks like I have to sign my content data. But X-Amz-Signature is already set in this request (it comes from previous Create Feed Document request).',
  },
  {
    link: docs(2011),
    id: 'restricted-role-missing-for-path',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I am able to retrieve RDT for getOrders API but using the RDT as \'x-amz-access-token\' results in 403 unauthorized\nPOST https://sellingpartnerapi-na.amazon.com/tokens/2021-03-01/restrictedDataToken\n{ "restrictedResources": { "method": "GET", "path": "/orders/v0/orders", "dataElements": ["buyerInfo", "shippingAddress"] } }\n403 Forbidden\n{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}\nI am able to retrieve Orders when using the Access token but it fails when using RDT',
  },
  {
    link: docs(639),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "I'm having trouble understanding how to request a RDT. Once i do this I get a 403 error saying my signature doesn't match.",
  },
  {
    link: docs(3323),
    id: 'vendor-role-or-grant',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I am trying to access Vendor Purchase Orders using SP API but receiving 403 error. https://sellingpartnerapi-na.amazon.com/vendor/orders/v1/purchaseOrders/<purchase_order_id> I also tried accessing Catalog API but received the same error. I am able to generate Access token using Refresh Token. Created a case through Vendor Central',
  },
  {
    link: docs(3072),
    id: 'access-token-invalid',
    certainty: 'undecided',
    asks: 'token-sent',
    paste:
      "/vendor/directFulfillment/orders/v1/purchaseOrders with an RDT for [{ \"method\": \"GET\", \"path\": \"/vendor/directFulfillment/orders/v1/purchaseOrders\" }]\n[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': 'The access token you provided is revoked, malformed or invalid.'}]",
  },
  {
    link: models(1881),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Vendor Direct Fulfillment Purchase order 403 Acces to requested resource is denied. I have done everything right and still getting the error.',
  },
  {
    link: github('jlevers/selling-partner-api/issues/140'),
    id: 'restricted-operation',
    certainty: 'likely',
    asks: 'token-kind',
    paste:
      'I go https://vendorcentral.amazon.com/sellingpartner/developerconsole to create app. $apiInstance = new VendorDirectFulfillmentOrdersApi($this->config); $apiInstance->getOrder($purchase_order_number);\n[403] {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: docs(80),
    id: 'sandbox-fails-without-example',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'VendorDirectFulfillmentOrdersV1 --> Forbidden: Access to requested resource is denied. I have full rights in vendor central. The first test with postman worked but i get an empty list. Same call using sandbox endpoint: {"errors":[{"message":"We encountered an internal error. Please try again.","code":"InternalFailure"}]}',
  },
  {
    link: docs(1417),
    id: 'seller-account-on-vendor-operation',
    certainty: 'likely',
    asks: 'account-kind',
    paste:
      '/vendor/directFulfillment/orders/v1/purchaseOrders/{purchaseOrderNumber} How to get authorization. I requested this interface (FBM) order, but an error was reported {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: docs(3157),
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I successfully created the destination and event bridge, but when I run the subscription creation it returns 403. I have the Product Listing role.\nPOST /notifications/v1/subscriptions/LISTINGS_ITEM_STATUS_CHANGE\n{"payloadVersion":"1.0","destinationId":"0b9a0dec-b8bf-4d6f-9f85-fbb0af514566"}\nGET /notifications/v1/subscriptions/LISTINGS_ITEM_STATUS_CHANGE gives the same error. Other call works perfectly.\nAccess to requested resource is denied.',
  },
  {
    link: docs(2621),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I\'m getting an "unauthorized", and "access denied" error in my basic application. I saw that people are accessing the API after following SP-API docs. I\'m doing everything the same with the docs.',
  },
  {
    link: docs(410),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "after following ALL the documentation (creating AWS profile, create application, setting up the authentication) I wasn't able to use, receiving simply 403 on calling API for purchaseOrders (no other details, or json-formatted errors)",
  },
  {
    link: github('patterninc/muffin_man/issues/48'),
    id: 'sandbox-call-denied',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'client = MuffinMan::Orders::V0.new(credentials, sandbox=true)\nETHON: performed EASY effective_url=https://api.amazon.com/auth/o2/token response_code=200\nETHON: performed EASY effective_url=https://sandbox.sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds%5B0%5D=ATVPDKIKX0DER response_code=403\n{"errors"=>[{"message"=>"Access to requested resource is denied.","code"=>"Unauthorized","details"=>""}]}',
  },
  {
    link: models(1819),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Access to requested resource is denied. x-amzn-ErrorType: AccessDeniedException\nResponse{protocol=http/1.1, code=403, message=Forbidden, url=https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations}',
  },
  {
    link: docs(3561),
    id: 'amazon-fault',
    certainty: 'undecided',
    asks: 'since-when',
    paste:
      'Ongoing SPAPI outage. Per the SPAPI status dashboard, there have been ongoing issues for many days on the FBA portions of the API. https://sellercentral.amazon.com/sp-api-status - showing Fulfillment Inbound API outage. We are experiencing the same thing for over 3 days.',
  },
  {
    link: models(4667),
    id: 'html-answer',
    certainty: 'undecided',
    asks: 'page-of',
    paste:
      'I\'m experiencing intermittent HTTP 503 errors when calling several endpoints: getReport createReport getOrders. The error is returned as HTML:\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><title>Website Temporarily Unavailable</title></head>\nThe error occurs sporadically and then resolves itself.',
  },
  {
    link: docs(176),
    id: 'sp-api-400',
    certainty: 'undecided',
    asks: 'compared',
    paste: "400 Bad Request in SP-API. Did you manage to solve your problem? I'm now facing this problem.",
  },
  {
    link: docs(657),
    id: 'marketplace-of-other-region',
    certainty: 'shown',
    paste:
      '[403] Client error: `GET https://sellingpartnerapi-eu.amazon.com/catalog/v0/items/B0002ZFTJA?MarketplaceId=ATVPDKIKX0DER` resulted in a `403 Forbidden` response: { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "det (truncated...)\nAll Apps in "Draft" status',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/19'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "Self authorization application return Forbidden. I'm sure my account information is correct and authorized by myself, but Amazon's API returned an error",
  },
  {
    link: github('cafeasp/Selling-Partner-API/issues/1'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'when I ran the program, I kept getting "Access to Requested Resource is Denied." Code: Unauthorized. I tried to add an inline policy to the user. Nothing worked!',
  },
  {
    link: github('ionafan2/selling-partner-api-php-sandbox/issues/1'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER&CreatedAfter=2020-12-03 resulted in a 403 Forbidden response: { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "det (truncated...). REFRESH_TOKEN get from my "Self Authorization". My selling partner application is "draft" status. my selling partner account and my aws account is difference.',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/285'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "res = Orders(credentials=credentials).get_orders(CreatedAfter=(datetime.utcnow() - timedelta(days=7)).isoformat())\n[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]\ncreateReportResponse = Reports(credentials=credentials).create_report(reportType=ReportType.GET_MERCHANT_LISTINGS_ALL_DATA)",
  },
  {
    link: docs(3046),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "sp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]\nmy code was working just fine for two weeks. Just ran it last night, woke up and ran it now and I'm getting this error. No permissions have been changed. Nothing has been changed, in fact. I just created a new app again, and the new app works.",
  },
  {
    link: models(1898),
    id: 'seller-called-as-vendor',
    certainty: 'undecided',
    asks: 'account-kind',
    paste:
      "from sp_api.api import VendorDirectFulfillmentShipping\nsp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]\nI also authorize this app and get the refresh token. When I choose the App Type, the choice is only SP API",
  },
  {
    link: docs(1734),
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      'io.swagger.client.ApiException: Forbidden\n\tat io.swagger.client.ApiClient.handleResponse(ApiClient.java:974)\n\tat io.swagger.client.api.SellersApi.getMarketplaceParticipationsWithHttpInfo(SellersApi.java:144)\nI have created the IAM USer, roles, and policy and then created the partner app in seller central.',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/13'),
    id: 'parameter-named',
    certainty: 'shown',
    paste:
      "sales.get_order_metrics(interval=(...), granularity=Granularity.DAY)\n[{'message': 'Missing or invalid request parameters: [marketplaceIds]', 'code': 'InvalidInput'}]",
  },
  {
    link: github('jlevers/selling-partner-api/issues/263'),
    id: 'sandbox-example-not-matched',
    certainty: 'shown',
    paste:
      '"endpoint" => SellingPartnerApi\\Endpoint::NA\n$apiInstance->createReport($body);\n\'report_type\' => ReportType::GET_MERCHANT_LISTINGS_ALL_DATA[\'name\']\n"[400] [{"code":"InvalidInput","message":"Could not match input arguments"}]"',
  },
  {
    link: models(4652),
    id: 'type-role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: the role of brand analysis has been selected, and our brand has been registered in Amazon Brand Registry, but the request keeps getting an error message {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
  },
  {
    link: models(4701),
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      '{ "reportType": "GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT", "processingEndTime": "2025-03-24T07:46:29+00:00", "processingStatus": "FATAL", "marketplaceIds": [ "A1VC38T7YXB528" ], "reportDocumentId": "amzn1.spdoc.1.4.fe.1cdf7c20", "reportId": "51921020171" }',
  },
  {
    link: docs(1626),
    id: 'type-role-not-on-application',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      'REQUEST: /reports/2020-09-04/reports { "reportType": "GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT", "reportOptions": { "reportPeriod": "DAY" }, "marketplaceIds": ["ATVPDKIKX0DER"] }\n{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}\nThere isn\'t the role "Brand Analytics Selling Partner API role" in the document',
  },
  {
    link: models(2110),
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'It works fine when calling GET_MERCHANT_LISTINGS_ALL_DATA or GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL. My client has brand registry, when i call GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT i get a 403: {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
  },
  {
    link: docs(3047),
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: even if I have valid parameters I\'m still receiving FATAL status. "errorDetails" : "A client error occurred. Please double check that your parameters are valid and fulfill the requirements of the report type."',
  },
  {
    link: models(308),
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      'when i create report type of GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT, api return reportId. but when i retrieve the report status by report id, api tell me that the report created fatal.\nclass Report { marketplaceIds: [ATVPDKIKX0DER] reportId: 112371019446 reportType: GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT processingStatus: FATAL',
  },
  {
    link: models(261),
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      'reports_client.create_report(reportType=ReportType.GET_VENDOR_TRAFFIC_REPORT, dataStartTime=("2022-07-04"), reportPeriod="Week", marketplaceIds=["ATVPDKIKX0DER"]) the process always Fatal and it does not return any error information.',
  },
  {
    link: github('amzn/amazon-advertising-api-php-sdk/issues/8'),
    id: 'code-refused',
    certainty: 'undecided',
    asks: 'code-use',
    paste:
      'While going thru the Authorization process we keep getting an error when trying to retrieve the refresh + access token. {"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"} After being redirected from LwA, we copy the Auth code exactly from the redirect_uri query string into our serversided call with cURL',
  },
  {
    link: docs(3556),
    id: 'path-other-version',
    certainty: 'shown',
    paste:
      "url = f\"https://sellingpartnerapi-eu.amazon.com/listings/2021-06-30/items/{seller_id}/{sku}\"\nheaders = { \"Content-Type\": \"application/json\", \"Authorization\": f\"Bearer {access_token}\" }\nresponse = requests.patch(url, json=payload, headers=headers)\n{'errors': [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]}",
  },
  {
    link: models(4429),
    id: 'path-value-unencoded',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'We are encountering an issue when calling PatchListingsItem. Whenever we attempt to update an attribute using a SKU that includes a forward slash (/) or a hash (#), the API returns a 403 error.',
  },
  {
    link: github('jlevers/selling-partner-api/issues/777'),
    id: 'message-named',
    certainty: 'likely',
    paste:
      'Vendor Central encountered an error while calling patchListingsItem\n{ "errors": [ { "code": "InvalidInput", "message": "Invalid \'sellerId\' and \'marketplaceId\' combination provided.", "details": "" } ] }\nitemsApi.patchListingsItem("A39********", 8158SAA8213USVC, Collections.singletonList("AT**********"), listingsItemPatchRequest, null); I need to update the listing under the Vendor Central account',
  },
  {
    link: models(4748),
    id: 'storage-refused',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      'StatusCode: 403, ReasonPhrase: \'Forbidden\', Version: 1.1, Headers: { x-amz-request-id: WSRAS08GPNJ2N9FV x-amz-id-2: nYSXCpK2Wk01ANAhib Server: AmazonS3 Content-Type: application/xml }\nuploadContent = new StringContent(jsonPayload, Encoding.UTF8, "application/json"); var uploadRequest = new HttpRequestMessage(HttpMethod.Put, uploadUrl)\nthrow new Exception($"Failed to upload feed document.',
  },
  {
    link: models(2250),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Have written tests around Orders API, no problem. Feed API, no problem. Listings API - 403 Forbidden. What policy, role, setting do I need to get this to return the static response from the sand-box please? I have the Product Listings checkbox ticked in seller central.',
  },
  {
    link: models(741),
    id: 'sandbox-fails-without-example',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      '/fba/inbound/v0/plans (createInboundShipmentPlan) isn\'t working for production or sandbox calls. statusCode 400 { "code": "InvalidInput", "message": "Invalid Input", "details": "" }\nFor the sandbox call statusCode 500 { "message": "We encountered an internal error. Please try again.", "code": "InternalFailure" }',
  },
  {
    link: models(4046),
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'As of today, immediately after creating an inbound plan, the plan gets voided. GeneratePackingOptions: { "errors": [ { "code": "BadRequest", "message": "ERROR: Operation GeneratePackingOptions can not be processed on a cancelled inbound plan.", "details": "" } ] } We are also experiencing this issue.',
  },
  {
    link: models(4107),
    id: 'internal-failure',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'createInboundPlan operation fails without any details. { "severity": "ERROR", "code": "InternalServerError", "message": "ERROR: Something went wrong. Please try again later." }',
  },
  {
    link: models(5078),
    id: 'internal-failure',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      "We are encountering a problem with CreateInboundPlan; the API is returning 'error: a server side error occured processing the operation \"CreateInboundPlan\"'. All sites have problems, and the status shown on sp-api-status is normal. It's been happening since yesterday.",
  },
  {
    link: docs(799),
    id: 'tls-broken',
    certainty: 'undecided',
    paste:
      'I am calling the inbound shipment plan but I get this response "StatusCode: 0, Content-Type: , Content-Length: 0)" {"The underlying connection was closed: An unexpected error occurred on a send."}',
  },
  {
    link: docs(361),
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      '400 when calling NotificationApi ->createDestination { "errors": [ { "code": "InvalidInput", "message": "Invalid Input", "details": "" } ] } I\'m able to call getDestinations and getSubscriptionById fine. host = \'sellingpartnerapi-fe.amazon.com\' token_data = {\'grant_type\': \'client_credentials\', \'scope\': \'sellingpartnerapi::notifications\'}',
  },
  {
    link: docs(2043),
    id: 'queue-policy',
    certainty: 'likely',
    asks: 'queue',
    paste:
      'i am working on NotificationApi. I create Subscription for ORDER_STATUS_CHANGE and REPORT_PROCESSING_FINISHED. But no message is sent to SQS. { "Effect": "Allow", "Principal": { "AWS": [ "arn:aws:iam::123412341234:user/myuser", "arn:aws:iam::123412341234:root" ] }, "Action": [ "sqs:GetQueueAttributes", "sqs:SendMessage" ], "Resource": "arn:aws:sqs:us-east-1:123412341234:MYSQS" }',
  },
  {
    link: models(4759),
    id: 'details-named',
    certainty: 'likely',
    paste:
      'purchaseShipment works fine in the sandbox, but I\'m unable to create the shipment using the production API. {"errors": [ { "code": "InvalidInput", "message": "Invalid input.", "details": "The requested value added services are invalid. Please check the value added services offered in the GetRates response." } ] }',
  },
  {
    link: github('jlevers/selling-partner-api/issues/93'),
    id: 'restricted-operation',
    certainty: 'likely',
    asks: 'token-kind',
    paste:
      'when trying to call either the getEligibleShipmentServices or createShipment operations. I am receiving the following 403 error: {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]} We have already applied and been approved for the “Direct-to-Consumer Shipping” roles and it is selected under our app registration page. The app’s status is “Current edit is saved as draft”. Other API calls such as createFeedDocument, createFeed, createReport, getReportDocument work perfectly fine.',
  },
  {
    link: docs(2343),
    id: 'internal-failure',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'I\'m trying the integration with Amazon Shipping API in Europe. GET /shipping/v1/account gives an empty payload. POST /shipping/v1/shipments gives { "errors": [ { "code": "InternalFailure", "message": "We encountered an internal error. Please try again.", "details": "" } ] } Do we need some special permission?',
  },
  {
    link: docs(1884),
    id: 'internal-failure',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      'I send a request to /shipping/v1/purchaseShipment: { "errors": [ { "code": "InternalFailure", "message": "We encountered an internal error. Please try again.", "details": "" } ] }',
  },
  {
    link: models(2753),
    id: 'seller-called-as-vendor',
    certainty: 'undecided',
    asks: 'account-kind',
    paste:
      'trying a post to: https://sandbox.sellingpartnerapi-na.amazon.com/vendor/shipping/v1/shipments {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]} in postman',
  },
  {
    link: docs(1952),
    id: 'vendor-role-or-grant',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I\'m a retail vendor. Any call I make to https://sellingpartnerapi-na.amazon.com/vendor/shipping/v1/shipments results in an "Access to requested resource is denied." error. I\'m able to use other APIs, such as /vendor/shipping/v1/shipmentConfirmations, with no problems. Amazon insists my developer account has access.',
  },
  {
    link: models(46),
    id: 'sandbox-call-denied-said',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'i hit this (sandbox) mfn/v0/eligibleShippingServices api by postman but the error is { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" }',
  },
  {
    link: docs(266),
    id: 'sandbox-call-denied-said',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I get "Access to requested resource is denied" while testing sandbox endpoint (Unauthorized). I used Self Authorization and was able to get a refresh token, then an access token. I checked my IAM roles and policy. I made sure that I used the role arn when I created my test app.',
  },
  {
    link: models(4958),
    id: 'sandbox-call-denied-said',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      "I maintain a Ruby wrapper for the SP-API and am adding sandbox test coverage for all available APIs, but I'm hitting persistent 403 errors on some. Do sandbox calls require the same application permissions as production? can I call a vendor-related API in sandbox if my test credentials don't include vendor permissions?",
  },
  {
    link: models(1309),
    id: 'consent-uris-empty',
    certainty: 'likely',
    paste:
      "I have registered my application and added this OAuth Redirect URL https://www.example.com/en/sp_api/callback. OAuth Login URI is blank. user clicks https://sellercentral-europe.amazon.com/apps/authorize/consent?application_id=amzn1.sellerapps.app.x&redirect_uri=https://www.example.com/en/sp_api/callback then it successfully approves the consent, but it's not redirected back",
  },
  {
    link: docs(58),
    id: 'nobody-returns',
    certainty: 'undecided',
    paste:
      'https://sellercentral.amazon.com/apps/authorize/consent?application_id=MY_APP_ID&state=MY_STATE&redirect_uri=https://MY_WEBSITE&version=beta after clicking it, the sellers goes through the process, they approve my app, they are shown the MWS token. but they are not redirected to the url specifed in the redirect_uri nor do i get a server hit on that url',
  },
  {
    link: docs(750),
    id: 'redirect-complete',
    certainty: 'shown',
    paste:
      "on step 4 I'm expecting a mws_auth_token and I don't get it, I only get: https://myRedirectUri.com/?spapi_oauth_code=blablabla&state=test&selling_partner_id=blablabla I'm using a draft hybrid application, and login using seller that is not the application owner.",
  },
  {
    link: models(19),
    id: 'solicitation-not-available',
    certainty: 'shown',
    paste:
      'The response code for submitting a product review request is 201. However, submitting a request again for the same order id responds with a 403 { "errors": [ { "code": "Unauthorized", "message": "The requested solicitation is not available for this amazonOrderId.", "details": "" } ] }',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/943'),
    id: 'sandbox-fails-without-example',
    certainty: 'likely',
    asks: 'fails-with-it',
    paste:
      "create_product_review_and_seller_feedback_solicitation api in sandbox env: sp_api.base.exceptions.SellingApiServerException: [{'message': 'We encountered an internal error. Please try again.', 'code': 'InternalFailure'}] It is working with get_solicitation_actions_for_order API",
  },
  {
    link: models(4926),
    id: 'path-unknown',
    certainty: 'likely',
    paste:
      'Re-authorized the app multiple times with all available roles selected. Generated new refresh token after re-authorization. Orders API, Catalog Items API, Reports API work with same credentials.\nGET https://sellingpartnerapi-eu.amazon.com/customer-feedback/2024-06-01/feedback?marketplaceIds=A1PA6795UKMFR9&pageSize=10\nStatus: 403 Forbidden',
  },
  {
    link: docs(121),
    id: 'solicitation-not-available',
    certainty: 'shown',
    paste:
      'POST /solicitations/v1/orders/{amazonOrderId}/solicitations/productReviewAndSellerFeedback { "errors": [ { "code": "Unauthorized", "message": "You can’t use this feature to request a review outside the 5-30 day range after the order delivery date.", "details": "" } ]',
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/14'),
    id: 'message-template-not-allowed',
    certainty: 'shown',
    paste:
      'POST /messaging/v1/orders/111-7414665-8741000/messages/confirmCustomizationDetails return 403 Forbidden, message:Invalid amazonOrderId and template combination',
  },
  {
    link: github('jlevers/selling-partner-api/issues/247'),
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      'Exception when calling OrdersV0Api->getOrderDetail: [429] { "errors": [ { "message": "You exceeded your quota for the requested resource.", "code": "QuotaExceeded" } ] } It\'s only 59 orders. when i run for 2 or 5 orders its works perfectly.',
  },
  {
    link: docs(573),
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      "am calling orders/v0/orders/{}/buyerInfo. I've already tried to sleep 1 second between each request but i keep getting the following error. You exceeded your quota for the requested resource.",
  },
  {
    link: github('beardon/mws-api/issues/99'),
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      "It doesn't happen all the time, since I have imports of orders on cron job (every 3 minutes) I sometimes find my server crashed with this error: { Error: Request is throttled at Promise.try (/home/api/e-shop-sync/node_modules/mws-api/lib/client.js:144:33)",
  },
  {
    link: github('jlevers/selling-partner-api/issues/108'),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I had a successful createReport() request that returned a report_id. I tried getReport(report_id) but got access denied, and now no matter what function I try to use, it errors with access denied. "lwaRefreshToken" => Crypt::decryptString($access->refresh_token), "accessToken" => Crypt::decryptString($access->access_token), "accessTokenExpiration" => strtotime($access->expires_at)',
  },
  {
    link: models(2294),
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I am getting error "Access to the resource is forbidden" for report api where report value is GET_EASYSHIP_DOCUMENTS. I am doing it with indian marketplace id.',
  },
  {
    link: docs(2059),
    id: 'data-elements-not-allowed',
    certainty: 'shown',
    paste:
      "If we make a call to reportClient.getReportSchedules we get Access to the resource is forbidden. So we will try to get an RDT instead: createRestrictedDataToken({ body: { restrictedResources: [ { dataElements: ['buyerInfo'], method: 'GET', path: 'reports/2021-06-30/schedules' } ] } }) returns Application does not have access to one or more requested data elements: [buyerInfo]",
  },
  {
    link: docs(3692),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/items?keywords=chair&marketplaceIds=ATVPDKIKX0DER passing correct token but still error {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: models(1035),
    id: 'retired-api',
    certainty: 'likely',
    paste:
      '/catalog/v0/items returns "Access to requested resource is denied" error. Getting orders and /products/pricing/v0/price works ok. For item listing I\'m using the same tokens, same marketplace. In App Settings page I have checked these roles: Finance and Accounting, Pricing, Inventory and Order Tracking, Amazon Fulfillment and Product Listing.',
  },
  {
    link: github('jrl84/amazon-sp-api/issues/153'),
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I have a permissions problem calling the \'getCatalogItem\' operation, I have no problems with other operations like \'getMarketplaceParticipations\' or \'getOrders\'; {"message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "", "type": "error"}\nsellingPartner.callAPI({ operation: \'getCatalogItem\', endpoint: \'catalogItems\', path: { asin: \'B08F582HWR\' }, query: { marketplaceIds: [\'APJ6JRA9NG5V4\'] } })',
  },
  {
    link: docs(232),
    id: 'marketplace-of-other-region',
    certainty: 'shown',
    paste:
      'https://sellingpartnerapi-eu.amazon.com/catalog/v0/items/B08KG9M3K4?MarketplaceId=ATVPDKIKX0DER Response http code is \'403\', {"message": "Access to requested resource is denied.","code": "Unauthorized","details": ""} But with the same access token https://sellingpartnerapi-eu.amazon.com/products/pricing/v0/price?MarketplaceId=ATVPDKIKX0DER&ItemType=Asin&Asins=B08KG9M3K4 is 200.',
  },
  {
    link: models(1836),
    id: 'retired-api',
    certainty: 'likely',
    paste:
      '[403] Client error: `GET https://sellingpartnerapi-eu.amazon.com/catalog/v0/items?MarketplaceId=A1PA6795UKMFR9` resulted in a `403 Forbidden` response: { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "det (truncated...) "x-amzn-ErrorType" => "AccessDeniedException"',
  },
  {
    link: github('saleweaver/python-amazon-sp-api/issues/1994'),
    id: 'retired-class',
    certainty: 'likely',
    paste:
      "sp_api.api.Orders works perfectly for me, but any query I make in sp_api.api.Catalog gives me the following error: [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]",
  },
  {
    link: models(2585),
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'In the sandbox environment, I was able to successfully call /orders/v0/orders, but /catalog/2022-04-01/items: { "errors": [ { "code": "Unauthorized", "message": "Access to requested resource is denied.", "details": "" } ] } Sandbox API prefix is: https://sandbox.sellingpartnerapi-eu.amazon.com. the testing app has the role of Product Listing and Pricing.',
  },
  {
    link: models(1117),
    id: 'retired-api',
    certainty: 'likely',
    paste:
      'I have a problem accessing the resource GET /catalog/v0/items/ I have access to other resources without problems, I already have all the permissions active {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: models(1346),
    id: 'retired-class',
    certainty: 'likely',
    paste:
      "When I execute the \"listCatalogItems\" operation, the result returns 403 error. \"Self authorization\" is no problem, and the application interface permissions are no problem. sp_api.base.exceptions.SellingApiForbiddenException: [{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]",
  },
  {
    link: models(1398),
    id: 'noticed-retired-api',
    certainty: 'likely',
    paste:
      'listCatalogItems 400 Bad Request. Request{method=GET, url=https://sellingpartnerapi-na.amazon.com/catalog/v0/items?MarketplaceId=ATVPDKIKX0DER, tag=null}',
  },
  {
    link: docs(2252),
    id: 'no-mws-authorization',
    certainty: 'likely',
    paste:
      'Whenever I am migrating any customer from MWS to SP I am getting { "errors": [ { "code": "InvalidInput", "message": "No MWS Authorization exists", "details": "" } ] }. If I migrate the US region connection then its working fine. Only facing issues with CA and Uk region connections.',
  },
  {
    link: github('jrl84/amazon-sp-api/issues/38'),
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      "We are using \"fe\" region and Japan marketplace id \"A1VC38T7YXB528\". sellingPartner.callAPI({ operation:'getMarketplaceParticipations', endpoint:'sellers' }); CustomError: Access to requested resource is denied. { code: 'Unauthorized', details: '', type: 'error' } I changed existing application to a hybrid type and assign IAM to get LWA client ID and Secret.",
  },
  {
    link: github('ionafan2/selling-partner-api-php-sandbox/issues/4'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Fatal error: Uncaught GuzzleHttp\\Exception\\ClientException: Client error: GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER&CreatedAfter=2021-01-21 resulted in a 403 Forbidden response: { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "det (truncated...) Last year I have registered as a MWS developer.',
  },
  {
    link: 'https://www.buchhaltungsbutler.de/wissensdatenbank/fehlerbehebung-amazon/',
    id: 'primary-or-professional',
    certainty: 'undecided',
    asks: 'plan',
    paste:
      'Amazon API ist nicht verfügbar (fehlende Berechtigung). Nur mit dem Amazon Professional Verkäuferkonto haben Sie die Möglichkeit, die API zu nutzen.',
  },
  {
    link: 'https://developer-docs.amazon.com/sp-api/lang-ja_JP/docs/troubleshooting-seller-accounts',
    id: 'seller-inactive',
    certainty: 'likely',
    asks: 'other-seller',
    paste:
      'createFeedの400応答 { "errors": [ { "code": "InvalidInput", "message": "Invalid request parameters", "details": "" } ] } 他の出品者では問題ありません。createFeedDocumentは成功します。',
  },
  {
    link: docs(3492),
    id: 'message-named',
    certainty: 'likely',
    paste:
      'getMyFeesEstimates: { "payload": { "FeesEstimateResult": { "Status": "ClientError", "FeesEstimateIdentifier": { "MarketplaceId": "ATVPDKIKX0DER", "IdType": "ASIN", "IdValue": "B01K86AYSI" }, "Error": { "Type": "Sender", "Code": "InvalidParameterValue" This request works most of the time, but for some ASINs it throws the InvalidParameterValue error.',
  },
  {
    link: docs(3034),
    id: 'invalid-input',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'getMyFeesEstimateForSKU return the "There is an client-side error. Please verify your inputs." https://sellingpartnerapi-na.amazon.com/products/fees/v0/listings/MP001-Watercolour%20world%20map/feesEstimate',
  },
  {
    link: docs(2630),
    id: 'sp-api-400',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      "getListingOffers: this endpoint was working but from yesterday it only gives bad request with surprising no response data. What's the problem?",
  },
  {
    link: docs(423),
    id: 'sp-api-400',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'both ASINs trigger the same 404 response with getPricing but does work with getItemOffers. And bad parameters should trigger a 400 response',
  },
  {
    link: docs(114),
    id: 'marketplace-of-other-region',
    certainty: 'shown',
    paste:
      'I can access to orders-api, catalogItem-api. But when I used the 2 methods of solicitations-api, it will return "Access to requested resource is denied." always.\nPOST /solicitations/v1/orders/123-1234567-1234567/solicitations/productReviewAndSellerFeedback?marketplaceIds=ATVPDKIKX0DER HTTP/1.1\nHost: sandbox.sellingpartnerapi-eu.amazon.com\nx-amz-access-token: Atza|IXXXXXXXO8Rd8MBkai',
  },
  {
    link: github('jlevers/selling-partner-api/issues/87'),
    id: 'marketplace-unlisted',
    certainty: 'likely',
    asks: 'participates',
    paste:
      'Exception when calling FbaInventoryApi->getInventorySummaries: [403] {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}\n$result = $apiInstance->getInventorySummaries(\'Marketplace\', \'A38JS57J8SUO4V\', [\'A38JS57J8SUO4V\']); I\'m calling API from FE region',
  },
  {
    link: docs(129),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'I\'m also receiving the same message: "Access to requested resource is denied.", "code": "Unauthorized", for /fba/inventory/v1/summaries, whereas queries sent to "/orders/v0/orders" work without any issues.',
  },
  {
    link: docs(3587),
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'fba/inventory/v1/summaries - 403 (EU - UK). I\'m using the UK marketplace ID (A1F83G8C2ARO7P) and the EU endpoint (https://sellingpartnerapi-eu.amazon.com). I have assigned the permissions of "Inventory and Order Tracking", "Amazon Fulfilment", and "Product Listing" to the SP API application. {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: docs(795),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'https://sellingpartnerapi-na.amazon.com/fba/inventory/v1/summaries?MarketplaceIds=ATVPDKIKX0DER&granularityType=Marketplace I am able to access other endpoints, no problem. I checked that access was granted in Seller Central. Access to requested resource is denied. Unauthorized',
  },
  {
    link: docs(1826),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'The FBA/inventory/V1/summaries interface indicates Access to requested resource is denied: the European site and the Far East site cannot obtain data, but the American site can successfully obtain data; What is the reason',
  },
  {
    link: docs(650),
    id: 'sandbox-call-denied-said',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      "We are trying to access the API endpoint /fba/inventory/v1/summaries from EU in sandbox but only receiving \"Unauthorized\" as answer. Other API endpoints are working without any problem. { message: 'Access to requested resource is denied.', code: 'Unauthorized', details: '' }",
  },
  {
    link: docs(1316),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'fba/inventory/v1/summaries - 403. Error 403 is reported. The signature failed, but the call to orders/v0/orders succeeded. What is the reason?',
  },
  {
    link: docs(1211),
    id: 'access-token-missing',
    certainty: 'undecided',
    asks: 'token-sent',
    paste:
      'The SP API returns {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":"Access token is missing in the request header."}]}',
  },
  {
    link: models(945),
    id: 'access-token-missing',
    certainty: 'undecided',
    asks: 'token-sent',
    paste:
      'https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations gives {"errors"=>[{"message"=>"Access to requested resource is denied.", "code"=>"Unauthorized", "details"=>"Access token is missing in the request header."}]}\n"x-amz-Access-Token"=>"Atza|IwEBINKEa6fOACCESSTOKEN", "host"=>"sellingpartnerapi-na.amazon.com", "authorization"=>"AWS4-HMAC-SHA256 Credential=AKIA3TVXMI6JDCREDENTIAL/20210113/us-east-1/execute-api/aws4_request, SignedHeaders=content-type;host;user-agent;x-amz-access-token',
  },
  {
    link: docs(1092),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "Orders(marketplace=Marketplaces.JP,credentials=credentials).get_orders(...) This code works fine, but another code Finances(marketplace=Marketplaces.JP,credentials=credentials).list_financial_events(...) returns response with \"[{'message': 'Access to requested resource is denied.', 'code': 'Unauthorized', 'details': ''}]\". Why does this happen? Does Finances require different credentials than Orders?",
  },
  {
    link: models(3991),
    id: 'role-for-this-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'Data Kiosk SKU Economics dataset query authorization issues. POST /dataKiosk/2023-11-15/queries returns 403 unauthorized. { "query": "query SalesBase{analytics_economics_2024_03_15{economics(endDate:\\"2024-04-29\\" marketplaceIds:[\\"A1PA6795UKMFR9\\"] Every single one of the other APIs and even all other Data Kiosk dataset queries work as expected.',
  },
  {
    link: models(4273),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'when I call the listTransactions API (v2024-06-19), I receive a 403 Unauthorized response. In contrast, calls to the listFinancialEvents API (v0) return successful responses.',
  },
  {
    link: models(5290),
    id: 'amazon-fault',
    certainty: 'undecided',
    asks: 'since-when',
    paste:
      'Same query successfully created yesterday, but got Unauthorized to access requested fields ERROR today. All running fine till yesterday: { "errors": [ { "code": "Unauthorized", "message": "Unauthorized to access requested fields.", "details": "Unauthorized to access: [ analytics_salesAndTraffic_2024_04_24.salesAndTrafficTrends.traffic.sessionPercentage, analytics_salesAndTraffic_2024_04_24.salesAndTrafficTrends.marketplaceId ]" } ] } Same here.',
  },
  {
    link: docs(2713),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'we are trying to test out listFinancialEvents in postman, but encountered 403 - Unauthorized - Access to requested resource is denied. We registered our application and the status is in Draft, and we chose Finance and Accounting as our only role, and we verified that it could permit operation listFinancialEvents',
  },
  {
    link: github('jlevers/selling-partner-api/issues/814'),
    id: 'scope-misspelt',
    certainty: 'shown',
    paste:
      "Rotate client credentials with SP API. case ROTATE_TOKEN = 'sellingpartnerapi::client_credentials:rotation';",
  },
  {
    link: github('PipedreamHQ/pipedream/issues/19400'),
    id: 'seller-token-on-grantless-operation',
    certainty: 'likely',
    paste:
      'I\'m getting the following error when calling Rotate Application Client Secret (https://developer-docs.amazon.com/sp-api/reference/rotateapplicationclientsecret) in the amazon_selling_partner app so I guess we need to add some other scopes to the app { "errors": [ { "code": "Unauthorized", "message": "Access to requested resource is denied.", "details": "" } ] }',
  },
  {
    link: github('lineofflight/peddler/issues/167'),
    id: 'mws-gone',
    certainty: 'shown',
    paste: 'Peddler::Errors::AccessDenied Exception: Access to Orders.ListOrders is denied',
  },
  {
    link: github('ericcj/amz_sp_api/issues/12'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'feeds = AmzSpApi::FeedsApiModel::FeedsApi.new(AmzSpApi::SpApiClient.new) response = feeds.create_feed_document({"contentType" => \'UTF-8\'})\nHTTP/1.1 403 Forbidden\nContent-Type: application/json\nx-amzn-ErrorType: AccessDeniedException',
  },
  {
    link: models(5295),
    id: 'marketplace-is-pseudo',
    certainty: 'shown',
    paste:
      'searchOrders: When fetching data using specific marketplaceId values, I encounter a "403 Access to requested resource is denied" error; however, the legacy V0 getOrders API works correctly. When using the new version of OrderAPI, passing the parameter marketPlaceId=A2ZV50J4W1RKNI results in an error',
  },
  {
    link: docs(2320),
    id: 'resource-not-found',
    certainty: 'likely',
    asks: 'id-whose',
    paste:
      'i have access to US marketplace and i can get order information for US orders but when I am trying to get order information from canada marketplace got following error { "errors": [ { "code": "ResourceNotFound", "message": "Cannot find resource by the given URI" } ] }',
  },
  {
    link: docs(556),
    id: 'role-for-called-operation',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'We are getting 403 for marketplaceParticipations request for NA and FE regions, yet it works in EU. Other requests (orders list, financial events) work fine in NA.\nGET /sellers/v1/marketplaceParticipations HTTP/1.1\nx-amz-access-token: Atza|...\nHost: sellingpartnerapi-na.amazon.com\n{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: github('PipedreamHQ/pipedream/issues/21638'),
    id: 'session-of-tool',
    certainty: 'likely',
    paste:
      'I am using the Pipedream Amazon Selling Partner integration through a Perplexity connector. The connector is shown as CONNECTED. authenticated SP-API actions fail with this error: Session is not authenticated for the connector service.',
  },
  {
    link: github('airbytehq/airbyte/issues/14734'),
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      "2022-08-26 23:43:26 - Additional Failure Information: The report for stream 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL' was aborted due to a fatal error",
  },
  {
    link: github('PipedreamHQ/pipedream/issues/20361'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Action: amazon_selling_partner-get-order-details. Amazon API: getOrder. marketplace: A1PA6795UKMFR9. Amazon returns 403 Unauthorized. exact Amazon message: Access to requested resource is denied. We cannot tell whether the root cause is missing Amazon permissions vs a limitation in the Pipedream component',
  },
  {
    link: docs(3048),
    id: 'upload-signature-mismatch',
    certainty: 'undecided',
    asks: 'upload',
    paste:
      'AssumeRole request from Python returns SignatureDoesNotMatch. When making a request to /products/pricing/v0/competitivePrice we get a 403 error. This is strange because we are able to make requests to the /reports/2021-06-30/reports URI just fine. It seems POST requests work, but GET requests do not work.',
  },
  {
    link: docs(158),
    id: 'client-credentials-on-seller-operation',
    certainty: 'shown',
    paste:
      'curl --location --request POST \'https://api.amazon.com/auth/o2/token\' --data-urlencode \'grant_type=client_credentials\' --data-urlencode \'refresh_token=Atzr.....\' --data-urlencode \'client_id=amzn1...\' --data-urlencode \'scope=sellingpartnerapi::migration\'\nThen I received an access_token. Now I would like to make an API-Call using this code: $config->setAccessToken($accessToken); $apiInstance = new SellersApi($config); $apiInstance->getMarketplaceParticipations()\n{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: docs(453),
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      'curl --location --request GET \'https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations\' --header \'x-amz-date: 20210301T024743Z\' --header \'x-amz-access-token: Atza|IwEBIG2Ov9dv\' --header \'Authorization: AWS4-HMAC-SHA256 Credential=AKIA2BO2O63DNGL4LWMW/20210301/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=3cca9e\' --header \'Cookie: session-id=135-2764850-4378362\'\n{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}',
  },
  {
    link: docs(212),
    id: 'sandbox-call-denied',
    certainty: 'undecided',
    asks: 'compared',
    paste:
      'https://sandbox.sellingpartnerapi-fe.amazon.com/sellers/v1/marketplaceParticipations receive the error: { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } (this error is also retrieved for different API I tried)',
  },
  {
    link: docs(137),
    id: 'retired-api',
    certainty: 'likely',
    paste:
      'Step 3. Create information feed, return 403. {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}\nRequestURL: https://sellingpartnerapi-na.amazon.com/feeds/2020-09-04/feeds/\nRequestData: {"feedType": "POST_FLAT_FILE_LISTINGS_DATA", "marketplaceIds": ["ATVPDKIKX0DER"], "inputFeedDocumentId": "amzn1.tortuga.3.9341cdca"}',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/891'),
    id: 'report-fatal',
    certainty: 'likely',
    asks: 'report-says',
    paste:
      'Getting Inventory Feed ID status using FIKA API but no clear message receiving however processing status showing FATAL only. var feedOutput=amazonConnection.Feed.GetFeed(mFeedID); Get order from amazon and Post Tracking on amazon all are working fine',
  },
  {
    link: docs(2955),
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I successfully finished calling createfeeddocument and in response I got the feeddocumentid and url, to which I need to upload the feed document. when I am trying to upload an xml, I get a 403 access denied. I checked my developer profile and I have all the permissions checked.',
  },
  {
    link: github('jlevers/selling-partner-api/issues/571'),
    id: 'sandbox-upload',
    certainty: 'likely',
    paste:
      "Fatal error: Uncaught GuzzleHttp\\Exception\\ClientException: Client error: `PUT https://d34o8swod1owfl.cloudfront.net/Feed_101__POST_PRODUCT_DATA_.xml` resulted in a `403 Forbidden`\n\"endpoint\" => SellingPartnerApi\\Endpoint::EU_SANDBOX\n$createFeedDocSpec = new Feeds\\CreateFeedDocumentSpecification(['content_type' => 'text/tab-separated-values; charset=UTF-8']);",
  },
  {
    link: docs(162),
    id: 'path-unknown',
    certainty: 'likely',
    paste:
      'whenever I try to get feed document using the feeddocumentId I have got Forbidden Error\nGET\n/feeds%25E2%2580%258B/2020-09-04%25E2%2580%258B/documents%25E2%2580%258B/amzn1.tortuga.3.c9daf3fc\nhost:sellingpartnerapi-na.amazon.com\nx-amz-access-token:Atza|IwEBIGS-apkrcr',
  },
  {
    link: github('jrl84/amazon-sp-api/issues/54'),
    id: 'rdt-refused-said',
    certainty: 'likely',
    asks: 'token-kind',
    paste:
      'sellingPartner.callAPI({ api_path: `/orders/v0/orders/{orderId}/orderItems/buyerInfo`, method: "GET", query: { MarketplaceId: "ATVPDKIKX0DER" }, restricted_data_token:"my token from create RDT" });\nCustomError: Access to requested resource is denied.\nIf Remove params restricted_data_token, API working, why ?',
  },
  {
    link: docs(3309),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Now I am using the getOrders method available in OrdersV0Api.class to get the OrdersList and then iterate to get Order object which has an optional BuyerInfo. Now this BuyerInfo is null when accessing it. How can i ensure that it is retrieved.',
  },
  {
    link: models(170),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'We used the getOrders operation to get buyer information for orders, but all buyer information is empty.',
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/160'),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I need your help to obtain "buyerInfo" when consulting orders. How could I implement { "restrictedResources": [ { "method": "GET", "path": "/orders/v0/orders", "dataElements": ["buyerInfo", "shippingAddress"] } ] } in the getOrders() method? Currently the method is returning this structure to me: { "AmazonOrderId":"XXX", "OrderStatus":"Pending", "FulfillmentChannel":"AFN", "SalesChannel":"Amazon.com" }',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/628'),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I cannot get the buyer name or his address. amazonConnection.Orders.GetOrders(serachOrderList)[0].BuyerInfo; amazonConnection.Orders.GetOrderItemsBuyerInfo(...) it only returns null value or no value at all. Maybe a rule to add in AWS?',
  },
  {
    link: github('jlevers/selling-partner-api/issues/582'),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'when I use the getOrderItems() function I get the odered item, but not the shipping address. When I use $data_elements = array(\'"buyerInfo"\'); I get an error.',
  },
  {
    link: docs(1275),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "why is the seller information and delivery address returned by calling the RDT interface empty (/orders/v0/orders), the information can be obtained by calling getOrderBuyerInfo and getOrderAddress separately. We are having the same issues. It started 8/17/21 with a few orders. Now it's every order. No Customer Name and no Address1",
  },
  {
    link: docs(3555),
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      '/orders/v0/orders/{orderId}/buyerInfo: We can\'t get any Customized Informations of Order items. We have PII Authorization and used it for years but since 26th January we don\'t get any Custom Informations {"payload":{"OrderItems":[{"OrderItemId":"35204443828002"}],"AmazonOrderId":"304-8941177-0512318"}}',
  },
  {
    link: 'https://docs.openbridge.com/en/articles/5915575-troubleshooting-sp-api-user-permissions',
    id: 'not-primary-user',
    certainty: 'shown',
    paste:
      'Openbridge authorization: "Invalid Access". The secondary user account does not have "Admin" permissions in Seller Central.',
  },
  {
    link: github('ericcj/amz_sp_api/issues/17'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I was able to get the refresh_token and access_token. Now the problem is that all my API calls are being responded with error 403. Calling API: FbaOutboundApi.list_all_fulfillment_orders',
  },
  {
    link: docs(3526),
    id: 'connection-reset',
    certainty: 'shown',
    paste:
      "I'm trying to call pricing api and inventory api, sometimes it works sometimes it dosen't work. cURL error 35: OpenSSL SSL_connect: Connection reset by peer in connection to sellingpartnerapi-na.amazon.com:443 and cURL error 35: error:0A000126:SSL routines::unexpected eof while reading",
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/125'),
    id: 'tls-broken',
    certainty: 'undecided',
    paste:
      "CURLOPT_SSLVERSION => 1, CURLOPT_SSL_VERIFYHOST=>false, CURLOPT_SSL_VERIFYPEER=>false\n$client->request('POST', 'https://api.amazon.com/auth/o2/token', $options);\ncURL error 35: SSL connect error (see https://curl.haxx.se/libcurl/c/libcurl-errors.html)",
  },
  {
    link: docs(1960),
    id: 'tls-broken',
    certainty: 'undecided',
    paste:
      "Sometimes i am getting this exception: System.Net.Http.HttpRequestException: 'The SSL connection could not be established, see inner exception.'",
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/123'),
    id: 'tls-broken',
    certainty: 'undecided',
    paste:
      'cURL error 35: OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to sellingpartnerapi-na.amazon.com:443. I want to use proxy access interface',
  },
  {
    link: github('jasara/php-amzn-selling-partner-api/issues/10'),
    id: 'item-not-in-marketplace',
    certainty: 'likely',
    asks: 'id-whose',
    paste:
      '{"errors":[{"code":"NOT_FOUND","message":"Requested item, B0AABBCC, not found in marketplace(s) [ATVPDKIKX0DER]."}]}',
  },
  {
    link: docs(402),
    id: 'denied-while-signing',
    certainty: 'undecided',
    asks: 'other-operation',
    paste:
      'I am trying to access the Order endpoint of seller-API but getting the 403 (Forbidden) response code. {"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]} 1. Get access token by refresh_token: RESULT: {\'access_token\': \'***\', \'refresh_token\': \'***\', \'token_type\': \'bearer\', \'expires_in\': 3600} 2. client = boto3.client(\'sts\', aws_access_key_id=os.environ.get("SP_API_ACCESS_KEY")) credentials = client.assume_role(RoleArn=os.environ.get("SP_API_ROLE_ARN"))',
  },
  {
    link: docs(1809),
    id: 'noticed-retired-api',
    certainty: 'likely',
    paste:
      'Developer 123456789012 does not have access to this application id. I am getting the error when accessing the resource https://sellingpartnerapi-eu.amazon.com/authorization/v1/authorizationCode. And my app was Published',
  },
  {
    link: docs(347),
    id: 'roles-not-configured',
    certainty: 'likely',
    paste:
      'Authorization API: GetAuthorizationCode Error: {"errors":[{"code":"InvalidInput","message":"The application isn\'t configured with Roles","details":""}]}',
  },
  {
    link: docs(124),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'My application has not been published, but I have completed my self-authorization. Can I use SP-API to call next? But now I call the API and always return Forbidden.',
  },
  {
    link: github('double-break/spapi-php/issues/12'),
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Error 403 Access to requested resource is denied. I am printing the $cred variable and it shows me the correct data. I have tried creating other apps and also with other libraries but I always get the same answer. app in draft mode',
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/267'),
    id: 'hidden-lwa-refusal',
    certainty: 'undecided',
    asks: 'lwa-says',
    paste:
      "System.SystemException: 'Error getting LWA Access Token' Inner Exception is: IOException: Unsuccessful LWA token exchange. I'm trying to access the SP API using the marketplace Germany.",
  },
  {
    link: github('abuzuhri/Amazon-SP-API-CSharp/issues/46'),
    id: 'hidden-lwa-refusal',
    certainty: 'undecided',
    asks: 'lwa-says',
    paste:
      'I get an exception that says "Error getting LWA Token" at FikaAmazonAPI.AmazonSpApiSDK.Runtime.LWAClient.GetAccessToken() at FikaAmazonAPI.Services.TokenGeneration.RefreshAccessToken(AmazonCredential credentials, TokenDataType tokenDataType)',
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/10'),
    id: 'signature-mismatch',
    certainty: 'likely',
    paste:
      'ReportsApi->createReport($body) 403 Forbidden. I tested OrderApi->getOrders() and sellerApi->getMarketplaceParticipations() can be successful, but reportApi->createReport() "message": "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  },
]
