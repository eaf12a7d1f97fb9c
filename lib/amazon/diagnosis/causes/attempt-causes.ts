import { type ErrorCode, wordingOf } from '../../../errors.ts'
import type { Cause, ResponsibleParty } from '../cause.ts'
import { links } from '../links.ts'

/** The diagnosis of attempts that Amazon's own words don't explain, for operators. Sellers read `lib/errors/`. */
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
    'The code on Amazon’s page. Paste it on the diagnosis page.',
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
    'The seller came back more than 30 minutes after starting.',
    ['Ask the seller to start again.'],
    'The time between the start and the redirect.',
  ],
  [
    'state_used',
    'seller',
    'The same redirect arrived twice, and only the first one counts.',
    ['Look at the first attempt, which most likely worked.'],
    'Another attempt at the same time.',
  ],
  [
    'state_foreign',
    'seller',
    'The redirect arrived in a different browser from the one in which the seller started, or cookies were cleared in between.',
    ['Ask the seller to start and finish in the same browser.'],
    'Whether the seller opens links in an in-app browser.',
  ],
  [
    'state_other_account',
    'seller',
    'The seller signed in here with another account while they were at Amazon.',
    ['Ask the seller to sign in with the account that started, and to start again.'],
    'Whether the seller has several accounts here.',
  ],
  [
    'selling_partner_mismatch',
    'seller',
    'The seller was signed in at Amazon with a different account from the one that is connected here.',
    ['Ask the seller to sign in to Seller Central with the connected account, and authorize again.'],
    'The selling partner id of the attempt, compared with the one in the record.',
  ],
  [
    'selling_partner_taken',
    'operator',
    'The selling partner id belongs to another account of this installation. Amazon doesn’t sign the id, so either of the two accounts may have claimed an id that isn’t its own.',
    [
      'Find out which of the two accounts belongs to this seller, and whether its id is verified.',
      'If the first account is wrong, release its record and accept this grant. Otherwise dismiss the grant.',
    ],
    'The account of the existing record.',
  ],
  [
    'stores_differ',
    'operator',
    'The redirect named the connected selling partner, but none of the marketplaces and store names that Amazon reports match the record.',
    [
      'Ask the seller whether these are their stores.',
      'If they are, accept the grant. Otherwise dismiss it, and ask who authorized.',
    ],
    'The marketplaces and store names of the record.',
  ],
  [
    'disconnected_since',
    'operator',
    'The seller gave consent, but the authorization was disconnected or revoked before the new tokens could be stored.',
    [
      'Find out who disconnected it, and whether the seller still wants to be connected.',
      'If they do, accept the grant or ask them to authorize again. Otherwise dismiss it.',
    ],
    'The history of the authorization: who disconnected it, and when.',
  ],
  [
    'consent_refused',
    'seller',
    'The redirect contained an error instead of a code.',
    ['Ask the seller whether they declined consent.', 'Ask them to start again.'],
    'The parameters of the redirect.',
  ],
  [
    'code_expired',
    'operator',
    'LWA didn’t respond while the code was valid (five minutes).',
    ['Check the connection to Amazon with npm run gatehouse -- doctor.', 'Ask the seller to start again.'],
    'The earlier tries in the attempt’s details.',
  ],
  [
    'code_refused',
    'developer',
    'LWA didn’t accept the code.',
    ['Look at the attempt’s details, which contain LWA’s message.', 'Ask the seller to start again.'],
    'LWA’s message, and which application’s client id was used.',
  ],
  [
    'exchange_interrupted',
    'operator',
    'The code was sent, but the response was lost, and LWA accepts a code only once.',
    ['Ask the seller to start again.', 'If it happens often, check the network to Amazon.'],
    'The failures in the attempt’s details.',
  ],
  [
    'application_refused',
    'operator',
    'LWA rejects the application’s credentials.',
    ['Compare LWA_CLIENT_ID and LWA_CLIENT_SECRET with LWA credentials > View.'],
    'The client secret’s expiry date.',
  ],
  [
    'amazon_unavailable',
    'amazon',
    'LWA isn’t responding, or responds with a server error.',
    [
      'Do nothing at first: Gatehouse retries while the code is valid.',
      'Check the connection to Amazon with npm run gatehouse -- doctor.',
    ],
    'Amazon’s status page.',
  ],
  [
    'amazon_answer_unreadable',
    'operator',
    'The response didn’t come from LWA, but from a proxy, or it was truncated.',
    ['Check the connection to Amazon with npm run gatehouse -- doctor.'],
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
    'amazon_callback_uri didn’t lead to this application’s confirm page at Seller Central or Vendor Central, so Gatehouse didn’t follow it.',
    ['If Amazon has a new host, add it to the table of marketplaces.'],
    'The host and path of amazon_callback_uri.',
  ],
  [
    'application_not_ready',
    'operator',
    'No application is configured, or APP_URL doesn’t use https.',
    ['Run npm run gatehouse -- doctor to see what is missing.'],
    'The configuration.',
  ],
  [
    'parameter_missing',
    'developer',
    'Amazon’s redirect lacks a parameter, most likely because a rewrite or a sign-in page in front of this server drops the query. If the first visit has amazon_callback_uri, the Login URI and the redirect URI are registered as the same URL.',
    [
      'Check the URL as the first server or proxy received it.',
      'Register two different paths as Login URI and redirect URI.',
    ],
    'The application’s registered URIs.',
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
