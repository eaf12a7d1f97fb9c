import type { Cause, Sign } from '../cause.ts'
import { links, modelsIssue } from '../links.ts'

const elsewhere = (id: string, symptom: Sign, given: Sign, what: string, cause: string): Cause => ({
  id,
  rows: symptom === 'invalid-client' ? ['L5'] : ['L3'],
  symptom,
  given: [given],
  contradicts: ['known-many-alike', 'known-refused-often', 'no-longer-authorized'],
  atMost: 'likely',
  who: 'developer',
  title: `${what} elsewhere, so this machine sends something else`,
  cause,
  steps: [
    'On the failing machine, log the length and the last four characters of the client id, the secret and the token as sent, and compare them with those on the working one.',
    'Look for a line break, quotation marks, a value that is truncated or encoded twice, and another environment or vault than the one you expect.',
    'Restart the process, so that it reads the values again. No seller has to act.',
  ],
  evidence: 'The values as sent from both machines.',
  link: links.credentials,
  seen: [],
})

const tokenElsewhere =
  'According to the pasted text, LWA accepts the same refresh token with the same client id elsewhere. So the seller’s permission and the token are fine. The copy on this machine differs: it is damaged, old or of another seller, or the client id or secret beside it belongs to another application.'

const withdrawn = (id: string, symptom: Sign): Cause => ({
  id,
  rows: [],
  symptom,
  given: ['says-app-removed'],
  contradicts: [
    'still-authorized',
    'says-still-authorized',
    'says-reauthorized',
    'says-others-work',
    'refresh-works',
  ],
  atMost: 'likely',
  decidedBy: 'manage-apps',
  who: 'seller',
  title: 'The seller most likely withdrew the permission',
  cause:
    'According to the pasted text, the seller removed the application under Manage Your Apps. Then its tokens stop working, whatever roles it has.',
  steps: [
    'Ask the seller to authorize again, and replace the old refresh token with the new one.',
    'Until then, stop calling for this seller.',
  ],
  evidence: 'Manage Your Apps in Seller Central, and whether LWA accepts the refresh token.',
  link: links.renewal,
  seen: [],
  seller: {
    title: 'Amazon no longer accepts this connection',
    next: 'It was disabled at Amazon, or its year has ended. Authorize again to continue.',
  },
})

const vendorReport = (id: string, symptom: Sign): Cause => ({
  id,
  rows: [symptom === 'access-denied' ? 'S6' : 'S8'],
  symptom,
  given: ['vendor-report', 'says-seller-reports-work'],
  contradicts: ['says-vendor-account', 'known-vendor'],
  atMost: 'likely',
  decidedBy: 'account-kind',
  who: 'operator',
  title: 'A vendor report was requested with a seller’s connection',
  cause:
    '{reportType} exists only for vendors. Reports for sellers work with the same connection, so its account is most likely a seller’s, and the role isn’t the cause.',
  steps: [
    'Turn off the vendor reports in this connection, and request only reports for sellers.',
    'If the company is also a vendor, create a second connection, and have it authorize in Vendor Central.',
  ],
  evidence: 'Whether a seller or a vendor account authorized this connection.',
  link: links.reportTypes,
  seen: [],
})

