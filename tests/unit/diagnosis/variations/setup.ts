import { rowsOf } from './rows.ts'

/**
 * Made-up texts about regions, reports, attributes of listings, and how applications and libraries are set up, one a
 * line: the diagnosis, its certainty, the text. The second table has texts that only look like them, and must not get
 * their causes.
 */
const table = `
role-for-called-operation likely | The same credentials make calls to Orders and Reports that work fine. FulfillmentOutbound.getFulfillmentOrder: Access to requested resource is denied.
account-of-one-region-said likely | We can download orders for Europe, but every call for North America answers 403 Access to requested resource is denied.
account-of-one-region-said likely | Orders from North America come in without problems while Europe is refused: 403 Forbidden, Access to requested resource is denied. Same application.
account-of-one-region-said likely | I can fetch inventory in North America but I can't fetch it in Europe, getting Unauthorized "Access to requested resource is denied."
published-application-absent likely | GET /authorization/v1/authorizationCode → 400 InvalidInput: A published application with the provided app-id not found
published-application-absent likely | Trying to migrate our MWS sellers. {"errors":[{"code":"InvalidInput","message":"A published application with the provided app-id not found","details":""}]}. The app is still being reviewed.
published-application-absent likely | Beim Aufruf von getAuthorizationCode kommt "A published application with the provided app-id not found". Die App ist noch ein Entwurf.
grantless-asked-as-seller likely | $api = new NotificationsApi(); $api->createDestination($body) throws: {"error_description":"The request is missing a required parameter : refresh_token","error":"invalid_request"}
grantless-asked-as-seller likely | AuthorizationApi.get_authorization_code(...) fails with LWA 400 invalid_request "The request is missing a required parameter : refresh_token"
grantless-asked-as-seller likely | Calling getDestinations through the PHP client: Client error: 'POST https://api.amazon.com/auth/o2/token' resulted in a '400 Bad Request': {"error_description":"The request is missing a required parameter : refresh_token","error":"invalid_request"}
lacks-refresh-token likely | getOrders: {"error_description":"The request is missing a required parameter : refresh_token","error":"invalid_request"}
lacks-refresh-token likely | Our Lambda worked locally. Deployed, it logs error=invalid_request, The request is missing a required parameter : refresh_token
lacks-refresh-token likely | LWA sagt "The request is missing a required parameter : refresh_token", obwohl grant_type=refresh_token gesetzt ist.
call-operation-not-in-version likely | FulfillmentInbound V2024-03-20: FulfillmentInbound.create_inbound_shipment_plan returns [{'code': 'Unauthorized', 'message': 'Access to requested resource is denied.', 'details': ''}]
call-operation-not-in-version likely | CatalogItems(version=CatalogItemsVersion.V_2022_04_01): CatalogItems.list_catalog_categories for version 2022-04-01 → 403 Access to requested resource is denied.
call-operation-not-in-version likely | $api = new ListingsItemsApi 2021-08-01; ListingsItemsApi::deleteListingsOffer → 403 Forbidden
consent-shows-null likely | On the OAuth page Amazon says "null wants access to your account", where our app's name should be: the text "null" appears twice in the authorization screen
consent-shows-null likely | The consent screen of Seller Central shows "null" instead of our application's name. Is our SP-API app broken?
consent-shows-null likely | Authorize page for the SP-API app: the developer is displayed as "null". Everything else is right.
credentials-incomplete likely | Client sent us client id, client secret and an ARN for SP-API. Are those enough to read his orders?
credentials-incomplete likely | Which credentials do I need to call the Selling Partner API? I have the LWA client id and secret.
credentials-incomplete likely | I was given client_id and client_secret only. Is this sufficient for the SP-API reports?
throttled-one-type likely | createReport for GET_FBA_REIMBURSEMENTS_DATA answers 429 QuotaExceeded after two requests an hour. Other reports work normally.
throttled-one-type likely | QuotaExceeded "You exceeded your quota for the requested resource." only for this report: GET_FBA_STORAGE_FEE_CHARGES_DATA. We request it three times a day.
throttled-one-type likely | All other report types are fine, but GET_LEDGER_SUMMARY_VIEW_DATA is always throttled: You exceeded your quota for the requested resource
attribute-in-camel-case likely | patchListingsItem with path "/attributes/purchasableOffer" → {"status":"INVALID","issues":[{"code":"90000900","message":"The attributes are invalid.","severity":"ERROR","attributeNames":["purchasableOffer"]}]}
attribute-in-camel-case likely | {"op":"replace","path":"/attributes/itemName","value":[{"value":"Cup"}]} gives "The attributes are invalid." from the Listings Items API 2021-08-01
attribute-in-camel-case likely | Our patch: 'path' => '/attributes/listPrice' Response: [status] => INVALID [issues] => Array ( [0] => Array ( [code] => 90000900 [message] => The attributes are invalid. [severity] => ERROR
says-role-not-offered likely | In Develop Apps I cannot see the role Amazon Fulfillment for our app, only Pricing and Product Listing. How do we get it?
says-role-not-offered likely | The Finance and Accounting role isn't listed when I edit our SP-API app.
says-role-not-offered likely | When I edit the app client there is no checkbox for the role Tax Invoicing. Where do I select it?
says-role-not-offered likely | We don't see the Brand Analytics role in the developer console, but all other roles are there. SP-API, vendor account.
says-arn-of-user likely | We registered the app with the ARN of the IAM user instead of the role. All SP-API calls answer 403 Access to requested resource is denied.
says-arn-of-user likely | In the application I entered my IAM user's ARN, not the role's. We call AssumeRole and then getOrders: "Access to requested resource is denied."
says-arn-of-user likely | Developer Central has the user ARN rather than the role ARN. GET /sellers/v1/marketplaceParticipations returns 403 Access to requested resource is denied.
library-drops-scope likely | The SDK ignores the scope that I pass to the client, so createDestination (grantless) is always called with a seller's token
library-drops-scope likely | Grantless operations don't work with this gem: the library never sends the scope, only grant_type refresh_token
library-drops-scope likely | LwaClient discards the scopes argument, and notifications destinations are grantless operations. Selling partner API 403
says-library-drops likely | The Java client ignores the endpoint option: all SP-API calls still go to sellingpartnerapi-na
says-library-drops likely | The package drops the marketplaceIds parameter of getOrders in the SP-API call, I see it in the debug log
far-east-per-country likely | The seller authorized our SP-API app for Japan. With that refresh token we can't read orders in Australia, although both use the FE endpoint.
far-east-per-country likely | Do sellers have to authorize every country in the Far East? Japan is connected, Singapore isn't.
far-east-per-country likely | Token from Australia is denied for JP marketplace A1VC38T7YXB528. The account has authorized our app in Australia only.
far-east-per-country likely | Is one authorization enough for AU and JP? With NA sellers authorize once, here Japan works and Australia has no access although the seller granted it.
far-east-per-country likely | Our merchant granted access in Singapore and sells in Japan as well, but for Japan we have no access with his token. SP-API
arn-cannot-change likely | Can I change the IAM ARN of my SP-API application? I entered the wrong one.
arn-cannot-change likely | We need to replace the user ARN with a role ARN in our published app, but the field can't be edited. Selling partner API.
arn-cannot-change likely | The IAM ARN is locked in Developer Central after the app was published. How can we update it?
arn-cannot-change likely | How to switch the ARN in a SP-API app registration from role to user?
no-scope-for-sellers likely | Can we request a selling partner scope in our Login with Amazon button together with profile?
no-scope-for-sellers likely | Which scope do I pass to LWA for the SP-API so that sellers log in and grant access in one step?
no-scope-for-sellers likely | We already use LWA for the Ads API. Can we add the SP-API scope to that login?
no-scope-for-sellers likely | Is there a scope for SP-API in the /ap/oa URL? We want one consent for ads and orders.
orders-without-restricted-token likely | getOrders returns BuyerInfo null for every order, but getOrderBuyerInfo returns the email. Why?
orders-without-restricted-token likely | get_orders: ShippingAddress is missing. get_order_address still works with the same access token.
orders-without-restricted-token likely | In getOrders the buyerInfo object is empty, while calling getOrderBuyerInfo gives me the buyer's email address.
attribute-misspelt likely | PATCH /listings/2021-08-01/items with "/attributes/fullfillment_availability": status INVALID, issues: [{"code":"90000900","message":"The attributes are invalid.","severity":"ERROR"}]
attribute-misspelt likely | {"op":"replace","path":"/attributes/bullet_points","value":[{"value":"light"}]} → The attributes are invalid. Listings Items API
attribute-misspelt likely | We send /attributes/purchaseable_offer to change prices through SP-API patchListingsItem and get 90000900 The attributes are invalid
attribute-misspelt likely | 'path' => '/attributes/merchent_shipping_group' error: [status] => INVALID [issues] => Array ( [0] => Array ( [code] => 90000900 [message] => The attributes are invalid.
consent-at-token-host shown | Our link: https://api.amazon.com/auth/o2/authorize?client_id=amzn1.application-oa2-client.1&response_type=code&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb
consent-at-token-host shown | We open https://api.amazon.co.uk/auth/o2/?scope=sellingpartnerapi&client_id=abc and get a 404
consent-switched-marketplace likely | https://sellercentral.amazon.com/apps/authorize/consent?state=7 is what is left after the seller switches the account in the drop-down
consent-switched-marketplace likely | When I change the marketplace in the menu at the top, the address becomes https://sellercentral-europe.amazon.com/apps/authorize/consent and shows MD4010
version-lacks-vendors likely | MD5100 and in the console "Invalid application permission version id : amzn1.amds.permission.1"
sts-session-assumes-role likely | AccessDenied: User: arn:aws:sts::123456789012:assumed-role/worker/i-1 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/spapi
destination-unknown likely | createSubscription in the EU region: "No destination with id 8a1". The destination was created with another application.
signs-by-hand likely | string canonicalRequest = method + "\\n"; string stringToSign = "AWS4-HMAC-SHA256"; then GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders. How do I finish it?
personal-data-without-elements likely | getOrders without data elements: ShippingAddress name is missing and buyer_info is null
personal-data-without-elements likely | $dataElements = null; $orders->getOrder($id). The shipping address is not returned, only the city.
report-canceled likely | Why is my SP-API report canceled every time?
report-canceled likely | The status of our report GET_AFN_INVENTORY_DATA is Cancled, what does it mean?
report-canceled likely | Some reports are canceld by Amazon, why? SP-API
`

