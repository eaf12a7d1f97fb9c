import { type ErrorCode, wordingOf } from '../../errors.ts'
import type { Cause, ResponsibleParty } from './cause.ts'
import { links } from './links.ts'

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
    'The seller went to Amazon and never came back: Cancel leads nowhere, and errors of the consent step are shown on Amazon’s page only.',
    [
      'Ask the seller which page they saw last, and for the code on it (MD…, SPDC…, SPSA…).',
      'Let them start again.',
    ],
    'The code on Amazon’s page; paste it on the diagnosis page.',
  ],
  [
    'state_unknown',
    'seller',
    'A redirect came with a state that was never issued here: an old bookmark, another installation, or a forged link.',
    ['Let the seller start from the connect page.'],
    'Whether the seller started here, and the application’s redirect URI.',
  ],
  [
    'state_expired',
    'seller',
    'The seller came back more than 30 minutes after they started.',
    ['Let the seller start again.'],
    'The time between start and redirect.',
  ],
  [
    'state_used',
    'seller',
    'The same redirect came twice; only the first one counts.',
    ['Look at the first attempt: it has most likely worked.'],
    'Another attempt of the same time.',
  ],
  [
    'state_foreign',
    'seller',
    'The redirect came in another browser than the one that started, or cookies were cleared in between.',
    ['Let the seller start and finish in one browser.'],
    'Whether the seller opens links in an app of its own.',
  ],
  [
    'selling_partner_mismatch',
    'seller',
    'The seller was signed in at Amazon with another account than the one that is connected here.',
    ['Let the seller sign in to Seller Central with the connected account, and authorize again.'],
    'The selling partner id of the attempt beside the one of the record.',
  ],
  [
    'selling_partner_taken',
    'operator',
    'The selling partner id belongs to another account of this installation. Amazon signs nothing, so either of the two accounts may have claimed an id that is not its own.',
    [
      'Compare the two accounts: which one knows this seller, and is its id verified?',
      'If the first account is wrong, release its record and accept this grant; otherwise dismiss the grant.',
    ],
    'The account of the existing record.',
  ],
  [
    'stores_differ',
    'operator',
    'The redirect named the connected selling partner, but Amazon shows marketplaces and store names for it of which the record has none.',
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
    ['Ask the seller whether they declined.', 'Let them start again.'],
    'The parameters of the redirect.',
  ],
  [
    'code_expired',
    'operator',
    'No answer of LWA came while the code lived (five minutes).',
    ['Check the way to Amazon: npm run gatehouse -- doctor', 'Let the seller start again.'],
    'The earlier tries in the detail of the attempt.',
  ],
  [
    'code_refused',
    'developer',
    'LWA did not accept the code.',
    ['Look at the detail of the attempt: it holds LWA’s words.', 'Let the seller start again.'],
    'LWA’s words, and which application’s client id was used.',
  ],
  [
    'exchange_interrupted',
    'operator',
    'The code was sent, the answer was lost, and LWA takes a code once only.',
    ['Let the seller start again.', 'If it happens often, check the network to Amazon.'],
    'The failures in the detail of the attempt.',
  ],
  [
    'application_refused',
    'operator',
    'LWA refuses the application’s own credentials.',
    ['Check LWA_CLIENT_ID and LWA_CLIENT_SECRET against LWA credentials, View.'],
    'The expiry date of the client secret.',
  ],
  [
    'amazon_unavailable',
    'amazon',
    'LWA does not answer, or answers with a fault of its own.',
    [
      'Nothing: it is tried again while the code lives.',
      'Check the way to Amazon: npm run gatehouse -- doctor',
    ],
    'Amazon’s status page.',
  ],
  [
    'amazon_answer_unreadable',
    'operator',
    'What answers is not LWA: a proxy’s page, or a cut answer.',
    ['Check the way to Amazon: npm run gatehouse -- doctor'],
    'The first lines of the answer.',
  ],
  [
    'refresh_token_missing',
    'developer',
    'LWA’s answer holds no refresh token: without a client secret it gives none.',
    ['Check that LWA_CLIENT_SECRET belongs to this application.'],
    'The fields of LWA’s answer.',
  ],
  [
    'amazon_callback_uri_refused',
    'developer',
    'amazon_callback_uri led elsewhere than to the confirm page of this application at a Seller Central or Vendor Central. It was not followed.',
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
