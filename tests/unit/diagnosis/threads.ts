/** A public thread, what was pasted there (shortened, secrets replaced), and its cause as the thread or Amazon's documents have it. */
export interface Thread {
  readonly link: string
  readonly id: string
  readonly paste: string
}

const docs = (n: number) => `https://github.com/amzn/selling-partner-api-docs/issues/${n}`
const models = (n: number) => `https://github.com/amzn/selling-partner-api-models/issues/${n}`
const github = (path: string) => `https://github.com/${path}`
const denied =
  '{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}'

/** Threads that were read while the table was written. */
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
    id: 'no-refresh-token',
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
    id: 'signature-mismatch',
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
    id: 'access-token-expired',
    paste: 'eine Fehlermeldung mit dem Text "The access token you provided has expired." angezeigt wird',
  },
  {
    link: 'https://teratail.com/questions/357498',
    id: 'access-denied',
    paste:
      "下記はSP-APIから返ってきたエラーレスポンスです。\n{ errors: [ { message: 'Access to requested resource is denied.', code: 'Unauthorized', details: '' } ] }",
  },
  // The first twenty that were held out: ten were right at first sight. They were read then, and taught what comes below.
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
    id: 'parameter-missing',
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
    id: 'role-for-this-operation',
    paste: `Call: https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MaxResultsPerPage=100&amp;MarketplaceIds=A1PA6795UKMFR9\nresponse:\n${denied}\nIt is worth noting that any other call, for example getOrderItems still works fine without any error.`,
  },
  {
    link: models(1791),
    id: 'access-denied',
    paste: `I have Product Listing access. Got below error in /feeds/2021-06-30/documents API\n${denied}`,
  },
  {
    link: docs(83),
    id: 'role-for-this-operation',
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
  // The second twenty that were held out: nine were right at first sight. They were read then; two are still beyond the table.
  {
    link: docs(259),
    id: 'subscription-needs-seller-token',
    paste:
      'I can call createDestination, but when I try to call createSubscription I always get "Access to requested resource is denied."\n\nI followed the guide for notifications to SQS. Anyway, I added the Principal 437568002678 below my ID in the JSON permissions',
  },
  {
    link: models(958),
    id: 'sp-api-403-subscription',
    paste:
      'I\'m able to create a destination with `createDestination` just fine, and can view/delete the destinations I create via `getDestinations` and `deleteDestination`. But when I go to create a subscription with `createSubscription`, I get a `403 Unauthorized` error. I also get that error when I call `getSubscription`.\n\n"AWS": "arn:aws:iam::************:root"\n      "Action": "SQS:*",',
  },
  {
    link: github('jlevers/selling-partner-api/issues/390'),
    id: 'sp-api-403-subscription',
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
    id: 'sp-api-403-destination',
    paste:
      'I created Destination to SQS but always response forbidden:\n\n**com.amazon.spapi.client.ApiException: Forbidden**\n\nother:  set Effect to Allow. Set Principal to 437568002678. Set Actions to SendMessage and GetQueueAttributes. \n\n{\n  "Version": "2008-10-17",\n      "Principal": {\n        "AWS": "arn:aws:iam::xxxxxxxx:user/jona"\n      },',
  },
  {
    link: docs(738),
    id: 'not-primary-user',
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
    id: 'access-denied',
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
    id: 'internal-failure',
    paste:
      'Request:\n`{\n    "reportType": "GET_XML_BROWSE_TREE_DATA",\n    "marketplaceIds": [\n        "A1NBL09WUGJPJM"\n    ]\n}`\nResponse:\n`{\n    "errors": [\n        {\n            "code": "InternalFailure",\n            "message": "We encountered an internal error. Please try again.",\n            "details": ""\n        }\n    ]\n}`\nWith StatusCode 500.\nx-amzn-RequestId = 6cdb52df-2422-4a88-a330-d63872026b83,\nSandbox envorinment. https://sandbox.sellingpartnerapi-eu.amazon.com.',
  },
  {
    link: models(834),
    id: 'sandbox-400',
    paste:
      "I've open an account developer and I've follewed all the istructions, creating and AWS Account, with IAM User, Role and Policy. I worke in PHP I'm able to get access_token but when send curl to the sandbox for purchaseOrders I receive 400 Bad Request, obviously I check more and more my code but I don't find any trouble (check data format, check signing key, check signature calculation, canonical headers)",
  },
]
