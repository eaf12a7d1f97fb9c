import type { Cause } from '../cause.ts'
import { docsIssue, links, modelsIssue, pipedreamIssue } from '../links.ts'

/** What is said of a paste in which nothing is wrong as far as it can be seen. */
export const fallbackCauses: readonly Cause[] = [
  {
    id: 'orders-by-role',
    rows: [],
    symptom: 'orders-by-role',
    given: [],
    atMost: 'likely',
    who: 'operator',
    title: 'Orders 2026-01-01 returns personal data by role: it needs no restricted data token',
    cause:
      'searchOrders and getOrder of this version include buyer and address where the application has the role and the grant is newer than it, and where includedData asks for them. Canceled and pending orders have none.',
    steps: [
      'Ask for the data: includedData=BUYER,RECIPIENT.',
      'Check that the application has Direct to Consumer Shipping (addresses) or a tax role (buyers), and that the account authorized afterwards.',
    ],
    evidence: 'includedData as sent, and the dates of the role and of the grant.',
    link: links.roles,
    seen: [],
  },
  {
    id: 'path-value-unencoded-asked',
    rows: [],
    symptom: 'says-special-characters',
    given: [],
    contradicts: ['looks-like-amazon'],
    atMost: 'likely',
    who: 'developer',
    title: 'A value in the path has to be percent-encoded, once',
    cause:
      'A SKU with a blank, a slash or # changes the path unless it is encoded. A blank is %20 there; + stands for a blank only in a query.',
    steps: [
      'Percent-encode each value of the path once: / is %2F, # is %23, a blank is %20, and a percent sign is %25.',
      'Log the address as it leaves your machine: a library may encode again.',
    ],
    evidence: 'The path as it leaves your machine.',
    link: links.httpErrors,
    seen: [docsIssue(1975)],
  },
  {
    id: 'subscription-is-not-grantless',
    rows: [],
    symptom: 'names-subscription',
    given: ['says-grantless'],
    atMost: 'likely',
    who: 'developer',
    title: 'Subscriptions belong to a seller: they aren’t grantless, whatever some pages say',
    cause:
      'createSubscription and getSubscription take the seller’s access token. createDestination, and deleting a subscription by its id, take a grantless one.',
    steps: ['Call it with an access token from the seller’s refresh token (Atza|).'],
    evidence: 'The prefix of x-amz-access-token: Atc| is grantless.',
    link: links.grantless,
    seen: [modelsIssue(4491)],
  },
  {
    id: 'sign-in-detour',
    rows: [],
    symptom: 'at-sso',
    given: [],
    who: 'developer',
    title: 'Amazon asks the seller to sign in: this is normal',
    cause:
      'The redirect to /ap/sso or /ap/signin only means that the seller has no session at Amazon. After signing in, the browser continues to the redirect URI.',
    steps: [
      'Follow the redirect in the browser of the seller; a program cannot walk this way.',
      'Exchange the code within five minutes after it arrives.',
    ],
    evidence: 'The redirect URI is visited after the sign-in.',
    link: links.appstoreWorkflow,
    seen: [modelsIssue(5204)],
  },
  {
    id: 'redirect-complete',
    rows: [],
    symptom: 'redirect-with-code',
    given: [],
    who: 'developer',
    title: 'This redirect is as it should be: exchange its code now',
    cause:
      'It carries spapi_oauth_code, which lives five minutes and works once. (It has been masked here; if you pasted it somewhere public, it is spent or worthless within five minutes.)',
    steps: [
      'Check state against the browser.',
      'POST to the token endpoint with grant_type=authorization_code, code=<spapi_oauth_code>, redirect_uri, client_id and client_secret.',
      'Store refresh_token together with selling_partner_id.',
    ],
    evidence: 'The parameters in the address.',
    link: links.websiteWorkflow,
    seen: [docsIssue(35)],
  },
  {
    id: 'nobody-returns',
    rows: [],
    symptom: 'says-cancel',
    given: [],
    who: 'seller',
    title: 'Amazon does not send the seller back',
    cause:
      'Cancel at the consent page leads nowhere, and errors of the consent step are shown on Amazon’s page only. The application hears nothing of either.',
    steps: [
      'Let the attempt end by time, and offer to start again.',
      'Ask the seller which page they saw last, and for the code on it.',
    ],
    evidence: 'The last page that the seller saw.',
    check: 'Did Amazon’s page show an error code (MD…, SPDC…, SPSA…)?',
    link: links.authorizationErrors,
    seen: [modelsIssue(665), docsIssue(29), docsIssue(953), docsIssue(1542), modelsIssue(2088)],
    seller: {
      title: 'This authorization wasn’t finished at Amazon',
      next: 'Start again from the connect page, and press Confirm at Amazon.',
    },
  },
  {
    id: 'consent-address',
    rows: [],
    symptom: 'at-consent',
    given: [],
    who: 'developer',
    title: 'This consent address looks correct',
    cause:
      'Its format is right. Whether it works depends on the application: version=beta is required for drafts and only for drafts, and redirect_uri must be a registered one.',
    steps: [
      'Open it in a browser that is signed in to Seller Central.',
      'If Amazon shows an error, paste the code shown on the page.',
    ],
    evidence: 'The page that Amazon shows.',
    check: 'What does the page say, and which code (MD…, SPDC…, SPSA…) does it show?',
    link: links.websiteWorkflow,
    seen: [docsIssue(2687)],
  },
  {
    id: 'message-of-tool',
    rows: [],
    symptom: 'tool-named',
    given: ['names-failure'],
    decidedBy: 'tool-when',
    who: 'operator',
    title: 'The message is most likely the tool’s own',
    cause:
      'It has none of Amazon’s words and none of its codes, and it is shown by {tool}. What the tool stores or expects decides, before or after Amazon is asked.',
    steps: [
      'See whether the message appears before or after Amazon’s page.',
      'Sign out of {tool} and start the connection again, with the marketplace of your own account.',
      'Send the company behind the tool the message and its time.',
    ],
    evidence: 'The last page before the message, and the tool’s log.',
    check: 'Does the message appear before Amazon’s page, or after it?',
    link: links.connecting,
    seen: [pipedreamIssue(16961)],
  },
]
