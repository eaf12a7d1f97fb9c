import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'
import { decided } from './decided.ts'

const sendForm =
  'Send the parameters in the body of a POST, as application/x-www-form-urlencoded, each value encoded once.'

function tokenRequest(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'token-request', links.codeGrant, 'The raw request: Content-Type and body.', [
    [
      'sent-as-json',
      'request-json-as-form',
      'developer',
      'The body isn’t what its Content-Type says',
      'LWA reads a form or JSON, by the Content-Type. Where the two differ, it finds no parameter at all.',
      [sendForm],
    ],
    [
      'sent-in-address',
      'request-in-address',
      'developer',
      'The parameters are in the URL instead of the body',
      'LWA reads the body of the POST. Addresses end up in logs, too.',
      [sendForm, 'Rotate the client secret if the address was logged anywhere.'],
    ],
    [
      'sent-empty',
      'request-value-empty',
      'developer',
      'A parameter of the token request is empty',
      'The variable behind it was never filled, or is spelled differently than the library expects it.',
      ['Load the environment before the request is built.', 'Refuse to send when a value is missing.'],
    ],
    [
      'sent-as-form',
      'request-as-form',
      'developer',
      'The form is right, so a value in it isn’t',
      'What is left is the value of a parameter: the spelling of grant_type, a scope beside a refresh, a value that is encoded twice or belongs to another application.',
      [
        'Compare each value with Amazon’s page, grant_type first.',
        'Repeat the request with curl and the same values.',
      ],
    ],
  ])
}

function uploads(symptom: Sign): readonly Cause[] {
  return decided(
    symptom,
    'upload',
    links.feeds,
    'Address, method and headers as sent, beside those returned.',
    [
      [
        'type-differs',
        'upload-type-differs',
        'developer',
        'The file is sent with another Content-Type than its address was created for',
        'The Content-Type of createFeedDocument is part of the signature.',
        ['Send it byte for byte, its charset included, and stop the client from adding one of its own.'],
      ],
      [
        'address-changed',
        'upload-address-changed',
        'developer',
        'The address of the file was truncated or encoded again',
        'Its query is the signature. Cut at a & by a shell, decoded, or encoded a second time, it is invalid.',
        ['Use the address byte for byte as it was returned, in quotation marks in a shell.'],
      ],
      [
        'address-old',
        'upload-address-old',
        'developer',
        'The address of the file has expired',
        'Signed addresses are valid for minutes only.',
        ['Request a new address, and use it immediately. Store the id of the document, not the address.'],
      ],
      [
        'header-extra',
        'upload-header-extra',
        'developer',
        'The request to the file’s address has a header that it wasn’t signed for',
        'The address is signed already. A second way to authenticate, or a header that isn’t part of the signature, is refused.',
        ['Send no Authorization, x-amz-access-token or other header of SP-API to this address.'],
      ],
    ],
  )
}

function notFoundByPage(symptom: Sign): readonly Cause[] {
  return decided(
    symptom,
    'draft',
    links.authorizationErrors,
    'The link, and the status of the application.',
    [
      [
        'draft-without-beta',
        'draft-without-beta',
        'developer',
        'A draft is authorized without version=beta',
        'As long as the application is a draft, Amazon knows it only under version=beta.',
        ['Add &version=beta to the link, and remove it once the application is published.'],
      ],
      [
        'draft-with-beta',
        'draft-with-beta',
        'developer',
        'The draft isn’t known to this Seller Central, or isn’t complete',
        'version=beta is there. What is left is an id of another kind, a Seller Central of another region, a missing OAuth URI, or a user who isn’t the owner.',
        [
          'Compare application_id with the App ID, and use the Seller Central in which it is registered.',
          'Fill in OAuth Login URI and OAuth Redirect URI, and open the link as the owner first.',
        ],
      ],
      [
        'published-without-beta',
        'published-without-beta',
        'developer',
        'The published version lacks what the draft has',
        'OAuth URIs that were entered after publishing exist only in the saved draft.',
        ['Publish the change. Until then, open the link with &version=beta.'],
      ],
      [
        'published-with-beta',
        'published-with-beta',
        'developer',
        'version=beta asks for a draft that a published application doesn’t have',
        'After publishing there is no draft, unless one was saved since.',
        ['Remove version=beta from the link.'],
      ],
      [
        'id-differs',
        'application-id-differs',
        'developer',
        'application_id isn’t the id of an application',
        'It has to be the App ID (amzn1.sp.solution.…), not the LWA client id, and of this Seller Central’s region.',
        ['Copy the App ID from the list of applications into the link.'],
      ],
    ],
  )
}

