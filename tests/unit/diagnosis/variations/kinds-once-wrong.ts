import { denied, forbidden, type Row } from './kinds.ts'

/** Later texts of the same kinds, each of which was diagnosed wrongly at first. */
export const kindsOnceWrong: Readonly<Record<string, readonly Row[]>> = {
  'prose that an earlier version misread': [
    [
      'canceled order',
      `getOrderAddress for order 111-2223334-5556667 comes back 403 ${denied} — the buyer canceled that order last night; other orders are fine with the same RDT`,
      'refused-for-canceled-order',
      'developer',
    ],
    [
      'canceled order, empty answer',
      'GET /orders/v0/orders/111-1111111-1111111/address with an RDT returns {"payload":{"AmazonOrderId":"111-1111111-1111111"}} and no address. Order status: Canceled',
      'canceled-order-has-no-buyer',
      'developer',
    ],
    [
      'letter about a secret',
      'Amazon sent us an email: "Your LWA credentials for application Foo will expire on 12 June. Rotate your client secret." What do we have to do?',
      'amazon-wrote-secret-expires',
      'operator',
    ],
    [
      'letter about an authorization, de',
      'Amazon hat mir geschrieben, dass die Autorisierung für die App in 14 Tagen abläuft.',
      'amazon-wrote-authorization-expires',
      'seller',
    ],
    [
      'letter about a suspension',
      'Amazon notified us that access of our application was suspended because of a policy violation',
      'amazon-wrote-application-suspended',
      'operator',
    ],
    [
      'country in prose',
      `We pass the country code "DE" in marketplaceIds. ${denied}`,
      'marketplace-not-an-id',
    ],
    [
      'seller id in prose',
      `we put the seller ID A2QUE1234567 into marketplaceIds for getListingsItem ${denied}`,
      'marketplace-unlisted',
    ],
    [
      'one call in twenty',
      `getOrders works most of the time, but about one call in twenty gets ${denied}. Repeating it works.`,
      'refused-at-times',
      'developer',
    ],
    [
      'every tenth call, de',
      `Etwa jeder zehnte Aufruf von searchCatalogItems scheitert mit ${denied}, beim nächsten Versuch geht es.`,
      'refused-at-times',
      'developer',
    ],
    [
      'months without days, it',
      `Il ruolo è attivo da marzo, il venditore ha collegato l'account a gennaio. createReport ${forbidden}`,
      'type-grant-older-than-role',
      'operator',
    ],
    [
      'sandbox in prose',
      'I get 403 when calling the sandbox getOrders, production with the same token is OK',
      'sandbox-call-denied-said',
    ],
    [
      'a seller at a vendor’s path',
      '403 on vendor/orders/v1/purchaseOrders. Account: Seller Central (DE).',
      'seller-account-on-vendor-operation',
    ],
    [
      'grantless token for a subscription',
      `NotificationsApi->createSubscription with a client_credentials token ${denied}`,
      'subscription-with-grantless-token',
    ],
    [
      'limit of authorizations',
      '"This application has reached its limit of 25 self-authorizations" when connecting our ERP’s app',
      'consent-limit',
      'operator',
    ],
    [
      'connection expired in a tool',
      'Zapier says: "The app returned: Your Amazon Seller Central connection has expired. Please reconnect."',
      'token-told-by-tool',
      'seller',
    ],
  ],
  'found missing in the second review': [
    [
      'a limit of where the seller sells',
      `python-amazon-sp-api: Orders(marketplace=Marketplaces.SE).get_orders() -> SellingApiForbiddenException: Access to requested resource is denied. The account sells only in Germany.`,
      'marketplace-without-seller',
    ],
    [
      'a shared cache',
      `In our Node service the access token is cached under the client id. Shop 2 is refused since we added it. ${denied}`,
      'token-of-other-account',
    ],
    [
      'a role that was never given',
      `GET_LEDGER_SUMMARY_VIEW_DATA ${forbidden} our developer profile never got Amazon Fulfillment`,
      'type-role-not-on-application',
    ],
    [
      'the same, es',
      `No tenemos el rol "Finanzas y contabilidad". GET /finances/v0/financialEvents ${denied}`,
      'role-not-on-application',
      'operator',
    ],
    [
      '404 of a misspelt path',
      '404 on GET https://sellingpartnerapi-eu.amazon.com/orders/v0/order/123',
      'path-misspelt-404',
    ],
    [
      'an address that was encoded twice',
      '<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match</Message></Error> when downloading the report document. The URL contains %252F',
      'storage-address-damaged',
    ],
    ['407', 'HTTP/1.1 407 Proxy Authentication Required\nVia: 1.1 squid', 'proxy-wants-password', 'operator'],
    [
      'a page that stays white',
      'The consent page stays white; the seller is logged in to two Seller Central accounts',
      'consent-page-blank',
      'seller',
    ],
    [
      'an entity',
      '"Your selling account entity is not compatible with this application"',
      'wrong-entity',
      'seller',
    ],
    [
      'a made-up refresh token',
      'createDestination needs no seller, so we passed refresh_token=dummy → {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"}',
      'refresh-token-made-up',
      'developer',
    ],
  ],
  'found missing in the third review': [
    [
      'grant older reversed',
      `GET_FBA_REIMBURSEMENTS_DATA\n${forbidden}\nThe merchant authorised us on 4 Feb 2026. Amazon Fulfillment was approved for the app on 20 Feb 2026.`,
      'type-grant-older-than-role',
    ],
    [
      'grant iso',
      `role Brand Analytics since 2026-02-01; grant from 2025-11-30; createReport GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT → ${forbidden}`,
      'type-grant-older-than-role',
    ],
    ['mp enum java', `marketplaceIds=MarketplaceEnum.GERMANY ${denied}`, 'marketplace-not-an-id'],
    [
      's3 put json',
      `PUT https://tortuga-prod-na.s3-external-1.amazonaws.com/x?X-Amz-SignedHeaders=content-type%3Bhost ... <Code>SignatureDoesNotMatch</Code> we send Content-Type: application/json, the document was created with text/xml; charset=UTF-8`,
      'upload-content-type-differs',
    ],
    [
      's3 expired prose',
      'Downloading the report file a few minutes later: AccessDenied Request has expired',
      'storage-address-expired',
    ],
    [
      'tool de',
      'Ich verkaufe bei Amazon. Meine Warenwirtschaft meldet: "Token ungültig, bitte Verbindung erneuern".',
      'token-told-by-tool',
    ],
    [
      'tool ja',
      '私はAmazonで販売しています。在庫管理ツールに「アクセストークンの有効期限が切れました」と表示され、再接続ボタンがあります。',
      'token-told-by-tool',
    ],
    ['tool zh', '我在亚马逊开店，ERP软件显示“授权已过期，请重新连接”。', 'token-told-by-tool'],
    [
      'lwa code scope',
      'callback?code=AN123456&scope=profile%20postal_code then invalid_grant',
      'code-of-other-consent',
    ],
    [
      'ios lwa',
      'We use the Login with Amazon iOS SDK and exchange the code, get invalid_grant',
      'code-of-login-sdk',
    ],
    [
      'fault zh',
      `今天下午3点起，所有店铺的getFeed都报错 ${denied}，其他接口正常，没有部署任何东西`,
      'amazon-fault-operation',
    ],
    ['n8n internal', 'n8n says "Internal Server Error" when I connect my Amazon account', 'fault-of-tool'],
    [
      'gateway',
      '{"message":"Missing Authentication Token"} from https://sellingpartnerapi-eu.amazon.com/order/v0/orders',
      'path-misspelt-unauthenticated',
    ],
    [
      'cloudfront2',
      '<H1>403 ERROR</H1> The request could not be satisfied. Request blocked. sellingpartnerapi-na.amazon.com',
      'cloudfront-answer',
    ],
    [
      'akamai',
      'Access Denied You don\'t have permission to access "http://sellercentral.amazon.com/" on this server. Reference #18.abc',
      'edge-refused',
    ],
    [
      'header typo',
      `x-amzn-access-token: Atza|abc {"errors":[{"code":"MissingToken","message":"Access token is missing in the request header."}]}`,
      'token-header-misspelt',
    ],
    [
      'same token ok',
      `getOrders with this very token works, getInventorySummaries with it doesn't ${denied}`,
      'role-for-called-operation',
    ],
    [
      'code words',
      'The authorization code we got is ANxyz12345 and LWA says invalid_grant after about ten minutes',
      'code-late',
    ],
  ],
  'words without meaning in this context': [
    [
      'doc link slash',
      `I followed https://developer-docs.amazon.com/sp-api/docs/ and https://sellingpartnerapi-eu.amazon.com/ but getOrders gives ${denied}`,
      'access-denied',
    ],
    [
      'base url slash',
      `baseUrl = "https://sellingpartnerapi-eu.amazon.com/" ; client.get("orders/v0/orders") → ${denied}`,
      'access-denied',
    ],
    [
      'python marketplaces ok',
      `Orders(credentials=c, marketplace=Marketplaces.DE).get_orders(CreatedAfter='2026-01-01') SellingApiForbiddenException ${denied}`,
      'access-denied',
    ],
    [
      'dates unrelated',
      `The role is there since January. We contacted support on 12 December 2025 about the connection. ${denied}`,
      'access-denied',
    ],
    ['cancel mention', `getOrders with OrderStatuses=Canceled returns ${denied}`, 'access-denied'],
    [
      'proxy mention',
      `We use nginx as a reverse proxy in front of our app; SP-API answers ${denied} for getOrders`,
      'access-denied',
    ],
    [
      'cloudfront mention',
      `Our frontend is on CloudFront. LWA returns {"error":"invalid_client","error_description":"Client authentication failed"}`,
      'credentials-refused',
    ],
    [
      's3 mention',
      `We store reports on S3 (https://mybucket.s3.amazonaws.com/reports). createReport returns ${denied}`,
      'access-denied',
    ],
    [
      'zapier mention',
      `We don't use Zapier any more but our own code; refresh gives {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"}`,
      'refresh-refused',
    ],
    ['sandbox mention', `Works in the sandbox, in production getOrders gives ${denied}`, 'access-denied'],
    ['role q', `Is the role missing? getPricing ${denied}`, 'access-denied'],
    ['rdt optional', `Do I need an RDT? GET /orders/2026-01-01/orders returns no address`, 'orders-by-role'],
    ['vendor question', `We are not a vendor. GET /orders/v0/orders ${denied}`, 'access-denied'],
    [
      'may modal',
      `The role may be missing in April? The seller may authorize in March. ${denied}`,
      'access-denied',
    ],
    [
      'limits',
      `We have 25 authorizations, limit of 25 requests per second; getOrders ${denied}`,
      'access-denied',
    ],
    ['entity', `The entity type in our database is not set. getOrders ${denied}`, 'access-denied'],
    ['brand', `We have no brand. getOrders ${denied}`, 'access-denied'],
    ['most of time', `Most of the time I spend on this 403: getOrders ${denied}`, 'access-denied'],
    ['blank', `Our page is blank when getOrders gives ${denied}`, 'access-denied'],
  ],
  'found missing in the fifth review': [
    [
      'consent it',
      "Errore: codice errore SPDC7001 quando il venditore autorizza l'app",
      'consent-code-unknown',
    ],
    ['blank zh', '授权页面一直空白，卖家同时登录了两个账户', 'consent-page-blank'],
    ['zapier grant', 'Zapier: invalid_grant when testing the connection', 'grant-told-by-tool'],
    [
      'many devs',
      `Several developers in the forum report the same since 9:00: createFeedDocument 403 ${denied}`,
      'amazon-fault',
    ],
    [
      'parts alone',
      `Each account works alone, but together in one job the second one is refused ${denied}`,
      'token-of-other-account',
    ],
    [
      'seller on vendor',
      'RetailAnalytics report GET_VENDOR_INVENTORY_REPORT for our seller account {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'vendor-report-for-seller-said',
    ],
    [
      'other market',
      'GET_FBA_MYI_ALL_INVENTORY_DATA for marketplace A1F83G8C2ARO7P; the account sells only in DE {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'marketplace-without-seller-report',
    ],
    [
      'profile',
      'Le rôle n’a jamais été accordé au profil développeur. createReport GET_LEDGER_DETAIL_VIEW_DATA {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}',
      'type-role-not-on-application',
    ],
    [
      'secret rotated',
      'Wir haben das Secret gestern rotiert, jetzt {"error":"invalid_client","error_description":"Client authentication failed"}',
      'secret-rotated-refused',
    ],
  ],
}
