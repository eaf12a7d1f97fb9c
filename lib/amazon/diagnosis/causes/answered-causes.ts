import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'
import type { QuestionId } from '../question-table.ts'

type Words = Pick<Cause, 'who' | 'title' | 'cause' | 'steps' | 'evidence' | 'link'>

/** What an answer shows, whatever the symptom is. Each is one cause per symptom. */
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
      title: 'The call isn’t one that Amazon’s reference lists',
      cause:
        'SP-API knows an operation by its method and its path with the version. A path that it doesn’t know is refused like a call that isn’t allowed.',
      steps: [
        'Call {rightPath} instead of {calledPath}.',
        'Copy method and path, with its version, from Amazon’s reference, and call exactly that.',
        'Update the library that builds the path.',
      ],
      evidence: 'Method and path as sent, beside the reference.',
      link: links.httpErrors,
    },
  ],
  'value-differs': [
    'found-value-differs',
    {
      who: 'developer',
      title: 'A value in the call isn’t one that Amazon accepts for this account',
      cause:
        'A marketplace, an id, a type or a date that Amazon doesn’t know, or that isn’t this account’s, is refused; often in the same words as a missing role.',
      steps: [
        'Send the value as Amazon’s page lists it: marketplaces by their ids, types by their exact names, times in UTC with Z.',
        'Use marketplaces and ids of this account only.',
      ],
      evidence: 'The value as sent, beside Amazon’s list.',
      link: links.marketplaces,
    },
  ],
  'parameter-differs': [
    'found-parameter-differs',
    {
      who: 'developer',
      title: 'The call has a parameter or header too many, or lacks one',
      cause:
        'A query that an operation doesn’t have, a body beside a GET, or a required part that is missing makes another call of it.',
      steps: [
        'Send the parameters and headers of the reference, spelled as there, and no others.',
        'Log the request as it leaves your machine: libraries add parameters of their own.',
      ],
      evidence: 'The whole request as sent.',
      link: links.httpErrors,
    },
  ],
  'token-differs': [
    'found-token-differs',
    {
      who: 'developer',
      title: 'The operation takes another kind of token',
      cause:
        'Grantless operations take a token from client_credentials (Atc|), personal data take a restricted data token for exactly this path (Atz.sprdt|), and everything else takes the account’s access token (Atza|).',
      steps: ['Request the kind of token that the reference of the operation names, and send that one.'],
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
        'Operations under /vendor/ are for vendors, most others for sellers; some exist for a few countries or for members of a program only. A token is good for the region in which its account authorized.',
      steps: [
        'Call the operation that is for this kind of account and its country.',
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
      title: 'The call is as Amazon wants it, so the role, the grant or the account is the reason',
      cause:
        'What is left is what the call doesn’t show: a role that isn’t approved or is newer than the grant, an account that isn’t active or not entitled, or a fault at Amazon.',
      steps: [
        'Compare the dates of the role and of the authorization.',
        'Send the same call for another account: if that works, look at this account in Seller Central.',
        'If it fails for all, open a case with x-amzn-RequestId.',
      ],
      evidence: 'The answer for another account, and both dates.',
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

const restricted = 'Direct to Consumer Shipping opens addresses, the tax roles open buyer data.'

/** Personal data need a restricted role, whatever Amazon says without one. */
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
        'A refresh token keeps the roles that it was issued with, so personal data are closed to it although the application has the role now.',
      steps: ['Have the account authorize again, and replace its refresh token.'],
      link: links.restrictedData,
    }),
    answered(symptom, 'role-absent', 'says-role-missing', 'role-when', {
      ...base,
      who: 'operator',
      title: 'The application has no restricted role',
      cause: `Without an approved role no personal data are opened, with any token. ${restricted}`,
      steps: [
        'Ask for the restricted role in the developer profile; Amazon asks how the data are protected.',
        'Put it on the application, and have the account authorize again.',
        'Until then, ask for no personal data: the rest of the order needs none of this.',
      ],
      link: links.roles,
    }),
    answered(symptom, 'role-in-order', 'grant-newer-than-role', 'role-when', {
      ...base,
      who: 'developer',
      title: 'The role is in order, so the request for the token is the reason',
      cause: `The path or dataElements ask for more than the role opens, or the data are read with an ordinary access token. ${restricted}`,
      steps: [
        'Request the restricted data token for exactly the path that is called, with the dataElements of your role only.',
        'Send it as x-amz-access-token of that call.',
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
      cause: 'No single request, role or seller makes every call fail with an internal error.',
      steps: [
        'Wait, and retry with increasing delays. Don’t ask sellers to act.',
        'Look at Amazon’s status page, and open a case with the time and x-amzn-RequestId.',
      ],
      evidence: 'Since when, and what still works.',
      link: links.status,
    }),
    answered(symptom, 'one-operation', 'fails-one-operation', 'fails-with-it', {
      who: 'amazon',
      title: 'One operation fails, whatever is sent: most likely a fault at Amazon',
      cause: 'The operation fails for every request, and others work with the same token.',
      steps: [
        'Compare with another account and another region.',
        'Open a case with x-amzn-RequestId and a request that Amazon can repeat. Until then, use another operation or a report.',
      ],
      evidence: 'The simplest request that fails.',
      link: links.status,
    }),
    answered(symptom, 'one-request', 'fails-one-request', 'fails-with-it', {
      who: 'developer',
      title: 'Amazon can’t digest this request: something in it is the reason',
      cause:
        'A simpler request works, so the service is fine. Amazon answers some invalid values and combinations with an internal error instead of 400.',
      steps: [
        'Add to the simple request one part after another, until it fails.',
        'Compare that part with the model: its type, its form, and whether it fits this account.',
      ],
      evidence: 'The difference between the request that works and the one that fails.',
      link: links.httpErrors,
    }),
    answered(symptom, 'at-times', 'fails-at-times', 'fails-with-it', {
      who: 'amazon',
      title: 'It passes: retry',
      cause: 'Internal errors of single calls are normal in small numbers.',
      steps: ['Repeat with growing pauses (1, 2, 4 … seconds), at most five times.'],
      evidence: 'How many calls of a hundred fail.',
      link: links.status,
    }),
  ]
}

