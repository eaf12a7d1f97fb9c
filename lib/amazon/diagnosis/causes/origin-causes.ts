import type { Cause, Sign } from '../cause.ts'
import { airbyteIssue, links, pipedreamIssue } from '../links.ts'

const reconnect = {
  title: 'The tool no longer has access at Amazon',
  next: 'Check in Seller Central under Manage Your Apps whether the tool is still authorized, then press the tool’s own button to connect. If the message returns within hours, tell the company behind the tool.',
}

/** A tool tells of a token. Its reader may be a seller, who can't see any token. */
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
      'Pressing Re-Authorize in Seller Central creates a new permission, which a tool learns of only when it is sent there, or when you connect with its own button.',
    steps: [
      'Connect again with the tool’s own button, and sign in at Amazon from there.',
      'If the message comes back within hours, the tool’s developer has to act: it keeps an old token.',
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
    title: 'The tool’s permission at Amazon is gone',
    cause: 'Manage Your Apps no longer lists the tool as authorized: it was disabled, or its year has ended.',
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
      'Amazon still lists the tool as authorized, so the permission isn’t the reason. The tool uses a token that has expired, or its own application at Amazon is at fault.',
    steps: [
      'Connect once with the tool’s own button: it may clear the old token.',
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
    title: 'A tool reports a token: either it doesn’t renew it, or your permission is gone',
    cause:
      'An access token lasts an hour, and a tool renews it without you. That it has expired can mean that the tool doesn’t renew it, or that Amazon no longer lets the tool do so.',
    steps: [
      'Check in Seller Central under Manage Your Apps whether the tool is still authorized.',
      'Connect again with the tool’s own button.',
      'If the message returns within hours, the tool’s developer has to act: send them the message and its time.',
    ],
    evidence: 'Manage Your Apps in Seller Central, and how soon the message returns.',
    check: 'Does Manage Your Apps in Seller Central still list the tool as authorized?',
    link: links.renewal,
    seen: ['https://hilfe.accountone.de/support/solutions/articles/79000124128-amazontoken-ist-abgelaufen'],
    seller: reconnect,
  },
]

/** Tokens, as tools tell of them. They come before what the same words mean in Amazon's own response. */
export const toldTokenCauses: readonly Cause[] = [
  ...toldToken('token-expired', 'token-expired', ['S3']),
  ...toldToken('token-invalid', 'token-invalid', ['S2']),
  ...toldToken('grant', 'invalid-grant', ['L3']),
  ...toldToken('refresh', 'grant-refresh-token', ['L3']),
  ...toldToken('token', 'says-token-expired', []),
]

/** Who else may have written a message. */
export const originCauses: readonly Cause[] = [
  {
    id: 'fault-of-tool',
    rows: [],
    symptom: 'internal-failure',
    given: ['told-by-tool'],
    contradicts: ['sp-api-body', 'lwa-answer'],
    atMost: 'likely',
    who: 'operator',
    title: 'The internal error is the tool’s own, not Amazon’s',
    cause:
      'The message is in a tool’s own words, not in those of LWA or SP-API. It is {tool}’s. Its server failed, most likely while it exchanged the code or read Amazon’s answer.',
    steps: [
      'Try again, from the start, in a browser window without other sessions.',
      'Tell {tool} the time and the message.',
      'The application at Amazon, or the server, of the company behind the tool is at fault: send them the time and the message.',
    ],
    evidence: 'The log of the tool at that time.',
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
      'The tool’s server expected a refresh token from LWA and got another answer, most likely an error of LWA’s that it didn’t read, because the application’s client id or secret in the tool is wrong, or its code was spent.',
    steps: [
      'If you entered your own client id and secret there, copy both again from LWA credentials > View.',
      'Otherwise tell the company behind the tool: the application at Amazon, and its exchange of the code, are theirs.',
      'Start the connection again: a code works once.',
    ],
    evidence: 'LWA’s whole response in the log of the tool.',
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
    title: 'The session at the tool has ended, not the permission at Amazon',
    cause: 'The message is about signing in to the tool. Amazon hasn’t been asked yet.',
    steps: ['Sign in to the tool again, then start the connection again.', 'Allow its window to open.'],
    evidence: 'Whether the message appears before or after Amazon’s page.',
    link: links.connecting,
    seen: [],
    seller: { title: 'You are signed out of the tool', next: 'Sign in there again, and start again.' },
  },
  {
    id: 'limit-of-tool',
    rows: ['CONSENT_LIMIT_REACHED'],
    symptom: 'consent-limit',
    given: ['tool-shares-application'],
    who: 'operator',
    title: 'The tool’s application has reached its limit of authorizations',
    cause:
      'The limit belongs to the application that the page names, which is {tool}’s, not yours. Its other customers count too.',
    steps: [
      'Tell {tool}: it has to list its application in the Selling Partner Appstore.',
      'Or register your own application, and enter it in {tool} where that is possible.',
    ],
    evidence: 'The application id on Amazon’s page: whose is it?',
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
    title: 'The response is CloudFront’s, not SP-API’s',
    cause:
      'CloudFront refused or couldn’t pass on the request before SP-API saw it: a wrong host, a GET with a body, an address that is blocked, or your own site behind CloudFront.',
    steps: [
      'Compare the host with the three of SP-API, and send GET without a body.',
      'If the redirect URI is behind CloudFront, let it pass on the whole query.',
      'Compare from another network.',
    ],
    evidence: 'The host of the request, and x-amz-cf-id of the response.',
    check: 'Which host was called: Amazon’s, or your own?',
    link: links.endpoints,
    seen: [],
  },
  {
    id: 'own-gateway',
    rows: [],
    symptom: 'own-gateway',
    given: [],
    who: 'developer',
    title: 'The response is from your own API Gateway, not from SP-API',
    cause:
      'The host execute-api.…amazonaws.com belongs to the company that deployed it. “Forbidden” and “Missing Authentication Token” there mean an API key, a stage or a path of that gateway.',
    steps: [
      'Check stage, path and method of the gateway, and its API key.',
      'Call SP-API directly to compare.',
    ],
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
    title: 'A network in front of the website refused the request, before any application saw it',
    cause:
      'The page with a reference number is an edge network’s (Akamai). It refuses programs, hosting networks and blocked countries. Tokens and roles play no part.',
    steps: [
      'For the API, call sellingpartnerapi-na, -eu or -fe.amazon.com: Seller Central’s pages aren’t made for programs.',
      'Open consent pages in the seller’s browser.',
      'Try another network, without VPN.',
    ],
    evidence: 'The host of the address, and the network the request came from.',
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
    cause: 'The request never reached Amazon. Amazon answers neither 407 nor Proxy-Authenticate.',
    steps: [
      'Give the client the proxy’s credentials, or let Amazon’s hosts pass without them.',
      'The hosts are api.amazon.com and sellingpartnerapi-na, -eu and -fe.amazon.com.',
    ],
    evidence: 'The header Proxy-Authenticate in the response.',
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
    title: 'A proxy or firewall answered instead of Amazon',
    cause:
      'The page or header names a product that stands between this machine and Amazon. Neither LWA nor SP-API saw the request.',
    steps: [
      'Allow https to api.amazon.com and the three sellingpartnerapi hosts.',
      'Compare from another network.',
    ],
    evidence: 'Who issued the certificate, and the headers of the response.',
    link: links.endpoints,
    seen: [],
  },
]
