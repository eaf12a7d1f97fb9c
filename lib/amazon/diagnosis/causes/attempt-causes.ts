import { type ErrorCode, wordingOf } from '../../../errors.ts'
import type { Cause, ResponsibleParty } from '../cause.ts'
import { links } from '../links.ts'

/** What operators are told of an attempt that Amazon's own words do not explain; sellers read `errors`. */
const facts: readonly (readonly [
  problem: ErrorCode,
  who: ResponsibleParty,
  cause: string,
  steps: readonly string[],
  evidence: string,
])[] = [
  [
    'not_finished',
    'seller',
    'The seller went to Amazon and never came back. Amazon doesn’t redirect after Cancel, and shows errors of the consent step only on its own page.',
    [
      'Ask the seller which page they saw last, and for the code on it (MD…, SPDC…, SPSA…).',
      'Ask them to start again.',
    ],
    'The code on Amazon’s page; paste it on the diagnosis page.',
  ],
  [
    'state_unknown',
    'seller',
    'A redirect arrived with a state that was never issued here: an old bookmark, another installation, or a forged link.',
    ['Ask the seller to start from the connect page.'],
    'Whether the seller started here, and the application’s redirect URI.',
  ],
  [
    'state_expired',
    'seller',
    'The seller came back more than 30 minutes after they started.',
    ['Ask the seller to start again.'],
    'The time between start and redirect.',
  ],
  [
    'state_used',
    'seller',
    'The same redirect arrived twice; only the first one counts.',
    ['Look at the first attempt: it most likely worked.'],
    'Another attempt at the same time.',
  ],
  [
    'state_foreign',
    'seller',
    'The redirect arrived in a different browser than the one that started, or cookies were cleared in between.',
    ['Ask the seller to start and finish in the same browser.'],
    'Whether the seller opens links in an in-app browser.',
  ],
  [
    'selling_partner_mismatch',
    'seller',
    'The seller was signed in at Amazon with a different account than the one connected here.',
    ['Ask the seller to sign in to Seller Central with the connected account, and authorize again.'],
    'The selling partner id of the attempt, compared with the record’s.',
  ],
  [
    'selling_partner_taken',
    'operator',
    'The selling partner id belongs to another account of this installation. Amazon doesn’t sign the id, so either of the two accounts may have claimed an id that isn’t its own.',
    [
      'Compare the two accounts: which one belongs to this seller, and is its id verified?',
      'If the first account is wrong, release its record and accept this grant; otherwise dismiss the grant.',
    ],
    'The account of the existing record.',
  ],
  [
    'stores_differ',
    'operator',
    'The redirect named the connected selling partner, but none of the marketplaces and store names that Amazon reports match the record.',
    [
      'Ask the seller whether these are their stores.',
      'If they are, accept the grant; otherwise dismiss it and ask who authorized.',
    ],
    'The marketplaces and store names of the record.',
  ],
  [
    'consent_refused',
    'seller',
    'The redirect carried an error instead of a code.',
    ['Ask the seller whether they declined.', 'Ask them to start again.'],
    'The parameters of the redirect.',
  ],
  [
    'code_expired',
    'operator',
    'LWA didn’t respond while the code was valid (five minutes).',
    ['Check the connection to Amazon: npm run gatehouse -- doctor', 'Ask the seller to start again.'],
    'The earlier tries in the detail of the attempt.',
  ],
  [
    'code_refused',
    'developer',
    'LWA did not accept the code.',
    ['Look at the attempt’s details, which contain LWA’s message.', 'Ask the seller to start again.'],
    'LWA’s words, and which application’s client id was used.',
  ],
  [
    'exchange_interrupted',
    'operator',
    'The code was sent, but the response was lost, and LWA accepts a code only once.',
    ['Ask the seller to start again.', 'If it happens often, check the network to Amazon.'],
    'The failures in the detail of the attempt.',
  ],
  [
    'application_refused',
    'operator',
    'LWA rejects the application’s credentials.',
    ['Check LWA_CLIENT_ID and LWA_CLIENT_SECRET against LWA credentials > View.'],
    'The expiry date of the client secret.',
  ],
  [
    'amazon_unavailable',
    'amazon',
    'LWA isn’t responding, or responds with a server error.',
    [
      'Nothing: Gatehouse retries while the code is valid.',
      'Check the connection to Amazon: npm run gatehouse -- doctor',
    ],
    'Amazon’s status page.',
  ],
  [
    'amazon_answer_unreadable',
    'operator',
    'The response isn’t LWA’s: it is a proxy’s page, or it is truncated.',
    ['Check the connection to Amazon: npm run gatehouse -- doctor'],
    'The first lines of the response.',
  ],
  [
    'refresh_token_missing',
    'developer',
    'LWA’s response contains no refresh token: without a client secret, LWA issues none.',
    ['Check that LWA_CLIENT_SECRET belongs to this application.'],
    'The fields of LWA’s response.',
  ],
  [
    'amazon_callback_uri_refused',
    'developer',
    'amazon_callback_uri didn’t lead to this application’s confirm page at Seller Central or Vendor Central, so it wasn’t followed.',
    ['If Amazon has a new host, it has to be added to the table of marketplaces.'],
    'The host and path of amazon_callback_uri.',
  ],
  [
    'application_not_ready',
    'operator',
    'No application is configured, or APP_URL is not https.',
    ['npm run gatehouse -- doctor says what is missing.'],
    'The configuration.',
  ],
  [
    'parameter_missing',
    'developer',
    'Amazon’s redirect lacks a parameter, most likely because a rewrite or a sign-in page in front of this server drops the query. If the first visit has amazon_callback_uri, Log-in URI and redirect URI are registered as one address.',
    ['Look at the address as the first server received it.', 'Register two different paths.'],
    'The registered URIs of the application.',
  ],
]

export const attemptCauses: readonly Cause[] = facts.map(([problem, who, cause, steps, evidence]) => ({
  id: `attempt-${problem.replaceAll('_', '-')}`,
  rows: [],
  symptom: `attempt-${problem}`,
  given: [],
  who,
  title: wordingOf(problem, 'operator').title,
  cause,
  steps,
  evidence,
  link: links.websiteWorkflow,
  seen: [],
  seller: wordingOf(problem, 'seller'),
}))
