import type { AskedThread } from './thread.ts'

/**
 * Pastes of errors that somebody made up who hadn’t seen the engine, with what really caused them. The links are only
 * their numbers.
 */
export const madeUpInRound9: readonly AskedThread[] = [
  {
    link: 'made up 1',
    id: 'client-id-is-application-id',
    certainty: 'shown',
    paste:
      "Traceback (most recent call last):\n  File \"/srv/jobs/pull_orders.py\", line 31, in <module>\n    res = Orders(credentials=creds, marketplace=Marketplaces.US).get_orders(CreatedAfter=since)\n  File \"/srv/venv/lib/python3.11/site-packages/sp_api/base/helpers.py\", line 21, in wrapper\n    return function(*args, **kwargs)\n  File \"/srv/venv/lib/python3.11/site-packages/sp_api/auth/access_token_client.py\", line 58, in _request\n    raise AuthorizationError(error_code, error_message, response.status_code)\nsp_api.auth.exceptions.AuthorizationError: ('invalid_client', 'Client authentication failed', 401)\n\ncreds = dict(\n    refresh_token=os.environ['SP_REFRESH'],\n    lwa_app_id='amzn1.sp.solution.5f0d2c1e-77aa-4b0e-9c1f-0c2f6a1d9e34',\n    lwa_client_secret='amzn1.oa2-cs.v1.9d41...',\n)\n\nnew app, first call ever. secret is right, I copied it twice today",
  },
  {
    link: 'made up 2',
    id: 'refresh-refused',
    certainty: 'undecided',
    asks: 'manage-apps',
    after: ['manage-apps.no'],
    decides: 'refresh-permission-gone',
    paste:
      '[2026-11-18 03:15:09] production.ERROR: Client error: `POST https://api.amazon.com/auth/o2/token` resulted in a `400 Bad Request` response:\n{"error_description":"The request has an invalid grant parameter : refresh_token. User may have revoked or didn\'t grant (truncated...)\n {"tenant":"kontor-nord","selling_partner_id":"A2XEXAMPLE7QQ","exception":"[object] (GuzzleHttp\\\\Exception\\\\ClientException(code: 400): Client error: `POST https://api.amazon.com/auth/o2/token` resulted in a `400 Bad Request` response: ... at /var/www/vendor/guzzlehttp/guzzle/src/Exception/RequestException.php:113)"}\n\nwe have 61 sellers connected with this app, only this one fails. every 15 minutes since 17 Nov 22:45, always the same. last deploy was 2 Nov. token in the db: starts Atzr|, same length as the others',
  },
  {
    link: 'made up 3',
    id: 'refresh-token-cut-by-column',
    certainty: 'likely',
    asks: 'manage-apps',
    paste:
      'URGENT - all 212 sellers down. Amazon has revoked everybody, I think it is because we never paid that yearly developer API fee they announced. Whom do we pay??\n\n2026-11-24T13:58:03Z INFO  migrate 0147_tighten_columns applied in 4.1s (seller_grants.refresh_token: TEXT -> VARCHAR(255), label: TEXT -> VARCHAR(120))\n2026-11-24T14:02:11Z WARN  token.refresh seller=A1EXAMPLE4K status=400 err=invalid_grant desc="The request has an invalid grant parameter : refresh_token" tok_prefix=Atzr| tok_len=255\n2026-11-24T14:02:11Z WARN  token.refresh seller=A3EXAMPLE9P status=400 err=invalid_grant desc="The request has an invalid grant parameter : refresh_token" tok_prefix=Atzr| tok_len=255\n2026-11-24T14:02:12Z WARN  token.refresh seller=AQEXAMPLE2Z status=400 err=invalid_grant desc="The request has an invalid grant parameter : refresh_token" tok_prefix=Atzr| tok_len=255\n2026-11-24T14:02:12Z ERROR circuit breaker OPEN (212/212 grants failing), marking all grants REVOKED',
  },
  {
    link: 'made up 4',
    id: 'token-of-other-application',
    certainty: 'undecided',
    asks: 'token-from',
    paste:
      "CustomError: Not authorized for requested operation\n    at SellingPartner.refreshAccessToken (/app/node_modules/amazon-sp-api/lib/SellingPartner.js:378:13)\n    at processTicksAndRejections (node:internal/process/task_queues:95:5)\n    at async SellingPartner.callAPI (/app/node_modules/amazon-sp-api/lib/SellingPartner.js:453:5)\n    at async syncStock (/app/src/stock.js:24:17) {\n  code: 'unauthorized_client',\n  type: 'error'\n}\n\nBackground: our old app stood under the agency's developer account. Yesterday we registered our own app in Solution Provider Portal and put its client id + secret into the env. REFRESH_TOKEN is unchanged, it worked with the agency's app until yesterday evening.",
  },
  {
    link: 'made up 6',
    id: 'json-with-form-header',
    certainty: 'shown',
    paste:
      '$ curl -v https://api.amazon.com/auth/o2/token -d \'{"grant_type":"refresh_token","refresh_token":"Atzr|IwEBI...","client_id":"amzn1.application-oa2-client.0a1b...","client_secret":"amzn1.oa2-cs.v1.77..."}\'\n*   Trying 52.94.231.88:443...\n* Connected to api.amazon.com (52.94.231.88) port 443\n> POST /auth/o2/token HTTP/1.1\n> Host: api.amazon.com\n> User-Agent: curl/8.5.0\n> Accept: */*\n> Content-Length: 612\n> Content-Type: application/x-www-form-urlencoded\n>\n< HTTP/1.1 400 Bad Request\n< Content-Type: application/json;charset=UTF-8\n< x-amzn-RequestId: 3f7d8b0e-52a1-4a53-9f6e-1c7a0e2b9d10\n< x-amzn-ErrorType: OA2UnsupportedGrantTypeException\n< Cache-Control: no-cache, no-store, must-revalidate\n<\n{"error_description":"The authorization grant type is not supported by the authorization server","error":"unsupported_grant_type"}\n\nrefresh_token is not supported??? the docs say it is',
  },
  {
    link: 'made up 7',
    id: 'md5101-uris-differ',
    certainty: 'shown',
    paste:
      "Hallo, unser Kunde kommt beim Verknüpfen nicht weiter. Er hat uns einen Screenshot geschickt, ich hab's abgetippt (evtl. Tippfehler):\n\n  Somthing went wrong\n  We are sorry but we encountred an error while procesing your request.\n  App lD: amzn1.sp.solution.1c93f0aa-....\n  Error Code: MD51O1\n\nUnser Link auf der Seite:\nhttps://sellercentral-europe.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1c93f0aa-3b1d-4c0f-8f5e-aa10d2c7e9b1&state=f3a9c0d17b&redirect_uri=https%3A%2F%2Fapp.lagerfuchs.example%2Famazon%2Fcallback%2F&version=beta\n\nIm Portal steht als OAuth Redirect URI: https://app.lagerfuchs.example/amazon/callback\n\nMuss der Kunde in seinem Konto etwas freischalten?",
  },
  {
    link: 'made up 8',
    id: 'consent-second-question-mark',
    certainty: 'shown',
    paste:
      "getting MD9999 when our beta customer opens the link. The app is in Draft and I DO have version=beta so it can't be that, I guess the app has to be approved first? how long does review take atm\n\nhttps://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.80b2f6d4-0000-4f61-9a52-3e1a7c5d2b90?version=beta&state=xyz789",
  },
  {
    link: 'made up 9',
    id: 'consent-with-client-id',
    certainty: 'shown',
    paste:
      'From: Dana <dana@parcelwise.example>\nSubject: Fwd: cannot connect Amazon\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\nHi team, merchant below gets MD1000 when connecting. I read MD1000 mean=\ns version=3Dbeta is missing, but you can see it IS in the link. So Amazo=\nn\'s page must be broken?\n\n> https://sellercentral.amazon.com/apps/authorize/consent?application_id=\n=3Damzn1.application-oa2-client.4c1e9ab07f5d4f0f8e2f6b7d0a9c3e51&state=3D=\n77d0c1&version=3Dbeta\n>=20\n> Something went wrong=20\n> Error Code: MD1000\n\nDana =E2=80=93 Parcelwise support',
  },
  {
    link: 'made up 10',
    id: 'access-token-expired',
    certainty: 'likely',
    asks: 'refresh',
    paste:
      "Sentry · SellingApiForbiddenException · first seen 6 days ago · 1.9k events\n\n[{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': 'The access token you provided has expired.'}]\n\nBreadcrumbs (UTC)\n08:01:12  http    POST https://api.amazon.com/auth/o2/token  [200]\n08:01:12  redis   SETEX spapi:at:A3EXAMPLE1LM 86400 ***\n08:01:13  http    GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders  [200]\n08:31:13  http    GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders  [200]\n09:20:44  redis   GET spapi:at:A3EXAMPLE1LM  (hit)\n09:20:44  http    GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders  [403]\n\nComment by @miro: their authorization runs out every morning after about an hour. Should we ask the seller to re-authorize daily or is there some setting for longer authorizations?",
  },
  {
    link: 'made up 11',
    id: 'access-token-missing',
    certainty: 'undecided',
    asks: 'token-sent',
    after: ['token-sent.elsewhere'],
    decides: 'token-missing-sent-elsewhere',
    paste:
      'n8n 1.9x, HTTP Request node\n\nNodeApiError: Forbidden - perhaps check your credentials?\n    at ExecuteContext.execute (/usr/local/lib/node_modules/n8n/node_modules/n8n-nodes-base/nodes/HttpRequest/V3/HttpRequestV3.node.ts:782:15)\n\nError details\n403 - "{\\"errors\\": [{\\"code\\": \\"Unauthorized\\", \\"message\\": \\"Access to requested resource is denied.\\", \\"details\\": \\"Access token is missing in the request header.\\"}]}"\n\nRequest\n{"headers":{"accept":"application/json","authorization":"**hidden**"},"method":"GET","uri":"https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations"}\n\nCredential type: OAuth2 API, it says Account connected (green)',
  },
  {
    link: 'made up 12',
    id: 'refresh-token-sent',
    certainty: 'shown',
    paste:
      'Postman:\n\nGET https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations\n  x-amz-access-token: Atzr|IwEBIH6d0xExampleExampleExample\n  x-amz-date: 20261119T101502Z\n  user-agent: PostTest/1.0 (Language=Postman)\n\n403 Forbidden\n{\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to requested resource is denied.",\n      "details": "The access token you provided is revoked, malformed or invalid."\n    }\n  ]\n}\n\nThe seller swears he did not revoke anything, and his Manage Your Apps page shows us as active. I generated the token this morning with Authorize app. How do I un-revoke it?',
  },
  {
    link: 'made up 13',
    id: 'secret-expired',
    certainty: 'shown',
    paste:
      'Our Amazon scenario in Make has stopped since Monday. I have disconnected and reconnected (re-authorised) three times in Seller Central, login goes through every time with green tick, still:\n\nStatus code 403\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"The LWA secret token you provided has expired."}]}\n\nWe use the connector app of a partner agency (we are just the seller). Which password of mine has expired?',
  },
  {
    link: 'made up 14',
    id: 'grant-of-other-region',
    certainty: 'likely',
    asks: 'token-kind',
    paste:
      'Excel / Power Query\n\nDataSource.Error: Web.Contents failed to get contents from \'https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders?marketplaceIds=A1PA6795UKMFR9&createdAfter=2026-11-01T00:00:00Z\' (403): Forbidden\nDetails:\n    DataSourceKind=Web\n    DataSourcePath=https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders\n\nwith ManualStatusHandling={403} the body is\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}\n\nsame token against https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations -> 200, lists US, CA, MX, isParticipating true for US. I authorised the app on sellercentral.amazon.com. Every role is ticked. We sell mostly in Germany!',
  },
  {
    link: 'made up 16',
    id: 'path-value-unencoded',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      '2026-11-12 16:40:02.310 [DBG] GET /listings/2021-08-01/items/A3H2EXAMPLEG9/MUG-BLUE-11OZ?marketplaceIds=A1F83G8C2ARO7P -> 200\n2026-11-12 16:40:02.871 [DBG] GET /listings/2021-08-01/items/A3H2EXAMPLEG9/MUG-RED-11OZ?marketplaceIds=A1F83G8C2ARO7P -> 200\n2026-11-12 16:40:03.402 [ERR] GET /listings/2021-08-01/items/A3H2EXAMPLEG9/HC/BRUSH/PINK?marketplaceIds=A1F83G8C2ARO7P -> 403\nIO.Swagger.Client.ApiException: Error calling GetListingsItem: {\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to requested resource is denied.",\n      "details": ""\n    }\n  ]\n}\n   at IO.Swagger.Api.ListingsApi.GetListingsItemWithHttpInfo(String sellerId, String sku, List`1 marketplaceIds, ...)\n2026-11-12 16:40:03.980 [DBG] GET /listings/2021-08-01/items/A3H2EXAMPLEG9/MUG-GRN-11OZ?marketplaceIds=A1F83G8C2ARO7P -> 200\n\nIs it that the Product Listing role does not cover this product category? Do we have to apply for something for hair care',
  },
  {
    link: 'made up 17',
    id: 'retired-api',
    certainty: 'likely',
    paste:
      'PHP Fatal error:  Uncaught GuzzleHttp\\Exception\\ClientException: Client error: `POST https://sellingpartnerapi-eu.amazon.com/feeds/2020-09-04/documents` resulted in a `403 Forbidden` response:\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "det (truncated...)\n in /home/erp/vendor/guzzlehttp/guzzle/src/Exception/RequestException.php:113\n\nWe took over a shop together with an ERP written in 2021 and have brought the server back up after 3 years. Orders come in fine with the new refresh token. Roles Product Listing, Pricing, Inventory and Order Tracking, Amazon Fulfillment are all ticked, authorised again twice. Which role is missing for feeds?',
  },
  {
    link: 'made up 18',
    id: 'seller-token-on-grantless-operation',
    certainty: 'shown',
    paste:
      'io.swagger.client.ApiException: Forbidden\n\tat io.swagger.client.ApiClient.handleResponse(ApiClient.java:1110)\n\tat io.swagger.client.ApiClient.execute(ApiClient.java:1033)\n\tat io.swagger.client.api.NotificationsApi.createDestinationWithHttpInfo(NotificationsApi.java:191)\n\tat io.swagger.client.api.NotificationsApi.createDestination(NotificationsApi.java:178)\n\tat com.acme.notify.Setup.main(Setup.java:44)\n\n--> POST https://sellingpartnerapi-na.amazon.com/notifications/v1/destinations HTTP/1.1\nContent-Type: application/json; charset=utf-8\nx-amz-access-token: Atza|IwEBIPexampleexample\n{"resourceSpecification":{"sqs":{"arn":"arn:aws:sqs:us-east-1:210987654321:acme-orders"}},"name":"acme"}\n--> END POST\n<-- HTTP/1.1 403 Forbidden (143ms)\nx-amzn-ErrorType: AccessDeniedException\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}\n\nThe queue policy is right, Principal 437568002678, SendMessage + GetQueueAttributes. With the same token getOrders works.',
  },
  {
    link: 'made up 19',
    id: 'scope-misspelt',
    certainty: 'shown',
    paste:
      'irb(main):012> r = HTTP.post("https://api.amazon.com/auth/o2/token", form: { grant_type: "client_credentials", scope: "sellingpartnerapi:notifications", client_id: ENV["LWA_ID"], client_secret: ENV["LWA_SECRET"] })\nirb(main):013> puts r.status, r.body\n400 Bad Request\n{"error_description":"The request has an invalid parameter : scope","error":"invalid_scope"}\n=> nil',
  },
  {
    link: 'made up 20',
    id: 'queue-policy',
    certainty: 'likely',
    asks: 'queue',
    paste:
      'Notifications never arrive, so I wanted to start over with a fresh destination and now I can\'t even create that:\n\n409 Conflict\n{"errors":[{"code":"Conflict","message":"The requested resource conflict with a resource in the server.","details":"A destination with arn arn:aws:sqs:eu-west-1:118822334455:spapi-prod already exists for the application amzn1.sp.solution.6a7b"}]}\n\nSubscription ORDER_CHANGE exists, I can read it back with getSubscription. Queue is a Standard queue, empty for three days, sellers had hundreds of orders.\n\nqueue policy:\n{"Version":"2012-10-17","Statement":[{"Sid":"spapi","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::118822334455:root"},"Action":["SQS:SendMessage","SQS:GetQueueAttributes"],"Resource":"arn:aws:sqs:eu-west-1:118822334455:spapi-prod"}]}\n\nHow do I delete the hidden destination? I think the 409 is what blocks the messages.',
  },
  {
    link: 'made up 22',
    id: 'type-role-is-another',
    certainty: 'shown',
    paste:
      'POST https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports\n{"reportType":"GET_VENDOR_SALES_REPORT","marketplaceIds":["ATVPDKIKX0DER"],"dataStartTime":"2026-10-01","dataEndTime":"2026-10-31","reportOptions":{"distributorView":"MANUFACTURING","reportPeriod":"MONTH","sellingProgram":"RETAIL"}}\n\n403\n{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}\n\nVendor Central app, self-authorized by the vendor admin. Roles in the app: Amazon Fulfillment, Product Listing. Purchase orders (/vendor/orders/v1/purchaseOrders) come back with 200 using the same token.',
  },
  {
    link: 'made up 23',
    id: 'type-role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    after: ['role-when.after'],
    decides: 'type-grant-older-than-role',
    paste:
      'お世話になります。先週の金曜日にアプリへ Brand Analytics ロールを追加しました（開発者プロフィールでも承認済みです）。それでも GET_SALES_AND_TRAFFIC_REPORT の作成が下記のエラーになります。注文レポートは問題なく作成できます。リフレッシュトークンは今年の3月に自己認証で発行したものを使い続けています。日本では使えないレポートなのでしょうか？\n\n  [403] {\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to the resource is forbidden",\n      "details": ""\n    }\n  ]\n}\n\nmarketplaceIds: A1VC38T7YXB528 / sellingpartnerapi-fe.amazon.com',
  },
  {
    link: 'made up 24',
    id: 'data-elements-not-allowed',
    certainty: 'shown',
    paste:
      'POST https://sellingpartnerapi-na.amazon.com/tokens/2021-03-01/restrictedDataToken HTTP/1.1\nAccept: application/json\nx-amz-access-token: X\nContent-Type: application/json\nHost: sellingpartnerapi-na.amazon.com\nContent-Length: 116\n\n{"restrictedResources":[{"method":"GET","path":"/orders/v0/orders","dataElements":["buyerInfo","shippingAddress"]}]}\n\nHTTP/1.1 400 Bad Request\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Application does not have access to one or more requested data elements: [buyerInfo, shippingAddress]",\n      "details": ""\n    }\n  ]\n}\n\nFikaAmazonAPI. In my app I ticked all roles that are offered: Product Listing, Pricing, Inventory and Order Tracking, Finance and Accounting. Is my JSON wrong?',
  },
  {
    link: 'made up 25',
    id: 'upload-content-type-differs',
    certainty: 'shown',
    paste:
      "Amazon says signatures aren't needed since 2023 so we deleted our IAM user, but uploading a feed gives a signature error. Did they bring SigV4 back?? Which AWS secret key do I have to put in?\n\nconst doc = await sp.callAPI({operation:'createFeedDocument', body:{contentType:'text/xml; charset=UTF-8'}});\nawait axios.put(doc.url, xml);\n\nAxiosError: Request failed with status code 403\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message><AWSAccessKeyId>AKIAEXAMPLEEXAMPLE00</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256\n20261116T090211Z\n20261116/us-east-1/s3/aws4_request\n44d64d10...</StringToSign><CanonicalRequest>PUT\n//NinetyDays/amzn1.tortuga.4.na.9f0a...\nX-Amz-Algorithm=AWS4-HMAC-SHA256&amp;X-Amz-Date=20261116T090211Z&amp;X-Amz-Expires=300&amp;X-Amz-SignedHeaders=content-type%3Bhost\ncontent-type:application/x-www-form-urlencoded\nhost:tortuga-prod-na.s3-external-1.amazonaws.com\n\ncontent-type;host\nUNSIGNED-PAYLOAD</CanonicalRequest></Error>",
  },
  {
    link: 'made up 26',
    id: 'storage-address-expired',
    certainty: 'shown',
    paste:
      'Zapier > Code by Zapier > Run\nThe app returned "Failed to download report: 403 &lt;?xml version=&quot;1.0&quot; encoding=&quot;UTF-8&quot;?&gt;&lt;Error&gt;&lt;Code&gt;AccessDenied&lt;/Code&gt;&lt;Message&gt;Request has expired&lt;/Message&gt;&lt;X-Amz-Expires&gt;300&lt;/X-Amz-Expires&gt;&lt;Expires&gt;2026-11-20T06:15:31Z&lt;/Expires&gt;&lt;ServerTime&gt;2026-11-20T06:52:08Z&lt;/ServerTime&gt;&lt;RequestId&gt;7KQ2EXAMPLE&lt;/RequestId&gt;&lt;/Error&gt;".\n\nStep before: Get Report Document (ok), Delay For 40 minutes, then this step. My Amazon authorization expired again?',
  },
  {
    link: 'made up 27',
    id: 'marketplace-not-in-region',
    certainty: 'shown',
    paste:
      '请教：照着 models 里的沙箱示例参数调用 orders/2026-01-01，一直报 403，是不是沙箱不支持这个接口，还是要先申请权限？token 没问题，同一个 token 调 getMarketplaceParticipations 沙箱返回 200。\n\nhttps://sandbox.sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders?createdAfter=2024-12-25T00:00:00Z&marketplaceIds=A1VC38T7YXB528&includedData=BUYER,RECIPIENT,PROCEEDS\n\n{\n  "errors": [\n    {\n      "code": "Unauthorized",\n      "message": "Access to requested resource is denied.",\n      "details": "The marketplaces you provided are not valid for region."\n    }\n  ]\n}',
  },
  {
    link: 'made up 28',
    id: 'throttled',
    certainty: 'likely',
    asks: 'rate',
    paste:
      '{"timestamp":"2026-11-23T22:10:40.118Z","service":"amz-health","status":"warn","http.method":"GET","http.url":"https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations","http.status_code":429,"x-amzn-errortype":"TooManyRequestsException","body":"{\\"errors\\":[{\\"code\\":\\"QuotaExceeded\\",\\"message\\":\\"You exceeded your quota for the requested resource.\\",\\"details\\":\\"\\"}]}"}\n{"timestamp":"2026-11-23T22:10:50.121Z","service":"amz-health","status":"warn","http.method":"GET","http.url":"https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations","http.status_code":429,"x-amzn-errortype":"TooManyRequestsException"}\n{"timestamp":"2026-11-23T22:11:00.119Z","service":"amz-health","status":"error","msg":"3 failed probes, connection DOWN, paging on-call"}\n\nDatadog synthetic probe, every 10s. Real order sync is fine. Is Amazon blocking us?',
  },
  {
    link: 'made up 29',
    id: 'lwa-server-error',
    certainty: 'likely',
    paste:
      '06:58:02 [boot] order-sync 4.11.0 starting, node v22.11.0, 74 tenants (EU 51, NA 17, FE 6)\n06:58:02 [boot] redis ok, postgres ok, queue depth 0\n06:58:40 [api] GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MarketplaceIds=A1PA6795UKMFR9&LastUpdatedAfter=2026-11-27T06%3A43%3A00Z -> 200 (tenant 3, 12 orders, x-amzn-RateLimit-Limit 0.0167)\n06:58:41 [api] GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MarketplaceIds=A13V1IB3VIYZZH&LastUpdatedAfter=2026-11-27T06%3A43%3A00Z -> 200 (tenant 5, 0 orders)\n06:59:13 [api] GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER&LastUpdatedAfter=2026-11-27T06%3A43%3A00Z -> 200 (tenant 9, 31 orders)\n06:59:50 [api] GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders/111-0000000-0000001/orderItems -> 429 QuotaExceeded, waiting 2.0s\n06:59:52 [api] GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders/111-0000000-0000001/orderItems -> 200\n07:00:00 [cron] invoice-export started\n07:00:21 [cron] invoice-export done (18 files)\n07:01:30 [mail] smtp relay slow: 4.2s\n07:02:10 [tok] tenant 17: access token older than 3540s, refreshing\n07:02:10 [tok] POST https://api.amazon.com/auth/o2/token -> 500 x-amzn-ErrorType: InternalServerException:http://internal.amazon.com/coral/com.amazon.panda/\n07:02:10 [tok] body: (empty)\n07:02:10 [tok] accessToken=undefined cached for 3540s\n07:02:11 [api] GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders -> 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}\n07:02:11 [api] 403 for tenant 17 -> grant flagged revoked, mail sent to seller\n07:02:14 [tok] POST https://api.amazon.com/auth/o2/token -> 500 x-amzn-ErrorType: InternalServerException:http://internal.amazon.com/coral/com.amazon.panda/\n07:02:15 [api] ... -> 403 Access token is missing in the request header. (tenant 18)\n... same for tenants 19-74\n\nsupport is drowning in mails from sellers who got the \'please reconnect Amazon\' message. did we forget a header in yesterday\'s release?',
  },
  {
    link: 'made up 30',
    id: 'http-form-refused',
    certainty: 'shown',
    paste:
      "GET https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders?marketplaceIds=A13V1IB3VIYZZH&createdAfter=2026-11-01T00%3A00%3A00Z HTTP/1.1\nhost: sellingpartnerapi-eu.amazon.com\nx-amz-access-token: Atza|IwEB...\nx-amz-date: 20261126T083015Z\nx-amz-content-sha256: 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\nauthorization: AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261126/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-access-token;x-amz-date, Signature=9f80...\ncontent-type: application/json\ncontent-length: 2\n\n{}\n\nHTTP/1.1 400 Bad Request\nContent-Type: text/html\n\n<!DOCTYPE html><html><head><title>x</title></head><body></body></html>\n\nI have recalculated the signature 10 times, compared the canonical request, corrected the clock by NTP. What's wrong in my signature?",
  },
  {
    link: 'made up 31',
    id: 'code-sent-twice',
    certainty: 'likely',
    asks: 'consent-at',
    paste:
      '2026-11-25T10:14:02.118Z [callback] state ok, spapi_oauth_code=RHxExampLe..., exchanging\n2026-11-25T10:14:02.131Z [callback] state ok, spapi_oauth_code=RHxExampLe..., exchanging\n2026-11-25T10:14:02.604Z [lwa] 200 access_token=Atza|*** refresh_token=Atzr|*** expires_in=3600\n2026-11-25T10:14:02.611Z [db] grant saved seller=A1BEXAMPLE3R\n2026-11-25T10:14:02.690Z [lwa] 400 {"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}\n2026-11-25T10:14:02.702Z [db] exchange failed -> grant removed seller=A1BEXAMPLE3R\n2026-11-25T10:14:02.705Z [ui] "Authorization failed (code expired). Please try again."\n\nHappens with most sellers now. Amazon\'s 5 minutes are too short, our sellers read the consent page for 3-4 minutes. Can one ask Amazon to extend the code\'s lifetime?',
  },
  {
    link: 'made up 34',
    id: 'session-lost-on-return',
    certainty: 'likely',
    paste:
      'OAuth callback failed: state parameter mismatch (expected: <none in session>, got: 8b1f6e40c2)\n  path=/amazon/callback host=stockpilot.example selling_partner_id=A19EXAMPLE6T spapi_oauth_code=present\n  session: new (no cookie sent)\n\naccess log:\n10:03:51 GET https://www.stockpilot.example/amazon/connect 302 -> sellercentral.amazon.com  set-cookie: sid=...; Secure; HttpOnly; SameSite=Lax (host-only)\n10:04:40 GET https://stockpilot.example/amazon/callback?state=8b1f6e40c2&selling_partner_id=A19EXAMPLE6T&spapi_oauth_code=... 400\n\nDoes Amazon change the state value?',
  },
  {
    link: 'made up 38',
    id: 'consent-limit',
    certainty: 'shown',
    paste:
      "New customers can't connect any more. Amazon's page says CONSENT_LIMIT_REACHED.\n\nFacts: public app, not (yet) listed in the Appstore. Worked for the first 25 shops. I have now deleted 6 churned customers incl. their tokens from our database, waited a night, still the same. Is there a cache at Amazon?",
  },
  {
    link: 'made up 39',
    id: 'path-value-encoded-twice',
    certainty: 'shown',
    paste:
      "CustomError: SKU 'Peak%20Mug_Blue' not found in marketplace ATVPDKIKX0DER\n    at SellingPartner.callAPI (/app/node_modules/amazon-sp-api/lib/SellingPartner.js:573:13)\n    at async /app/src/listing.js:18:15 {\n  code: 'NOT_FOUND',\n  details: '',\n  type: 'error'\n}\n\npath: { sellerId: process.env.SELLER_ID, sku: encodeURIComponent('Peak Mug_Blue') }\n\nthe sku exists, I see it in Seller Central (US, active). does the token not have access to this listing?",
  },
  {
    link: 'made up 40',
    id: 'media-type-refused',
    certainty: 'shown',
    paste:
      'Excel VBA\n\nSet x = CreateObject("MSXML2.XMLHTTP.6.0")\nx.Open "POST", "https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports", False\nx.setRequestHeader "x-amz-access-token", tok\nx.send "{""reportType"":""GET_MERCHANT_LISTINGS_ALL_DATA"",""marketplaceIds"":[""ATVPDKIKX0DER""]}"\nDebug.Print x.Status, x.statusText\n\n 415          Unsupported Media Type\n\nthe GET calls with the same tok give 200',
  },
]
