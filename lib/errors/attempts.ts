import { type ErrorFacts, fault, startAgain } from './facts.ts'

/** An authorization under way: from Amazon's redirect to the stored tokens, quarantine included. */
export const attemptErrors = {
  state_unknown: fault(400, 'We did not start this authorization', startAgain),
  state_expired: fault(
    400,
    'This authorization took too long',
    `It has to be finished within 30 minutes. ${startAgain}`,
  ),
  state_used: fault(
    400,
    'This authorization was already used',
    'If it worked, you can see it among your connections. If not, start again from the connect page.',
  ),
  state_foreign: fault(
    400,
    'This authorization was started in another browser',
    'Finish it in the browser where you pressed Authorize, or start again in this one.',
  ),
  cookies_missing: fault(
    400,
    'Your browser doesn’t keep cookies',
    'We need them to recognize you when you come back from Amazon. Allow cookies for this site, then start again from the connect page.',
  ),
  amazon_callback_uri_refused: fault(
    400,
    'The way back in this link does not lead to Amazon',
    'Nothing was sent there. Start from Seller Central or from the connect page, not from a link in a message.',
  ),
  selling_partner_mismatch: fault(
    409,
    'Amazon sent another selling partner than expected',
    'The connection that you have was not changed. Sign in to Seller Central with the account that you connected, and authorize again.',
  ),
  selling_partner_taken: fault(
    409,
    'This selling partner is connected by another account',
    'Nothing was changed. Sign in with the account that connected it, or ask the company to sort it out.',
  ),
  stores_differ: fault(
    409,
    'Amazon shows other stores than those connected here',
    'Nothing was changed. Sign in at Amazon with the account that is connected here, and try again. If your stores have really changed, ask the company to accept it.',
  ),
  consent_refused: fault(
    400,
    'Amazon did not give permission',
    'Nothing was connected. If you changed your mind, start again from the connect page.',
  ),
  application_not_ready: fault(
    503,
    'This page cannot send you to Amazon yet',
    'The company has to finish the set-up of its application. Please try again later, or tell them.',
  ),
  connecting_paused: fault(
    503,
    'Connecting is paused at the moment',
    'Amazon has a problem with our access, and we are working on it. You have done nothing wrong, and what you connected before is kept. Please try again later.',
  ),
  report_empty: fault(
    400,
    'Enter the code or the message',
    'It is on Amazon’s page, such as MD5101 or SPDC8143.',
    { field: 'shown' },
  ),
  not_finished: fault(400, 'This authorization was not finished at Amazon', startAgain),
  attempt_not_found: fault(404, 'There is no such authorization in this browser', startAgain, {
    operator: { title: 'There is no such attempt', next: 'Go back to the list of attempts.' },
  }),
  code_refused: fault(
    422,
    'Amazon did not accept the authorization',
    `The permission lasts five minutes and works once. ${startAgain}`,
  ),
  code_expired: fault(
    422,
    'The permission from Amazon ran out before it could be used',
    `It lasts five minutes. ${startAgain}`,
  ),
  exchange_interrupted: fault(
    422,
    'The connection to Amazon broke at the last step',
    `Nothing is lost, but the permission is spent. ${startAgain}`,
  ),
  storing_delayed: fault(
    503,
    'Saving the connection takes longer than usual',
    'Amazon gave its permission, and it is kept safely. You can close this page: the connection is saved as soon as possible.',
  ),
  storing_failed: fault(
    500,
    'The connection could not be saved',
    'Amazon gave its permission, and it is kept safely. The company has been told and will finish the connection.',
  ),
  application_refused: fault(
    502,
    'Amazon does not accept the application at the moment',
    'This is not your fault. The company has been told; please try again later.',
  ),
  amazon_unavailable: fault(
    503,
    'Amazon does not answer at the moment',
    'Your permission is kept. We try again by ourselves for five minutes; you can also try again now.',
  ),
  amazon_answer_unreadable: fault(
    502,
    'Amazon gave an answer that we cannot read',
    'We try again by ourselves for five minutes; you can also try again now.',
  ),
  refresh_token_missing: fault(
    502,
    'Amazon gave no lasting permission',
    'The company has to check its application: without a client secret Amazon gives no refresh token.',
  ),
  quarantine_over: fault(
    409,
    'This grant is not in quarantine any more',
    'It was accepted, dismissed, or destroyed at the end of its term. Load the page again.',
  ),
  quarantine_taken: fault(
    409,
    'Another account holds this selling partner',
    'Nothing was changed. Release the record of that account first, then accept this grant.',
  ),
  quarantine_older: fault(
    409,
    'A newer token of this selling partner is stored',
    'Nothing was changed. The page says now when that token came: agree to replace it, or dismiss this grant.',
    { outdated: true },
  ),
  quarantine_refused: fault(
    422,
    'Amazon does not accept this grant any more',
    'Nothing was changed. Dismiss it, and ask the seller to authorize again.',
  ),
  quarantine_unproven: fault(
    503,
    'Amazon could not tell whether this grant works',
    'Nothing was changed, and the grant is kept. Try again in a minute.',
  ),
} as const satisfies Record<string, ErrorFacts>
