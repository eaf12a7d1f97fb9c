import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'
import type { QuestionId } from '../question-table.ts'

type Words = Pick<Cause, 'who' | 'title' | 'cause' | 'steps' | 'evidence' | 'link'>

/** A cause that an answer shows, whatever the symptom is. Each symptom gets its own copy. */
function answered(
  symptom: Sign,
  name: string,
  shown: Sign,
  decidedBy: QuestionId,
  words: Words,
  rows: readonly string[] = [],
): Cause {
  return {
    id: `${symptom}-${name}`,
    rows,
    symptom,
    given: [shown],
    decidedBy,
    atMost: 'likely',
    seen: [],
    ...words,
  }
}

const comparison: Readonly<Record<string, readonly [shown: Sign, words: Words]>> = {
  'path-differs': [
    'found-path-differs',
    {
      who: 'developer',
      title: 'The call isn’t in Amazon’s reference',
      cause:
        'SP-API identifies an operation by its method and its path, including the version. It refuses an unknown path as if the call weren’t allowed.',
      steps: [
        'Call {rightPath} instead of {calledPath}.',
        'Copy the method and path, including the version, from Amazon’s reference, and call exactly that.',
        'Update the library that builds the path.',
      ],
      evidence: 'The method and path as sent, compared with the reference.',
      link: links.httpErrors,
    },
  ],
  'value-differs': [
    'found-value-differs',
    {
      who: 'developer',
      title: 'Amazon doesn’t accept a value in the call for this account',
      cause:
        'Amazon refuses a marketplace, an id, a type or a date that doesn’t exist or doesn’t belong to this account, often with the same message as for a missing role.',
      steps: [
        'Send the value as Amazon’s page lists it: marketplaces by their ids, types by their exact names, and times in UTC with Z.',
        'Use only this account’s marketplaces and ids.',
      ],
      evidence: 'The value as sent, compared with Amazon’s list.',
      link: links.marketplaces,
    },
  ],
  'parameter-differs': [
    'found-parameter-differs',
    {
      who: 'developer',
      title: 'The call has an extra parameter or header, or lacks one',
      cause:
        'Amazon refuses the call if it has a query parameter that the operation doesn’t have, if a GET has a body, or if a required part is missing.',
      steps: [
        'Send exactly the parameters and headers in the reference, with the same spelling.',
        'Log the request as sent: libraries may add parameters.',
      ],
      evidence: 'The complete request as sent.',
      link: links.httpErrors,
    },
  ],
  'token-differs': [
    'found-token-differs',
    {
      who: 'developer',
      title: 'The operation requires another kind of token',
      cause:
        'Grantless operations require a token from client_credentials (Atc|), personal data requires a restricted data token for the exact path (Atz.sprdt|), and everything else requires the account’s access token (Atza|).',
      steps: ['Request the kind of token that the operation’s reference names, and send that one.'],
      evidence: 'The prefix of x-amz-access-token.',
      link: links.connecting,
    },
  ],
  'account-differs': [
    'found-account-differs',
    {
      who: 'developer',
      title: 'The operation isn’t for this account',
      cause:
        'Operations under /vendor/ are for vendors, and most others are for sellers. Some exist only for a few countries or for members of a program. A token works only in the region in which its account authorized.',
      steps: [
        'Call an operation that exists for this kind of account and its country.',
        'Use the token of the account that the call is about.',
      ],
      evidence: 'The kind and the country of the account that authorized.',
      link: links.roles,
    },
  ],
  'nothing-differs': [
    'found-nothing-differs',
    {
      who: 'operator',
      title: 'The call is right, so the cause is the role, the grant or the account',
      cause:
        'The cause isn’t in the call. The role isn’t approved or came after the account authorized, the account isn’t active or eligible, or Amazon has a fault.',
      steps: [
        'Compare the dates of the role and of the authorization.',
        'Send the same call for another account. If that works, check this account in Seller Central.',
        'If it fails for all, open a case with x-amzn-RequestId.',
      ],
      evidence: 'The response for another account, and both dates.',
      link: links.roles,
    },
  ],
}

function compared(symptom: Sign, names: readonly (keyof typeof comparison)[]): readonly Cause[] {
  return names.flatMap((name) => {
    const found = comparison[name]
    return found === undefined ? [] : [answered(symptom, name, found[0], 'compared', found[1])]
  })
}

