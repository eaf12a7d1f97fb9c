import type { Diagnosis } from './diagnose.ts'

type Advice = Partial<Pick<Diagnosis, 'who' | 'cause' | 'steps' | 'evidence' | 'check'>>

const again = 'Send the seller the re-authorization link.'
const startAgain = 'Ask the seller to start again from the connect page.'
const doctor = 'Check this installation and its connection to Amazon: npm run gatehouse -- doctor'
const repeats = 'Nothing yet: Gatehouse retries with increasing delays.'

/** A request of Gatehouse's own that LWA can't read. */
const unreadRequest: Advice = {
  who: 'operator',
  cause:
    'Gatehouse sends every token request as a form that LWA documents. If LWA can’t read it, something on the way changed it, or Gatehouse has a bug.',
  steps: [
    doctor,
    'Look for a proxy between this server and api.amazon.com that rewrites requests.',
    'If you don’t find one, report it to the maintainers with the request id.',
  ],
  evidence: 'The request id, and whether other token requests of this application work.',
  check: 'Does the doctor, which sends LWA such a request, get the same response?',
}

/** A status that Gatehouse got without words it knows. */
const unknownAnswer: Advice = {
  steps: [doctor, 'If it persists, open a case at Amazon with the request id.'],
  evidence: 'The message and the request id of the response.',
}

const refusedToken: Advice = {
  who: 'operator',
  steps: [
    'Nothing yet: Gatehouse refreshes the token and repeats the call.',
    'If it persists, refresh the authorization manually. If LWA refuses, the seller has to authorize again.',
  ],
  evidence: 'The result of Refresh now.',
}

/**
 * Advice for requests that Gatehouse itself sent, by cause. For a pasted error of another program the advice is how to
 * write that program; operators are never told to do what Gatehouse does itself.
 */
export const ownAdvice: Readonly<Record<string, Advice>> = {
  'code-spent': {
    cause:
      'An earlier request with this code got no response. LWA most likely accepted it, and a code works only once.',
    steps: [startAgain, 'If it happens often, look at the network between this server and Amazon.'],
    evidence: 'The failures in the timeline of the attempt.',
  },
  'code-too-old': {
    steps: [startAgain, `If it happens often, the worker may be stopped, or Amazon unreachable. ${doctor}`],
    evidence: 'The times in the timeline of the attempt.',
  },
  'code-refused': {
    steps: [
      'Compare application id and LWA client id under /ops/applications with the Solution Provider Portal: both must belong to one application.',
      startAgain,
    ],
    evidence: 'The timeline of the attempt, and the two ids at Amazon.',
    check: 'Do the application id and the LWA client id belong to the same application?',
  },
  'redirect-uri-differs': {
    who: 'operator',
    cause:
      'Gatehouse names the same redirect URI at the consent page and in the exchange. LWA compares it with the registered ones.',
    steps: [
      'Compare the OAuth Redirect URI in the Solution Provider Portal with the one under /ops/applications, character by character.',
      'If APP_URL was changed while the seller was at Amazon, nothing is wrong.',
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
    check: 'Does the proxy in front pass on queries of 2,000 characters unchanged?',
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
      'Nothing yet: Gatehouse tries again.',
      'After a quarter of an hour of refusals, the seller is asked to authorize again.',
    ],
  },
  'refresh-lapsed': { steps: [again, 'Or let them press Re-Authorize under Manage Your Apps.'] },
  'refresh-revoked': { steps: [again] },
  'refresh-refused': {
    cause:
      'Most often the seller disabled the application under Manage Your Apps, or the authorization lapsed. During incidents at Amazon, LWA has refused valid tokens with the same message.',
    steps: ['If Gatehouse still gets this response some minutes later, ask the seller to authorize again.'],
    evidence: 'Whether other authorizations of this application work.',
  },
  'refresh-incident': {
    steps: [
      'Don’t ask sellers to act. Gatehouse keeps every token and keeps trying.',
      'Look at Amazon’s status page, and open a case with a request id.',
    ],
  },
  'token-of-other-application': {
    steps: [
      'Compare the LWA client id under /ops/applications with LWA credentials > View.',
      'If it is right, let the seller authorize this application again.',
    ],
  },
  'credentials-refused': {
    cause:
      'client_id and client_secret do not belong together, or the secret is wrong, cut or expired. LWA hasn’t looked at the seller’s token, so no seller is at fault.',
    steps: [
      'Copy client id and secret from LWA credentials > View, to the application’s page under /ops/applications. The client id begins with amzn1.application-oa2-client.',
      'If the secret is older than 180 days, rotate it there first.',
    ],
    evidence: 'The expiry date under LWA credentials, and the last characters of the stored secret.',
    check: 'Is the stored secret the newest one under LWA credentials?',
  },
  'secret-old-refused': {
    steps: [
      'Rotate it under LWA credentials > View, or copy the newest one.',
      'Paste it on the application’s page under /ops/applications. Refresh tokens stay valid.',
    ],
  },
  'secret-expired': {
    steps: [
      'Solution Provider Portal > Develop Apps > LWA credentials > View, then rotate (as primary user).',
      'Paste the new secret on the application’s page under /ops/applications. Refresh tokens stay valid.',
    ],
  },
  'scope-refused': {
    who: 'operator',
    cause: 'The application is not entitled to this scope, or Amazon has retired it.',
    steps: [
      'Look in the Solution Provider Portal whether the application has the role that the scope belongs to.',
    ],
    evidence: 'The scope that was asked for.',
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
      'Gatehouse takes at most one token per seller and hour. Either very many sellers were due at the same time, or another program requests tokens with the same LWA client id.',
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
      'Nothing: Gatehouse retries later.',
      'If it persists, another program calls the same operation for this seller, and the calls add up.',
    ],
    evidence: 'Which other programs call SP-API for this seller.',
  },
  'access-denied': {
    who: 'operator',
    cause:
      'Login with Amazon issues tokens, so the authorization itself works, but SP-API answers 403 in every region. Either the application lacks the role Product Listing or Selling Partner Insights (or got it after the seller authorized), or Amazon has deactivated the selling account.',
    steps: [
      'Solution Provider Portal: check whether the application has one of the two roles. If it was added later, ask the seller to authorize again.',
      'If other sellers of this application work, ask this seller whether Seller Central shows the account as active. Every call for a deactivated account gets 403 until Amazon reactivates it.',
    ],
    evidence: 'Whether other sellers of this application show their marketplaces.',
    check: 'Do the marketplaces of other sellers of this application show?',
  },
  'grant-older-than-role': {
    steps: [again, 'If the application is public, publish its listing with the new role first.'],
    evidence: 'The date of the role under /ops/applications beside the date of this authorization.',
  },
  'role-not-approved': {
    steps: [
      'Check in the developer profile that the roles under /ops/applications are approved, not only requested.',
      'A published application has to be published again with a new role.',
      'If other sellers work, ask this seller whether Seller Central shows the account as active.',
    ],
    evidence: 'The developer profile, and whether other sellers of this application show their marketplaces.',
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
      'Nothing for a refresh. If an attempt ended this way, ask the seller to start again.',
      'If it happens often, look at proxies and firewalls that close connections.',
    ],
  },
  'answer-unreadable': {
    steps: [repeats, `If it persists, find out what responds instead of Amazon. ${doctor}`],
  },
}