/** Causes that what people say about accounts and copies of credentials adds to Amazon's messages. */
export const accountCauses: readonly Cause[] = [
  elsewhere(
    'refresh-refused-here',
    'grant-refresh-token',
    'says-token-works-here',
    'LWA accepts the same refresh token',
    tokenElsewhere,
  ),
  elsewhere(
    'grant-refused-here',
    'invalid-grant',
    'says-token-works-here',
    'LWA accepts the same refresh token',
    tokenElsewhere,
  ),
  elsewhere(
    'credentials-refused-here',
    'invalid-client',
    'says-credentials-work-here',
    'LWA accepts the same credentials',
    'According to the pasted text, LWA accepts the same client id and secret elsewhere. So both are valid and belong together. The copy on this machine differs, most often by a line break, by quotation marks, or because an older secret is still deployed.',
  ),
  {
    id: 'token-of-other-application-said',
    rows: ['L4'],
    symptom: 'unauthorized-client',
    given: ['says-token-of-other-application'],
    contradicts: ['token-of-this-client'],
    atMost: 'likely',
    who: 'operator',
    title: 'The token was issued to another application',
    cause:
      'A refresh token works only with the client id and secret of the application that the seller authorized. According to the pasted text, this one comes from another application.',
    steps: [
      'Send the client id and secret of the application that the token was issued to, and store the client id with each token.',
      'Or have the seller authorize this application, and use that refresh token.',
    ],
    evidence: 'The client id that the token was obtained with.',
    link: links.credentials,
    seen: [],
  },
  {
    id: 'redirect-uri-compared',
    rows: ['L2'],
    symptom: 'invalid-grant',
    given: ['redirect-uris-differ'],
    who: 'developer',
    title: 'redirect_uri isn’t the registered one',
    cause:
      'The exchange has to name the redirect URI of the consent byte for byte, with the same scheme, host, capital letters and slash at the end. The pasted text sends {sentUri}, and has {registeredUri} registered.',
    steps: [
      'Send {registeredUri}, as a constant from the configuration, or omit redirect_uri.',
      'Start the consent again: a rejected code can’t be reused.',
    ],
    evidence: 'Both URIs, character by character.',
    link: links.codeGrant,
    seen: [],
  },
  {
    id: 'scope-of-ads-api',
    rows: [],
    symptom: 'unknown-scope',
    given: ['names-ads-api'],
    atMost: 'likely',
    who: 'operator',
    title: 'The scope belongs to the Amazon Ads API, for which this client isn’t approved',
    cause:
      'Scopes that begin with advertising:: are the Amazon Ads API’s, which isn’t SP-API. Login with Amazon knows them only for a client id that Amazon has approved for it.',
    steps: [
      'Apply for the Amazon Ads API, and have it assigned to this client id.',
      'For SP-API, send the seller to Seller Central’s consent page, without a scope.',
    ],
    evidence: 'The scope as sent, and what Amazon approved the client id for.',
    link: links.websiteWorkflow,
    seen: [],
  },
  {
    id: 'listing-form-refused',
    rows: [],
    symptom: 'consent-any-code',
    given: ['says-submits-listing'],
    contradicts: ['at-consent'],
    atMost: 'likely',
    who: 'operator',
    title: 'Amazon’s form refuses the listing of the application, not a seller’s consent',
    cause:
      'The code appears when the application is submitted, so no seller and no link is involved. Most often a field of the listing holds something that the form doesn’t accept, such as HTML tags or a phone number in another format.',
    steps: [
      'Remove formatting from the texts, write phone numbers with digits only, and submit again.',
      'If it persists, open a case with the time, the application id and the code.',
      'Until then, authorize the draft with version=beta.',
    ],
    evidence: 'The fields of the listing.',
    link: links.authorizationErrors,
    seen: [],
  },
  withdrawn('permission-withdrawn-said', 'access-denied'),
  withdrawn('token-permission-withdrawn-said', 'token-invalid'),
  withdrawn('grant-permission-withdrawn-said', 'invalid-grant'),
  vendorReport('vendor-report-beside-seller-reports', 'access-denied'),
  vendorReport('type-vendor-report-beside-seller-reports', 'resource-forbidden'),
]

