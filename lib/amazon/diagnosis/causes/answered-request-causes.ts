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
      'LWA reads the body as a form or as JSON, depending on the Content-Type. If they don’t match, it finds no parameters at all.',
      [sendForm],
    ],
    [
      'sent-in-address',
      'request-in-address',
      'developer',
      'The parameters are in the URL instead of the body',
      'LWA reads the parameters from the body of the POST. URLs also end up in logs.',
      [sendForm, 'Rotate the client secret if the URL was logged anywhere.'],
    ],
    [
      'sent-empty',
      'request-value-empty',
      'developer',
      'A parameter of the token request is empty',
      'The variable was never set, or its name isn’t the one that the library expects.',
      [
        'Load the environment before you build the request.',
        'Don’t send the request when a value is missing.',
      ],
    ],
    [
      'sent-as-form',
      'request-as-form',
      'developer',
      'The form is right, so one of its values is wrong',
      'The cause must be the value of a parameter: a misspelled grant_type, a scope in a refresh, or a value that is encoded twice or belongs to another application.',
      [
        'Compare each value with Amazon’s page, starting with grant_type.',
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
    'The URL, method and headers as sent, compared with those that Amazon returned.',
    [
      [
        'type-differs',
        'upload-type-differs',
        'developer',
        'The file was uploaded with a Content-Type that its URL wasn’t created for',
        'The Content-Type from createFeedDocument is part of the signature.',
        ['Send it byte for byte, including the charset, and stop the client from adding its own.'],
      ],
      [
        'address-changed',
        'upload-address-changed',
        'developer',
        'The URL of the file was truncated or encoded again',
        'The query of the URL contains the signature. It becomes invalid if a shell cuts it at &, or if it is decoded or encoded a second time.',
        ['Use the URL byte for byte as Amazon returned it. In a shell, put it in quotation marks.'],
      ],
      [
        'address-old',
        'upload-address-old',
        'developer',
        'The URL of the file has expired',
        'Signed URLs are valid only for minutes.',
        ['Request a new URL, and use it immediately. Store the document’s id, not the URL.'],
      ],
      [
        'header-extra',
        'upload-header-extra',
        'developer',
        'The request to the file’s URL has a header that isn’t part of the signature',
        'The URL is already signed. The storage refuses a second kind of authentication, or a header that isn’t part of the signature.',
        ['Don’t send Authorization, x-amz-access-token or other SP-API headers to this URL.'],
      ],
    ],
  )
}

function notFoundByPage(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'draft', links.authorizationErrors, 'The link, and the application’s status.', [
    [
      'draft-without-beta',
      'draft-without-beta',
      'developer',
      'The link to a draft application lacks version=beta',
      'While an application is a draft, Amazon finds it only with version=beta.',
      ['Add &version=beta to the link, and remove it once the application is published.'],
    ],
    [
      'draft-with-beta',
      'draft-with-beta',
      'developer',
      'This Seller Central doesn’t have the draft, or the draft isn’t complete',
      'The link has version=beta. So the id may be of another kind, the Seller Central may be in another region, an OAuth URI may be missing, or the user may not be the owner.',
      [
        'Compare application_id with the App ID, and use the Seller Central in which the application is registered.',
        'Fill in OAuth Login URI and OAuth Redirect URI, and open the link as the owner first.',
      ],
    ],
    [
      'published-without-beta',
      'published-without-beta',
      'developer',
      'The published version lacks what the draft has',
      'OAuth URIs that you enter after publishing exist only in the saved draft until you publish again.',
      ['Publish the change. Until then, open the link with &version=beta.'],
    ],
    [
      'published-with-beta',
      'published-with-beta',
      'developer',
      'version=beta requests a draft, but the application is published',
      'Once an application is published, it has no draft unless you save a new one.',
      ['Remove version=beta from the link.'],
    ],
    [
      'id-differs',
      'application-id-differs',
      'developer',
      'application_id isn’t the id of an application',
      'application_id has to be the App ID (amzn1.sp.solution.…), not the LWA client id, and registered in this Seller Central’s region.',
      ['Copy the App ID from the list of applications into the link.'],
    ],
  ])
}

