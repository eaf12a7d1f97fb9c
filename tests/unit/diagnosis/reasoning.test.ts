import { describe, expect, test } from 'vitest'
import type { Certainty, ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'
import { explainPaste } from '#lib/diagnose/explain-paste.ts'
import { denied, kinds } from './variations/kinds.ts'
import { kindsOnceWrong } from './variations/kinds-once-wrong.ts'

/** Texts that an earlier version of the table diagnosed wrongly. */
describe('texts that used to be diagnosed wrongly', () => {
  test.each<[what: string, paste: string, id: string, who: ResponsibleParty, certainty: Certainty]>([
    [
      'a grant that is older than the role',
      `createReport GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT
{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}
Our app has had the role since 3 March; this shop connected on 12 January.`,
      'type-grant-older-than-role',
      'operator',
      'shown',
    ],
    [
      'the same without dates',
      `createReport GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT
{"errors":[{"code":"Unauthorized","message":"Access to the resource is forbidden","details":""}]}`,
      'resource-forbidden',
      'operator',
      'undecided',
    ],
    [
      'a marketplace’s name instead of its id',
      `GET https://sellingpartnerapi-eu.amazon.com/catalog/2022-04-01/items?keywords=mug&marketplaceIds=Marketplace.ITALY
{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}`,
      'marketplace-not-an-id',
      'developer',
      'shown',
    ],
    [
      'an upload with another Content-Type',
      `PUT of the feed file to the url from createFeedDocument
HTTP/1.1 403
Server: AmazonS3
<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided.</Message></Error>
sent: Content-Type: text/plain   document created with: text/tab-separated-values; charset=UTF-8`,
      'upload-content-type-differs',
      'developer',
      'shown',
    ],
    [
      'an undocumented code',
      `Something went wrong
Error Code: MD7310
App ID: amzn1.sp.solution.00000000-0000-0000-0000-000000000000`,
      'consent-code-unknown',
      'developer',
      'undecided',
    ],
    [
      'a token error in a seller’s tool',
      `I sell on Amazon. The dashboard of my stock program says: channel paused, reason "The access token you provided has expired." There is a button Reconnect.`,
      'token-expired-told-by-tool',
      'seller',
      'undecided',
    ],
    [
      'a code from Login with Amazon',
      `redirect came back as https://shop.example/cb?code=ANabcdEFGH12345678&scope=profile
then {"error":"invalid_grant"}`,
      'code-of-other-consent',
      'developer',
      'shown',
    ],
    [
      'one region that fails for everyone at the same time',
      `From 14:10 UTC on, all our shops in Japan and Australia are refused getOrders
{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}
Europe and America go on working. No deploy, no new settings.`,
      'amazon-fault-region',
      'amazon',
      'undecided',
    ],
    [
      'a restricted data token for another path',
      `restrictedDataToken was issued for {"method":"GET","path":"/orders/v0/orders/{orderId}/buyerInfo/"}
GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders/000-0000000-0000000/buyerInfo
x-amz-access-token: Atz.sprdt|ExampleExampleExample
{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}`,
      'rdt-refused-for-other-path',
      'developer',
      'shown',
    ],
    [
      'a vendor account that is refused',
      `VendorShippingApi.getShipmentDetails -> Access to requested resource is denied. getOrders is refused too. We signed in with our vendor login.`,
      'vendor-role-or-grant',
      'operator',
      'likely',
    ],
    [
      'a misspelled scope',
      `token request: grant_type=client_credentials&scope=sellingpartnerapi::notification -> refused`,
      'scope-misspelt',
      'developer',
      'shown',
    ],
  ])('%s', (_what, paste, id, who, certainty) => {
    expect(explainPaste(paste).diagnoses[0]).toMatchObject({ id, who, certainty })
  })
})

describe('never calls shown', () => {
  test('a warning beside the cause', () => {
    const { diagnoses } = explainPaste(`GET /orders/v0/orders?MarketplaceIds=FR HTTP/1.1\n403\n${denied}`)
    expect(diagnoses.find(({ id }) => id === 'orders-v0-ends')?.certainty).toBe('likely')
  })

  test('a fault at Amazon', () => {
    const [first] = explainPaste('503 Service Unavailable from sellingpartnerapi-na.amazon.com').diagnoses
    expect(first).toMatchObject({ who: 'amazon', certainty: 'likely' })
  })

  test('a cause that only somebody’s words tell from others of the same message', () => {
    const missing = denied.replace(
      '"details":""',
      '"details":"Access token is missing in the request header."',
    )
    const [first] = explainPaste(
      `${missing} We rolled out a new HTTP client, and it started after that.`,
    ).diagnoses
    expect(first).toMatchObject({ id: 'header-dropped-by-release', certainty: 'likely' })
  })
})

describe.each(Object.entries({ ...kinds, ...kindsOnceWrong }))('%s', (_kind, rows) => {
  test.each(rows)('%s', (_what, paste, id, who) => {
    const [first] = explainPaste(paste).diagnoses
    expect(first?.id).toBe(id)
    if (who !== undefined) expect(first?.who).toBe(who)
  })
})