const lookalikes = `
consent-without-application-id shown | https://sellercentral.amazon.com/apps/authorize/consent?state=7 for every marketplace
md5100 shown | MD5100 after we changed the permission page. Version 2 of the app.
sts-refusal shown | AccessDenied: User: arn:aws:iam::123456789012:user/spapi is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/spapi
wrong-token-path shown | POST https://api.amazon.com/oauth/o2/token → 404
resource-not-found likely | createSubscription: No destination with id 'orders'
access-denied undecided | We get orders from North America and Europe. In both we see 403 Access to requested resource is denied since yesterday.
parameter-missing undecided | {"error_description":"The request is missing a required parameter : grant_type","error":"invalid_request"}
access-denied undecided | FulfillmentInbound 2024-03-20: FulfillmentInbound.list_inbound_plans → 403 Access to requested resource is denied.
unclear undecided | After OAuth authorization, our callback got state=null from our own session store. SP-API consent worked.
setup-unclear undecided | Are these enough for the SP-API: client id, client secret and refresh token?
throttled likely | QuotaExceeded for all report types, createReport, twenty requests a minute
unclear undecided | patch /attributes/purchasable_offer with fulfillmentAvailability in getListingsItem: "The attributes are invalid."
role-ticked-still-refused undecided | We can't see orders although the role Inventory and Order Tracking is ticked. getOrders: Access to requested resource is denied.
access-denied undecided | We tried the user ARN and the role ARN instead of each other, both give Access to requested resource is denied.
unclear undecided | Amazon ignores the marketplaceIds parameter of getInventorySummaries and returns all marketplaces
invalid-grant undecided | Orders of Japan and Australia: invalid_grant since this morning for both sellers, they authorized last year.
sp-api-400 undecided | We ship from Singapore to Japan. createShipment returns 400.
grantless-operation-asked likely | How do I change the ARN of the SQS queue in my destination? createDestination was done with the wrong queue ARN, app is live.
roles-not-configured likely | The application isn't configured with roles. I changed the ARN yesterday.
scope-refused undecided | invalid_scope when I request the SP-API scope sellingpartnerapi::notifications with LWA client_credentials
list-empty undecided | getOrders returns an empty list, getOrderItems works for known ids
case-matters likely | GET /catalog/2022-04-01/items returns attributes/item_name in lower case
unclear undecided | The order was cancled by the buyer before the report.
library-setting-missing likely | TypeError: Cannot read properties of undefined (reading 'refresh_token'). How can I get the orders?
registration-at-amazon likely | I can't find the Authorize button in Develop Apps for my own seller account. Where do I authorize the application?
primary-or-professional undecided | Amazon says: Only the primary user of a Professional selling account can authorize. I need to connect the app of a developer, must I register?
unclear undecided | How do I get the sales rank of a product with the SP-API?
consent-without-application-id shown | https://sellercentral.amazon.com/apps/authorize/consent?state=1 MD1000. Users change the account in our dropdown first.
consent-without-application-id shown | https://sellercentral.amazon.com/apps/authorize/consent?state=1 MD1000 when I select the marketplace from the menu.
`

export const setupVariations = [...rowsOf(table), ...rowsOf(lookalikes)]
