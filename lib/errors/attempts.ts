import { type ErrorFacts, fault, startAgain } from './facts.ts'

/** An authorization under way: from Amazon's redirect to the stored tokens, quarantine included. */
export const attemptErrors = {
  state_unknown: fault(400, 'This authorization wasn’t started here', startAgain),
  state_expired: fault(
    400,
    'This authorization took too long',
    `You have 30 minutes to finish it. ${startAgain}`,
  ),
  state_used: fault(
    400,
    'This authorization was already used',
    'If it worked, you can see it under your connections. If not, start again from the connect page.',
  ),
  state_foreign: fault(
    400,
    'This authorization was started in another browser',
    'Finish it in the browser where you pressed Authorize, or start again in this one.',
  ),
  state_other_account: fault(
    400,
    'You are signed in with another account now',
    'This authorization belongs to the account with which it was started. Sign in with that account to see it, or to start again.',
  ),
  cookies_missing: fault(
    400,
    'Your browser doesn’t keep cookies',
    'We need them to recognize you when you come back from Amazon. Allow cookies for this site, then start again from the connect page.',
  ),
  amazon_callback_uri_refused: fault(
    400,
    'This link doesn’t lead back to Amazon',
    'No data was sent. Start at Amazon or from the connect page, not from a link in a message.',
  ),
  selling_partner_mismatch: fault(
    409,
    'A different selling partner signed in at Amazon',
    'Your existing connection was not changed. Sign in at Amazon with the account that you connected, and authorize again.',
  ),
  selling_partner_taken: fault(
    409,
    'This selling partner is connected to another account',
    'Nothing was changed. Sign in with the account that connected it, or ask the company for help.',
  ),
  stores_differ: fault(
    409,
    'Amazon lists different stores than those connected here',
    'Nothing was changed. Sign in at Amazon with the account that is connected here, and try again. If your stores really changed, ask the company to accept the change.',
  ),
  disconnected_since: fault(
    409,
    'This connection was disconnected while it was being renewed',
    'It stays disconnected. To connect again, start from the connect page.',
    {
      operator: {
        title: 'The authorization was disconnected after this consent',
        next: 'Nothing was changed. Accept the grant to connect it again, or dismiss it.',
      },
    },
  ),
  consent_refused: fault(
    400,
    'Amazon didn’t give permission',
    'Nothing was connected. If you changed your mind, start again from the connect page.',
  ),
  application_not_ready: fault(
    503,
    'Connecting isn’t possible yet',
    'The company has to finish setting up its application. Please try again later, or contact them.',
  ),
  connecting_paused: fault(
    503,
    'Connecting is paused at the moment',
    'Amazon has a problem with our access, and we’re working on it. You did nothing wrong, and your existing connections are kept. Please try again later.',
  ),
  report_empty: fault(
    400,
    'Enter the code or the message',
    'It is on Amazon’s page, such as MD5101 or SPDC8143.',
    { field: 'shown' },
  ),
  not_finished: fault(400, 'This authorization wasn’t finished at Amazon', startAgain),
  attempt_not_found: fault(404, 'This authorization wasn’t started in this browser', startAgain, {
    operator: { title: 'Attempt not found', next: 'Go back to the list of attempts.' },
  }),
  code_refused: fault(
    422,
    'Amazon didn’t accept the authorization',
    `The permission is valid for five minutes and works once. ${startAgain}`,
  ),
  code_expired: fault(
    422,
    'Amazon’s permission expired before it could be used',
    `It is valid for five minutes. ${startAgain}`,
  ),
  exchange_interrupted: fault(
    422,
    'The connection to Amazon was interrupted at the last step',
    `Your permission has been used up, so you have to give it again. ${startAgain}`,
  ),
  storing_delayed: fault(
    503,
    'Saving the connection is taking longer than usual',
    'Amazon confirmed your permission, and we have stored it safely. You can close this page: the connection will be saved as soon as possible.',
  ),
  storing_failed: fault(
    500,
    'The connection couldn’t be saved',
    'Amazon confirmed your permission, and we have stored it safely. The company has been notified and will finish the connection.',
  ),
  application_refused: fault(
    502,
    'Amazon is rejecting the application at the moment',
    'This is not your fault. The company has been notified; please try again later.',
  ),
  amazon_unavailable: fault(
    503,
    'Amazon isn’t responding at the moment',
    'Your permission is kept. We retry automatically for five minutes; you can also try again now.',
  ),
  amazon_answer_unreadable: fault(
    502,
    'Amazon’s response couldn’t be read',
    'We retry automatically for five minutes; you can also try again now.',
  ),
  refresh_token_missing: fault(
    502,
    'Amazon didn’t give lasting permission',
    'The company has to check its application: without a client secret, Amazon issues no refresh token.',
  ),
  quarantine_over: fault(
    409,
    'This grant is no longer in quarantine',
    'It was accepted or dismissed, or has expired. Reload the page.',
  ),
  quarantine_taken: fault(
    409,
    'Another account has this selling partner',
    'Nothing was changed. Release the record of that account first, then accept this grant.',
  ),
  quarantine_older: fault(
    409,
    'A newer token of this selling partner is already stored',
    'Nothing was changed. The page now shows when that token was stored: agree to replace it, or dismiss this grant.',
    { outdated: true },
  ),
  quarantine_refused: fault(
    422,
    'Amazon no longer accepts this grant',
    'Nothing was changed. Dismiss it, and ask the seller to authorize again.',
  ),
  quarantine_unproven: fault(
    503,
    'Amazon didn’t confirm whether this grant works',
    'Nothing was changed, and the grant is kept. Try again in a minute.',
  ),
} as const satisfies Record<string, ErrorFacts>
