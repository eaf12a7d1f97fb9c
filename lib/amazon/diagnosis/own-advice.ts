import type { Diagnosis } from './diagnose.ts'

type Advice = Partial<Pick<Diagnosis, 'who' | 'cause' | 'steps' | 'evidence' | 'check'>>

const again = 'Send the seller the re-authorization link.'
const startAgain = 'Ask the seller to start again from the connect page.'
const doctor = 'Check this installation and its connection to Amazon with npm run gatehouse -- doctor.'
const repeats = 'Do nothing yet: Gatehouse retries with increasing delays.'

/** A request from Gatehouse itself that LWA can't read. */
const unreadRequest: Advice = {
  who: 'operator',
  cause:
    'Gatehouse sends every token request as a form that LWA documents. If LWA can’t read it, something on the way changed it, or Gatehouse has a bug.',
  steps: [
    doctor,
    'Look for a proxy between this server and api.amazon.com that rewrites requests.',
    'If you don’t find one, report the problem to Gatehouse’s maintainers with the request id.',
  ],
  evidence: 'The request id, and whether other token requests of this application work.',
  check: 'Does the doctor, which sends LWA such a request, get the same response?',
}

/** A status with a message that Gatehouse doesn't recognize. */
const unknownAnswer: Advice = {
  steps: [doctor, 'If it persists, open a case at Amazon with the request id.'],
  evidence: 'The message and the request id of the response.',
}

const refusedToken: Advice = {
  who: 'operator',
  steps: [
    'Do nothing yet: Gatehouse refreshes the token and repeats the call.',
    'If it persists, refresh the authorization manually. If LWA refuses, ask the seller to authorize again.',
  ],
  evidence: 'The result of Refresh now.',
}

/**
 * Advice for failed requests that Gatehouse itself sent, by cause. The causes' own steps are for developers of other
 * programs. Operators are never asked to do what Gatehouse does automatically.
 */
