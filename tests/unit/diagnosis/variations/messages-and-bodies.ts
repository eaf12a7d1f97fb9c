import { rowsOf } from './rows.ts'

/**
 * Made-up texts about messages outside JSON, bodies, encodings, signatures and the portal, one a line: the diagnosis,
 * its certainty, the text with ⏎ for a new line.
 */
const table = `
consent-with-client-id shown | Content-Transfer-Encoding: quoted-printable⏎⏎The link that fails with MD9999 is https://sellercentral.amazon.com/apps/authorize/consent?applica=⏎tion_id=3Damzn1.application-oa2-client.77aa&version=3Dbeta&state=3Dq1
md1000-beta-missing shown | > Our merchant sees MD1000:=20⏎> https://sellercentral.amazon.com/apps/authorize/consent?application_id=⏎=3Damzn1.sp.solution.11aa&state=3D9
md1000-beta-missing shown | Error Code: MD1OOO after opening https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.12&state=4
md5110 shown | Kunde tippt ab: MD5l1O, unser Link ist https://sellercentral-europe.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.12&state=4&version=beta
md5101-uris-differ shown | MD5101. Sent: redirect_uri=http%3A%2F%2Fapp.example.com%2Fcb , and registered is https://app.example.com/cb
md5101-uris-differ shown | Amazon shows MD5101 for &redirect_uri=https%3A%2F%2Fwww.shop.example%2Fspapi&version=beta. OAuth Redirect URIs: https://shop.example/spapi
path-value-unencoded likely | GET https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A2EXAMPLE77/RED/XL?marketplaceIds=ATVPDKIKX0DER → 403 Access to requested resource is denied.
path-value-unencoded likely | 2026-03-01 10:00:01 DELETE /listings/2021-08-01/items/A2EXAMPLE77/BOX/12/S?marketplaceIds=ATVPDKIKX0DER -> 403 Forbidden
md5101 shown | MD5101 although redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb and https://app.example.com/cb is in the portal
access-denied undecided | 2026-11-12 09:00:02 ListingsApi.GetListingsItemWithHttpInfo → 403 Access to requested resource is denied.
message-named likely | createShipment failed⏎Status: 400⏎InvalidRequest. The ship date must not be in the past. (request id 7c11)
message-named likely | Ruby, amz_sp_api 1.2: \`AmzSpApi::ApiError (Error message: the server returns an error, HTTP status code: 400, Response body: InvalidInput - Tracking number is required for carrier UPS)\` when I call confirm_shipment
result-names-problem likely | generateShipmentPackingOptions⏎operationProblems:⏎  code: FBA_INB_0056⏎  message: WARNING: The contact phone was normalised.⏎  severity: WARNING⏎  ---⏎  code: FBA_INB_0201⏎  message: ERROR: This SKU is not eligible for the selected packing mode.⏎  severity: ERROR
message-named likely | software.amazon.spapi.ApiException: Bad Request⏎ body = InvalidInput: Field deliveryWindow is required when scheduling a pickup⏎ at com.acme.Easyship.createScheduledPackage(Easyship.java:88)
message-named likely | [400] client error from POST /vendor/directFulfillment/shipping/2021-12-28/shipmentConfirmations. Amazon says: "Item sequence number 3 does not exist on purchase order 4QX."
message-named likely | SPAPI Fehler beim Aufruf von createInboundPlan: errors: code = BadRequest, message = Label owner AMAZON is not allowed for msku LAMPE-3, details = null
invalid-input undecided | cancelFeed → 400⏎code: InvalidInput⏎message: Please verify your inputs.⏎details: null
invalid-input undecided | { "errors": [ { "code": "InvalidInput", "message": "Invalid input", "details": "" } ] } from createScheduledPackage (Easy Ship)
invalid-input undecided | getItemEligibilityPreview: {"errors":[{"code":"InvalidInput","message":"The request was malformed. Please check your request and try again."}]}
invalid-input undecided | {"errors":[{"code":"InvalidInput","message":"One or more parameters in the request are invalid.","details":""}]} when I call createFulfillmentOrder
invalid-input undecided | submitInvoice returns "There is an client-side error. Please verify your inputs."
invalid-input undecided | putListingsItem: {"errors":[{"code":"InvalidInput","message":"Invalid parameters provided.","details":""}]}
call-parameter-misspelt likely | The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been 'GET⏎/orders/v0/orders⏎LastUpdatedAfter=2026-02-02T00%3A00%3A00Z&MarketplaceIds=A1PA6795UKMFR9&maxResultsPerPage=50⏎host:sellingpartnerapi-eu.amazon.com
call-parameter-misspelt likely | listFinancialEvents with Go client, 403 InvalidSignature. Canonical String for this request should have been 'GET/finances/v0/financialEventsMaxResultsPerPage=100&postedAfter=2026-05-01T00%3A00%3A00Zhost:sellingpartnerapi-na.amazon.com'
call-parameter-misspelt likely | $api->getShipments(['queryType' => 'SHIPMENT', 'MarketplaceId' => 'A1F83G8C2ARO7P', 'ShipmentStatusList' => 'WORKING']); GET /fba/inbound/v0/shipments?queryType=SHIPMENT&MarketplaceId=A1F83G8C2ARO7P&ShipmentStatusList=WORKING answers InvalidInput
call-value-unlisted likely | client.call({ operation: 'catalogItems.getCatalogItem', version: '2020-12-01', path: { asin: 'B0TEST1234' }, query: { marketplaceIds: 'A1PA6795UKMFR9', includedData: 'classifications' } }) -> InvalidInput "Invalid 'includedData' value"
call-version-lacks-parameter likely | CatalogItems(version="2020-12-01").search_catalog_items(identifiers="4006381333931", identifiersType="EAN", marketplaceIds=["A1PA6795UKMFR9"]) → 400 Missing required 'identifiers' or 'keywords'.
call-version-lacks-parameter likely | POST? no: GET https://sellingpartnerapi-eu.amazon.com/catalog/2020-12-01/items?identifiers=4006381333931&identifiersType=EAN&marketplaceIds=A1PA6795UKMFR9⏎400 {"errors":[{"code":"InvalidInput","message":"Missing required 'identifiers' or 'keywords'."}]}
call-value-type-named likely | createFulfillmentOrder answers: InvalidInput, "The input you have submitted is not valid. Please check the fields with invalid type [items.quantity]."
call-value-type-named likely | {"code":"InvalidInput","message":"Please check the fields with invalid type [packageDetail.orderItems.quantity]."} – confirmShipment, sent "quantity": "2"
call-list-empty likely | POST /reports/2021-06-30/reports {"reportType":"GET_FLAT_FILE_OPEN_LISTINGS_DATA","marketplaceIds":[]} → 400 InvalidInput
call-list-empty likely | patchListingsItem body {"productType":"LUGGAGE","patches":[]} gives code InvalidInput
call-key-has-blank likely | confirmShipment 400 InvalidInput. Body: {"marketplaceId":"ATVPDKIKX0DER","packageDetail":{"packageReferenceId":"1","carrierCode ":"UPS","trackingNumber":"1Z"}}
call-key-has-blank likely | createInboundPlan says "ERROR: msku is required". I send {"destinationMarketplaces":["A1PA6795UKMFR9"],"items":[{" msku":"TASSE-1","quantity":4,"labelOwner":"SELLER","prepOwner":"NONE"}]}
call-json-with-other-header likely | POST https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports⏎Content-Type: application/x-www-form-urlencoded⏎⏎{"reportType":"GET_MERCHANT_LISTINGS_ALL_DATA","marketplaceIds":["ATVPDKIKX0DER"]}⏎⏎{"errors":[{"code":"InvalidInput","message":"Invalid Input"}]}
call-json-with-other-header likely | requests.post(url="https://sellingpartnerapi-eu.amazon.com/notifications/v1/subscriptions/ORDER_CHANGE", headers={"x-amz-access-token": t, "content-type": "text/plain"}, data='{"payloadVersion":"1.0","destinationId":"d"}') -> 400 InvalidInput Invalid Input
call-elements-differ likely | createRestrictedDataToken for GET /orders/v0/orders/{orderId}/orderItems with dataElements ["buyerInfo","shippingAddress"]: Application does not have access to one or more requested data elements: [shippingAddress]. For /orders/v0/orders the same app gets both.
call-elements-differ likely | RDT: {"restrictedResources":[{"method":"GET","path":"/orders/v0/orders/302-1/orderItems","dataElements":["buyerTaxInformation"]}]} → 400 "Application does not have access to one or more requested data elements: [buyerTaxInformation]"
call-currency-differs likely | getMyFeesEstimateForSKU MarketplaceId A1C3SOZRARQ6R3 (Poland), ListingPrice CurrencyCode EUR 49.9 → Status ClientError, InvalidParameterValue, "There is an client-side error. Please verify your inputs." Germany works.
call-currency-differs likely | {"FeesEstimateRequest":{"MarketplaceId":"A1VC38T7YXB528","PriceToEstimateFees":{"ListingPrice":{"CurrencyCode":"USD","Amount":30}},"Identifier":"x"}} /products/fees/v0/items/B0X/feesEstimate → InvalidInput
role-arn-is-user likely | An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::998877665544:user/spuser is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::998877665544:user/spuser
role-arn-is-user likely | config: role_arn: "arn:aws:iam::111122223333:user/amazon-api" → AccessDenied … is not authorized to perform: sts:AssumeRole
root-keys-assume-role likely | AWS.STS error AccessDenied: Roles may not be assumed by root accounts. Wir haben Benutzer, Rolle und Policy nach der Anleitung angelegt.
root-keys-assume-role likely | botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation: Roles may not be assumed by root accounts.
signature-special-characters likely | Swift client. deleteListingsItem returns "The request signature we calculated does not match the signature you provided" whenever the SKU has an ampersand or a blank in it, every other SKU is deleted fine.
signature-special-characters likely | Signature mismatch (InvalidSignature) nur bei SKUs mit Leerzeichen, z. B. "BLAU GROSS 12" in getListingsItem. Andere SKUs funktionieren.
value-encoded-again likely | getItemOffersBatch is fine, but /products/pricing/v0/price?Skus=RED%252FXL&ItemType=Sku&MarketplaceId=A1F83G8C2ARO7P says RED%2FXL is an invalid SKU for marketplace A1F83G8C2ARO7P
value-encoded-again likely | fba inventory: sellerSkus = ['blue cup 2'] and the log shows GET /fba/inventory/v1/summaries?sellerSkus=blue%2Bcup%2B2&granularityType=Marketplace ... empty answer, the SKU exists
value-cut likely | competitive pricing for SKU 'KIT#4+8': request https://sellingpartnerapi-eu.amazon.com/products/pricing/v0/competitivePrice?MarketplaceId=A1PA6795UKMFR9&Skus=KIT%234%2B8&ItemType=Sku → status ClientError, SellerSKU "KIT"
value-cut likely | GET https://sellingpartnerapi-na.amazon.com/products/pricing/v0/price?MarketplaceId=ATVPDKIKX0DER&ItemType=Sku&Skus=A%26B-100 -> {"payload":[{"status":"ClientError","SellerSKU":"A"}]}
value-decoded-rightly undecided | GET https://sellingpartnerapi-eu.amazon.com/listings/2021-08-01/items/A2XX/TEE%20%26%20MUG%20%231?marketplaceIds=A1PA6795UKMFR9 → {"errors":[{"code":"InvalidInput","message":"TEE & MUG #1 is an invalid SKU"}]}. SKUs without special characters work.
value-decoded-rightly undecided | NOT_FOUND only for SKUs with an @: URL is https://sellingpartnerapi-fe.amazon.com/products/pricing/v0/listings/BOX%40HOME/offers?MarketplaceId=A1VC38T7YXB528&ItemCondition=New, message: "BOX@HOME is an invalid SKU for marketplace A1VC38T7YXB528"
sandbox-example-likely likely | .NET: with the sandbox switch on, CreateReport answers InvalidInput. In Insomnia the same body works on production and fails on the sandbox path.
sandbox-example-likely likely | SP_API_ENV=SANDBOX, createInboundPlan with my own items → 400 invalid input. curl against production: fine.
call-client-without-marketplace likely | from sp_api.api import Finances⏎f = Finances(credentials=creds)⏎f.list_financial_events(PostedAfter='2026-01-01')⏎SellingApiForbiddenException: Access to requested resource is denied. The seller is in Japan.
call-client-without-marketplace likely | orders = Orders(credentials=c)⏎orders.get_orders(MarketplaceIds=[Marketplaces.DE.marketplace_id], CreatedAfter='2026-03-01')⏎-> Access to requested resource is denied
call-client-without-marketplace likely | const sp = new SellingPartner({ refresh_token: t, credentials: {...} }); sp.callAPI({operation:'getOrders', query:{MarketplaceIds:['A1F83G8C2ARO7P']}}) -> Unauthorized, Access to requested resource is denied.
access-denied undecided | Insomnia: GET https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations → Access to requested resource is denied.
document-not-compressed likely | Node: getReportDocument says GZIP, zlib.gunzipSync throws "Error: incorrect header check". GET_VENDOR_SALES_REPORT, some of them only.
document-not-compressed likely | java.util.zip.ZipException: Not in GZIP format⏎ at java.util.zip.GZIPInputStream.readHeader⏎ at ReportDownloader.download after getReportDocument
document-not-compressed likely | PHP gzdecode(): data error, although compressionAlgorithm is GZIP in getFeedDocument. The content is plain JSON already.
storage-digest-wrong likely | <Error><Code>BadDigest</Code><Message>The Content-MD5 you specified did not match what we received.</Message></Error> uploading a PDF to the url of createUploadDestinationForResource
storage-digest-wrong likely | S3 answers InvalidDigest: The Content-MD5 you specified was invalid. We send Content-MD5: 9e107d9d372bb6826bd81d3542a419d6
storage-digest-wrong likely | uploads API, Aplus image: 400 InvalidDigest; contentMD5 = hashlib.md5(data).hexdigest()
roles-not-configured likely | "The application isn't configured with roles" – our public app is live, the version with the new roles is still an unpublished draft.
roles-not-configured likely | Roles are selected in the app's edit page, listing shows status Published and an update in Draft. API: Unauthorized, the application is not configured with roles
uri-form-refuses likely | Solution Provider Portal: I fill in the OAuth redirect URI and click save, it says success, but after reload the field is empty.
uri-form-refuses likely | The developer console won't accept http://127.0.0.1:8080/callback as redirect URI.
no-mws-authorization likely | getAuthorizationCode for a UK merchant: "No MWS Authorization exists". developerId is the one from our American developer account.
no-mws-authorization likely | GET https://sellingpartnerapi-fe.amazon.com/authorization/v1/authorizationCode?sellingPartnerId=A3JP&developerId=112233445566&mwsAuthToken=amzn.mws.x → InvalidInput No MWS Authorization exists
message-named likely | Rust client: Error: ResponseError { status: 400, entity: "InvalidInput: Reference id already used for another shipment" } on purchaseShipment
message-named likely | createMulti­channel order, createFulfillmentOrder. Antwort: code: InvalidInput, message: displayableOrderId must not be longer than 40 characters, details:
message-named likely | We get the following error message: "Destination address is outside of the delivery area and cannot be used." status 400 from getRates
message-named likely | createInboundPlan operation result⏎code: FBA_INB_0001⏎message: WARNING: Box weight was rounded.⏎severity: WARNING⏎code: FBA_INB_0313⏎message: ERROR: This SKU requires an expiration date.⏎severity: ERROR
invalid-input undecided | code: InvalidInput, message: Invalid Input, details: (empty) when I call createScheduledPackageBulk
invalid-input undecided | [400] {"errors":[{"code":"InvalidInput","message":"There was a client-side error. Please verify your inputs and try again."}]} getEligibleShipmentServices
call-parameter-misspelt likely | 403 InvalidSignature, "The Canonical String for this request should have been 'GET /sales/v1/orderMetrics Granularity=Day&interval=2026-01-01T00%3A00%3A00Z--2026-02-01T00%3A00%3A00Z&marketplaceIds=A1PA6795UKMFR9 host:sellingpartnerapi-eu.amazon.com'"
call-version-lacks-parameter likely | getCatalogItem? No, searchCatalogItems from C#, version "2020-12-01", sellerId: "A3XX", identifiersType: "SKU" gives InvalidInput: Missing required 'identifiers' or 'keywords'.
call-value-type-named likely | scheduling pickup: {"code":"InvalidInput","message":"The input you have submitted is not valid. Please check the fields with invalid type [packageDimensions.height]"}
call-list-empty likely | tokens api error: body is {"restrictedResources": []}, InvalidInput
call-key-has-blank likely | putListingsItem answers 400, body = {"productType ": "SHIRT", "requirements": "LISTING", "attributes": {}}
call-json-with-other-header likely | axios.post('https://sellingpartnerapi-fe.amazon.com/feeds/2021-06-30/feeds', body, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }) with body {"feedType":"JSON_LISTINGS_FEED","marketplaceIds":["A1VC38T7YXB528"],"inputFeedDocumentId":"x"} 400 InvalidInput
call-currency-differs likely | Stockholm: MarketplaceId=A2NODRKZP88ZB9, "CurrencyCode":"EUR", getMyFeesEstimates → ClientError There is an client-side error. Please verify your inputs.
call-elements-differ likely | order items with RDT: "dataElements":["shippingAddress"] for "path":"/orders/v0/orders/{orderId}/orderItems" → Application does not have access to one or more requested data elements: [shippingAddress]
role-arn-is-user likely | sts:AssumeRole on resource: arn:aws:iam::444455556666:user/svc is not authorized – Node aws-sdk
root-keys-assume-role likely | SignatureHelper: com.amazonaws.services.securitytoken.model.AWSSecurityTokenServiceException: Roles may not be assumed by root accounts.
signature-special-characters likely | La signature est refusée (The request signature we calculated does not match) seulement pour les SKU avec des espaces, les autres SKU marchent
value-encoded-again likely | GET https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A1SELLER/CUP%2520RED?marketplaceIds=ATVPDKIKX0DER → 404 NOT_FOUND SKU 'CUP%20RED' not found
value-cut likely | getPricing https://sellingpartnerapi-eu.amazon.com/products/pricing/v0/price?ItemType=Sku&MarketplaceId=A1PA6795UKMFR9&Skus=H%26M-7 gives "SellerSKU":"H" with ClientError
value-decoded-rightly undecided | https://sellingpartnerapi-eu.amazon.com/products/pricing/v0/listings/A%26B%20C/offers?MarketplaceId=A1F83G8C2ARO7P&ItemCondition=New → "A&B C is an invalid SKU for marketplace A1F83G8C2ARO7P"
sandbox-example-likely likely | Postman + sandbox host: createReport with my own body returns "invalid input" error; with production it works
call-client-without-marketplace likely | Reports(credentials=cfg).create_report(reportType='GET_MERCHANT_LISTINGS_ALL_DATA') -> Access to requested resource is denied. Seller from Germany.
document-not-compressed likely | Ruby Zlib::GzipFile::Error: not in gzip format, in get_report_document helper
storage-digest-wrong likely | upload answers <Code>InvalidDigest</Code>
roles-not-configured likely | errors: message "The application is not configured with roles"
uri-form-refuses likely | App client: OAuth redirect URI isn't saved when I leave the login URI empty
no-mws-authorization likely | migrating our sellers: InvalidInput No MWS Authorization exists (seller in Italy, developer id from the US)
call-parameter-misspelt likely | sp.callAPI({operation:'getOrders', query:{ MarketplaceIDs: ['ATVPDKIKX0DER'], CreatedAfter:'2026-01-01T00:00:00Z'}}) → InvalidInput, Invalid Input
call-parameter-misspelt likely | requests.get('https://sellingpartnerapi-na.amazon.com/fba/inventory/v1/summaries', params={'granularityType':'Marketplace','granularityID':'ATVPDKIKX0DER','marketplaceIds':'ATVPDKIKX0DER'}) 400 InvalidInput
call-parameter-misspelt likely | axios.get('https://sellingpartnerapi-eu.amazon.com/finances/v0/financialEvents', { params: { postedAfter: '2026-01-01T00:00:00Z' } }) → code InvalidInput
call-parameter-misspelt likely | $client->get('https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items', ['query' => ['marketplaceId' => 'A1PA6795UKMFR9', 'keywords' => 'Tasse']]) 400 "InvalidInput"
call-parameter-misspelt likely | callAPI({ operation: 'getReports', endpoint: 'reports', query: { reportType: ['GET_FLAT_FILE_OPEN_LISTINGS_DATA'], pageSize: 10 } }) Error: InvalidInput
call-parameter-misspelt likely | listShipments... getShipments with query: { queryType: 'SHIPMENT', MarketplaceId: 'ATVPDKIKX0DER' } fails: The request signature we calculated does not match the signature you provided
invalid-input undecided | callAPI({operation:'getOrders', query:{ MarketplaceIds: ['ATVPDKIKX0DER'], CreatedAfter:'2026-01-01T00:00:00Z'}}) → {"code":"InvalidInput","message":"Invalid Input"}
file-unreadable likely | The report document has compressionAlgorithm GZIP and I need to know how to unzip it in PHP
access-denied undecided | GET https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A1/MY%20SKU?marketplaceIds=ATVPDKIKX0DER {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
unclear undecided | {"payload":{"orders":[{"OrderTotal":{"CurrencyCode":"EUR","Amount":"10"},"MarketplaceId":"A1F83G8C2ARO7P"}]}} the currency of a UK order is EUR, why?
throttled likely | from sp_api.api import Orders; Orders(credentials=c).get_orders(MarketplaceIds=["ATVPDKIKX0DER"]) QuotaExceeded
credentials-refused undecided | curl -H "content-type: application/x-www-form-urlencoded" -d grant_type=refresh_token https://api.amazon.com/auth/o2/token {"error":"invalid_client"}
list-empty undecided | getOrders returns {"payload":{"Orders":[]}} for marketplaceIds: ["A1PA6795UKMFR9"]
signature-mismatch shown | The request signature we calculated does not match the signature you provided.
call-parameter-misspelt likely | get_orders(marketPlaceIds=["A1PA6795UKMFR9"], CreatedAfter="2026-01-01") → InvalidSignature, the request signature we calculated does not match
role-arn-is-user likely | "roleArn" => 'arn:aws:iam::ACCOUNT:user/sp' in the Configuration, AccessDenied sts
signature-mismatch likely | My Go signer: mac := hmac.New(sha256.New, key); canonicalRequest := ... and Amazon says: The request signature we calculated does not match the signature you provided.
end-too-recent-told likely | getOrders 400 InvalidInput: please provide a date that is at least 2 minutes before current time. LastUpdatedBefore is new Date()
`

export const messageVariations = rowsOf(table)
