import type { Cause, Sign } from '../cause.ts'
import { airbyteIssue, links, pipedreamIssue } from '../links.ts'

const reconnect = {
  title: 'The tool no longer has access at Amazon',
  next: 'Check in Seller Central under Manage Your Apps whether the tool is still authorized, then press the tool’s own button to connect. If the message returns within hours, tell the company behind the tool.',
}

/** A tool shows an error about a token to a person who may be a seller, and can't see any token. */
const toldToken = (id: string, symptom: Sign, rows: readonly string[]): readonly Cause[] => [
  {
    id: `${id}-renewed-only-at-amazon`,
    rows,
    symptom,
    given: ['told-by-tool', 'says-reauthorized'],
    atMost: 'likely',
    decidedBy: 'manage-apps',
    who: 'seller',
    title: 'The permission was renewed at Amazon, but the tool still has the old one',
    cause:
      'Pressing Re-Authorize in Seller Central creates a new permission. The tool gets it only when you connect with the tool’s own button.',
    steps: [
      'Connect again with the tool’s own button, and sign in at Amazon from there.',
      'If the message returns within hours, tell the company behind the tool that it still uses an old token.',
    ],
    evidence:
      'The date of the authorization under Manage Your Apps, and whether the tool was connected after it.',
    link: links.renewal,
    seen: [],
    seller: reconnect,
  },
  {
    id: `${id}-no-longer-authorized`,
    rows,
    symptom,
    given: ['told-by-tool', 'no-longer-authorized'],
    who: 'seller',
    title: 'The tool no longer has permission at Amazon',
    cause:
      'Manage Your Apps no longer lists the tool as authorized: it was disabled, or its permission ended after a year.',
    steps: ['Connect again with the tool’s own button.'],
    evidence: 'Manage Your Apps in Seller Central.',
    link: links.renewal,
    seen: [],
    seller: reconnect,
  },
  {
    id: `${id}-tool-does-not-refresh`,
    rows,
    symptom,
    given: ['told-by-tool', 'still-authorized'],
    who: 'operator',
    title: 'The tool doesn’t renew its access: its developer has to act',
    cause:
      'Amazon still lists the tool as authorized, so the permission isn’t the cause. The tool uses an expired token, or something is wrong with its application at Amazon.',
    steps: [
      'Connect once with the tool’s own button, which may replace an expired token.',
      'If the message returns within hours, tell the company behind the tool that access tokens last an hour.',
    ],
    evidence: 'Manage Your Apps in Seller Central, and how soon the message returns.',
    link: links.connecting,
    seen: [pipedreamIssue(20603)],
    seller: reconnect,
  },
  {
    id: `${id}-told-by-tool`,
    rows,
    symptom,
    given: ['told-by-tool'],
    decidedBy: 'manage-apps',
    who: 'seller',
    title: 'A tool reports a token error: it doesn’t renew its token, or its permission is gone',
    cause:
      'An access token lasts an hour, and a tool renews it automatically. If it has expired, the tool doesn’t renew it, or Amazon no longer lets it.',
    steps: [
      'Check in Seller Central under Manage Your Apps whether the tool is still authorized.',
      'Connect again with the tool’s own button.',
      'If the message returns within hours, send the message and its time to the company behind the tool.',
    ],
    evidence: 'Manage Your Apps in Seller Central, and how soon the message returns.',
    check: 'Does Manage Your Apps in Seller Central still list the tool as authorized?',
    link: links.renewal,
    seen: ['https://hilfe.accountone.de/support/solutions/articles/79000124128-amazontoken-ist-abgelaufen'],
    seller: reconnect,
  },
]

/** Token errors that a tool shows. They precede the causes of the same words in Amazon's own responses. */
export const toldTokenCauses: readonly Cause[] = [
  ...toldToken('token-expired', 'token-expired', ['S3']),
  ...toldToken('token-invalid', 'token-invalid', ['S2']),
  ...toldToken('grant', 'invalid-grant', ['L3']),
  ...toldToken('refresh', 'grant-refresh-token', ['L3']),
  ...toldToken('token', 'says-token-expired', []),
]

