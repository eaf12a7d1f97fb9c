import { rowsOf } from './rows.ts'

/**
 * Made-up texts about accounts that get mixed up, copies of credentials, consent pages, dates without numbers and
 * faults at Amazon, one a line: the diagnosis, its certainty, the text with ⏎ for a new line. The second table has
 * texts that only look like them, and must not get their causes.
 */
const table = `
path-unknown likely | GET /fba/inbound/v0/plans returns 403 Forbidden "Access to requested resource is denied" — all my other FBA calls are fine
path-unknown likely | PUT /fba/inbound/v0/shipments/FBA15D/transport → {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
path-unknown likely | Wir rufen POST /fba/inbound/v0/plans auf und bekommen 403 "Access to requested resource is denied."
path-unknown likely | L'appel GET /finances/v0/balanceSheets renvoie 403, Access to requested resource is denied.
path-unknown likely | DELETE /feeds/2021-06-30/queues/77 -> Unauthorized: Access to requested resource is denied. (Go client we wrote ourselves)
path-unknown likely | La chiamata GET /sellers/v1/profile restituisce 403 Access to requested resource is denied.
path-unknown likely | 调用 GET /orders/v0/orders/302-1234567-1234567/invoices 返回 403 Access to requested resource is denied.
path-unknown likely | GET /products/pricing/v0/repricing を呼ぶと 403 Access to requested resource is denied. になります
marketplace-without-seller likely | from sp_api.api import CatalogItems; CatalogItems().search_catalog_items(keywords='shoes', marketplaceIds='A1C3SOZRARQ6R3') -> SellingApiForbiddenException: [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]. The seller only sells in Germany.
marketplace-without-seller likely | Orders(credentials=c).get_orders(MarketplaceIds=['A2NODRKZP88ZB9'], CreatedAfter='2026-02-01') answers "Access to requested resource is denied." Our merchant isn't active in Sweden.
marketplace-without-seller likely | ListingsItems(credentials=creds).get_listings_item(sellerId='A3', sku='T1', marketplaceIds=['A1805IZSGTT6HS']) → SellingApiForbiddenException Access to requested resource is denied. Der Händler verkauft nur in Deutschland.
token-of-other-account likely | We run 40 shops in one worker. Randomly shop 12 gets Unauthorized / Access to requested resource is denied for its getOrder, and the order belongs to shop 7. After a restart it is fine for a while.
token-of-other-account likely | getOrderItems: "Access to requested resource is denied." but only now and then, and only when two merchants sync at once. The order id in the refused call is the other merchant's order.
token-of-other-account likely | In unserem Dienst laufen 15 Händler. Sporadisch kommt bei getOrder "Access to requested resource is denied.", und die Bestellung gehört zu einem anderen Händler. Nach einem Neustart geht es wieder eine Weile.
token-of-other-account likely | Un seul processus pour 30 boutiques. De temps en temps getOrder est refusé (Access to requested resource is denied.) et la commande est celle d'une autre boutique. Un redémarrage règle le problème quelques heures.
token-of-other-account likely | 403 Access to requested resource is denied, aleatoriamente, en getOrder. El pedido pertenece a otra tienda de las 20 que lleva el mismo proceso. Al reiniciar funciona un rato.
token-of-other-account likely | Processo unico per 12 negozi: a caso getOrder risponde "Access to requested resource is denied." e l'ordine appartiene a un altro negozio. Dopo un riavvio va bene per un po'.
token-of-other-account likely | 1つのワーカーで20店舗を処理しています。ときどき getOrder が Access to requested resource is denied. になり、その注文は別の店舗のものです。再起動するとしばらく直ります。
token-of-other-account likely | 一个进程跑30个店铺，随机出现 getOrder: Access to requested resource is denied.，而那个订单属于另一个店铺。重启后一段时间正常。
token-cache-shared likely | SP-API getOrders sometimes returns orders of another seller! We handle 25 sellers in one Node process. After a restart it is right for some time.
type-grant-older-than-role shown | {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]} createReport for GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT. The Brand Analytics role was approved last Tuesday and all sellers authorised in spring.
grant-older-than-role shown | Access to requested resource is denied. getFeatureInventory. Amazon Fulfillment role approved on Monday; the seller authorised us last summer.
type-grant-older-than-role shown | createReport: Access to the resource is forbidden. Die Rolle wurde letzte Woche genehmigt, der Händler hat sich im Frühjahr verbunden.
type-grant-older-than-role shown | Access to the resource is forbidden pour GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2. Le rôle a été accordé hier; le vendeur a autorisé l'application il y a des mois.
type-grant-older-than-role shown | GET_AFN_INVENTORY_DATA: Access to the resource is forbidden. El rol se aprobó ayer; la tienda se conectó hace meses.
grant-older-than-role shown | Access to requested resource is denied. su listFinancialEvents. Il ruolo è stato approvato ieri; il venditore ha autorizzato mesi fa.
grant-older-than-role shown | listFinancialTransactions: Access to requested resource is denied. ロールは昨日承認されました。セラーは数か月前に認可しました。
grant-older-than-role shown | getOrderBuyerInfo Access to requested resource is denied. 角色昨天批准，店铺几个月前授权的。
grant-older-than-role shown | searchOrders → Access to requested resource is denied. We had the tax role approved this week; our customers authorised ages ago.
refresh-refused-here likely | invalid_grant on refresh. "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission." The very same refresh token works from my laptop with the same client id. On the server it fails.
refresh-refused-here likely | {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"} in production only. With curl and the identical refresh token I get an access token.
refresh-refused-here likely | invalid_grant / invalid grant parameter : refresh_token im Docker-Container, lokal funktioniert genau derselbe Refresh Token mit derselben Client-ID.
refresh-refused-here likely | Sur le serveur : invalid_grant, "invalid grant parameter : refresh_token". Le même refresh token fonctionne sur mon poste.
refresh-refused-here likely | invalid_grant, invalid grant parameter : refresh_token en el servidor. El mismo refresh token funciona en Postman con el mismo client id.
refresh-refused-here likely | Sul server invalid_grant (invalid grant parameter : refresh_token), mentre lo stesso refresh token funziona in locale.
refresh-refused-here likely | サーバーでは invalid_grant (invalid grant parameter : refresh_token) ですが、同じリフレッシュトークンがローカルでは動きます。
refresh-refused-here likely | 服务器上 invalid_grant: invalid grant parameter : refresh_token，同一个 refresh token 在本地可以用。
credentials-refused-here likely | invalid_client Client authentication failed on our Kubernetes pod. The same client id and secret work from my machine.
seller-account-on-vendor-operation likely | I get 403 when I call getVendorDirectFulfillment orders with our seller account. Sellers API works.
seller-account-on-vendor-operation likely | Access to requested resource is denied from the Vendor Retail Procurement Orders API. We only have a Seller Central account.
seller-account-on-vendor-operation likely | vendorDirectFulfillmentShippingV1.getPackingSlips denied: "Access to requested resource is denied." It's a regular seller account.
seller-account-on-vendor-operation likely | 403 Access to requested resource is denied. beim Vendor Orders API, wir sind nur Verkäufer.
seller-account-on-vendor-operation likely | L'API Vendor Shipments renvoie 403 Access to requested resource is denied. Nous sommes vendeurs sur Seller Central, compte Seller Central uniquement.
seller-account-on-vendor-operation likely | Vendor Invoices API → 403, Access to requested resource is denied. Somos vendedores, la cuenta es de Seller Central.
seller-account-on-vendor-operation likely | getVendorOrders → Access to requested resource is denied. with the token of our seller account
individual-plan-not-eligible likely | "We're sorry. Your account is not eligible to authorize applications. Selling plan: Individual"
individual-plan-not-eligible likely | Amazon says this account isn't eligible to connect apps. The shop is on the Individual selling plan.
individual-plan-not-eligible likely | Beim Bestätigen: "Ihr Konto ist nicht berechtigt, Anwendungen zu autorisieren." Das Konto ist ein Einzelanbieter-Konto.
individual-plan-not-eligible likely | « Votre compte n'est pas éligible pour autoriser des applications. » Le vendeur a le plan individuel.
individual-plan-not-eligible likely | "Su cuenta no cumple los requisitos para autorizar aplicaciones". El vendedor tiene el plan individual.
individual-plan-not-eligible likely | "Il tuo account non è idoneo ad autorizzare applicazioni." Il venditore ha il piano individuale.
individual-plan-not-eligible likely | 「お客様のアカウントはアプリを承認する資格がありません」と表示されます。小口出品です。
individual-plan-not-eligible likely | 亚马逊提示“您的账户没有资格授权应用程序”，卖家是个人销售计划。
account-not-eligible undecided | The authorize page says "Your account is not eligible to authorize this application."
internal-failure-for-many likely | Since today 06:20 UTC getListingsItem gives 500 InternalFailure for ALL our customers in the UK, DE, FR. US ok. Nothing was deployed since Friday.
internal-failure-for-many likely | All sellers get "InternalFailure" from createFeed since 09:15 UTC. We changed nothing.
internal-failure-for-many likely | Seit heute 08:40 Uhr antwortet getOrders bei allen Händlern mit 500 InternalFailure. Wir haben nichts geändert.
service-unavailable-for-many likely | Depuis ce matin 7h30, toutes les boutiques reçoivent 503 Service Unavailable sur searchCatalogItems. Aucun déploiement de notre côté.
internal-failure-for-many likely | Desde hoy a las 06:10 todas las tiendas reciben 500 Internal Server Error en getInventorySummaries. No hemos cambiado nada.
internal-failure-for-many likely | Da stamattina alle 9:20 tutti i venditori ricevono 500 InternalFailure da getPricing. Non abbiamo rilasciato nulla.
internal-failure-for-many likely | 今朝7:10から全店舗で getOrders が 500 InternalFailure です。何も変更していません。
internal-failure-for-many likely | 从今天早上8:05开始，所有店铺调用 getOrders 都返回 500 InternalFailure，我们没有改动。
oauth-client-expects-code likely | n8n node: Request failed with status code 403. Node type HTTP request, credential: OAuth2 generic, auth URL sellercentral.amazon.de/apps/authorize/consent. Error: insufficient parameters were returned
oauth-client-expects-code likely | Postman, Authorization tab, OAuth 2.0, Auth URL https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1&version=beta. After Confirm Postman says it didn't receive a code.
oauth-client-expects-code likely | Power Automate custom connector with Generic OAuth 2 and Seller Central's consent: "The authorization code is missing in the redirect".
oauth-client-expects-code likely | passport-oauth2 strategy, authorizationURL: 'https://sellercentral.amazon.co.uk/apps/authorize/consent'. After consent passport redirects to Amazon again instead of exchanging, req.query.code is undefined.
oauth-client-expects-code likely | League OAuth2 client (GenericProvider) for Amazon Selling Partner: urlAuthorize is https://sellercentral.amazon.fr/apps/authorize/consent, in the callback $_GET['code'] is not set.
oauth-client-expects-code likely | Make HTTP "OAuth 2.0" Verbindung mit sellercentral.amazon.de/apps/authorize/consent: nach der Zustimmung fehlt der Parameter code.
oauth-client-expects-code likely | NextAuth custom provider for Seller Central (/apps/authorize/consent): [next-auth][error][OAUTH_CALLBACK_ERROR] code missing from response
oauth-client-expects-code likely | Spring Security oauth2Client 配置 authorization-uri 为 sellercentral.amazon.com/apps/authorize/consent，回调报 invalid_request，缺少 code 参数
token-told-by-tool undecided | Wir nutzen ein Warenwirtschaftssystem. Dort steht: "Amazon-Konto: Autorisierung abgelaufen, bitte erneuern". Was müssen wir tun?
token-told-by-tool undecided | Our order management system shows: "Amazon account: authorisation expired, please renew". What should we do?
token-told-by-tool undecided | Notre logiciel de gestion affiche « Amazon : autorisation expirée, veuillez renouveler ». Que faire ?
token-told-by-tool undecided | Nuestro programa de gestión dice: "Cuenta de Amazon: autorización caducada, renuévela".
token-told-by-tool undecided | Il nostro gestionale mostra: "Account Amazon: autorizzazione scaduta, rinnovare". Che cosa dobbiamo fare?
token-told-by-tool undecided | 受注管理システムに「Amazonアカウント：認可の有効期限が切れています。更新してください」と出ます。
token-told-by-tool undecided | 我们用的ERP里显示“亚马逊账号授权已过期，请重新授权”，该怎么办？
token-told-by-tool undecided | Unsere Versandsoftware meldet „Amazon-Verbindung abgelaufen, bitte neu verbinden“.
vendor-report-beside-seller-reports likely | Airbyte source-amazon-seller-partner: "Caught retryable error 'Forbidden' ... GET_VENDOR_INVENTORY_REPORT" Streams for seller reports sync fine
vendor-report-beside-seller-reports likely | GET_VENDOR_SALES_REPORT → 403 Forbidden, GET_MERCHANT_LISTINGS_ALL_DATA works with the same connection.
type-vendor-report-beside-seller-reports likely | createReport GET_VENDOR_TRAFFIC_REPORT: "Access to the resource is forbidden". GET_FLAT_FILE_OPEN_LISTINGS_DATA is fine.
vendor-report-beside-seller-reports likely | Fivetran: GET_VENDOR_REAL_TIME_SALES_REPORT Access to requested resource is denied. All the seller reports load without problems.
vendor-report-beside-seller-reports likely | Im Connector schlägt GET_VENDOR_FORECASTING_REPORT mit 403 Forbidden fehl. Die Seller-Berichte laufen.
vendor-report-beside-seller-reports likely | GET_VENDOR_NET_PURE_PRODUCT_MARGIN_REPORT renvoie 403 Forbidden. Les rapports seller fonctionnent.
permission-withdrawn-said likely | Bonjour, depuis hier l'appel getOrders répond {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]} pour un seul vendeur. Il a changé de compte principal la semaine dernière et a retiré notre application dans "Gérer vos applications".
permission-withdrawn-said likely | Access to requested resource is denied for one seller since last week. She told us that she disabled our app in Manage Your Apps.
permission-withdrawn-said likely | getOrders → Access to requested resource is denied. Der Händler hat unsere App unter „Apps verwalten“ entfernt.
permission-withdrawn-said likely | Access to requested resource is denied. El vendedor quitó nuestra aplicación en Administrar sus aplicaciones.
permission-withdrawn-said likely | Access to requested resource is denied. Il venditore ha tolto la nostra app in Gestisci le tue applicazioni.
permission-withdrawn-said likely | getOrders が Access to requested resource is denied. になります。出品者がアプリの認可を取り消しました。
permission-withdrawn-said likely | getOrders 报 Access to requested resource is denied.，卖家在“管理您的应用”里取消了我们的授权。
permission-withdrawn-said likely | The customer has deauthorised our application, and now every call says Access to requested resource is denied.
secret-rotated-refused undecided | 刷新令牌报错 invalid_client: Client authentication failed。昨天换了 client secret。
secret-rotated-refused undecided | invalid_client since this morning. We swapped the client secret yesterday.
secret-rotated-refused undecided | invalid_client "Client authentication failed". Gestern haben wir das Client Secret getauscht.
secret-rotated-refused undecided | invalid_client. Nous avons changé le client secret hier.
secret-rotated-refused undecided | invalid_client: ayer cambiamos el client secret.
secret-rotated-refused undecided | invalid_client: ieri abbiamo cambiato il client secret.
secret-rotated-refused undecided | invalid_client になります。昨日クライアントシークレットを変更しました。
secret-rotated-refused undecided | invalid_client. The secret was replaced on Tuesday by a colleague.
md1000-draft-said likely | Il venditore vede "MD1000" quando apre il link di autorizzazione, l'applicazione è in bozza
md1000-draft-said likely | MD1000. Our app is still a draft.
md1000-draft-said likely | Fehler MD1000 beim Autorisieren, die App ist noch ein Entwurf.
md1000-draft-said likely | MD1000 ; l'application est encore à l'état de brouillon.
md1000-draft-said likely | Error MD1000 al abrir el enlace. La aplicación está en borrador.
md1000-draft-said likely | MD1000 と表示されます。アプリはまだ下書きです。
md1000-draft-said likely | 打开授权链接显示 MD1000，应用还是草稿状态。
md1000-draft-said likely | We get MD1000 when a tester opens the link. App status: Draft.
code-late likely | We exchanged the code and got invalid_grant. Code ANxxxxxxx arrived at 10:02, our job queue exchanged it at 10:09.
code-late likely | invalid_grant, invalid grant parameter : code. 14:31:05 callback received, 14:38:50 token request sent.
code-late likely | Der Code kam um 9:15 Uhr an, getauscht haben wir den Code um 9:24 Uhr: invalid_grant.
code-late likely | Le code est arrivé à 10h02 et nous avons échangé le code à 10h11 : invalid_grant.
code-late likely | El código llegó a las 16:40 y el intercambio del código fue a las 16:52: invalid_grant
code-late likely | Il codice è arrivato alle 11:05, lo scambio del codice è delle 11:14: invalid_grant
code-late likely | 授权码 10:02 收到，10:10 用 code 换取令牌，报 invalid_grant。
code-late likely | invalid_grant (invalid grant parameter : code). Redirect 2026-03-01T10:00:10Z, exchange 2026-03-01T10:07:40Z.
redirect-uri-compared shown | invalid_grant for authorization_code. redirect_uri sent: https://app.example.com/callback/ ; registered: https://app.example.com/callback
redirect-uri-compared shown | {"error":"invalid_grant"} at the exchange. Registered OAuth redirect URI: https://www.example.com/sp/cb. Our token request has redirect_uri=https://example.com/sp/cb
redirect-uri-compared shown | invalid_grant beim Tausch. Registriert ist https://shop.example.de/amazon/callback, gesendet wird redirect_uri=http://shop.example.de/amazon/callback
redirect-uri-compared shown | invalid_grant. redirect_uri envoyée : https://app.example.fr/retour?x=1 ; enregistrée : https://app.example.fr/retour
redirect-uri-compared shown | invalid_grant; redirect_uri enviada: https://app.example.es/Callback, registrada: https://app.example.es/callback
redirect-uri-compared shown | invalid_grant. redirect_uri inviato: https://app.example.it/cb/ registrato: https://app.example.it/cb
redirect-uri-compared shown | invalid_grant。送信した redirect_uri: https://app.example.jp/cb/ 登録済み: https://app.example.jp/cb
redirect-uri-compared shown | invalid_grant，发送的 redirect_uri: https://app.example.cn/cb ，注册的: https://app.example.cn/callback
token-of-other-application-said likely | unauthorized_client "Not authorized for requested operation" when I refresh with the token of my other application
token-of-other-application-said likely | unauthorized_client. The refresh token came from our old app, the client id is the new app's.
token-of-other-application-said likely | unauthorized_client: der Refresh Token stammt von unserer alten Anwendung.
token-of-other-application-said likely | unauthorized_client ; le refresh token vient de notre ancienne application.
token-of-other-application-said likely | unauthorized_client: el refresh token es de otra aplicación nuestra.
token-of-other-application-said likely | unauthorized_client: il refresh token è di un'altra nostra applicazione.
token-of-other-application-said likely | unauthorized_client になります。リフレッシュトークンは別のアプリのものです。
token-of-other-application-said likely | unauthorized_client，refresh token 是另一个应用的。
partner-not-in-region likely | Error: "selling partner is not registered in this region": createSubscription ANY_OFFER_CHANGED marketplace JP seller from US
partner-not-in-region likely | getOrders at the FE endpoint: Selling partner not registered in this region.
partner-not-in-region likely | 403 "The seller is not registered in the requested region" for a German merchant, when we call sellingpartnerapi-na.
partner-not-in-region likely | createReport → Selling Partner isn't registered in region FE (the seller is American, marketplace A1VC38T7YXB528)
partner-not-in-region likely | „Der Verkäufer ist in dieser Region nicht registriert“ bei getOrders, Händler aus den USA, Marketplace Japan
partner-not-in-region likely | « Le partenaire de vente n'est pas enregistré dans cette région » createSubscription, vendeur américain, Japon
partner-not-in-region likely | 「出品者はこのリージョンに登録されていません」getOrders、米国のセラー
partner-not-in-region likely | getOrders 报错“卖家未在该区域注册”，美国卖家，日本站
hybrid-application likely | {"messageCode":"INVALID_INPUT","errorMessage":"The permission has MWS role but no configured MWS AccountId for authorization"}
hybrid-application likely | Sellers see "The Developer is blocked for new authorizations in MWS" since a few days. We only use SP-API.
scope-of-ads-api likely | /ap/oa?scope=advertising::test:create_account → An unknown scope was requested
listing-form-refused likely | SPDC300 when we submit the app for approval
report-fields-nested likely | createReport {"reportType":"GET_SALES_AND_TRAFFIC_REPORT","reportSpecification":{"dataStartTime":"2026-01-01","reportOptions":{}}} ends FATAL
return-url-not-allowed likely | 400 The redirect URI you provided has not been whitelisted for your application
`