function opensFor(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'opens-for', links.authorizationErrors, 'For whom the same link opens.', [
    [
      'opens-for-owner',
      'opens-for-owner',
      'developer',
      'The link opens for the owner only: the application isn’t published, or lacks something for others',
      'A draft can be authorized by its owner, or with version=beta. Others need a published application with both OAuth URIs.',
      [
        'Publish the application, or use &version=beta for tests.',
        'Fill in and publish OAuth Login URI and OAuth Redirect URI.',
      ],
    ],
    [
      'opens-for-others',
      'says-others-work',
      'seller',
      'The link is fine: this account or its user is the reason',
      'Others can authorize. This user may not be the primary one, the account may have the Individual plan or be of another kind or country, or its browser has several sessions.',
      [
        'Sign in as the primary user, in a private window.',
        'Check the selling plan, and the country of the Seller Central in the link.',
      ],
    ],
    [
      'opens-for-nobody',
      'opens-for-nobody',
      'developer',
      'The link opens for nobody: the link or the application is the reason',
      'No account and no browser causes that. The application id, version=beta, the OAuth URIs or the state of the application are left.',
      [
        'Check application_id, version=beta and both OAuth URIs, piece by piece.',
        'If they are right, open a case with the time, the application id and the code.',
      ],
    ],
  ])
}

function pageOf(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'page-of', links.endpoints, 'The page’s title, and the headers of the response.', [
    [
      'of-network',
      'page-of-network',
      'operator',
      'A proxy or firewall answered instead of Amazon',
      'It stands between this machine and Amazon, which never saw the request.',
      [
        'Allow https to api.amazon.com and the three sellingpartnerapi hosts, and compare from another network.',
      ],
    ],
    [
      'of-amazon',
      'page-of-amazon',
      'developer',
      'Amazon answered with a page: the host or path isn’t an API’s, or Amazon is in maintenance',
      'Seller Central, and paths that LWA doesn’t have, answer with pages; so do Amazon’s servers for requests that aren’t proper HTTP.',
      [
        'Call https://api.amazon.com/auth/o2/token for tokens, and https://sellingpartnerapi-<region>.amazon.com for everything else.',
        'Send GET without a body.',
        'If the address is right, wait, and retry.',
      ],
    ],
    [
      'of-own-site',
      'page-of-own-site',
      'developer',
      'Your own server answered',
      'The address, or the base address of a library, leads to your own site, or a rewrite caught the request.',
      ['Compare the address as sent with Amazon’s hosts.'],
    ],
  ])
}

function rates(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'rate', links.rateLimits, 'The number and times of all calls of the operation.', [
    [
      'exceeded',
      'rate-exceeded',
      'developer',
      'More calls are sent than the operation’s rate allows',
      'Each operation has a rate and a burst for each application and account.',
      [
        'Wait at least 1 divided by x-amzn-RateLimit-Limit seconds between calls, and repeat with growing pauses.',
        'Use batch operations, reports or notifications for many items.',
      ],
    ],
    [
      'shared',
      'rate-shared',
      'developer',
      'Several callers share one rate',
      'Processes, retries and marketplaces of one region draw on the rate of the same application and account.',
      ['Let one process call the operation for an account, or divide the rate among them.'],
    ],
    [
      'not-reached',
      'rate-not-reached',
      'amazon',
      'Refused below the rate: most likely Amazon’s limiter',
      'Amazon’s own limiter has been at fault before, and some operations have limits besides the rate, such as reports of one type in a time.',
      [
        'Read the operation’s page for limits besides the rate.',
        'Call once after an hour of silence. If that is refused, open a case with x-amzn-RequestId.',
      ],
    ],
  ])
}