/** Messages that someone other than LWA and SP-API may have written. */
export const originCauses: readonly Cause[] = [
  {
    id: 'fault-of-tool',
    rows: [],
    symptom: 'internal-failure',
    given: ['told-by-tool'],
    contradicts: ['sp-api-body', 'lwa-answer'],
    atMost: 'likely',
    who: 'operator',
    title: 'The internal error comes from the tool, not from Amazon',
    cause:
      'The message uses a tool’s own words, not those of LWA or SP-API. It comes from {tool}. The tool’s server failed, most likely while it exchanged the code or read Amazon’s response.',
    steps: [
      'Start again in a browser window without other sessions.',
      'Send the message and its time to {tool}.',
      'Send the message and its time to the company behind the tool: the fault is in its server or its application at Amazon.',
    ],
    evidence: 'The tool’s log at that time.',
    link: links.connecting,
    seen: [airbyteIssue(34532)],
  },
  {
    id: 'exchange-of-tool',
    rows: [],
    symptom: 'no-refresh-token',
    given: ['told-by-tool'],
    contradicts: ['lwa-answer'],
    atMost: 'likely',
    who: 'operator',
    title: 'The tool’s own exchange of the code failed',
    cause:
      'The tool’s server expected a refresh token from LWA and got another response, most likely an error that it didn’t read: the client id or secret in the tool is wrong, or the code was already used.',
    steps: [
      'If you entered your own client id and secret in the tool, copy both again from LWA credentials > View.',
      'Otherwise tell the company behind the tool, which runs the application at Amazon and exchanges the code.',
      'Start the connection again: a code works only once.',
    ],
    evidence: 'LWA’s complete response in the tool’s log.',
    link: links.credentials,
    seen: [airbyteIssue(34532)],
  },
  {
    id: 'session-of-tool',
    rows: [],
    symptom: 'tool-session',
    given: ['told-by-tool'],
    contradicts: ['sp-api-body', 'lwa-answer', 'token-expired', 'token-invalid', 'invalid-grant'],
    atMost: 'likely',
    who: 'seller',
    title: 'Your session in the tool has ended, not the permission at Amazon',
    cause: 'The message is about signing in to the tool. The tool hasn’t contacted Amazon yet.',
    steps: [
      'Sign in to the tool again, then start the connection again.',
      'Allow pop-up windows for the tool.',
    ],
    evidence: 'Whether the message appears before or after Amazon’s page.',
    link: links.connecting,
    seen: [],
    seller: { title: 'You are signed out of the tool', next: 'Sign in to the tool again, and start again.' },
  },
  {
    id: 'limit-of-tool',
    rows: ['CONSENT_LIMIT_REACHED'],
    symptom: 'consent-limit',
    given: ['tool-shares-application'],
    who: 'operator',
    title: 'The tool’s application has reached its limit of authorizations',
    cause:
      'The limit applies to the application that Amazon’s page names, which is {tool}’s, not yours. Its other customers count toward it.',
    steps: [
      'Ask {tool} to list its application in the Selling Partner Appstore.',
      'Or register your own application, and enter it in {tool} if possible.',
    ],
    evidence: 'Who owns the application id on Amazon’s page.',
    link: links.limits,
    seen: [pipedreamIssue(18246), pipedreamIssue(17840)],
    seller: {
      title: 'The company has reached a limit at Amazon',
      next: 'Nothing is wrong with your account. Tell the company whose tool you are connecting.',
    },
  },
  {
    id: 'cloudfront-answer',
    rows: [],
    symptom: 'cloudfront-answer',
    given: [],
    decidedBy: 'since-when',
    who: 'developer',
    title: 'The response comes from CloudFront, not from SP-API',
    cause:
      'CloudFront refused the request or couldn’t forward it, so it never reached SP-API. The host is wrong, a GET has a body, your IP address is blocked, or your own site is behind CloudFront.',
    steps: [
      'Compare the host with SP-API’s three hosts, and send GET requests without a body.',
      'If the redirect URI is behind CloudFront, configure CloudFront to forward the whole query.',
      'Compare from another network.',
    ],
    evidence: 'The host of the request, and the x-amz-cf-id of the response.',
    check: 'Which host did you call: Amazon’s or your own?',
    link: links.endpoints,
    seen: [],
  },
  {
    id: 'own-gateway',
    rows: [],
    symptom: 'own-gateway',
    given: [],
    who: 'developer',
    title: 'The response comes from your own API Gateway, not from SP-API',
    cause:
      'The host execute-api.…amazonaws.com belongs to the company that deployed it. There, “Forbidden” and “Missing Authentication Token” refer to an API key, a stage or a path of that gateway.',
    steps: ['Check the gateway’s stage, path, method and API key.', 'Call SP-API directly to compare.'],
    evidence: 'The host of the request.',
    link: links.endpoints,
    seen: [],
  },
  {
    id: 'edge-refused',
    rows: [],
    symptom: 'edge-answer',
    given: [],
    atMost: 'likely',
    who: 'developer',
    title: 'An edge network refused the request before it reached the website',
    cause:
      'The page with a reference number comes from an edge network (Akamai), which refuses programs, hosting networks and blocked countries. Tokens and roles have nothing to do with it.',
    steps: [
      'Call the API at sellingpartnerapi-na, -eu or -fe.amazon.com: Seller Central’s pages aren’t for programs.',
      'Open consent pages in the seller’s browser.',
      'Try another network, without a VPN.',
    ],
    evidence: 'The host in the URL, and the network that the request came from.',
    link: links.httpErrors,
    seen: [],
  },
  {
    id: 'proxy-wants-password',
    rows: ['L16'],
    symptom: 'proxy-authentication',
    given: [],
    who: 'operator',
    title: 'A proxy on your network requires a user name and password (407)',
    cause: 'The request never reached Amazon, which sends neither 407 nor Proxy-Authenticate.',
    steps: [
      'Configure the client with the proxy’s credentials, or exempt Amazon’s hosts from them.',
      'Include api.amazon.com and sellingpartnerapi-na, -eu and -fe.amazon.com.',
    ],
    evidence: 'The Proxy-Authenticate header in the response.',
    link: links.connecting,
    seen: [],
  },
  {
    id: 'proxy-answer',
    rows: ['L16'],
    symptom: 'proxy-answer',
    given: ['html-answer'],
    contradicts: ['sp-api-body', 'lwa-answer'],
    atMost: 'likely',
    who: 'operator',
    title: 'A proxy or firewall responded instead of Amazon',
    cause:
      'The page or header names a product between this machine and Amazon. Neither LWA nor SP-API received the request.',
    steps: [
      'Allow https to api.amazon.com and the three sellingpartnerapi hosts.',
      'Compare from another network.',
    ],
    evidence: 'Who issued the certificate, and the headers of the response.',
    link: links.endpoints,
    seen: [],
  },
]