const restricted = 'Addresses require Direct to Consumer Shipping, and buyer data requires a tax role.'

/** Personal data requires a restricted role, whatever Amazon responds without one. */
function restrictedRole(symptom: Sign): readonly Cause[] {
  const base = {
    evidence: 'The approval dates of the restricted roles, and the date of the authorization.',
  } as const
  return [
    answered(symptom, 'grant-older', 'grant-older-than-role', 'role-when', {
      ...base,
      who: 'operator',
      title: 'The grant is older than the restricted role',
      cause:
        'A refresh token only has the roles that the application had when the seller authorized it. The role for personal data was added later, so this token doesn’t include it.',
      steps: ['Have the account authorize again, and replace its refresh token.'],
      link: links.restrictedData,
    }),
    answered(symptom, 'role-absent', 'says-role-missing', 'role-when', {
      ...base,
      who: 'operator',
      title: 'The application has no restricted role',
      cause: `Without an approved role, no token gives access to personal data. ${restricted}`,
      steps: [
        'Request the restricted role in the developer profile, where Amazon asks how you protect the data.',
        'Add the role to the application, and have the account authorize again.',
        'Until then, don’t request personal data: the rest of the order doesn’t require this role.',
      ],
      link: links.roles,
    }),
    answered(symptom, 'role-in-order', 'grant-newer-than-role', 'role-when', {
      ...base,
      who: 'developer',
      title: 'The role is fine, so the cause is the token request',
      cause: `The path or dataElements request more than the role allows, or the call sends an ordinary access token. ${restricted}`,
      steps: [
        'Request the restricted data token for the exact path that you call, with only the dataElements that your role allows.',
        'Send it as x-amz-access-token with that call.',
      ],
      link: links.restrictedData,
    }),
  ]
}

function failures(symptom: Sign): readonly Cause[] {
  return [
    answered(symptom, 'everywhere', 'fails-everything', 'fails-with-it', {
      who: 'amazon',
      title: 'Everything fails at the same time: most likely a fault at Amazon',
      cause: 'A single request, role or seller can’t make every call fail with an internal error.',
      steps: [
        'Wait, and retry with increasing delays. Don’t ask sellers to act.',
        'Look at Amazon’s status page, and open a case with the time and x-amzn-RequestId.',
      ],
      evidence: 'When the failures began, and what still works.',
      link: links.status,
    }),
    answered(symptom, 'one-operation', 'fails-one-operation', 'fails-with-it', {
      who: 'amazon',
      title: 'One operation always fails: most likely a fault at Amazon',
      cause: 'The operation fails for every request, while others work with the same token.',
      steps: [
        'Compare with another account and another region.',
        'Open a case with x-amzn-RequestId and a request that Amazon can reproduce. Until then, use another operation or a report.',
      ],
      evidence: 'The simplest request that fails.',
      link: links.status,
    }),
    answered(symptom, 'one-request', 'fails-one-request', 'fails-with-it', {
      who: 'developer',
      title: 'Amazon can’t process this request: the cause is something in it',
      cause:
        'A simpler request works, so the service is fine. For some invalid values and combinations, Amazon returns an internal error instead of 400.',
      steps: [
        'Add one part after another to the simple request, until it fails.',
        'Compare that part with the model: its type, its format, and whether it applies to this account.',
      ],
      evidence: 'The difference between the working request and the failing one.',
      link: links.httpErrors,
    }),
    answered(symptom, 'at-times', 'fails-at-times', 'fails-with-it', {
      who: 'amazon',
      title: 'Only a few calls fail: retry',
      cause: 'A small number of internal errors is normal.',
      steps: ['Retry with increasing delays (1, 2, 4 … seconds), at most five times.'],
      evidence: 'How many of a hundred calls fail.',
      link: links.status,
    }),
  ]
}

