import type { Variation } from './other-words.ts'

/** Texts of each kind whose causes were written down before the diagnosis was run on them. */
export const unseenVariations: Readonly<Record<string, readonly Variation[]>> = {
  'a grant that is older than the role, and similar causes': [
    [
      'POST /reports/2021-06-30/reports\n{"reportType":"GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA","marketplaceIds":["A1PA6795UKMFR9"]}\n-> 403 {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}\nDie Rolle Amazon Fulfillment haben wir seit dem 14.08.2026, der Händler hat uns am 02.05.2026 autorisiert.',
      'type-grant-older-than-role',
      'shown',
    ],
    [
      "getOrderItems -> Access to requested resource is denied.\nLe rôle « Inventory and Order Tracking » a été ajouté à notre application le 9 septembre 2026. Cette boutique s'est connectée le 21 juin 2026.",
      'grant-older-than-role',
      'shown',
    ],
    [
      'createReport GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT 返回\n{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}\n应用在2026年7月5日才获得Brand Analytics角色，这个店铺是2026年3月12日授权的。',
      'type-grant-older-than-role',
      'shown',
    ],
    [
      'GET_SALES_AND_TRAFFIC_REPORT を作成すると {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}\nロールは10月3日に追加しました。この店舗の認可は8月20日です。',
      'type-grant-older-than-role',
      'shown',
    ],
    [
      'createReport GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT\n{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}\nBrand Analytics was approved on 2 February 2026; this seller authorized on 17 June 2026.',
      'type-role-not-approved',
      'likely',
    ],
    [
      'createReport GET_LEDGER_DETAIL_VIEW_DATA\n{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'resource-forbidden',
      'undecided',
    ],
    [
      'Al pedir GET_FBA_INVENTORY_PLANNING_DATA recibimos {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'resource-forbidden',
      'undecided',
    ],
  ],
  'a value that isn’t a marketplace id': [
    [
      'GET https://sellingpartnerapi-fe.amazon.com/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=Japan&marketplaceIds=Japan\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'marketplace-not-an-id',
      'shown',
    ],
    [
      'var p = new ParameterGetItemOffers { MarketplaceId = "MarketPlace.Poland", Asin = "B07XYZ1234" };\nAmazonUnauthorizedException: Access to requested resource is denied.',
      'marketplace-not-an-id',
      'shown',
    ],
    [
      'POST https://sellingpartnerapi-eu.amazon.com/feeds/2021-06-30/feeds\n{"feedType":"JSON_LISTINGS_FEED","marketplaceIds":["amazon.co.uk"],"inputFeedDocumentId":"amzn1.tortuga.4.eu.0"}\n403 Forbidden {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'marketplace-not-an-id',
      'shown',
    ],
    [
      "GET https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A2XXXXXXXXXXXX/MY-SKU?marketplaceIds=Marketplaces.US\nsp_api.base.exceptions.SellingApiForbiddenException: [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]",
      'marketplace-not-an-id',
      'shown',
    ],
    [
      'Nel parametro marketplaceIds mandiamo "IT" e riceviamo 403 Access to requested resource is denied. su searchCatalogItems',
      'marketplace-not-an-id',
      'shown',
    ],
  ],
  'responses from the storage': [
    [
      'r = requests.put(doc["url"], data=open("flatfile.txt","rb"), headers={"Content-Type":"text/xml"})\n403 <?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message><HostId>abc=</HostId></Error>\ncreateFeedDocument was called with contentType text/xml; charset=UTF-8',
      'upload-content-type-differs',
      'shown',
    ],
    [
      'com.squareup.okhttp: PUT https://tortuga-prod-eu.s3-eu-west-1.amazonaws.com/NinetyDays/amzn1.tortuga.4.eu.1?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=300&X-Amz-SignedHeaders=content-type%3Bhost\nWe created the document with contentType "application/json; charset=UTF-8" and OkHttp sends "application/json"\nSignatureDoesNotMatch',
      'upload-content-type-differs',
      'shown',
    ],
    [
      'GET of the url from getReportDocument, taken out of our queue about half an hour later:\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>300</X-Amz-Expires><Expires>2026-05-01T10:05:00Z</Expires><HostId>x</HostId></Error>',
      'storage-address-expired',
      'shown',
    ],
    [
      'Beim PUT auf die Upload-URL: <Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified</Message><ArgumentName>Authorization</ArgumentName></Error>',
      'upload-extra-authorization',
      'shown',
    ],
  ],
  'undocumented codes': [
    ['Sorry, something went wrong\nError code: SPDC9041', 'consent-code-unknown', 'undecided'],
    [
      'Il venditore vede una pagina di Amazon: "Qualcosa è andato storto. Codice di errore: MD8120"',
      'consent-code-unknown',
      'undecided',
    ],
    ['授权页面显示 错误代码：MD6002，之前没有见过', 'consent-code-unknown', 'undecided'],
  ],
  'tokens in tools': [
    [
      'Ich verkaufe bei Amazon. Meine Warenwirtschaft zeigt "Amazon-Kanal gestoppt: The access token you provided has expired." Es gibt einen Knopf "Neu verbinden".',
      'token-expired-told-by-tool',
      'undecided',
    ],
    [
      'Je vends sur Amazon et mon logiciel de prix affiche « synchronisation suspendue – The access token you provided is revoked, malformed or invalid ». Il y a un bouton Reconnecter.',
      'token-invalid-told-by-tool',
      'undecided',
    ],
    [
      'My repricer\'s dashboard shows a red banner on my Amazon channel: "invalid_grant – please reconnect your account". I\'m just a seller, what do I do?',
      'grant-told-by-tool',
      'undecided',
    ],
  ],
  'codes from another consent': [
    [
      'Got back: https://app.myrepricer.io/auth/amazon/callback?code=ANqwertYUIOP12345678&scope=profile%3Auser_id&state=77\nPOST /auth/o2/token => 400 {"error":"invalid_grant"}',
      'code-of-other-consent',
      'shown',
    ],
  ],
  'one region that fails': [
    [
      'Seit 09:40 Uhr bekommen alle unsere Händler in Europa bei getOrders 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}. Nordamerika läuft normal. Wir haben nichts deployt und nichts umgestellt.',
      'amazon-fault-region',
      'undecided',
    ],
    [
      'Desde las 16:20 UTC todas nuestras tiendas de EE. UU. y Canadá reciben Access to requested resource is denied. en searchCatalogItems y getOrders. Europa sigue funcionando. No hemos desplegado nada.',
      'amazon-fault',
      'undecided',
    ],
    [
      '今日の14時ごろから、全店舗で getFeaturedOfferExpectedPriceBatch が 403 Access to requested resource is denied. になります。デプロイも設定変更もしていません。他のオペレーションは正常です。',
      'amazon-fault',
      'undecided',
    ],
  ],
  'restricted data tokens for another path': [
    [
      'createRestrictedDataToken body {"restrictedResources":[{"method":"GET","path":"/mfn/v0/shipments/{shipmentId}"}]}\nthen GET https://sellingpartnerapi-eu.amazon.com/mfn/v0/shipments/abc-123\nworks, but GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/303-1234567-1234567/address\nx-amz-access-token: Atz.sprdt|AYABeExample\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'rdt-refused-for-other-path',
      'shown',
    ],
    [
      'POST /tokens/2021-03-01/restrictedDataToken\n{"restrictedResources":[{"method":"GET","path":"/reports/2021-06-30/documents"}]}\nGET /reports/2021-06-30/documents/amzn1.tortuga.3.aa HTTP/1.1\nhost: sellingpartnerapi-na.amazon.com\nx-amz-access-token: Atz.sprdt|AYABeExampleExample\nHTTP/1.1 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'rdt-refused-for-other-path',
      'shown',
    ],
  ],
  'vendor operations named as in libraries': [
    [
      'VendorDirectFulfillmentShipping.GetShippingLabels throws AmazonUnauthorizedException: Access to requested resource is denied. Sellers API is denied as well. The account is a Vendor Central one.',
      'vendor-role-or-grant',
      'likely',
    ],
    [
      '$connector->vendorOrdersV1()->getPurchaseOrders(...) → 403 Access to requested resource is denied. getMarketplaceParticipations geht auch nicht. Wir sind Lieferant (Vendor Central).',
      'vendor-role-or-grant',
      'likely',
    ],
  ],
  'misspelled scopes': [
    [
      'grant_type=client_credentials&scope=sellingpartnerapi:notifications&client_id=amzn1.application-oa2-client.x&client_secret=...\n400 {"error":"invalid_scope","error_description":"The request has an invalid parameter : scope"}',
      'scope-misspelt',
      'shown',
    ],
    [
      'We get our token with grant_type=client_credentials and scope=sellingpartnerapi::client_credentials:rotation and LWA refuses it.',
      'scope-misspelt',
      'shown',
    ],
    [
      'scope: "selling-partner-api::notifications", grant_type: "client_credentials" → invalid_scope',
      'scope-misspelt',
      'shown',
    ],
  ],
  '“denied” without details': [
    [
      'RestSharp GET https://sellingpartnerapi-eu.amazon.com/products/v0/items/B08ABCDEFG/offers?MarketplaceId=A13V1IB3VIYZZH&ItemCondition=New\nStatusCode: Forbidden, Content: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'path-missing-segment',
      'shown',
    ],
    [
      'GuzzleHttp\\Exception\\ClientException: Client error: `POST https://sellingpartnerapi-na.amazon.com/feeds/2020-09-04/documents` resulted in a `403 Forbidden` response: { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }',
      'retired-api',
      'likely',
    ],
    [
      "Spring Boot app, LWAAccessTokenCacheImpl is a singleton bean for all merchants. When merchant A's job runs first, merchant B gets ApiException 403 Access to requested resource is denied. Restart and run B alone: fine.",
      'token-of-other-account',
      'likely',
    ],
    [
      'node amazon-sp-api: getCatalogItem with no marketplaceIds given, the client fills in ATVPDKIKX0DER. Our seller sells only in Mexico. CustomError: Access to requested resource is denied.',
      'marketplace-without-seller',
      'likely',
    ],
    [
      'for mp in participations: getOrders(MarketplaceIds=mp.id). Works for A1RKKUPIHCS9HS, fails with Access to requested resource is denied. for marketplaceIds=A2ZV50J4W1RKNI',
      'marketplace-is-pseudo',
      'shown',
    ],
    [
      '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'access-denied',
      'undecided',
    ],
    [
      "from sp_api.api import VendorOrders\nVendorOrders(credentials=creds, marketplace=Marketplaces.DE).get_purchase_orders()\nSellingApiForbiddenException: [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]",
      'seller-called-as-vendor',
      'undecided',
    ],
    [
      "Our Celery workers share one module-level SPAPIClient and its cached access token. Shop A is fine, but shop B's getInventorySummaries raises SellingApiForbiddenException: Access to requested resource is denied.",
      'token-of-other-account',
      'likely',
    ],
    [
      "sellingPartner.callAPI({operation:'listCatalogItems', query:{MarketplaceId:'A1PA6795UKMFR9', Query:'mug'}}) → CustomError: Access to requested resource is denied.",
      'retired-class',
      'likely',
    ],
    [
      'GET https://sellingpartnerapi-eu.amazon.com/orders/v0?MarketplaceIds=A1PA6795UKMFR9&CreatedAfter=2026-04-01 -> 403 Access to requested resource is denied.',
      'path-missing-segment',
      'shown',
    ],
    [
      'Enviamos "España" como marketplaceIds en searchCatalogItems y la respuesta es 403 Access to requested resource is denied.',
      'marketplace-not-an-id',
      'shown',
    ],
    [
      "Le vendeur ne vend qu'en France, mais la bibliothèque appelle getListingsItem avec A1PA6795UKMFR9 : Access to requested resource is denied.",
      'marketplace-without-seller',
      'likely',
    ],
  ],
  '“forbidden” with many causes': [
    [
      "createReport GET_BRAND_ANALYTICS_SEARCH_CATALOG_PERFORMANCE_REPORT → Access to the resource is forbidden. Le vendeur n'a pas de marque enregistrée, il revend seulement.",
      'brand-missing',
      'likely',
    ],
    [
      'Access to the resource is forbidden for GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2. We ticked Finance and Accounting in the app but the developer profile was never given the role.',
      'type-role-not-in-profile',
      'likely',
    ],
    [
      'createReport {"reportType":"GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE","marketplaceIds":["ATVPDKIKX0DER"]} => {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'report-type-misspelt',
      'likely',
    ],
    [
      'createReport GET_MERCHANT_LISTINGS_ALL_DATA marketplaceIds ["A2NODRKZP88ZB9"] → Access to the resource is forbidden. The seller isn\'t registered in Sweden, he sells only in Germany.',
      'marketplace-without-seller-report',
      'likely',
    ],
    [
      'We are a seller (FBA), and createReport GET_VENDOR_SALES_REPORT says "Access to the resource is forbidden"',
      'vendor-report-for-seller-said',
      'likely',
    ],
    [
      'createReport GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT : Access to the resource is forbidden. Brand Analytics is ticked on the app and we re-authorized yesterday, still the same.',
      'type-reauthorized-still-refused',
      'undecided',
    ],
    [
      '创建 GET_FBA_STORAGE_FEE_CHARGES_DATA 报告时返回 Access to the resource is forbidden，请问是什么原因？',
      'resource-forbidden',
      'undecided',
    ],
    [
      'createReport GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: Access to the resource is forbidden. El rol de finanzas se añadió el 4 de enero de 2026 y la tienda autorizó el 20 de mayo de 2026.',
      'type-role-not-approved',
      'likely',
    ],
    [
      'createReport GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT restituisce Access to the resource is forbidden; il venditore è senza marchio registrato.',
      'brand-missing',
      'likely',
    ],
    [
      'createReport GET_LEDGER_SUMMARY_VIEW_DATA -> Access to the resource is forbidden. The app has the roles Pricing and Product Listing.',
      'type-role-is-another',
      'shown',
    ],
  ],
  'causes that the text rules out': [
    [
      'GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/028-1111111-2222222/address\nx-amz-access-token: Atz.sprdt|Aabcdefghij\n403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'rdt-refused',
      'likely',
    ],
    [
      'getInventorySummaries: Access to requested resource is denied. getOrders works with the same token. The role Amazon Fulfillment is ticked for our app.',
      'role-ticked-still-refused',
      'undecided',
    ],
    [
      'We do send the token! Code:\nrequest.Headers.Add("x-amzn-access-token", token);\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}',
      'token-header-misspelt',
      'shown',
    ],
    [
      "getOrders risponde Access to requested resource is denied. Il venditore ha già riautorizzato l'applicazione ieri, ma l'errore resta.",
      'reauthorized-still-refused',
      'undecided',
    ],
    [
      'One seller only gets Access to requested resource is denied. on every call, including getOrders. Other sellers are fine with the same app and roles.',
      'refused-for-some',
      'undecided',
    ],
    [
      'POST https://sellingpartnerapi-eu.amazon.com/notifications/v1/destinations\nx-amz-access-token: Atza|IwEBIabcdef\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'seller-token-on-grantless-operation',
      'shown',
    ],
    [
      'listFinancialEvents: 403 Access to requested resource is denied. Die Rolle Finance and Accounting ist in der App angehakt, und getOrders klappt mit demselben Token.',
      'role-ticked-still-refused',
      'undecided',
    ],
    [
      'curl -H "Authorization: Bearer Atza|IwEBIabc" https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}',
      'bearer-instead-of-header',
      'shown',
    ],
    [
      'x-amz-access-token: Atzr|IwEBIabcdef\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"The access token you provided is revoked, malformed or invalid."}]}',
      'refresh-token-sent',
      'shown',
    ],
  ],
  'bare statuses': [
    ['I get 403 when I call getPurchaseOrders. We have a vendor account.', 'vendor-role-or-grant', 'likely'],
    [
      'Just a 403 from the sandbox, in production the same getOrders works fine.',
      'sandbox-call-denied-said',
      'likely',
    ],
    ['Beim Token holen kommt nur "400 Invalid Grant".', 'invalid-grant', 'undecided'],
    [
      'We receive 403 from getInventorySummaries for one merchant; the others work.',
      'refused-for-some',
      'undecided',
    ],
    [
      'Got 403 for GET https://sellingpartnerapi-na.amazon.com/fba/inbound/v0/shipments/?QueryType=SHIPMENT&MarketplaceId=ATVPDKIKX0DER, no body at all',
      'path-trailing-slash',
      'shown',
    ],
    [
      'GET https://sellingpartnerapi-eu.amazon.com/finances/financialEvents returned status 404',
      'path-missing-segment-404',
      'shown',
    ],
    ['HTTP 401 from sellingpartnerapi-na.amazon.com', 'sp-api-401', 'undecided'],
    [
      'I get a 403 from /vendor/orders/v1/purchaseOrders. We only have a Seller Central account.',
      'seller-account-on-vendor-operation',
      'likely',
    ],
    ['Recibimos 429 en getOrderItems cuando pedimos muchos pedidos seguidos.', 'sp-api-429', 'undecided'],
    ["createFeed restituisce 500 da mezz'ora.", 'sp-api-500', 'undecided'],
    ['400 Bad Request dans le sandbox avec getOrders, en production ça marche.', 'sandbox-400', 'undecided'],
  ],
  'not from SP-API': [
    [
      'Downloading the report document: <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><HostId>x</HostId></Error>',
      'storage-file-missing',
      'shown',
    ],
    [
      'file_get_contents(https://tortuga-prod-na.s3-external-1.amazonaws.com/amzn1.tortuga...?X-Amz-Algorithm=AWS4-HMAC-SHA256): AuthorizationQueryParametersError: Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      'storage-address-damaged',
      'shown',
    ],
    [
      'SignatureDoesNotMatch on download; URL in our log: https://tortuga-prod-eu.s3.eu-west-1.amazonaws.com/doc?X-Amz-Credential=AKIA%252F20260101%252Feu-west-1%252Fs3%252Faws4_request&X-Amz-Signature=ab',
      'storage-address-damaged',
      'shown',
    ],
    [
      'Our IAM user has the policy execute-api:Invoke. getOrders → Access to requested resource is denied.',
      'denied-while-signing',
      'undecided',
    ],
    [
      'HTTP/1.1 403 Forbidden\nServer: CloudFront\nX-Cache: Error from cloudfront\nThe request could not be satisfied. Request blocked.',
      'cloudfront-answer',
      'undecided',
    ],
    [
      'https://a1b2c3d4.execute-api.eu-central-1.amazonaws.com/prod/amazon/callback?spapi_oauth_code=AN... returns {"message":"Forbidden"}',
      'own-gateway',
      'shown',
    ],
    [
      'Subida del feed: 403, <Code>AccessDenied</Code><Message>Request has expired</Message>. La URL de createFeedDocument la guardamos en la base de datos y el proceso la usa por la noche.',
      'storage-address-expired',
      'shown',
    ],
    [
      'curl_setopt PUT to the url of createFeedDocument, header Content-Type: application/x-www-form-urlencoded; document contentType was text/xml; charset=UTF-8. Response: <Code>SignatureDoesNotMatch</Code> Server: AmazonS3',
      'upload-content-type-differs',
      'shown',
    ],
    [
      'We download the report file with our usual axios instance (it adds Authorization): <Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>',
      'upload-extra-authorization',
      'shown',
    ],
    [
      '<html><head><title>Zscaler: Access blocked</title></head> as the answer of https://sellingpartnerapi-eu.amazon.com/orders/v0/orders',
      'proxy-answer',
      'likely',
    ],
  ],
  'consent pages': [
    [
      'Der Händler sieht auf der Amazon-Seite: "You must be the primary user to authorize this application"',
      'not-primary-user',
      'shown',
    ],
    [
      'Amazon page says: Only the primary user of a Professional selling account can authorize developers.',
      'primary-or-professional',
      'undecided',
    ],
    [
      '"You need to be the primary user of a Professional account". My seller says he has an Individual plan.',
      'individual-plan-said',
      'likely',
    ],
    [
      'Consent page: This application is not available for your business entity. SPSA0404',
      'wrong-entity',
      'shown',
    ],
    [
      'Our app was approved and just published this morning, sellers get error code SPDC8002 on the consent page',
      'publishing-unfinished',
      'likely',
    ],
    [
      'Nach dem Klick auf Bestätigen bleibt die Amazon-Seite weiß. Der Händler ist in zwei Konten gleichzeitig angemeldet.',
      'consent-page-blank',
      'undecided',
    ],
    [
      'Amazon page: "This application is currently not eligible to receive new authorizations."',
      'md9000',
      'shown',
    ],
    ['MD5101 redirect page error', 'md5101', 'shown'],
    [
      "Amazon affiche : « Vous devez être l'utilisateur principal pour autoriser cette application. »",
      'not-primary-user',
      'shown',
    ],
    ['Error Code: MD9100 when my customer clicks the consent link', 'md9100', 'shown'],
    [
      'Amazon zeigt nach dem Klick auf Autorisieren: Fehlercode SPSA3310',
      'consent-code-unknown',
      'undecided',
    ],
    [
      'CONSENT_LIMIT_REACHED on the Seller Central page for our own app amzn1.sp.solution.1a2b',
      'consent-limit',
      'shown',
    ],
  ],
  'grantless and restricted tokens': [
    [
      'Which refresh token do I pass to NotificationsApi.createDestination? We have 40 sellers.',
      'grantless-operation-asked',
      'likely',
    ],
    [
      "ApplicationManagement(credentials=dict(refresh_token='dummy', lwa_app_id=..., lwa_client_secret=...)).rotate_application_client_secret()\nAuthorizationError: The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
      'refresh-token-made-up',
      'shown',
    ],
    [
      'Quel jeton faut-il pour getDestinations ? Celui du vendeur ou un autre ?',
      'grantless-operation-asked',
      'likely',
    ],
    [
      'RDT は /orders/v0/orders 用に取得しました。GET https://sellingpartnerapi-fe.amazon.com/orders/v0/orders/250-1234567-1234567/buyerInfo を RDT で呼ぶと {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
      'rdt-refused-for-other-path',
      'shown',
    ],
    [
      'x-amz-access-token: Atc|MQEBIabc\nGET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER\n403 Access to requested resource is denied.',
      'grantless-token-on-seller-operation',
      'shown',
    ],
    [
      'First: grant_type=client_credentials&scope=sellingpartnerapi:notifications → invalid_scope. \nAfter that createDestination → Access to requested resource is denied.',
      'scope-misspelt',
      'shown',
    ],
    [
      'Welches Token braucht man für createDestination, das vom Händler oder ein anderes?',
      'grantless-operation-asked',
      'likely',
    ],
    [
      'requests.post(url, data={"grant_type":"client_credentials","scope":"sellingpartnerapi::clientcredential:rotation"}) -> 400 invalid_scope',
      'scope-misspelt',
      'shown',
    ],
    [
      'RDT requested for {"method":"GET","path":"/orders/v0/orders"}; GET /orders/v0/orders/113-1234567-1234567/orderItems/buyerInfo with it: 403 Access to requested resource is denied.',
      'rdt-refused-for-other-path',
      'shown',
    ],
    [
      'createSubscription with a token from client_credentials returns Access to requested resource is denied.',
      'subscription-with-grantless-token',
      'likely',
    ],
  ],
  'faults at Amazon': [
    [
      "Is anyone else seeing this? Since around 8am PST every createFeed call returns 403 Access to requested resource is denied for all of our 300 accounts. We haven't released anything this week. Other developers in the Slack group report it too.",
      'amazon-fault',
      'undecided',
    ],
    [
      'Depuis ce matin 10h15, getItemOffersBatch est refusé (403) pour tous nos vendeurs, alors que getOrders fonctionne avec les mêmes jetons. Aucun déploiement de notre côté.',
      'amazon-fault',
      'undecided',
    ],
    [
      'createRestrictedDataToken for several resources: each resource works individually with the same token, all together give Access to requested resource is denied. It worked until yesterday, nothing deployed.',
      'amazon-fault-singly',
      'undecided',
    ],
    [
      'At 03:12 UTC LWA began to answer invalid_grant (The request has an invalid grant parameter : refresh_token) for hundreds of our sellers at once. No deployment, no change of secret.',
      'amazon-fault',
      'undecided',
    ],
    [
      'Dalle 11:30 tutti i nostri negozi in Europa ricevono 403 Access to requested resource is denied. su getOrders; in America funziona tutto. Non abbiamo rilasciato nulla.',
      'amazon-fault-region',
      'undecided',
    ],
    [
      '今天上午10点开始，所有店铺调用 getOrders 都报 403 Access to requested resource is denied.，我们没有部署任何改动，昨天还正常。',
      'amazon-fault',
      'undecided',
    ],
    [
      'Seit heute früh 6 Uhr schlägt createRestrictedDataToken bei allen Händlern mit 403 fehl, gestern lief es noch. Kein Deployment.',
      'amazon-fault',
      'undecided',
    ],
    [
      'All of our sellers started to get 500 InternalFailure at 13:05 UTC in every region, the Amazon status page shows an ongoing issue.',
      'internal-failure',
      'likely',
    ],
  ],
  'who wrote the message': [
    [
      'Airbyte: source-amazon-seller-partner check connection failed: Internal Server Error',
      'fault-of-tool',
      'likely',
    ],
    [
      'I clicked Renew under Manage Your Apps in Seller Central, but my inventory tool still says my Amazon authorization has expired.',
      'token-told-by-tool',
      'undecided',
    ],
    [
      'In Make (Integromat) my Amazon module says: "Your session has expired, please log in again."',
      'session-of-tool',
      'likely',
    ],
    [
      'Connecting my shop in Supermetrics: "CONSENT_LIMIT_REACHED The application has reached its limit of authorizations", app id amzn1.sp.solution.7c...',
      'limit-of-tool',
      'shown',
    ],
    [
      "DataSource.Error: Web.Contents failed to get contents from 'https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports' (403): Forbidden. Access to the resource is forbidden.",
      'forbidden-told-by-power-query',
      'undecided',
    ],
    [
      'n8n: NodeApiError: Client authentication failed - perhaps check your credentials? invalid_client',
      'credentials-refused',
      'undecided',
    ],
    [
      "Airbyte Cloud, OAuth login failed: Internal Server Error: Missing 'refresh_token' in query params from https://api.amazon.com/auth/o2/token",
      'exchange-of-tool',
      'likely',
    ],
    [
      'My Zap for Amazon Seller Central is off: "The access token you provided has expired."',
      'token-expired-told-by-tool',
      'undecided',
    ],
    [
      'Ich habe in Seller Central auf "Verlängern" geklickt, also neu autorisiert, aber JTL meldet weiter, dass die Amazon-Autorisierung abgelaufen ist.',
      'token-renewed-only-at-amazon',
      'likely',
    ],
  ],
  'ranking and language': [
    [
      'Amazon nos escribió un correo: las credenciales LWA de la aplicación caducan el 3 de marzo, hay que rotar el secreto.',
      'amazon-wrote-secret-expires',
      'likely',
    ],
    [
      'getOrderBuyerInfo が 403 (Access to requested resource is denied.)。この注文はキャンセルされています。他の注文は同じトークンで取得できます。',
      'refused-for-canceled-order',
      'likely',
    ],
    [
      'Environ un appel getCatalogItem sur trente est refusé avec Access to requested resource is denied. ; si on réessaie, ça passe.',
      'refused-at-times',
      'undecided',
    ],
    [
      'axios.get(url,{headers:{Authorization:"Bearer "+token}}) \n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}',
      'bearer-instead-of-header',
      'shown',
    ],
    [
      '调用 getInventorySummaries 报 Access to requested resource is denied. 我们的应用没有 Amazon Fulfillment 角色。',
      'role-not-on-application',
      'likely',
    ],
    [
      'In marketplaceIds passiamo "Amazon.it" come nome del marketplace. Access to requested resource is denied.',
      'marketplace-not-an-id',
      'shown',
    ],
    [
      'POST https://api.amazon.com/auth/o2/token grant_type=refresh_token&client_id=amzn1.sp.solution.1111-22 → {"error":"invalid_client","error_description":"Client authentication failed"}',
      'client-id-is-application-id',
      'shown',
    ],
    [
      "Amazon m'a envoyé un e-mail : l'autorisation de l'application expire dans 14 jours.",
      'amazon-wrote-authorization-expires',
      'likely',
    ],
    [
      'getOrders 偶尔会返回 Access to requested resource is denied.，重试就好了。',
      'refused-at-times',
      'undecided',
    ],
    [
      'getOrderAddress devuelve Access to requested resource is denied. para este pedido; el pedido fue cancelado ayer.',
      'refused-for-canceled-order',
      'likely',
    ],
    [
      "'client_id' => 'amzn1.sp.solution.0f0f', 'grant_type' => 'refresh_token' gives {\"error\":\"invalid_client\"}",
      'client-id-is-application-id',
      'shown',
    ],
  ],
}