const lookalikes = `
access-denied undecided | GET /fba/inbound/v0/… and the other paths there: 403 Access to requested resource is denied.
access-denied undecided | Access to requested resource is denied. Everything below /fba/inbound/v0/ is refused.
refused-at-times undecided | Randomly getOrder says Access to requested resource is denied., and a retry a second later works.
refused-for-some undecided | Access to requested resource is denied for one shop. Restarting the worker changes nothing.
type-role-ticked-still-refused undecided | Access to the resource is forbidden for GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT. We sell most in spring. The Brand Analytics role is ticked.
type-role-not-approved likely | Access to the resource is forbidden. The Brand Analytics role was approved in spring and the seller authorised last Tuesday. GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT
refresh-refused undecided | invalid grant parameter : refresh_token. Other sellers' refresh tokens work from the same server.
refresh-refused undecided | invalid grant parameter : refresh_token. The same token doesn't work from my laptop either.
credentials-refused undecided | invalid_client. With another client id the same code works from my machine.
vendor-role-or-grant likely | getVendorDirectFulfillment orders → 403 Access to requested resource is denied. We signed in with our vendor account.
md9000 shown | This developer is not currently eligible to receive new authorizations.
internal-failure likely | getListingsItem gives 500 InternalFailure for one SKU.
setup-unclear undecided | How do I set up OAuth2 in n8n for the Selling Partner API?
refused-for-some undecided | Access to requested resource is denied for one seller. Could it be that she removed our app?
secret-rotated-refused undecided | invalid_client. We rotated the client secret last week, and the old one is deleted.
credentials-refused undecided | invalid_client: we changed the color of the button yesterday.
md1000 undecided | MD1000 for our published application.
code-refused undecided | invalid grant parameter : code. The code arrived at 10:02 and we exchanged it at 10:03. At 10:20 we asked a colleague.
invalid-grant undecided | invalid_grant. redirect_uri sent: https://app.example.com/callback ; registered: https://app.example.com/callback
unknown-scope shown | An unknown scope was requested https://www.amazon.com/ap/oa?scope=profile
consent-code-unknown undecided | Error code SPDC300 on the consent page
report-type-ended likely | createReport GET_V2_SETTLEMENT_REPORT_DATA_XML: Access to the resource is forbidden
token-of-other-application undecided | unauthorized_client for one seller. My other application works with its own token.
`

export const accountVariations = [...rowsOf(table), ...rowsOf(lookalikes)]