function owners(symptom: Sign): readonly Cause[] {
  const evidence = 'The id as sent, and where you got it.'
  const link = links.httpErrors
  return [
    answered(symptom, 'of-other-account', 'id-of-other-account', 'id-whose', {
      who: 'developer',
      title: 'The id and the token belong to different accounts',
      cause: 'Amazon searches only the account that the token belongs to.',
      steps: ['Store each id with its account, and call with that account’s token.'],
      evidence,
      link,
    }),
    answered(symptom, 'of-other-region', 'id-of-other-region', 'id-whose', {
      who: 'developer',
      title: 'The id belongs to a different region or marketplace from the one that you called',
      cause: 'Orders and documents exist only in their region, and listings only in their marketplace.',
      steps: ['Call the endpoint of the id’s region, and send the marketplace in which it exists.'],
      evidence,
      link: links.endpoints,
    }),
    answered(symptom, 'never-created', 'id-never-created', 'id-whose', {
      who: 'developer',
      title: 'What you requested doesn’t exist (yet)',
      cause:
        'It was never created, was deleted, is so old that Amazon no longer keeps it, or isn’t available immediately after its creation.',
      steps: [
        'Create it first, or wait a minute and retry.',
        'Treat a 404 as “doesn’t exist” in your program.',
      ],
      evidence,
      link,
    }),
    answered(symptom, 'written-otherwise', 'id-changed', 'id-whose', {
      who: 'developer',
      title: 'The id was changed on the way',
      cause:
        'The id changes if a space, a slash or a percent sign isn’t encoded or is encoded twice, if the case differs, or if a part is missing.',
      steps: [
        'Percent-encode each value in the path once, and log the URL as sent.',
        'Compare it with the id on Amazon’s page, character by character.',
      ],
      evidence,
      link,
    }),
    answered(symptom, 'is-right', 'id-is-right', 'id-whose', {
      who: 'amazon',
      title: 'The id is right, so Amazon is most likely at fault',
      cause:
        'The id belongs to this account and region, and is sent unchanged. Most likely Amazon doesn’t find it, although it exists.',
      steps: ['Retry in a few minutes.', 'Open a case with the id, the time and x-amzn-RequestId.'],
      evidence,
      link: links.status,
    }),
  ]
}

/** Refusals about which we know only which accounts or operations are affected. */
const refusals: readonly Cause[] = [
  answered('access-denied', 'for-all-accounts', 'others-fail', 'other-seller', {
    who: 'developer',
    title: 'Amazon refuses the call for every account, so the cause isn’t a single seller',
    cause:
      'The cause is something that all accounts share: the application’s role, the path, the endpoint’s region, the kind of token, or a fault at Amazon.',
    steps: [
      'Compare the method, path and parameters with Amazon’s reference.',
      'Check that the application has the role for the operation.',
      'Call another operation with the same token. If it works, the token is fine.',
    ],
    evidence: 'The response of another operation to the same token.',
    link: links.httpErrors,
  }),
  answered('access-denied', 'for-all-operations', 'nothing-works', 'other-operation', {
    who: 'operator',
    title: 'No operation works with this token, so the cause isn’t a single role',
    cause:
      'The token is for another region or account or of the wrong kind, its account is inactive, or the application has no role at all for this kind of account.',
    steps: [
      'Call the endpoint of the region in which the account authorized, with its access token (Atza|).',
      'Check in Seller Central whether the account is active.',
      'Compare with the response for another account.',
    ],
    evidence: 'The host, the prefix of the token, and the account that authorized.',
    link: links.endpoints,
  }),
]

const all = [
  'path-differs',
  'value-differs',
  'parameter-differs',
  'token-differs',
  'account-differs',
  'nothing-differs',
]

/** Causes that the answer to a question decides, for symptoms without a more specific cause. */
export const answeredCauses: readonly Cause[] = [
  ...refusals,
  ...compared('access-denied', all),
  ...compared('resource-forbidden', all),
  ...compared('missing-authentication-token', all.slice(0, 4)),
  ...compared('invalid-input', all),
  ...compared('resource-not-found', all.slice(0, 3)),
  ...['restricted-resource-refused', 'says-personal-data-empty'].flatMap((symptom) =>
    restrictedRole(symptom as Sign),
  ),
  ...failures('internal-failure'),
  ...owners('resource-not-found'),
]

/** The same causes for a status without a message. */
export const answeredStatusCauses: readonly Cause[] = [
  ...compared(
    'status-400',
    all.filter((name) => name !== 'nothing-differs'),
  ),
  ...compared('status-404', ['path-differs']),
  ...owners('status-404'),
  ...failures('status-500'),
  ...failures('status-503'),
]
