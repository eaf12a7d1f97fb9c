import type { ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'

export const denied =
  '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}'
export const forbidden =
  '{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}'

export type Row = [what: string, paste: string, id: string, who?: ResponsibleParty]

/** The same kinds of texts in other words and languages. */
export const kinds: Readonly<Record<string, readonly Row[]>> = {
  '“Denied” without details': [
    [
      'de country code',
      `GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?CreatedAfter=2026-01-01&MarketplaceIds=DE HTTP/1.1\n403\n${denied}`,
      'marketplace-not-an-id',
      'developer',
    ],
    [
      'json name',
      `POST /reports/2021-06-30/reports {"reportType":"GET_MERCHANT_LISTINGS_ALL_DATA","marketplaceIds":["Amazon.fr"]}\n${denied}`,
      'marketplace-not-an-id',
      'developer',
    ],
    [
      'prose',
      `In our config marketplaceId is set to Spain.\nAccess to requested resource is denied.`,
      'marketplace-not-an-id',
      'developer',
    ],
    [
      'jp enum',
      `https://sellingpartnerapi-fe.amazon.com/catalog/2022-04-01/items/B0001?marketplaceIds=MarketplaceId.JP\n${denied}`,
      'marketplace-not-an-id',
      'developer',
    ],
    [
      'pseudo',
      `GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=A1MQXOICRS2Z7M&CreatedAfter=2026-05-01\n${denied}`,
      'marketplace-is-pseudo',
      'developer',
    ],
    ['lib class withdrawn', `ReportsV20200904Api->createReport: ${denied}`, 'retired-class', 'developer'],
    [
      'missing segment',
      `GET https://sellingpartnerapi-eu.amazon.com/inbound/2024-03-20/inboundPlans\n${denied}`,
      'path-missing-segment',
      'developer',
    ],
    [
      'missing version',
      `curl https://sellingpartnerapi-na.amazon.com/catalog/items/B000123?marketplaceIds=ATVPDKIKX0DER\n${denied}`,
      'path-missing-segment',
      'developer',
    ],
    [
      'case',
      `GET https://sellingpartnerapi-na.amazon.com/Orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER\n${denied}`,
      'path-misspelt',
      'developer',
    ],
    [
      'trailing',
      `GET https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations/\n${denied}`,
      'path-trailing-slash',
      'developer',
    ],
    [
      'region',
      `GET https://sellingpartnerapi-na.amazon.com/sellers/v1/account\n${denied}`,
      'operation-not-in-region',
      'developer',
    ],
    [
      'cache',
      `We keep the access token in a static cache keyed by the client id. The first shop works, the second is refused: ${denied}`,
      'token-of-other-account',
      'developer',
    ],
    [
      'vendor py',
      `from sp_api.api import VendorOrders\nVendorOrders(credentials=c).get_purchase_orders()\nSellingApiForbiddenException: Access to requested resource is denied.\nIt is a vendor account.`,
      'vendor-role-or-grant',
      'operator',
    ],
    [
      'vendor de',
      `VendorDirectFulfillmentOrdersApi.getOrders: Access to requested resource is denied. Wir sind Lieferant und haben uns bei Vendor Central angemeldet.`,
      'vendor-role-or-grant',
      'operator',
    ],
    [
      'no participation',
      `The library adds ATVPDKIKX0DER when none is given, but this seller does not sell in the US.\n${denied}`,
      'marketplace-without-seller',
      'developer',
    ],
  ],
  'one message with several causes': [
    [
      'forbidden ticked',
      `getReports ${forbidden}\nThe role is ticked.`,
      'type-role-ticked-still-refused',
      'operator',
    ],
    [
      'forbidden de older',
      `createReport GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: Access to the resource is forbidden\nDie Rolle haben wir am 5. Mai 2026 bekommen, der Händler hat am 2. Februar 2026 autorisiert.`,
      'type-grant-older-than-role',
      'operator',
    ],
    [
      'forbidden fr older',
      `Access to the resource is forbidden\nLe rôle a été ajouté le 12 avril 2026. Le vendeur s'est connecté le 3 mars 2026.`,
      'type-grant-older-than-role',
      'operator',
    ],
    [
      'forbidden ja older',
      `Access to the resource is forbidden\nロールは2026年3月3日に追加しました。店舗の認可は2026年1月12日です。`,
      'type-grant-older-than-role',
      'operator',
    ],
    [
      'forbidden zh older',
      `Access to the resource is forbidden\n角色是3月3日添加的，店铺1月12日授权`,
      'type-grant-older-than-role',
      'operator',
    ],
    [
      'forbidden newer',
      `Access to the resource is forbidden. Role added on 2026-01-04; seller authorized on 2026-03-01.`,
      'type-role-not-approved',
      'operator',
    ],
    [
      'before words',
      `Access to the resource is forbidden\nThis seller authorized before we added the role.`,
      'type-grant-older-than-role',
      'operator',
    ],
    [
      'denied older',
      `${denied}\nGET /finances/2024-06-19/transactions\nWe got the Finance role on 2026-06-01; the shop connected on 2026-05-20.`,
      'grant-older-than-role',
      'operator',
    ],
    ['bare forbidden', forbidden, 'resource-forbidden', 'operator'],
    [
      'brand',
      `createReport GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: Access to the resource is forbidden\nThe seller has no registered brand.`,
      'brand-missing',
      'seller',
    ],
  ],
  'facts that rule out a cause': [
    [
      'rdt there',
      `GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/1/address\nx-amz-access-token: Atz.sprdt|abcdefghijk\n${denied}`,
      'rdt-refused',
      'developer',
    ],
    [
      'reauth',
      `${denied}\ngetInventorySummaries\nThe role is enabled and the seller re-authorized yesterday.`,
      'reauthorized-still-refused',
      'operator',
    ],
    [
      'reauth es',
      `${denied}\nEl rol está marcado y el vendedor ha vuelto a autorizar la aplicación.`,
      'reauthorized-still-refused',
      'operator',
    ],
  ],
  'a bare status': [
    [
      'bare 403 op',
      `I get 403 when I call getAccount for our US sellers on sellingpartnerapi-na.amazon.com`,
      'access-denied',
    ],
    [
      'bare 403 destinations',
      `a 403 from getDestinations`,
      'seller-token-on-grantless-operation',
      'developer',
    ],
    [
      'bare 403 vendor',
      `403 from GET /vendor/orders/v1/purchaseOrders, our login is a vendor account`,
      'vendor-role-or-grant',
      'operator',
    ],
    ['400 invalid', `400 Invalid parameters from searchOrders in the sandbox`, 'sandbox-example-likely'],
  ],
  'responses that aren’t SP-API’s': [
    [
      's3 expired',
      `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>300</X-Amz-Expires><HostId>x</HostId></Error> when downloading the report document`,
      'storage-address-expired',
      'developer',
    ],
    [
      's3 auth twice',
      `upload to the pre-signed url: 400 <Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified</Message>`,
      'upload-extra-authorization',
      'developer',
    ],
    [
      's3 truncated',
      `curl https://tortuga-prod-eu.s3-eu-west-1.amazonaws.com/abc?X-Amz-Algorithm=AWS4-HMAC-SHA256\n<Error><Code>AuthorizationQueryParametersError</Code><Message>Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature parameters`,
      'storage-address-damaged',
      'developer',
    ],
    [
      's3 sig only',
      `SignatureDoesNotMatch when I PUT my feed file to the upload url of createFeedDocument, AWSAccessKeyId=ASIA...`,
      'upload-signature-mismatch',
      'developer',
    ],
    [
      'cloudfront',
      `HTTP/1.1 403\nServer: CloudFront\nX-Cache: Error from cloudfront\n<HTML><TITLE>ERROR: The request could not be satisfied</TITLE>`,
      'cloudfront-answer',
      'developer',
    ],
    [
      'apigw own',
      `https://abc123.execute-api.eu-west-1.amazonaws.com/prod/callback {"message":"Forbidden"}`,
      'own-gateway',
      'developer',
    ],
  ],
  'consent pages': [
    ['code unknown', `Error Code: SPSA9931`, 'consent-code-unknown', 'developer'],
    ['code de', `Fehlercode: MD4711 beim Autorisieren`, 'consent-code-unknown', 'developer'],
    [
      'entity wording',
      `Your business entity is not supported by this application.`,
      'wrong-entity',
      'seller',
    ],
    ['owner wording', `Only the account owner can authorize this application.`, 'not-primary-user', 'seller'],
    [
      'both',
      `You must be the primary user of a Professional selling account to take advantage of apps.`,
      'primary-or-professional',
      'seller',
    ],
    [
      'eligib',
      `This developer is currently not eligible to receive new authorizations.`,
      'md9000',
      'operator',
    ],
    [
      'blank',
      `After login at Seller Central the consent page stays a blank page. https://sellercentral.amazon.de/apps/authorize/consent?application_id=amzn1.sp.solution.1&state=x`,
      'consent-page-blank',
      'seller',
    ],
    [
      'publishing',
      `Error Code: MD7777\nThe app was just published two hours ago.`,
      'publishing-unfinished',
      'amazon',
    ],
    ['uris', `Error Code MD3110. The application has no redirect URI.`, 'consent-uris-missing', 'developer'],
  ],
  'grantless and restricted tokens': [
    [
      'scope colon',
      `scope: sellingpartnerapi:notifications with grant_type client_credentials`,
      'scope-misspelt',
      'developer',
    ],
    [
      'scope rot',
      `grant_type=client_credentials&scope=sellingpartnerapi%3A%3Aclient_credentials%3Arotation\n{"error":"invalid_scope","error_description":"The request has an invalid parameter : scope"}`,
      'scope-misspelt',
      'developer',
    ],
    [
      'question',
      `How do I get a token for createDestination? Which seller has to authorize?`,
      'grantless-operation-asked',
      'developer',
    ],
    [
      'fake rt',
      `rotate_application_client_secret(refresh_token='dummy')`,
      'grantless-with-refresh-token',
      'developer',
    ],
    [
      'rdt list',
      `RDT requested for /reports/2021-06-30/reports\nGET https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/documents/amzn1.spdoc.1\n${denied}`,
      'rdt-refused-for-other-path',
      'developer',
    ],
    [
      'rdt noerror',
      `restrictedResources: [{"method":"GET","path":"/orders/v0/orders/123/buyerInfo"}] then GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/456/buyerInfo`,
      'rdt-for-other-path',
      'developer',
    ],
  ],
  'faults at Amazon': [
    [
      'fault de',
      `Seit 09:40 Uhr werden alle unsere Händler mit 403 abgelehnt. Wir haben nichts geändert.\n${denied}`,
      'amazon-fault',
      'amazon',
    ],
    [
      'fault zh',
      `从今天14:30开始，所有店铺都报错 403，我们没有任何更改。\n${denied}`,
      'amazon-fault',
      'amazon',
    ],
    [
      'fault op',
      `Since 08:15 UTC createFeed returns errors for all sellers. getOrders works fine. Nothing deployed.\n${denied}`,
      'amazon-fault-operation',
      'amazon',
    ],
    [
      'fault singly',
      `Since this morning the batch of 20 fails. The items work one by one, individually. We changed nothing.\n${denied}`,
      'amazon-fault-singly',
      'amazon',
    ],
    [
      'fault fr',
      `Depuis 10:20 tous nos vendeurs sont refusés, nous n'avons rien changé.\nAccess to requested resource is denied.`,
      'amazon-fault',
      'amazon',
    ],
    [
      'fault refresh',
      `{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"}\nSince 06:00 UTC every seller fails at once, no deploy.`,
      'amazon-fault',
      'amazon',
    ],
  ],
  'messages of tools': [
    [
      'tool es',
      `Vendo en Amazon. El panel de mi programa de inventario dice: "The access token you provided is revoked, malformed or invalid." Hay un botón Reconectar.`,
      'token-invalid-told-by-tool',
      'seller',
    ],
    [
      'zapier',
      `Zapier says: Your connection has expired, please reconnect your Amazon Seller account. The access token you provided has expired.`,
      'token-expired-told-by-tool',
      'seller',
    ],
    [
      'renewed',
      `My repricing software says "The access token you provided has expired". I already re-authorized the app in Seller Central.`,
      'token-expired-renewed-only-at-amazon',
      'seller',
    ],
    [
      'airbyte 500',
      `Airbyte Cloud: Internal Server Error after I confirmed at Amazon`,
      'fault-of-tool',
      'operator',
    ],
    [
      'limit',
      `Pipedream: This application has reached the OAuthorization usage limit`,
      'limit-of-tool',
      'operator',
    ],
  ],
  'several facts in one language': [
    [
      'ja mix',
      `注文APIで403になります。ロールは有効で、他の店舗は正常です。\n${denied}`,
      'role-ticked-still-refused',
      'operator',
    ],
  ],
}
