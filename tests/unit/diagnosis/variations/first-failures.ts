import { rowsOf } from './rows.ts'

/**
 * Made-up logs in which the first failure explains the later ones, or an own change explains them all, and some that
 * only look like it. The diagnosis, its certainty, the text with ⏎ for a new line.
 */
const table = `
lwa-server-error likely | 09:00:01 POST https://api.amazon.com/auth/o2/token 503⏎09:00:02 GET https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders 403 {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"Access token is missing in the request header."}]}⏎Temporary outage? server_error
lwa-server-error likely | refresh: {"error":"server_error"}⏎then getOrders → 403 "Access token is missing in the request header."⏎then: grant marked revoked
lwa-server-error likely | POST https://api.amazon.com/auth/o2/token -> 500 InternalServerException⏎token = undefined⏎Access to requested resource is denied. Access token is missing in the request header.
refresh-token-cut-by-column likely | ALTER TABLE grants MODIFY refresh_token VARCHAR(255);⏎Since then LWA says: The request has an invalid grant parameter : refresh_token
refresh-token-cut-by-column likely | token_length=256 shop 1 invalid_grant: The request has an invalid grant parameter : refresh_token⏎token_length=256 shop 2 invalid_grant: The request has an invalid grant parameter : refresh_token
refresh-token-cut-by-column likely | Django model: refresh_token = models.CharField; the table has refresh_token character varying(200). LWA: The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.
code-sent-twice likely | 10:00:00.101 exchanging code=AbCdEfGh1234⏎10:00:00.140 exchanging code=AbCdEfGh1234⏎10:00:00.700 saved⏎10:00:00.811 The request has an invalid grant parameter : code
code-sent-twice likely | [2026-02-01 08:00:01] GET /callback?spapi_oauth_code=ANexampleQ1&state=x 200⏎[2026-02-01 08:00:02] GET /callback?spapi_oauth_code=ANexampleQ1&state=x 500 The request has an invalid grant parameter : code⏎[2026-02-01 08:00:03] GET /callback?spapi_oauth_code=ANexampleQ1&state=x 500 The request has an invalid grant parameter : code
queue-policy likely | No notifications arrive. createDestination again: 409 Conflict "already exists". Policy: {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sqs:SendMessage"}
grant-of-other-region likely | I authorized the app at sellercentral.amazon.com. getOrders at sellingpartnerapi-na.amazon.com → 200, at sellingpartnerapi-eu.amazon.com → 403 Access to requested resource is denied.
grant-of-other-region likely | Consent was given on sellercentral.amazon.co.jp. https://sellingpartnerapi-fe.amazon.com/orders/2026-01-01/orders works. https://sellingpartnerapi-na.amazon.com/orders/2026-01-01/orders 403 Access to requested resource is denied.
access-token-missing undecided | 403 "Access token is missing in the request header."⏎An hour later POST https://api.amazon.com/auth/o2/token 500
throttled likely | GET /orders/v0/orders/1/orderItems -> 200⏎GET /orders/v0/orders/1/orderItems -> 429 QuotaExceeded
refresh-refused undecided | The column refresh_token is VARCHAR(2048). LWA: The request has an invalid grant parameter : refresh_token
refresh-refused undecided | seller name VARCHAR(80), refresh_token TEXT. LWA: The request has an invalid grant parameter : refresh_token
refresh-refused undecided | token_len=371 invalid_grant: The request has an invalid grant parameter : refresh_token⏎token_len=368 ok
code-refused undecided | 10:00:00.101 exchanging code=AbCdEfGh1234⏎10:00:05.140 exchanging code=ZzYyXxWw9876⏎10:00:05.811 The request has an invalid grant parameter : code
code-refused undecided | 10:00:01 LWA error_code=invalid_grant The request has an invalid grant parameter : code⏎10:07:31 LWA error_code=invalid_grant The request has an invalid grant parameter : code
throttled likely | GET /orders/v0/orders -> 429 QuotaExceeded⏎GET /orders/v0/orders -> 429 QuotaExceeded⏎GET /reports/2021-06-30/reports -> 200
already-exists likely | createSubscription: 409 Conflict, a subscription already exists. Notifications arrive. The policy allows sqs:SendMessage to 437568002678.
throttled likely | GET /orders/v0/orders -> 429 QuotaExceeded⏎GET /orders/v0/orders -> 200⏎Why so often?
throttled likely | GET /orders/v0/orders -> 429 QuotaExceeded⏎GET /orders/v0/orders?MaxResultsPerPage=200 429 QuotaExceeded
access-token-missing undecided | /auth/o2/token 200 in 503 ms⏎getOrders 403 Access token is missing in the request header.
refresh-refused undecided | CREATE TABLE grants (refresh_token TEXT NOT NULL, seller_id VARCHAR(32))⏎The request has an invalid grant parameter : refresh_token
code-refused undecided | 10:00:00.101 exchanging code=XXXXXXXXXX⏎10:00:09.140 exchanging code=XXXXXXXXXX⏎10:00:10.811 The request has an invalid grant parameter : code
wrong-token-path shown | POST https://api.amazon.com/auth/token?grant_type=client_credentials&scope=sellingpartnerapi::notifications
throttled likely | string_to_sign = a + b⏎{"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota for the requested resource."}]} 429
internal-failure likely | string_to_sign = a + b⏎{"errors":[{"code":"InternalFailure","message":"We encountered an internal error. Please try again."}]} 500
`

export const firstFailures = rowsOf(table)