function opensFor(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'opens-for', links.authorizationErrors, 'Which users can open the same link.', [
    [
      'opens-for-owner',
      'opens-for-owner',
      'developer',
      'Only the owner can open the link: the application isn’t published, or its OAuth URIs aren’t',
      'A draft can be authorized by its owner, or with version=beta. For everyone else, the application has to be published with both OAuth URIs.',
      [
        'Publish the application, or use &version=beta for tests.',
        'Fill in and publish OAuth Login URI and OAuth Redirect URI.',
      ],
    ],
    [
      'opens-for-others',
      'says-others-work',
      'seller',
      'The link is fine: the cause is this account or its user',
      'Other accounts can authorize. This user may not be the primary user, the account may have the Individual plan or be of another kind or country, or the browser may have several Amazon sessions.',
      [
        'Sign in as the primary user, in a private window.',
        'Check the selling plan, and the country of the Seller Central in the link.',
      ],
    ],
    [
      'opens-for-nobody',
      'opens-for-nobody',
      'developer',
      'Nobody can open the link: the cause is the link or the application',
      'It can’t be an account or a browser. Check the application id, version=beta, the OAuth URIs and the application’s status.',
      [
        'Check application_id, version=beta and both OAuth URIs one by one.',
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
      'A proxy or firewall responded instead of Amazon',
      'It is between this machine and Amazon, so Amazon never received the request.',
      [
        'Allow https to api.amazon.com and the three sellingpartnerapi hosts, and compare from another network.',
      ],
    ],
    [
      'of-amazon',
      'page-of-amazon',
      'developer',
      'Amazon returned a page: the host or path isn’t the API’s, or Amazon is in maintenance',
      'Seller Central returns pages, LWA does for unknown paths, and Amazon’s servers do for requests that aren’t valid HTTP.',
      [
        'Call https://api.amazon.com/auth/o2/token for tokens, and https://sellingpartnerapi-<region>.amazon.com for everything else.',
        'Send GET requests without a body.',
        'If the URL is right, wait, and retry.',
      ],
    ],
    [
      'of-own-site',
      'page-of-own-site',
      'developer',
      'Your own server responded',
      'The URL, or the base URL of a library, points to your own site, or a rewrite rule caught the request.',
      ['Compare the URL as sent with Amazon’s hosts.'],
    ],
  ])
}

function rates(symptom: Sign): readonly Cause[] {
  return decided(symptom, 'rate', links.rateLimits, 'The number and times of all calls to the operation.', [
    [
      'exceeded',
      'rate-exceeded',
      'developer',
      'You send more calls than the operation’s rate allows',
      'Each operation has a rate and a burst for each application and account.',
      [
        'Wait at least 1 divided by x-amzn-RateLimit-Limit seconds between calls, and retry with increasing delays.',
        'Use batch operations, reports or notifications for many items.',
      ],
    ],
    [
      'shared',
      'rate-shared',
      'developer',
      'Several callers share one rate',
      'All processes, retries and marketplaces in a region share the rate of the application and account.',
      ['Call the operation for an account from one process only, or divide the rate among the processes.'],
    ],
    [
      'not-reached',
      'rate-not-reached',
      'amazon',
      'Amazon refused a call below the rate: most likely its limiter is at fault',
      'Amazon’s rate limiter has been at fault before. Some operations also have other limits, such as how many reports of one type you can request in a period.',
      [
        'Check the operation’s page for limits other than the rate.',
        'Send no calls for an hour, then call once. If Amazon refuses that, open a case with x-amzn-RequestId.',
      ],
    ],
  ])
}