/** Causes of symptoms that no other table has. */
export const regionAndPlanCauses: readonly Cause[] = [
  {
    id: 'partner-not-in-region',
    rows: [],
    symptom: 'partner-not-in-region',
    given: [],
    contradicts: ['participates'],
    atMost: 'likely',
    who: 'developer',
    title: 'The account doesn’t belong to the region that is called',
    cause:
      'Each region has its own accounts, authorizations and refresh tokens. The message says that this selling partner isn’t in the called region: the call goes to another region’s endpoint, or names another region’s marketplace.',
    steps: [
      'Call the endpoint of the region in which the account authorized, with one of its marketplaces.',
      'If the seller also sells in the other region, have them authorize in its Seller Central, and use that refresh token there.',
    ],
    evidence:
      'The Seller Central in which the account authorized, beside the host and the marketplace of the call.',
    link: links.endpoints,
    seen: [],
    seller: {
      title: 'Amazon needs your permission for this region, too',
      next: 'Authorize again, and sign in to the Seller Central of the region that is missing.',
    },
  },
  {
    id: 'oauth-client-expects-code',
    rows: [],
    symptom: 'oauth-client-finds-no-code',
    given: [],
    contradicts: ['redirect-with-bare-code'],
    atMost: 'likely',
    who: 'developer',
    title: 'A standard OAuth client looks for code, but Amazon’s parameter is spapi_oauth_code',
    cause:
      'After the consent, Seller Central returns spapi_oauth_code, state and selling_partner_id. A generic OAuth 2 client or credential reads only a parameter named code, so it finds none and never calls LWA. Neither roles nor the seller are the cause.',
    steps: [
      'Handle the redirect yourself: read spapi_oauth_code, and send it as code to https://api.amazon.com/auth/o2/token within five minutes.',
      'If the tool can’t do that, get the refresh token outside of it (for your own account with Authorize app), and give the tool only the client id, the secret and the refresh token.',
    ],
    evidence: 'The names of the parameters in the redirect.',
    link: links.websiteWorkflow,
    seen: [],
  },
  {
    id: 'hybrid-application',
    rows: [],
    symptom: 'consent-mws-part',
    given: [],
    atMost: 'likely',
    who: 'operator',
    title: 'The application is still a hybrid of MWS and SP-API',
    cause:
      'The message is about MWS, which has been shut down. The application still has a part for MWS that Amazon can’t authorize any more. No seller can change that.',
    steps: [
      'Open the application in the Solution Provider Portal, remove MWS, save it, and publish it.',
      'If the form doesn’t offer that, open a case with the application id and the message.',
    ],
    evidence: 'The API type of the application.',
    link: links.authorizationErrors,
    seen: [],
  },
  {
    id: 'return-url-not-allowed',
    rows: [],
    symptom: 'return-url-refused',
    given: [],
    atMost: 'likely',
    who: 'operator',
    title: 'The redirect URI isn’t among the Allowed Return URLs of this client id',
    cause:
      'The message comes from Login with Amazon. It compares redirect_uri with the Allowed Return URLs of the security profile that the client id belongs to. Either the URL is saved in another profile, or the tool sends a different one than it shows.',
    steps: [
      'Read redirect_uri and client_id in the browser’s address when the message appears.',
      'Save exactly this URL in the security profile of exactly this client id.',
    ],
    evidence: 'The redirect_uri and client_id as sent.',
    link: links.codeGrant,
    seen: [],
  },
  ...(['is-individual', 'names-individual'] as const).map(
    (given): Cause => ({
      id: given === 'is-individual' ? 'individual-plan-answered' : 'individual-plan-not-eligible',
      rows: [],
      symptom: 'consent-account-not-eligible',
      given: [given],
      contradicts: ['is-professional', 'says-plan-professional'],
      atMost: 'likely',
      decidedBy: 'plan',
      who: 'seller',
      title: 'The account has the Individual plan, which most likely can’t authorize this application',
      cause:
        'Amazon’s page refuses the account, not the user or the link. The account has the Individual plan, and applications usually require Professional.',
      steps: [
        'Upgrade the account to the Professional plan in Seller Central, then authorize again.',
        'If the page stays the same a day later, open a case with the time and the application id.',
      ],
      evidence: 'Settings > Account Info > Your Services in Seller Central.',
      link: links.authorizationErrors,
      seen: [],
      seller: {
        title: 'Amazon asks for a Professional plan',
        next: 'If your account has the Individual plan, upgrade it in Seller Central, and authorize again.',
      },
    }),
  ),
  {
    id: 'account-not-eligible',
    rows: [],
    symptom: 'consent-account-not-eligible',
    given: [],
    decidedBy: 'plan',
    who: 'seller',
    title: 'Amazon says that this account can’t authorize the application',
    cause:
      'The page refuses the account, not the user or the link. Most often it has the Individual plan, isn’t fully registered or active yet, or isn’t of the kind that the application is for.',
    steps: [
      'Check the selling plan and the state of the account in Seller Central.',
      'Open the same link with another account. If that works, this account is the cause.',
      'Open a case with the time and the application id if both are in order.',
    ],
    evidence: 'The selling plan, and whether another account can open the same link.',
    check: 'Does the account have the Professional plan, and is it active?',
    link: links.authorizationErrors,
    seen: [],
    seller: {
      title: 'Amazon asks for a Professional plan',
      next: 'If your account has the Individual plan, upgrade it in Seller Central, and authorize again.',
    },
  },
]

const forMany = (id: string, symptom: Sign, row: string, words: string): Cause => ({
  id,
  rows: [row],
  symptom,
  given: ['looks-like-amazon-fault', 'says-nothing-changed'],
  // Amazon's status page already says it, or the parts work one by one.
  contradicts: ['only-at-token-endpoint', 'told-by-tool', 'tool-message', 'says-outage', 'says-works-singly'],
  who: 'amazon',
  title: 'A fault at Amazon: many calls fail since a definite time, and nothing changed on your side',
  cause: `${words} itself says that Amazon failed. That it began at a definite time, or for many accounts at the same time, points there as well. Code, roles and tokens aren’t the cause.`,
  steps: [
    'Don’t ask sellers to act, and don’t change credentials, roles or code.',
    'Retry with exponential backoff and jitter, and slow down until calls succeed again.',
    'Compare with another region and operation, and look at Amazon’s status page.',
    'If it persists, open a case with the time of the first failure and a few x-amzn-RequestId values.',
  ],
  evidence: 'The time of the first failure, how many accounts fail, and what still works.',
  link: links.status,
  seen: [modelsIssue(4997)],
  seller: {
    title: 'Amazon has a problem at the moment',
    next: 'You don’t need to do anything; we retry automatically.',
  },
})

/** Amazon's own faults beside signs that many are affected. */
export const faultForManyCauses: readonly Cause[] = [
  forMany('internal-failure-for-many', 'internal-failure', 'S16', 'InternalFailure, or a 500,'),
  forMany('service-unavailable-for-many', 'service-unavailable', 'S17', 'A 503'),
]
