import type { Cause } from '../cause.ts'
import { docsIssue, jleversIssue, jrl84Issue, links, modelsIssue, saleweaverIssue } from '../links.ts'
import { asSent, detail, stopSigning, unsigned } from './detail.ts'

/** Faults in how an application, a library or an account was set up, which the text itself shows. */
export const setupCauses: readonly Cause[] = [
  detail({
    symptom: 'published-application-absent',
    who: 'operator',
    title: 'The application isn’t published: getAuthorizationCode doesn’t know drafts',
    cause:
      'getAuthorizationCode turned MWS authorizations into new ones, only for published applications that had been hybrid. A draft doesn’t exist for it. It ended with MWS, so accounts authorize on the consent page now, where version=beta opens a draft.',
    steps: [
      'Send the account to the consent page, with version=beta as long as the application is a draft, and exchange spapi_oauth_code.',
      'For your own account, use Authorize app in the Solution Provider Portal or Seller Central instead.',
    ],
    evidence: 'The state of the application: draft or published.',
    link: links.websiteWorkflow,
    seen: [docsIssue(601)],
  }),
  detail({
    symptom: 'says-arn-of-user',
    given: ['access-denied'],
    contradicts: ['says-arn-tried-both', 'says-no-longer-works', 'says-other-operations-work'],
    who: 'operator',
    title: 'The application names a user of AWS, but the calls are signed for a role',
    cause:
      'With a user’s ARN, the calls have to be signed with that user’s own key and without AssumeRole; with a role’s ARN, with the temporary key of the role. The field can’t be changed once it is saved. Neither is necessary any more.',
    steps: [
      unsigned,
      'If you have to sign, sign with the user’s key, and leave out AssumeRole and x-amz-security-token.',
    ],
    evidence:
      'The ARN in the application, beside the key in the Credential part of the Authorization header.',
    link: links.connecting,
    seen: [docsIssue(1274)],
  }),
  detail({
    symptom: 'says-role-not-offered',
    contradicts: ['access-denied', 'resource-forbidden', 'restricted-resource-refused', 'aws-terms'],
    who: 'operator',
    title: 'The application offers only roles that the developer profile has: request it there first',
    cause:
      'The form of an application lists the roles that Amazon approved for the developer profile, and only those that exist for its kind of account and region. A role that isn’t listed was never requested, is still under review, or belongs to another kind of account.',
    steps: [
      'Open the developer profile, tick the role, describe how you use the data, and submit it.',
      'After Amazon’s approval, tick the role in the application, save it, and publish it again if it is published.',
      'Have each account authorize again, and replace its refresh token.',
    ],
    evidence: 'The roles in the developer profile, beside those that the application offers.',
    link: links.roles,
    seen: [modelsIssue(3018)],
  }),
  detail({
    symptom: 'consent-shows-null',
    contradicts: ['consent-any-code', 'invalid-grant', 'access-denied'],
    who: 'amazon',
    title: 'Amazon’s consent page shows null for a name: a fault at Amazon',
    cause:
      'The page shows what Amazon stores about the application and its developer. It has shown null there although both were complete. The permission isn’t affected.',
    steps: [
      'Finish the consent: the code that follows works.',
      'Check that the application’s name and the developer profile’s business name are filled in, and save both once.',
      'Open a case with the application id if null is still there.',
    ],
    evidence: 'The response of authInfo in the browser’s network tools: which name is null.',
    link: links.websiteWorkflow,
    seen: [docsIssue(418)],
  }),
  detail({
    id: 'far-east-per-country',
    symptom: 'says-far-east-countries',
    given: ['says-not-authorized-there'],
    contradicts: ['says-no-longer-works', 'says-start-time', 'invalid-grant', 'marketplace-region'],
    who: 'seller',
    title: 'In the Far East, each country is an account of its own: authorize each one',
    cause:
      'In North America and Europe, one consent covers all marketplaces of a unified account. Accounts in Japan, Australia and Singapore aren’t unified: each has its own seller id, consent and refresh token, although all use the endpoint of the Far East.',
    steps: [
      'Open the consent page of each country’s Seller Central, sign in to that country’s account, and consent.',
      'Store a refresh token for each, with its selling_partner_id, and use it for that country’s marketplace only.',
    ],
    evidence: 'selling_partner_id in the redirect: it differs from country to country.',
    link: links.websiteWorkflow,
    seen: [docsIssue(3680), jrl84Issue(122)],
  }),
  detail({
    id: 'arn-cannot-change',
    symptom: 'asks-to-change-arn',
    given: ['names-application'],
    contradicts: [
      'queue-policy-shown',
      'names-destination',
      'names-subscription',
      'roles-not-configured',
      'access-denied',
    ],
    who: 'operator',
    title: 'The ARN of an application can’t be changed, but isn’t needed any more',
    cause:
      'Amazon never let developers replace the ARN of a published application, neither by themselves nor through support. Since October 2023, SP-API needs no ARN, no role and no signature, so it makes no difference whose ARN is there.',
    steps: [stopSigning, 'Keep the application with its sellers and roles: a new one isn’t necessary.'],
    evidence: 'A call with x-amz-access-token only, without Authorization and x-amz-security-token.',
    link: links.connecting,
    seen: [docsIssue(582)],
  }),
  detail({
    id: 'no-scope-for-sellers',
    symptom: 'asks-scope-for-sellers',
    given: ['names-login-with-amazon'],
    contradicts: ['invalid-scope', 'unknown-scope', 'says-grantless', 'access-denied'],
    title: 'SP-API isn’t a scope of Login with Amazon: each seller consents once in Seller Central',
    cause:
      'The login page of Amazon knows scopes such as profile, or those of the Ads API. Access to a seller’s data is granted on another page, /apps/authorize/consent in Seller Central or Vendor Central, which lists the roles of the application. Its code is exchanged at the same token endpoint, without a scope.',
    steps: [
      'Send each seller to /apps/authorize/consent with application_id and state, and exchange spapi_oauth_code for a refresh token.',
      'Keep that refresh token beside the one of your login or of the Ads API: they don’t replace each other.',
    ],
    evidence: 'The page that the seller sees: /apps/authorize/consent, not /ap/oa.',
    link: links.websiteWorkflow,
    seen: [docsIssue(330)],
  }),
  detail({
    id: 'orders-without-restricted-token',
    symptom: 'says-old-operation-has-it',
    contradicts: ['restricted-token-sent', 'access-denied', 'data-elements', 'says-with-restricted-token'],
    title: 'getOrders answers buyer and address only to a restricted data token with dataElements',
    cause:
      'getOrderBuyerInfo and getOrderAddress return what isn’t restricted, such as the masked email address, for a normal access token. getOrders leaves the whole object out unless the token is a restricted one that was requested with dataElements.',
    steps: [
      'Request a restricted data token for GET /orders/v0/orders with dataElements ["buyerInfo", "shippingAddress"], and send it as x-amz-access-token.',
      'That needs a restricted role. Without one, only the older operations return the masked email address, until they end.',
      'Or move to Orders 2026-01-01 with includedData, which needs the role, but no restricted data token.',
    ],
    evidence: 'The token of the getOrders call: Atza| or Atz.sprdt|.',
    link: links.restrictedData,
    seen: [docsIssue(2031)],
  }),
  detail({
    symptom: 'attribute-misspelt',
    title: 'The attribute is {rightAttribute}, not {attribute}',
    cause:
      'The product type’s schema has no {attribute}, so Amazon calls the attributes invalid without saying more. Other attributes in the same call can be right.',
    steps: [
      'Write {rightAttribute} in the path and in the value.',
      'Compare names with the schema from getDefinitionsProductType for the product type and marketplace.',
      asSent,
    ],
    evidence: 'attributeNames in the answer, beside the schema of the product type.',
    link: links.errorsFaq,
    seen: [jleversIssue(675)],
  }),
  detail({
    id: 'library-drops-scope',
    symptom: 'says-library-drops',
    given: ['says-grantless'],
    title: 'The library doesn’t pass the scope on, so it never gets a token for grantless operations',
    cause:
      'A grantless operation needs a token from grant_type=client_credentials with a scope. If the library always sends grant_type=refresh_token, it gets a seller’s token, which these operations refuse.',
    steps: [
      'Request the token yourself: grant_type=client_credentials, scope=sellingpartnerapi::notifications (or the one that the operation needs), client_id and client_secret.',
      'Send it in x-amz-access-token, in a call without the library, or through a setting of the library for a ready token.',
      'Update the library, or report the fault to its maintainers.',
    ],
    evidence: 'The token request as it leaves your machine: grant_type and scope.',
    link: links.grantless,
    seen: ['https://github.com/amzn/selling-partner-api-sdk/issues/852'],
  }),
  detail({
    symptom: 'says-library-drops',
    given: [],
    contradicts: ['says-grantless'],
    title: 'The library takes a setting but doesn’t send it',
    cause: 'Amazon never receives the value, so it answers as if it weren’t there. Your request is right.',
    steps: [
      'Compare the request as it leaves your machine with what you set.',
      'Update the library, set the value in another way, or make this one call without the library.',
      'Report it to the library’s maintainers with both.',
    ],
    evidence: 'The request as sent, beside the setting.',
    link: links.connecting,
    seen: [],
  }),
  detail({
    symptom: 'call-operation-not-in-version',
    contradicts: ['says-no-longer-works', 'says-works-at-times'],
    title: '{calledName} isn’t an operation of that version',
    cause:
      'Amazon’s models of version {calledVersion} have no {calledName}. SP-API refuses a path that it doesn’t have with 403, not with 404. Libraries keep functions of drafts and older versions.',
    steps: [
      'Look the operation up in the reference of the version that you call: names and paths differ between versions.',
      'Update the library, or call the path from the reference yourself.',
    ],
    evidence: 'The path as it leaves your machine, beside the reference of that version.',
    link: links.errorsFaq,
    seen: [saleweaverIssue(1393)],
  }),
  detail({
    symptom: 'attribute-in-camel-case',
    title: 'The attribute is {rightAttribute}, not {attribute}',
    cause:
      'Attributes of listings are written in lower case with underscores, as the product type’s schema lists them. Models of other operations use fulfillmentAvailability and the like, which the schema doesn’t have.',
    steps: [
      'Write /attributes/{rightAttribute} in the path, and names with underscores inside of the value, too.',
      'Compare with the schema from getDefinitionsProductType for the product type and marketplace.',
      asSent,
    ],
    evidence: 'The path of the patch, beside the schema of the product type.',
    link: links.errorsFaq,
    seen: [jleversIssue(861)],
  }),
  detail({
    id: 'grantless-asked-as-seller',
    symptom: 'grantless-lacks-refresh-token',
    contradicts: ['unsupported-grant-type'],
    title: 'The library asks for a seller’s token without a refresh token, but the operation is grantless',
    cause:
      'LWA read the request and misses only refresh_token: it was asked for a seller’s token. {operation} needs one for a scope, from grant_type=client_credentials, and no refresh token.',
    steps: [
      'Turn on grantless operations in the library, with the scope of {operation}.',
      'Or request the token yourself, with grant_type=client_credentials and the scope.',
    ],
    evidence: 'The token request as sent: grant_type, scope and refresh_token.',
    link: links.grantless,
    seen: [jleversIssue(13)],
  }),
  detail({
    symptom: 'lacks-refresh-token',
    given: [],
    contradicts: [
      'unsupported-grant-type',
      'grantless-lacks-refresh-token',
      'says-exchanges-code',
      'unset-parameter',
    ],
    title: 'The request to LWA lacks refresh_token: no value was set where the program reads it',
    cause:
      'LWA read grant_type=refresh_token, so the body arrived in the right format. Only refresh_token isn’t in it, or is empty: its setting has another name, or isn’t loaded.',
    steps: [
      'Print the length of the refresh token where the request is built.',
      'Compare the name of the setting with the library’s documentation, and load the environment before the client is created.',
      'If you call a grantless operation, ask for a scope instead of a seller’s token.',
    ],
    evidence: 'The names and lengths of the parameters as sent.',
    link: links.accessToken,
    seen: [],
  }),
]