function owners(symptom: Sign): readonly Cause[] {
  const evidence = 'The id as sent, and where it comes from.'
  const link = links.httpErrors
  return [
    answered(symptom, 'of-other-account', 'id-of-other-account', 'id-whose', {
      who: 'developer',
      title: 'The id belongs to another account than the token',
      cause: 'Amazon looks only among the things of the account that the token is for.',
      steps: ['Store each id with its account, and call with the token of that account.'],
      evidence,
      link,
    }),
    answered(symptom, 'of-other-region', 'id-of-other-region', 'id-whose', {
      who: 'developer',
      title: 'The id belongs to another region or marketplace than the one that is asked',
      cause: 'Orders, documents and listings exist in their own region, and listings in their marketplace.',
      steps: ['Call the endpoint of the region, and name the marketplace in which it exists.'],
      evidence,
      link: links.endpoints,
    }),
    answered(symptom, 'never-created', 'id-never-created', 'id-whose', {
      who: 'developer',
      title: 'What is asked for doesn’t exist (yet)',
      cause:
        'It was never created, was deleted, is too old to be kept, or needs some time after its creation.',
      steps: [
        'Create it first, or wait a minute and repeat.',
        'Let your program treat a 404 as “doesn’t exist”.',
      ],
      evidence,
      link,
    }),
    answered(symptom, 'written-otherwise', 'id-changed', 'id-whose', {
      who: 'developer',
      title: 'The id arrives changed',
      cause:
        'A blank, a slash or a percent sign that isn’t encoded, or is encoded twice, other case, or a part that is missing makes another id.',
      steps: [
        'Percent-encode each value of the path once, and log the address as it leaves your machine.',
        'Compare it with Amazon’s own page character by character.',
      ],
      evidence,
      link,
    }),
    answered(symptom, 'is-right', 'id-is-right', 'id-whose', {
      who: 'amazon',
      title: 'The id is right: most likely Amazon doesn’t find what it has',
      cause: 'The id is this account’s, in this region, and is sent as it is.',
      steps: ['Repeat in some minutes.', 'Open a case with the id, the time and x-amzn-RequestId.'],
      evidence,
      link: links.status,
    }),
  ]
}

/** Whom a refusal meets, where nothing else is known. */
const refusals: readonly Cause[] = [
  answered('access-denied', 'for-all-accounts', 'others-fail', 'other-seller', {
    who: 'developer',
    title: 'The call is refused for every account, so no single seller is the reason',
    cause:
      'What is common to all accounts is left: the role on the application, the path, the region of the endpoint, the kind of token, or a fault at Amazon.',
    steps: [
      'Compare method, path and parameters with Amazon’s reference.',
      'Check that the application has the role of the operation.',
      'Call another operation with the same token: if it works, the token is fine.',
    ],
    evidence: 'The response of another operation to the same token.',
    link: links.httpErrors,
  }),
  answered('access-denied', 'for-all-operations', 'nothing-works', 'other-operation', {
    who: 'operator',
    title: 'No operation works with this token, so a single role isn’t the reason',
    cause:
      'The token is of another region, kind or account than the calls, its account is inactive, or the application has no role at all for this kind of account.',
    steps: [
      'Call the endpoint of the region in which the account authorized, with its access token (Atza|).',
      'Check in Seller Central whether the account is active.',
      'Compare with another account.',
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

/** What the answer to a question decides, for symptoms that have no cause of their own for it. */
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

/** The same for a status without words. */
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