/** What the answer to a question decides about requests, files, links and tools. */
export const answeredRequestCauses: readonly Cause[] = [
  ...(['grant-type-unread', 'parameter-missing', 'parameter-invalid', 'malformed-request'] as const).flatMap(
    (name) => tokenRequest(name === 'grant-type-unread' ? 'unsupported-grant-type' : name),
  ),
  ...uploads('storage-answer'),
  ...(['consent-md1000', 'consent-md9999', 'application-not-found'] as const).flatMap(notFoundByPage),
  ...opensFor('consent-any-code'),
  ...opensFor('says-blank-page'),
  ...(['html-answer', 'answer-unreadable', 'says-json-invalid'] as const).flatMap(pageOf),
  ...rates('quota-exceeded'),
  ...decided('report-fatal', 'report-says', links.reportTypes, 'The document of the failed report or feed.', [
    [
      'period-refused',
      'found-period-refused',
      'developer',
      'The period of the report isn’t allowed',
      'A week begins on Sunday and ends on Saturday, a month on its first and last day, and the newest days aren’t available yet.',
      ['Align dataStartTime and dataEndTime with reportPeriod, and end some days before today.'],
    ],
    [
      'options-refused',
      'found-options-refused',
      'developer',
      'An option or the format isn’t what this type takes',
      'Each type has its own reportOptions, and each feed type its own format.',
      ['Correct what the document names, and compare it with Amazon’s page of the type.'],
    ],
    [
      'without-data',
      'found-no-data',
      'developer',
      'There are no data for this report',
      'CANCELLED and some FATAL reports only mean that the account has nothing to report, or isn’t in the program.',
      ['Treat it as an empty report, and check in Seller Central that the same page is empty there.'],
    ],
    [
      'without-document',
      'found-no-document',
      'amazon',
      'Amazon couldn’t make the report, and doesn’t say why',
      'Without a document, Amazon failed, or the account isn’t entitled to the type.',
      [
        'Request it once more after an hour, then for another account.',
        'Open a case with reportId and the time.',
      ],
    ],
  ]),
  ...decided(
    'says-personal-data-empty',
    'which-orders',
    links.restrictedData,
    'Status and fulfillment channel of the order.',
    [
      [
        'pending',
        'lacks-on-pending',
        'developer',
        'Pending and canceled orders have no personal data',
        'Amazon returns buyer and address once an order is unshipped, and withholds them when it is canceled.',
        ['Read the order again when its status has changed.'],
      ],
      [
        'fulfilled-by-amazon',
        'lacks-on-fba',
        'developer',
        'Orders that Amazon fulfills have few personal data for anyone',
        'The seller ships nothing there, so names and streets are left out, whatever the role.',
        ['Expect city, state and postal code at most for these orders.'],
      ],
      [
        'of-all-orders',
        'lacks-on-all',
        'operator',
        'The application may not see personal data, or asks without a restricted data token',
        'Shipped orders of the seller have these data. What is left is the restricted role, a grant that is older than it, or, for Orders v0, the token of the call.',
        [
          'Check that the restricted role is approved, and that the account authorized after that.',
          'For Orders v0, request a restricted data token with dataElements buyerInfo and shippingAddress.',
        ],
      ],
    ],
  ),
  ...decided('says-queue-silent', 'queue', links.notifications, 'The policy and the settings of the queue.', [
    [
      'policy-lacks',
      'queue-policy-lacks',
      'developer',
      'The queue doesn’t let Amazon’s account write to it',
      'Notifications are sent by Amazon’s AWS account 437568002678, which has to be a principal of the policy.',
      ['Allow SendMessage and GetQueueAttributes to 437568002678.'],
    ],
    [
      'encrypted',
      'queue-encrypted',
      'developer',
      'Amazon’s account may not use the key of the queue',
      'With a key of your own, 437568002678 also needs kms:GenerateDataKey and kms:Decrypt in the policy of the key.',
      ['Allow both in the policy of the key, or use the key that SQS manages.'],
    ],
    [
      'fifo',
      'queue-fifo',
      'developer',
      'FIFO queues aren’t supported',
      'Amazon delivers to standard queues only.',
      ['Create a standard queue, then a new destination and subscription.'],
    ],
    [
      'in-order',
      'queue-in-order',
      'developer',
      'The queue is in order, so the subscription is the reason, or nothing happened',
      'A subscription belongs to one seller, one region and one type, and some types report rarely or only for some accounts.',
      [
        'Read it with getSubscription, with the seller’s token, at the seller’s region.',
        'Cause an event of the type, such as a change of a price, and wait an hour.',
      ],
    ],
  ]),
  ...decided(
    'unauthorized-client',
    'token-from',
    links.credentials,
    'The client id with which the token was obtained.',
    [
      [
        'of-other-client',
        'token-of-other-client',
        'operator',
        'The token was issued to another application than the client id',
        'A refresh token works with its own application only. An application that was created anew is another one.',
        ['Use the credentials of that application, or let the account authorize this one.'],
      ],
      [
        'of-sandbox',
        'token-of-sandbox',
        'developer',
        'A token of the sandbox application is used with the production one',
        'Sandbox applications have tokens and credentials of their own.',
        ['Use client id, secret and refresh token of one application.'],
      ],
      [
        'of-this-client',
        'token-of-this-client',
        'operator',
        'The application isn’t allowed to request this',
        'Token and client id belong together. What is left is a grant_type or scope that this kind of application doesn’t have, or an application that Amazon has suspended.',
        ['Request with grant_type=refresh_token and no scope.', 'Look at the state of the application.'],
      ],
    ],
  ),
  ...(['token-missing', 'token-invalid'] as const).flatMap((symptom) =>
    decided(symptom, 'token-sent', links.connecting, 'LWA’s response, and the headers as sent.', [
      [
        'not-issued',
        'answer-no-access-token',
        'developer',
        'LWA issued no access token, and its error wasn’t read',
        'The call went out without a token, or with the text of an error.',
        ['Stop when the token request fails, and paste LWA’s response at /diagnose.'],
      ],
      [
        'sent-elsewhere',
        'token-sent-elsewhere',
        'developer',
        'The token isn’t in x-amz-access-token',
        'SP-API reads this header only. Authorization: Bearer, a query or another spelling doesn’t count.',
        ['Send x-amz-access-token: <access token>, without the word Bearer.'],
      ],
      [
        'sent-changed',
        'token-sent-changed',
        'developer',
        'The token arrives changed, or is of another kind',
        'It is cut, has quotation marks or a line end, or is a refresh token.',
        ['Compare prefix (Atza|) and length with LWA’s response.'],
      ],
      [
        'fresh-works',
        'token-is-fresh',
        'developer',
        'The access token was too old: take a new one each hour',
        'With a new one it works, so the grant and the application are in order.',
        ['Request a new access token a minute before expires_in has elapsed.'],
      ],
      [
        'refused-anew',
        'token-is-refused-anew',
        'amazon',
        'A new access token is refused: another region, a withdrawn permission, or a fault at Amazon',
        'The token is good only in the region of its account, and only while the seller permits the application.',
        [
          'Call the endpoint of the account’s region.',
          'Check Manage Your Apps, then another account. If all are refused, look at Amazon’s status page.',
        ],
      ],
    ]),
  ),
]

/** Behind a bare 429. */
export const answeredRateCauses: readonly Cause[] = rates('status-429')