/** Causes that the answer to a question decides, about requests, files, links and tools. */
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
      'A week has to run from Sunday to Saturday, and a month from its first to its last day. The most recent days aren’t available yet.',
      ['Align dataStartTime and dataEndTime with reportPeriod, and end the period a few days before today.'],
    ],
    [
      'options-refused',
      'found-options-refused',
      'developer',
      'This type doesn’t accept an option or the format',
      'Each type has its own reportOptions, and each feed type its own format.',
      ['Correct what the document names, and compare it with Amazon’s page about the type.'],
    ],
    [
      'without-data',
      'found-no-data',
      'developer',
      'There is no data for this report',
      'CANCELLED, and sometimes FATAL, only means that the account has nothing to report, or isn’t in the program.',
      ['Treat it as an empty report, and check that the same page in Seller Central is empty.'],
    ],
    [
      'without-document',
      'found-no-document',
      'amazon',
      'Amazon couldn’t create the report, and doesn’t say why',
      'If there is no document, Amazon failed, or the account isn’t eligible for the type.',
      [
        'Request it again after an hour, then for another account.',
        'Open a case with the reportId and the time.',
      ],
    ],
  ]),
  ...decided(
    'says-personal-data-empty',
    'which-orders',
    links.restrictedData,
    'The order’s status and fulfillment channel.',
    [
      [
        'pending',
        'lacks-on-pending',
        'developer',
        'Pending and canceled orders have no personal data',
        'Amazon returns the buyer and address once an order’s status is Unshipped, and withholds them when the order is canceled.',
        ['Read the order again when its status has changed.'],
      ],
      [
        'fulfilled-by-amazon',
        'lacks-on-fba',
        'developer',
        'Orders that Amazon fulfills include little personal data for anyone',
        'The seller doesn’t ship these orders, so Amazon leaves out names and streets, whatever the role.',
        ['Expect at most the city, state and postal code for these orders.'],
      ],
      [
        'of-all-orders',
        'lacks-on-all',
        'operator',
        'The application isn’t allowed to read personal data, or sends no restricted data token',
        'Orders that the seller ships have this data. So the application lacks the restricted role, got it after the account authorized, or, for Orders v0, sent the wrong kind of token.',
        [
          'Check that the restricted role is approved, and that the account authorized after the approval.',
          'For Orders v0, request a restricted data token with dataElements buyerInfo and shippingAddress.',
        ],
      ],
    ],
  ),
  ...decided('says-queue-silent', 'queue', links.notifications, 'The queue’s policy and settings.', [
    [
      'policy-lacks',
      'queue-policy-lacks',
      'developer',
      'The queue doesn’t let Amazon’s account write to it',
      'Amazon sends notifications from its AWS account 437568002678, which has to be a principal in the policy.',
      ['Allow SendMessage and GetQueueAttributes for 437568002678.'],
    ],
    [
      'encrypted',
      'queue-encrypted',
      'developer',
      'Amazon’s account isn’t allowed to use the queue’s key',
      'With a customer managed key, the key’s policy also has to allow kms:GenerateDataKey and kms:Decrypt for 437568002678.',
      ['Allow both in the key’s policy, or use the key that SQS manages.'],
    ],
    [
      'fifo',
      'queue-fifo',
      'developer',
      'FIFO queues aren’t supported',
      'Amazon delivers only to standard queues.',
      ['Create a standard queue, then a new destination and subscription.'],
    ],
    [
      'in-order',
      'queue-in-order',
      'developer',
      'The queue is fine, so the subscription is the cause, or nothing happened',
      'A subscription belongs to one seller, one region and one type. Some types send notifications rarely or only for some accounts.',
      [
        'Call getSubscription with the seller’s token in the seller’s region.',
        'Trigger an event of the type, such as a price change, and wait an hour.',
      ],
    ],
  ]),
  ...decided(
    'unauthorized-client',
    'token-from',
    links.credentials,
    'The client id that the token was obtained with.',
    [
      [
        'of-other-client',
        'token-of-other-client',
        'operator',
        'The token was issued to a different application from the client id’s',
        'A refresh token works only with its own application. An application that was deleted and created again is a different one.',
        ['Use the credentials of that application, or ask the account to authorize this one.'],
      ],
      [
        'of-sandbox',
        'token-of-sandbox',
        'developer',
        'A token of the sandbox application was sent with production credentials',
        'Sandbox applications have their own tokens and credentials.',
        ['Use the client id, secret and refresh token of the same application.'],
      ],
      [
        'of-this-client',
        'token-of-this-client',
        'operator',
        'The application isn’t allowed to request this',
        'The token and the client id belong together. So this kind of application may not be allowed to use the grant_type or scope, or Amazon may have suspended it.',
        [
          'Request the token with grant_type=refresh_token and without scope.',
          'Check the application’s status.',
        ],
      ],
    ],
  ),
  ...(['token-missing', 'token-invalid'] as const).flatMap((symptom) =>
    decided(symptom, 'token-sent', links.connecting, 'LWA’s response, and the headers as sent.', [
      [
        'not-issued',
        'answer-no-access-token',
        'developer',
        'LWA issued no access token, and its error was ignored',
        'Your program sent the call without a token, or with an error text as the token.',
        ['Don’t call SP-API if the token request fails. Paste LWA’s response at /diagnose.'],
      ],
      [
        'sent-elsewhere',
        'token-sent-elsewhere',
        'developer',
        'The token isn’t in x-amz-access-token',
        'SP-API reads only this header, not Authorization: Bearer, a query parameter or another spelling.',
        ['Send x-amz-access-token: <access token>, without the word Bearer.'],
      ],
      [
        'sent-changed',
        'token-sent-changed',
        'developer',
        'The token was changed on the way, or is of another kind',
        'It is truncated, contains quotation marks or a line break, or is a refresh token.',
        ['Compare its prefix (Atza|) and length with LWA’s response.'],
      ],
      [
        'fresh-works',
        'token-is-fresh',
        'developer',
        'The access token was too old: request a new one every hour',
        'A new one works, so the grant and the application are fine.',
        ['Request a new access token a minute before expires_in has elapsed.'],
      ],
      [
        'refused-anew',
        'token-is-refused-anew',
        'amazon',
        'Amazon refuses even a new access token: wrong region, revoked permission, or a fault at Amazon',
        'The token works only in its account’s region, and only while the seller authorizes the application.',
        [
          'Call the endpoint of the account’s region.',
          'Check Manage Your Apps, then try another account. If Amazon refuses all accounts, look at its status page.',
        ],
      ],
    ]),
  ),
]

/** The same causes for a 429 without a body. */
export const answeredRateCauses: readonly Cause[] = rates('status-429')
