import { rowsOf } from './rows.ts'

/** Made-up texts about libraries, tools, results and requests, one per line: the diagnosis, its certainty, the text. */
const table = `
accepted-not-applied likely | Our price feed says successful, but the old price is still shown and never updated on the website
accepted-not-applied likely | POST_FLAT_FILE_INVLOADER_DATA feed is processed without errors (messagesSuccessful 50) and the quantity in Seller Central stays the same
accepted-not-applied likely | Preis per patchListingsItem geändert, Antwort ACCEPTED, auf Amazon bleibt der alte Preis
accepted-not-applied likely | Wir haben den Bestand per Feed gesendet, Ergebnis erfolgreich, aber der Bestand in Seller Central ändert sich nicht
accepted-not-applied likely | confirmShipment returns 204 but the order stays Unshipped in Seller Central
accepted-not-applied likely | patchListingsItem answers status ACCEPTED, no issues, but the price on Amazon does not change, even after two hours
accepted-not-applied likely | updated the image via patchListingsItem, response ACCEPTED, image never appears on the detail page
access-denied undecided | 403
access-denied undecided | Docs say GET /catalog/items but I call https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items?keywords=a&marketplaceIds=A1PA6795UKMFR9 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
access-denied undecided | Example from the docs with marketplaceIds=ATVPDKIKX0DER at https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/items works in the sandbox, in production: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
access-denied undecided | From time to time {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}, about 1 of 50 calls, GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?MarketplaceIds=US
access-denied undecided | I even tried the refresh token in x-amz-access-token (got "malformed"), with the access token Atza|x it is: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
access-token-expired likely | "The access token you provided has expired." Guardamos el token en la base de datos y lo usamos durante todo el día.
access-token-expired likely | GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?marketplaceId=US 403 The access token you provided has expired.
access-token-expired likely | Long running worker: after about an hour all calls return 'The access token you provided has expired', restart helps. Client is created once.
access-token-expired likely | Script runs 3 hours. First hour ok, then every request: 403 The access token you provided has expired
access-token-invalid undecided | The access token you provided is revoked, malformed or invalid. [C#] I copy the token into Postman by hand, sometimes with a line break at the end
access-token-missing undecided | "Access token is missing in the request header" from Power Automate; header name is x-amz-access-token in the UI
account-of-one-region-said likely | Works for Germany, France and UK. For US (sellingpartnerapi-na) we get Access to requested resource is denied with the same refresh token.
already-exists likely | createDestination → Conflict: a destination with this ARN already exists
already-exists likely | createDestination: There is already a destination with this resource. 409
already-exists likely | createSubscription 409 Conflict: subscription already exists for this notification type
amazon-fault undecided | Headers: Authorization: Bearer Atza|x, x-amz-access-token: Atza|x. It worked until Friday, nothing changed. {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
amazon-fault undecided | Since 14:00 UTC all sellers get {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]} on GET https://sellingpartnerapi-eu.amazon.com/fba/inventory/v1/summaries?marketplaceIds=DE&granularityType=Marketplace . It worked for two years with exactly this request. No release.
amazon-fault undecided | Since yesterday evening getOrderItems returns ItemPrice 0 for all orders of all sellers, no changes on our side
amazon-fault-singly undecided | createRestrictedDataToken with buyerInfo alone works, with shippingAddress alone works, both together is denied, since Tuesday, for all sellers
aws-no-longer-needed likely | User: arn:aws:sts::123456789012:assumed-role/sp-api/session is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********:/prod/GET/orders/v0/orders
call-body-not-a-list likely | createReport with {"reportType":"GET_MERCHANT_LISTINGS_ALL_DATA","marketplaceIds":"ATVPDKIKX0DER"} → 400 InvalidInput Invalid Input
call-body-not-a-list likely | patchListingsItem gives [400] InvalidInput: Request has missing or invalid parameters and cannot be parsed. $data = ["productType" => "SHOES","patches" => ["op" => "replace","path" => "/attributes/x"]]
call-body-part-absent likely | POST createSubscription body {"destinationId": "abc"} 400 Bad Request
call-list-in-brackets likely | In Guzzle the query becomes marketplaceIds[0]=A1PA6795UKMFR9&marketplaceIds[1]=A1RKKUPIHCS9HS. 400.
call-list-in-brackets likely | http_build_query turns it into MarketplaceIds%5B0%5D=A1PA6795UKMFR9 and Amazon answers 400 Invalid Input
call-method-differs likely | GET https://sellingpartnerapi-eu.amazon.com/feeds/2021-06-30/documents 403 Access to requested resource is denied.
call-method-differs likely | POST https://sellingpartnerapi-eu.amazon.com/orders/v0/orders 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]}
call-parameter-absent likely | GET https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A1/SKU?includedData=summaries 400 {"errors":[{"code":"InvalidInput","message":"Invalid request parameters"}]}
call-parameter-absent likely | https://sellingpartnerapi-eu.amazon.com/products/pricing/v0/items/B000/offers?MarketplaceId=A1PA6795UKMFR9 returns 400 Invalid Input
call-parameter-misspelt likely | GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders?marketplaceId=ATVPDKIKX0DER&CreatedAfter=2026-01-01 {"errors":[{"code":"InvalidInput","message":"Invalid Input"}]}
call-parameter-misspelt likely | https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/items/B07XYZ?marketplaceId=ATVPDKIKX0DER 400
call-parameter-misspelt likely | sellingpartnerapi-eu.amazon.com/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=A1PA6795UKMFR9&marketplaceId=A1PA6795UKMFR9 → 400 Invalid Input
call-parameter-unknown likely | https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items?asin=B00&marketplaceIds=A1PA6795UKMFR9 returns 400 Invalid Input
call-value-malformed likely | GET https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports?reportTypes=GET_X_Y&createdSince=2026-01-01T00:00:00+01:00 400 {"errors":[{"code":"InvalidInput","message":"Invalid Input"}]}
call-value-malformed likely | getOrders({CreatedAfter: "01/15/2026", MarketplaceIds: ["ATVPDKIKX0DER"]}) → 400 InvalidInput
call-value-unlisted likely | 400 bad request: https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items?identifiers=123&identifiersType=asin&marketplaceIds=A1PA6795UKMFR9
call-value-unlisted likely | https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/items/B01?marketplaceIds=ATVPDKIKX0DER&includedData=summaries,prices → 400 Bad Request
call-value-unlisted likely | sp.searchCatalogItems({identifiers:['x'], identifiersType:'asin', marketplaceIds:['A1PA6795UKMFR9']}) gives InvalidInput Invalid Input
call-values-too-many likely | GET /catalog/2022-04-01/items?marketplaceIds=A1PA6795UKMFR9&identifiersType=EAN&identifiers=4000000000000,4000000000001,4000000000002,4000000000003,4000000000004,4000000000005,4000000000006,4000000000007,4000000000008,4000000000009,4000000000010,4000000000011,4000000000012,4000000000013,4000000000014,4000000000015,4000000000016,4000000000017,4000000000018,4000000000019,4000000000020,4000000000021,4000000000022,4000000000023,4000000000024 400 InvalidInput Invalid Input
call-values-too-many likely | https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items?keywords=a&marketplaceIds=A1PA6795UKMFR9,A1RKKUPIHCS9HS returns 400 Invalid Input
called-from-browser shown | Access to fetch at 'https://api.amazon.com/auth/o2/token' from origin 'http://localhost:3000' has been blocked by CORS policy
called-from-browser shown | CORS error when calling SP-API from React
certificate-refused shown | cURL error 60: SSL certificate problem: unable to get local issuer certificate, on XAMPP for api.amazon.com
certificate-refused shown | x509: certificate signed by unknown authority calling https://sellingpartnerapi-na.amazon.com behind the company proxy
clock-off shown | Signature expired: 20210811T100000Z is now earlier than 20210811T101200Z (20210811T101700Z - 5 min.)
cloudfront-answer undecided | Axios GET with data: {} → 403 ERROR The request could not be satisfied, Generated by cloudfront
code-late likely | Exchange of spapi_oauth_code fails: {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : code"}; the user waited about 20 minutes on our page
code-refused undecided | invalid_grant The request has an invalid grant parameter : code. The redirect was https://my.app/cb?spapi_oauth_code=RHabcdefg12345678&state=1&selling_partner_id=A1
consent-limit shown | "This application has reached the maximum number of self authorizations" when authorizing the 11th shop
consent-limit shown | We are at 25 authorizations, is that the limit? CONSENT_LIMIT_REACHED
consent-redirect-over-http shown | https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1&state=a&redirect_uri=http://myshop.com/cb
credentials-refused undecided | curl https://api.amazon.com/auth/o2/token -d grant_type=refresh_token&refresh_token=Atzr|x&client_id=amzn1.application-oa2-client.a&client_secret=b → {"error":"invalid_client","error_description":"Client authentication failed"}
credentials-refused undecided | invalid_client Client authentication failed since yesterday. Secret was created in November and it is June.
credentials-where likely | How can I generate a refresh token for my own seller account without building the OAuth flow?
credentials-where likely | I click Authorize app in Developer Central and get a new refresh token every time, do the old ones stop working?
credentials-where likely | Where do I find the refresh token for my private seller application? I have client id and secret.
credentials-where likely | Wo finde ich den Refresh-Token und die Client-ID für die SP-API?
credentials-where likely | ¿Dónde encuentro las credenciales LWA y el refresh token de mi aplicación?
data-elements-not-allowed shown | createRestrictedDataToken fails {"errors":[{"code":"InvalidInput","message":"Application does not have access to one or more requested data elements: [buyerTaxInformation]","details":""}]} We have Direct to Consumer Shipping.
denied-while-signing undecided | I created the IAM user, the policy for execute-api:Invoke and the role as in the guide, registered the app with the role ARN, but still {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
denied-while-signing undecided | Removed AWS4-HMAC-SHA256 signing as documented; before and after: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
destination-queue-refused shown | createDestination fails: The SQS queue permissions could not be verified, InvalidInput
destination-queue-refused shown | createDestination: {"errors":[{"code":"InvalidInput","message":"Unable to verify the SQS queue arn:aws:sqs:us-east-1:123456789012:spapi. Please check the queue policy"}]}
docs-differ likely | Documentation bug: the example for createInboundPlan does not match the model
docs-differ likely | The Swagger model of Finances lists the field TrialShipmentEventList, the API never returns it. Typo in the docs?
docs-differ likely | The reference says getFeesEstimate takes OptionalFulfillmentProgram, but the model in this repository does not have it. Documentation bug?
entries-twice likely | Duplicates in getOrders when I follow NextToken
entries-twice likely | SQS delivers the same ORDER_CHANGE notification two times
entries-twice likely | While paging through getOrders with NextToken I get the same order twice
eventbridge-pending shown | Destination of type EventBridge created, partner event source shows Pending, no events
eventbridge-pending shown | EventBridge rule never fires, partner event source is still Pending
fields-missing likely | OrderItems response lacks ItemTax for some orders
fields-missing likely | getCatalogItem 2022-04-01 returns no dimensions for most ASINs, the attribute is missing in the response
fields-missing likely | getListingsItem doesn't return the fulfillmentAvailability field
file-unreadable likely | The feed result document is gzip compressed and JSON.parse fails
file-unreadable likely | The label from getShipment is base64, how do I decode it? The PDF is broken
file-unreadable likely | Umlauts are broken in the report we download (Müller becomes MÃ¼ller)
file-unreadable likely | downloadDocument returns strange characters (Ã¤ instead of ä) in the listing report
file-unreadable likely | reading the settlement report with UTF-8 gives UnicodeDecodeError: byte 0xe9 invalid continuation byte
file-unreadable likely | ダウンロードしたレポートが文字化けします
hidden-lwa-refusal undecided | File access_token_client.py: KeyError: 'access_token' when calling Orders().get_orders()
hidden-lwa-refusal undecided | Warning: Undefined array key "access_token" in LwaClient.php line 88
html-answer undecided | SyntaxError: Unexpected token < in JSON at position 0 when I call getOrders
individual-plan-said likely | "You need a Professional selling plan to authorize this app" – the shop is on the Individual plan
individual-plan-said likely | Il venditore vede "solo account Professionali possono autorizzare le app"; ha il piano individuale.
internal-failure likely | https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A1/SKU 1?marketplaceIds=US 500 InternalFailure We encountered an internal error. Please try again.
item-not-in-marketplace likely | GET https://sellingpartnerapi-eu.amazon.com/listings/2021-08-01/items/A1/ABC?marketplaceIds=A1PA6795UKMFR9 404 {"errors":[{"code":"NOT_FOUND","message":"SKU 'ABC' not found in marketplace A1PA6795UKMFR9"}]}. But it is there in Seller Central UK.
item-not-in-marketplace likely | {"errors":[{"code":"NOT_FOUND","message":"Requested item 'B00TEST' not found in marketplace A1PA6795UKMFR9","details":""}]}
library-answer-unread likely | Jackson: Unrecognized field "packageReferenceId" (class PackageDetail), not marked as ignorable
library-answer-unread likely | Newtonsoft.Json.JsonSerializationException: Error converting value "PendingAvailability" to type OrderStatusEnum when calling GetOrders
library-answer-unread likely | System.ArgumentException: Requested value 'SmallLight' was not found, thrown in FikaAmazonAPI while parsing GetCatalogItem
library-argument-type likely | TypeError: Object of type datetime is not JSON serializable when I call create_report(dataStartTime=datetime.now())
library-call-unknown likely | AttributeError: module 'sp_api.api' has no attribute 'ListingsItemsV20210801'
library-call-unknown likely | KeyError: 'IE' — sp_api.base.Marketplaces has no attribute IE, we need Ireland
library-call-unknown likely | Please add support for the Fulfillment Inbound API v2024-03-20 to this library
library-call-unknown likely | TypeError: sellingPartner.callApi is not a function (amazon-sp-api)
library-call-unknown likely | amazon-sp-api (node): does it support fulfillmentInbound v2024-03-20? operation not found
library-generated likely | NSwag generated client for catalogItems_2022-04-01.json fails to compile, duplicate enum names
library-generated likely | swagger-codegen generated java classes for fulfillmentInbound_2024-03-20 do not compile, duplicate class Error
library-install-failed likely | Lambda: Unable to import module 'lambda_function': No module named 'cachetools' (sp_api layer)
library-install-failed likely | ModuleNotFoundError: No module named 'sp_api' after pip install sp-api in a notebook
library-install-failed likely | composer require jlevers/selling-partner-api fails: Your requirements could not be resolved to an installable set of packages, guzzlehttp/psr7 conflict
library-install-failed likely | pip install python-amazon-sp-api: ERROR: No matching distribution found for python-amazon-sp-api
library-language-version likely | ParseError: syntax error, unexpected token "readonly" — the selling-partner-api package requires php ^8.1, our server has 7.4
library-language-version likely | SyntaxError: Unexpected token '??=' in node_modules/amazon-sp-api/lib/SellingPartner.js (node 14)
library-part-missing likely | AttributeError: 'list' object has no attribute 'get' in python-amazon-sp-api ProductFees.get_product_fees_estimate
library-part-missing likely | Error: Call to a member function getPayload() on null in SellingPartnerApi Laravel controller
library-part-missing likely | KeyError: 'payload' when I read res.payload of getItemOffersBatch
library-part-missing likely | TypeError: Cannot read properties of undefined (reading 'orders') amazon-sp-api searchOrders
library-setting-absent likely | Error: Neither "client_id" nor SELLING_PARTNER_APP_CLIENT_ID env var is set — amazon-sp-api constructor throws
library-setting-absent likely | Exception: You must provide the lwa client id and secret when instantiating the client
library-setting-absent likely | Fehler: Zugangsdaten fehlen: lwa_app_id is missing in the configuration
library-setting-absent likely | sp_api.base.exceptions.MissingCredentials: The following configuration parameters are missing: lwa_app_id, refresh_token
library-still-signs likely | The Magento extension says AWS Access Key and IAM role are required but Seller Central has no field for it
library-still-signs likely | What do I have to enter for IAM ARN when the plugin asks for it? Amazon no longer shows it in the developer console.
library-still-signs likely | Which AWS region and which IAM user does the sp-api client need in 2025? The README talks about AWSSigV4 but Seller Central shows only LWA credentials
library-upgrade-broke likely | After updating the gem peddler from 2 to 4 nothing works anymore: undefined method
library-upgrade-broke likely | Since upgrading amazon-sp-api from 0.8 to 1.0 my downloads return undefined. With 0.8.6 everything works.
library-upgrade-broke likely | v2.1.0 breaks getCatalogItem: result is an object instead of an array. Rolled back to 2.0.9 and it works again.
limit-of-tool shown | Pipedream: "The application has reached its OAuth authorization limit" when connecting Amazon
list-empty undecided | GET_SALES_AND_TRAFFIC_REPORT for yesterday comes back without any rows
list-empty undecided | getEligibleShipmentServices → TermsAndConditionsNotAcceptedCarrierList contains UPS, no rates returned
list-empty undecided | getOrders devuelve una lista vacía aunque hay pedidos en Seller Central
list-empty undecided | getReports shows nothing older than 90 days
list-empty undecided | getSolicitationActionsForOrder returns empty actions list
list-empty undecided | listFinancialEvents returns no events for orders of today
list-empty undecided | listInventorySupply... sorry, getInventorySummaries gives back an empty inventorySummaries array for the UK
list-empty undecided | searchCatalogItems by UPC 012345678905 returns numberOfResults 0, the product exists on amazon.com
list-incomplete likely | The listings report contains 12,000 SKUs but searchListingsItems shows only 1000 results
list-incomplete likely | getOrders ne renvoie que 100 commandes, il en manque beaucoup
list-incomplete likely | getOrders only returns 100 orders although we had 340 yesterday. Am I missing something?
list-incomplete likely | searchListingsItems returns only 20 items, our shop has 900 listings
login-hop shown | The redirect has amazon_callback_uri and amazon_state but no code. What do I do with them?
login-hop shown | amazon_callback_uri=/apps/authorize/confirm/amzn1.sp.solution.xyz → our server redirects to itself and shows 404
lwa-429 undecided | we request a new LWA access token before each call and get 429 from api.amazon.com/auth/o2/token
marketplace-not-an-id likely | Our code sends marketplaceIds=Marketplaces.IT (the SDK resolves it). Hundreds of sellers fine, one Italian seller: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
marketplace-not-an-id shown | NA works, EU doesn't config.marketplaceId = "UK"; GetOrders returns 403 Access to requested resource is denied
marketplace-not-an-id shown | On passe « Allemagne » dans marketplaceIds pour getCatalogItem. {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
marketplace-not-an-id shown | Wir übergeben "Italien" als marketplaceIds. {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
marketplace-not-an-id shown | curl -G https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A1SELLER/SKU1 --data-urlencode marketplaceIds=Mexico {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
marketplace-not-in-region shown | sellingpartnerapi-na.amazon.com ... MarketplaceIds=A1F83G8C2ARO7P gives 'The marketplaces you provided are not valid for region'
md1000-beta-there undecided | MD1000 although the link has version=beta: https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1&state=1&version=beta
md9100-publishing likely | Our app was published this morning. Sellers get MD9100 when they click the link.
message-named likely | SellingApiBadRequestException: [{"code": "InvalidInput", "message": "Item condition must be one of New, Used, Collectible, Refurbished, Club"}]
message-named likely | cancelFulfillmentOrder → {"errors":[{"code":"InvalidInput","message":"Order cannot be cancelled in its current state"}]}
message-named likely | confirmTransport → {"errors":[{"code":"InvalidInput","message":"Transport is not in ESTIMATED state"}]}
message-named likely | createReport: {"errors":[{"code":"InvalidInput","message":"Invalid Marketplace ID(s): GB"}]}
message-named likely | createShipment {"errors":[{"code":"InvalidRequest","message":"The shipping service is not available for this order"}]}
message-named likely | getEligibleShipmentServices code InvalidInput message "Order item quantity exceeds the unshipped quantity"
message-named likely | getOrders returns InvalidInput: CreatedAfter or LastUpdatedAfter must be specified
message-named likely | getShipments: {"errors":[{"code":"InvalidInput","message":"QueryType must be SHIPMENT, DATE_RANGE or NEXT_TOKEN"}]}
message-named likely | vendor getPurchaseOrders: {"errors":[{"code":"InvalidInput","message":"The date range must not exceed 7 days"}]}
message-named likely | {"code":"InvalidInput","message":"'marketplaceIds' cannot contain more than 1 marketplaces.","details":""} for searchCatalogItems with DE and FR
message-named likely | {"errors":[{"code":"BadRequest","message":"ERROR: The inbound plan is already confirmed and cannot be changed"}]}
message-named likely | {"errors":[{"code":"InvalidInput","message":"Date range in request exceeds 30 days.","details":""}]}
message-of-tool undecided | Shopify Marketplace Connect shows "Something went wrong while linking your account" after I come back from Amazon
message-of-tool undecided | Veeqo shows an unknown error when I add my Amazon store
message-of-tool undecided | n8n: "Unable to sign without code parameter" when I come back from the Amazon login
mws-gone shown | Amazon MWS GetReport AccessDenied since April 2024
mws-gone shown | https://mws.amazonservices.de/Orders/2013-09-01 returns Access denied since last week
name-not-resolved shown | Could not resolve host: sellingpartnerapi-eu.amazon.com in Docker
name-not-resolved shown | getaddrinfo EAI_AGAIN sellingpartnerapi-eu.amazon.com
next-token-refused likely | ListFinancialEvents page 2: 'Time range cannot be changed when NextToken is provided' / invalid NextToken
next-token-refused likely | Second page: InvalidInput, NextToken is invalid. First page is fine.
next-token-refused likely | searchOrders paginationToken: {"code":"InvalidInput","message":"Invalid paginationToken"}
no-refresh-token-grantless shown | LWA returns only access_token, token_type and expires_in, there is no refresh_token. grant_type=client_credentials
nobody-returns undecided | After the seller presses Confirm he is not redirected to our site
not-primary-user shown | Linnworks tells me that only the primary account holder can grant access; I use my own user
noticed-unknown-host shown | ENOTFOUND sellingpartnerapi-de.amazon.com
operation-limits likely | How do I get the buy box price of competitors? getPricing returns only my own price
operation-limits likely | Is there any way to get product reviews through getCatalogItem?
operation-limits likely | getCatalogItem has no price in the response. Where do I get it?
operation-limits likely | getFeaturedOfferExpectedPriceBatch vs getPricing: getPricing doesn't give me the competitor offers
operation-limits likely | getInventorySummaries does not return the stock of my own warehouse, only FBA
orders-by-role likely | Which RDT dataElements do I need for GET /orders/2026-01-01/orders? buyer is missing without RDT.
parameter-missing undecided | {"error":"invalid_request","error_description":"The request is missing a required parameter : client_id"} although I send it as JSON with header application/x-www-form-urlencoded
path-double-slash shown | https://sellingpartnerapi-eu.amazon.com//orders/v0/orders?MarketplaceIds=A1PA6795UKMFR9 → {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
path-value-unencoded likely | deleteListingsItem 403 for a SKU like "ABC #12 / blue", normal SKUs work
path-value-unencoded likely | SKUに「/」が含まれていると getListingsItem が 403 になります
path-value-unencoded-asked likely | getListingsItem fails for SKU "12 34/AB", all other SKUs are fine
payload-refused shown | RequestTooLarge when posting 200 SKUs to getPricing batch
personal-data-empty undecided | How to get customer phone number for FBA orders via getOrderAddress?
personal-data-empty undecided | Library requests the RDT for /orders/v0/orders but I call getOrder; the address is empty
personal-data-empty undecided | Orders come without BuyerInfo and ShippingAddress although we have the PII role; do we need the RDT?
personal-data-empty undecided | Why is buyer email null in getOrderItems?
personal-data-empty undecided | getOrderBuyerInfo never returns the buyer's phone number
queue-policy likely | Subscription exists, getSubscription returns it, SQS queue stays empty. Policy Principal is AWS: 123456789012 with sqs:SendMessage
queue-silent undecided | No ORDER_CHANGE notifications. KMS encrypted queue. Subscription ok.
queue-silent undecided | createSubscription succeeded for ANY_OFFER_CHANGED, but our SQS queue has not received a single message for 3 days
queue-silent undecided | サブスクリプションは作成できたが、SQSに通知が届かない
rdt-fits-call undecided | RDT for /orders/v0/orders/1-1/address, called exactly this path, x-amz-access-token: Atz.sprdt|abcdefghijklmnopqrstuv: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
redirect-uri-differs shown | {"error":"invalid_grant","error_description":"The request has an invalid grant parameter : redirect_uri"}
refresh-permission-gone-said likely | invalid_grant invalid grant parameter : refresh_token, the seller has removed our app under Manage Your Apps
refresh-token-sent shown | headers = {'x-amz-access-token': 'Atzr|IwEBIExample'} → 403 The access token you provided is revoked, malformed or invalid.
refused-at-times undecided | 有时 getOrders 返回 403，重试就成功
refused-for-some undecided | Orders(marketplace=Marketplaces.UK, credentials=c).get_orders(CreatedAfter="2026-01-01T00:00:00Z") {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]} for this seller; with others the same code is fine
refused-for-some undecided | ich bekomme 403 bei einem einzigen Kunden, alle anderen gehen, gleiche App
registration-at-amazon likely | Amazon ha rechazado nuestro perfil de desarrollador
registration-at-amazon likely | Amazon hat unser Entwicklerprofil abgelehnt, was können wir tun?
registration-at-amazon likely | Amazon rejected our application for the PII role: use case not accepted. What now?
registration-at-amazon likely | I can't find "Develop Apps" in the Apps & Services menu of Seller Central
registration-at-amazon likely | Our developer profile is under review for three weeks, status pending. We cannot select the restricted roles.
registration-at-amazon likely | The button "Add new app client" is greyed out in Develop Apps
registration-at-amazon likely | We have applied for Direct to Consumer Shipping. For weeks the role has been "pending". Nobody at Amazon answers.
report-canceled likely | Every GET_STRANDED_INVENTORY_UI_DATA ends as CANCELLED
report-canceled likely | GET_AFN_INVENTORY_DATA CANCELLED, marketplaceIds ["UK"]
report-canceled likely | GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA processingStatus CANCELLED on every request
report-canceled likely | 报告一直是 CANCELLED：GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA
report-fatal likely | Data Kiosk query ends FATAL, errorDocumentId is set, what does it mean
report-fatal likely | Fivetran: report GET_SALES_AND_TRAFFIC_REPORT finished with status FATAL
report-fatal likely | GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT is always FATAL: {"errorDetails": "The requested date range is not yet available"}
report-not-requestable shown | {"errors":[{"code":"InvalidInput","message":"Request for report type GET_V2_SETTLEMENT_REPORT_DATA_XML is not allowed at this time"}]}
report-stuck likely | createReport GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA stays IN_QUEUE for hours, another request is CANCELLED
result-names-problem likely | Der Feed meldet MessagesWithError 12, ResultMessageCode 5665: Markenname nicht freigegeben
result-names-problem likely | Feed is DONE but result document says: messagesProcessed 1, messagesSuccessful 0, messagesWithError 1, ResultCode Error, ResultMessageCode 8541, The SKU data provided conflicts with the Amazon catalog
result-names-problem likely | Invoice feed result: "We are unable to process the XML feed because one or more items are invalid", ResultMessageCode 5000
result-names-problem likely | JSON_LISTINGS_FEED result: {"issues":[{"messageId":1,"code":"4000003","severity":"ERROR","message":"Invalid product type: 'Shirts'"}]}
result-names-problem likely | Our XML product feed comes back with ResultCode Error 8560: SKU 123, Missing Attributes product_type
result-names-problem likely | VALIDATION_PREVIEW shows issues: [{"code":"99022","message":"The value for attribute brand is required","severity":"ERROR"}]
result-names-problem likely | createInboundPlan operation ended with operationStatus FAILED: "SKU is not eligible for inbound"
result-names-problem likely | getInboundOperationStatus: {"operation":"generatePackingOptions","operationStatus":"FAILED","operationProblems":[{"code":"FBA_INB_0182","message":"Package dimensions need to be greater than zero","severity":"ERROR"}]}
result-names-problem likely | putListingsItem returns {"sku":"AB-1","status":"INVALID","submissionId":"f1","issues":[{"code":"90220","message":"'bullet_point' is required but not supplied.","severity":"ERROR","attributeNames":["bullet_point"]}]}
result-names-problem likely | {"status":"INVALID","issues":[{"message":"The provided marketplaceId is not valid for this seller","severity":"ERROR"}]}
retired-api likely | https://sellingpartnerapi-eu.amazon.com/feeds/2020-09-04/feeds returns 403
role-for-called-operation likely | The old path /catalog/v0/items worked for this seller. With https://sellingpartnerapi-na.amazon.com/catalog/2022-04-01/items/B01?marketplaceIds=ATVPDKIKX0DER we get {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
role-for-called-operation likely | getOrders geht, aber bei getInventorySummaries kommt {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
role-for-this-operation likely | Airbyte amazon seller partner: stream GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT fails with 403 Forbidden, all other streams sync
sandbox-call-denied undecided | [BUG] Sandbox Listings putListingsItem always 403 I use https://sandbox.sellingpartnerapi-eu.amazon.com/listings/2021-08-01/items/... and get Access to requested resource is denied. In production it works.
sandbox-credentials-in-production likely | WooCommerce plugin: I entered the client id of my sandbox app, orders are never imported
sandbox-credentials-invalid-client likely | I use sandbox credentials against https://sellingpartnerapi-na.amazon.com and get invalid_client
sandbox-example-not-matched shown | "Could not match input arguments" for getOrders in sandbox with my own dates
sandbox-fails-without-example likely | In sandbox createFeed returns 500 InternalFailure whatever I send, production is OK
security-token-expired likely | After one hour every call fails: The security token included in the request is expired. We create the STS credentials once at start.
security-token-invalid shown | An error occurred (InvalidClientTokenId) when calling the AssumeRole operation: The security token included in the request is invalid.
seller-called-as-vendor undecided | VendorOrdersApi: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]} Brand Analytics ticked.
seller-suspended likely | Un de nos vendeurs reçoit {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}; son compte est désactivé par Amazon
service-unavailable likely | 503 Service Unavailable from sellingpartnerapi-eu.amazon.com for ten minutes
service-unavailable likely | putTransportDetails always 503 ServiceUnavailable for one shipment only
session-of-tool likely | Make: "Your session has expired. Please log in again" while connecting Amazon Seller
settlement-report-throttled likely | QuotaExceeded for createReport GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 I call it once a day only.
signature-mismatch shown | Credential should be scoped to a valid region, not 'us-east-2'. We call sellingpartnerapi-eu.amazon.com
signature-mismatch shown | {"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key"} only when keywords contains a space
solicitation-not-available shown | createProductReviewAndSellerFeedbackSolicitation: {"errors":[{"code":"Unauthorized","message":"Requested solicitation is not available for this amazonOrderId."}]}
sp-api-429 undecided | createReport: 429 although the limit is 0.0167 and we send a request every two minutes
storage-address-expired shown | Report download URL says "Request has expired" after some minutes
sts-refusal likely | ClientException: arn:aws:iam::999:user/spapi is not authorized to perform sts:AssumeRole. Do I need a trust policy?
throttled likely | GET https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items?marketplaceIds=DE → 429 {"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota for the requested resource.","details":""}]}
throttled likely | Our Coupler.io import of Amazon orders stops with 429 Too Many Requests every night
throttled likely | Quota superata: QuotaExceeded dopo 30 chiamate a getOrderItems
throttled likely | The library's rate limiter does not wait: QuotaExceeded: You exceeded your quota for the requested resource, when I loop over 500 ASINs with getCatalogItem
throttled likely | getItemOffers 一直 QuotaExceeded，每秒请求10次
throttled likely | getOrderItems ritorna sempre QuotaExceeded anche con un secondo di pausa
throttled likely | getReports and getReport in a loop until DONE, after a minute QuotaExceeded
throttled likely | restrictedResources path "/orders/v0/orders/1/address", then GET https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/1/buyerInfo → 429 QuotaExceeded
throttled likely | searchListingsItems 429 TooManyRequests with 5 workers
throttled-below-rate undecided | QuotaExceeded on the very first createReport call of the day, we make only one call per hour
timed-out shown | 504 Gateway Timeout on searchListingsItems with many identifiers
timed-out shown | CustomError: Unable to get a valid response within 60000ms. amazon-sp-api
timed-out shown | cURL error 28: Operation timed out after 30001 milliseconds with 0 bytes received for sellingpartnerapi-na.amazon.com
timed-out shown | fetch failed: UND_ERR_CONNECT_TIMEOUT https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?MarketplaceIds=DE
timed-out shown | requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='sellingpartnerapi-eu.amazon.com', port=443): Read timed out.
times-shifted likely | Las horas de los pedidos no cuadran: ¿la API usa UTC o la zona horaria de España?
times-shifted likely | PurchaseDate in the order report is one day earlier than in Seller Central, time zone?
times-shifted likely | We send CreatedAfter=2026-03-01T00:00:00 and get orders from the evening before. Does Amazon use PST?
token-cache-shared likely | We have several sellers in one worker. The singleton client returns the orders of the first seller for the second one.
token-of-other-account likely | Wenn ich nur einen Händler verarbeite, klappt alles. Sobald zwei Händler im selben Prozess laufen, bekommt der zweite: {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}. Wir cachen das Access Token pro Client-ID.
token-of-other-application undecided | {"error":"unauthorized_client","error_description":"Not authorized for requested operation"} after we deleted the app and created a new one with the same name, refresh token is the old one
token-of-wrong-kind shown | invalid_grant: I pasted the Atza token as the refresh token in the settings
token-told-by-tool undecided | Billbee: Die Verbindung zu Amazon ist abgelaufen, Bestellungen werden nicht mehr abgerufen
token-told-by-tool undecided | El programa dice que la autorización de Amazon ha caducado y no baja pedidos
token-told-by-tool undecided | Il gestionale segnala che il collegamento con Amazon è scaduto
token-told-by-tool undecided | Le logiciel indique « Autorisation Amazon expirée », les stocks ne se synchronisent plus
token-told-by-tool undecided | Meine Warenwirtschaft meldet: Amazon-Schnittstelle: Autorisierung abgelaufen, bitte neu verbinden.
token-told-by-tool undecided | Sellerboard: "Your Amazon connection has expired, reconnect your account"
token-told-by-tool undecided | ネクストエンジンで「Amazonの認証が切れています。再認証してください」と出ます
token-told-by-tool undecided | 店小秘提示：亚马逊授权已过期，请重新授权
tool-nothing-comes likely | Depuis lundi Lengow n'importe plus aucune commande Amazon
tool-nothing-comes likely | Since Monday Billbee hat keine Bestellungen von Amazon importiert, keine Fehlermeldung
tool-setting-refused likely | Airbyte connector: replication_start_date is invalid, does not match pattern
tool-update likely | Airbyte Amazon connector worked with 4.4.2, since version 4.5 all syncs fail
tool-update likely | Since the last update of the WooCommerce Amazon plugin orders are imported twice
tool-waits-too-short likely | Fivetran sync of the returns report timed out waiting for the report
type-role-is-another shown | 403 for GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING Access to the resource is forbidden. Our roles: Inventory and Order Tracking, Finance and Accounting.
type-role-ticked-still-refused undecided | {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]} for GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT, Brand Analytics is ticked since 2023, seller authorized 2025, he has a registered brand
unclear undecided | How can I map FNSKU to the merchant SKU with the API?
unclear undecided | LWA returns the same access token when I refresh within the hour, is that normal?
unclear undecided | Which endpoint do I use for Turkey and Egypt?
unclear undecided | createReport ignores dataStartTime, I always get the same period
upload-content-type-differs shown | axios.put(feedDoc.url, xml, { headers: {'Content-Type':'application/xml'} })  // createFeedDocument({contentType:'text/xml; charset=UTF-8'}) 403 SignatureDoesNotMatch
upload-signature-mismatch undecided | PUT to the presigned url: SignatureDoesNotMatch. We use the same Content-Type text/xml; charset=UTF-8 in both.
url-inside-path shown | GET https://sellingpartnerapi-na.amazon.com/https://sellingpartnerapi-na.amazon.com/orders/v0/orders 403 MissingAuthenticationToken
user-agent-refused shown | 400 {"errors":[{"code":"InvalidInput","message":"User-Agent header is missing or invalid"}]}
values-wrong likely | The fees in getMyFeesEstimateForASIN do not match the fees that the settlement report shows
values-wrong likely | The payload of the ORDER_CHANGE notification differs from the documented schema
values-wrong likely | The quantity in getInventorySummaries is different from the one in Seller Central
values-wrong likely | salesRank in the Catalog API is not the same as on the product page
vendor-calls-seller-operation likely | We are a vendor (1P) and want the catalog: searchCatalogItems works but getItemOffers is denied: Access to requested resource is denied
vendor-report-for-seller-said likely | GET_VENDOR_INVENTORY_REPORT {"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}. Nuestra cuenta es de vendedor (Seller Central).
`

export const libraryVariations = rowsOf(table)