export const ownAdvice: Readonly<Record<string, Advice>> = {
  'code-spent': {
    cause:
      'An earlier request with this code got no response. LWA most likely accepted it, and a code works only once.',
    steps: [startAgain, 'If it happens often, check the network between this server and Amazon.'],
    evidence: 'The failures in the timeline of the attempt.',
  },
  'code-too-old': {
    steps: [startAgain, `If it happens often, the worker may be stopped, or Amazon unreachable. ${doctor}`],
    evidence: 'The times in the timeline of the attempt.',
  },
  'code-refused': {
    steps: [
      'Compare the application id and LWA client id under /ops/applications with the Solution Provider Portal: both must belong to the same application.',
      startAgain,
    ],
    evidence: 'The timeline of the attempt, and the two ids at Amazon.',
    check: 'Do the application id and the LWA client id belong to the same application?',
  },
  'redirect-uri-differs': {
    who: 'operator',
    cause:
      'Gatehouse sends the same redirect URI to the consent page and in the exchange. LWA compares it with the registered ones.',
    steps: [
      'Compare the OAuth Redirect URI in the Solution Provider Portal with the one under /ops/applications, character by character.',
      'If you changed APP_URL while the seller was at Amazon, ignore this error.',
      startAgain,
    ],
    evidence: 'The registered redirect URIs.',
  },
  'code-parameter-invalid': {
    who: 'operator',
    cause: 'The code in the redirect was truncated or changed before it reached Gatehouse.',
    steps: [
      startAgain,
      'If it persists, look for a proxy in front of this server that rewrites or truncates queries.',
    ],
    evidence: 'The query of the redirect as the first proxy received it.',
    check: 'Does the proxy in front of this server forward queries of 2,000 characters unchanged?',
  },
  'grant-type-unread': unreadRequest,
  'malformed-request': unreadRequest,
  'parameter-missing': unreadRequest,
  'parameter-invalid': unreadRequest,
  'lwa-400': { who: 'operator', ...unknownAnswer },
  'lwa-401': { who: 'operator', ...unknownAnswer },
  'lwa-403': { who: 'operator', ...unknownAnswer },
  'lwa-404': { who: 'operator', ...unknownAnswer },
  'sp-api-400': unknownAnswer,
  'sp-api-401': unknownAnswer,
  'sp-api-403': unknownAnswer,
  'sp-api-404': unknownAnswer,
  'sp-api-500': unknownAnswer,
  'sp-api-503': unknownAnswer,
  'lwa-access-denied': {
    who: 'operator',
    steps: [again, 'If it persists, open a case at Amazon with the request id.'],
  },
  'refresh-once': {
    steps: [
      'Do nothing yet: Gatehouse retries.',
      'Wait: after 15 minutes of refusals, Gatehouse asks the seller to authorize again.',
    ],
  },
  'refresh-lapsed': { steps: [again, 'Or ask them to press Re-Authorize under Manage Your Apps.'] },
  'refresh-revoked': { steps: [again] },
  'refresh-refused': {
    cause:
      'Most often the seller disabled the application under Manage Your Apps, or the authorization lapsed. During incidents at Amazon, LWA has refused valid tokens with the same message.',
    steps: ['If Gatehouse still gets this response after a few minutes, ask the seller to authorize again.'],
    evidence: 'Whether other authorizations of this application work.',
  },
  'refresh-incident': {
    steps: [
      'Don’t ask sellers to act. Gatehouse keeps every token and keeps retrying.',
      'Look at Amazon’s status page, and open a case with a request id.',
    ],
  },
  'token-of-other-application': {
    steps: [
      'Compare the LWA client id under /ops/applications with LWA credentials > View.',
      'If it is right, ask the seller to authorize this application again.',
    ],
  },
  'credentials-refused': {
    cause:
      'client_id and client_secret don’t belong together, or the secret is wrong, truncated or expired. LWA hasn’t checked the seller’s token, so no seller is at fault.',
    steps: [
      'Copy the client id and secret from LWA credentials > View to the application’s page under /ops/applications. The client id starts with amzn1.application-oa2-client.',
      'If the secret is older than 180 days, rotate it there first.',
    ],
    evidence: 'The expiry date under LWA credentials, and the last characters of the stored secret.',
    check: 'Is the stored secret the newest one under LWA credentials?',
  },
  'secret-old-refused': {
    steps: [
      'Rotate the secret under LWA credentials > View, or copy the newest one.',
      'Paste it on the application’s page under /ops/applications. Refresh tokens stay valid.',
    ],
  },
  'secret-expired': {
    steps: [
      'As the primary user, open Solution Provider Portal > Develop Apps > LWA credentials > View, and rotate the secret.',
      'Paste the new secret on the application’s page under /ops/applications. Refresh tokens stay valid.',
    ],
  },
  'scope-refused': {
    who: 'operator',
    cause: 'The application is not entitled to this scope, or Amazon has retired it.',
    steps: [
      'Check in the Solution Provider Portal whether the application has the role that the scope belongs to.',
    ],
    evidence: 'The requested scope.',
    check: 'Does the other grantless scope work?',
  },
  'lwa-server-error': {
    steps: [
      repeats,
      'Don’t change credentials, and don’t ask sellers to act.',
      'If it persists, open a case with the request id.',
    ],
    evidence: 'The request id of the response.',
  },
  'lwa-unavailable': { steps: [repeats], evidence: 'Whether other sellers are affected.' },
  'lwa-internal-error': {
    steps: [repeats, 'If it persists, open a case with the request id.'],
    evidence: 'The request id of the response.',
  },
  'lwa-out-of-service': { steps: [repeats], evidence: 'Whether other sellers are affected.' },
  'internal-failure': {
    steps: [repeats, 'If it persists, open a case with the request id.'],
    evidence: 'The request id of the response.',
  },
  'service-unavailable': { steps: [repeats], evidence: 'Whether other sellers are affected.' },
  'throttled-at-lwa': {
    who: 'operator',
    cause:
      'Gatehouse requests at most one token per seller and hour. Either very many sellers were due at the same time, or another program requests tokens with the same LWA client id.',
    steps: [
      repeats,
      'Look for other programs that use this LWA client id, and change them to get their tokens from Gatehouse.',
    ],
    evidence: 'Which programs have the client secret.',
  },
  'lwa-429': {
    who: 'operator',
    steps: [
      repeats,
      'Look for other programs that use this LWA client id, and change them to get their tokens from Gatehouse.',
    ],
    evidence: 'Which programs have the client secret.',
    check: 'Does another program use the same LWA client id?',
  },
  throttled: {
    who: 'operator',
    steps: [
      'Do nothing: Gatehouse retries later.',
      'If it persists, look for another program that calls the same operation for this seller: the calls add up.',
    ],
    evidence: 'Which other programs call SP-API for this seller.',
  },
  'access-denied': {
    who: 'operator',
    cause:
      'Login with Amazon issues tokens, so the authorization itself works, but SP-API returns 403 in every region. Either the application lacks the role Product Listing or Selling Partner Insights (or got it after the seller authorized), or Amazon has deactivated the selling account.',
    steps: [
      'Check in the Solution Provider Portal whether the application has one of the two roles. If it got the role after the seller authorized, ask the seller to authorize again.',
      'If other sellers of this application work, ask this seller whether Seller Central shows the account as active. Every call for a deactivated account gets 403 until Amazon reactivates the account.',
    ],
    evidence: 'Whether Gatehouse shows the marketplaces of other sellers of this application.',
    check: 'Does Gatehouse show the marketplaces of other sellers of this application?',
  },
  'grant-older-than-role': {
    steps: [again, 'If the application is public, publish its listing with the new role first.'],
    evidence: 'The date of the role under /ops/applications, compared with the date of this authorization.',
  },
  'role-not-approved': {
    steps: [
      'Check in the developer profile that the roles under /ops/applications are approved, not only requested.',
      'If the application is published, publish it again with the new role.',
      'If other sellers work, ask this seller whether Seller Central shows their account as active.',
    ],
    evidence:
      'The developer profile, and whether Gatehouse shows the marketplaces of other sellers of this application.',
  },
  'access-token-missing': { who: 'operator', ...unknownAnswer },
  'access-token-invalid': refusedToken,
  'access-token-expired': refusedToken,
  'security-token-expired': { who: 'operator', ...unknownAnswer },
  'unknown-path': { who: 'operator', ...unknownAnswer },
  'media-type-refused': { who: 'operator', ...unknownAnswer },
  'sp-api-413': unknownAnswer,
  'connection-refused': {
    steps: ['Allow https to api.amazon.com and the three sellingpartnerapi hosts.', doctor],
  },
  'timed-out': {
    steps: [repeats, doctor, 'Look at Amazon’s status page.'],
  },
  'connection-reset': {
    cause:
      'Amazon may or may not have processed the request. A refresh is retried; a code may have been used up, and then LWA refuses it.',
    steps: [
      'Do nothing for a refresh. If an attempt ended this way, ask the seller to start again.',
      'If it happens often, check proxies and firewalls that close connections.',
    ],
  },
  'answer-unreadable': {
    steps: [repeats, `If it persists, find out what responds instead of Amazon. ${doctor}`],
  },
}
