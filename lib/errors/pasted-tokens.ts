import { type ErrorFacts, fault } from './facts.ts'

/** Self-authorizations: what was pasted in place of a refresh token. */
export const pastedTokenErrors = {
  pasted_nothing: fault(
    400,
    'There is no refresh token in the field',
    'Press Authorize app for the application at Amazon, and copy the token that appears next to it.',
    { field: 'token' },
  ),
  pasted_no_token: fault(
    400,
    'This is not a refresh token',
    'A refresh token starts with Atzr| and is a few hundred characters long. Copy all of it.',
    { field: 'token' },
  ),
  pasted_access_token: fault(
    400,
    'This is an access token',
    'It starts with Atza| and expires within an hour. Copy the refresh token, which starts with Atzr|.',
    { field: 'token' },
  ),
  pasted_grantless_token: fault(
    400,
    'This is a grantless access token',
    "It starts with Atc| and acts for the application only. Copy the seller's refresh token, which starts with Atzr|.",
    { field: 'token' },
  ),
  pasted_restricted_token: fault(
    400,
    'This is a restricted data token',
    'It starts with Atz.sprdt| and expires within an hour. Copy the refresh token, which starts with Atzr|.',
    { field: 'token' },
  ),
  pasted_code: fault(
    400,
    'This looks like an authorization code',
    'A code is valid for five minutes and works once, through the connect page. Copy the refresh token, which starts with Atzr|.',
    { field: 'token' },
  ),
  pasted_client_secret: fault(
    400,
    'This is a client secret',
    'It belongs to the application, not to a selling partner. Copy the refresh token, which starts with Atzr|.',
    { field: 'token' },
  ),
  pasted_id: fault(
    400,
    'This is an id, not a token',
    'It names an application or an LWA client. Copy the refresh token, which starts with Atzr|.',
    { field: 'token' },
  ),
  pasted_token_misspelt: fault(
    400,
    'This token starts with Aztr|, which Amazon doesn’t use',
    'An example in Amazon’s documentation has this typo. Copy your own token, which starts with Atzr|.',
    { field: 'token' },
  ),
  pasted_token_short: fault(
    400,
    'The end of this refresh token is missing',
    'Copy all of it: it is a few hundred characters long, and has no dots at the end.',
    { field: 'token' },
  ),
  pasted_token_long: fault(
    400,
    'This is too long for a refresh token',
    'Refresh tokens have at most 2,048 characters. Copy only the token.',
    { field: 'token' },
  ),
  pasted_token_damaged: fault(
    400,
    'This refresh token is damaged',
    'It contains characters that tokens don’t have. Copy it again from Amazon.',
    { field: 'token' },
  ),
  pasted_two_tokens: fault(400, 'There are two refresh tokens in the field', 'Paste one at a time.', {
    field: 'token',
  }),
  pasted_token_refused: fault(
    422,
    'Amazon rejected this refresh token',
    'Nothing was stored. Check that you copied the entire token, or press Authorize app at Amazon again.',
  ),
  pasted_token_foreign: fault(
    422,
    'This refresh token belongs to another application',
    'Nothing was stored. Choose the application that it was created for.',
  ),
  pasted_token_unproven: fault(
    503,
    'Amazon didn’t confirm whether this refresh token works',
    'Nothing was stored. Try again in a minute.',
  ),
  pasted_token_taken: fault(
    409,
    'Another account has this selling partner',
    'Nothing was changed. Choose that account, or release its record first.',
    { field: 'account' },
  ),
  pasted_token_elsewhere: fault(
    409,
    'Another record has this refresh token',
    'Nothing was changed. Find that record in the list; if it is the wrong one, release it first.',
  ),
  pasted_region_differs: fault(
    409,
    'This selling partner is stored for another region',
    'Nothing was changed. Choose a marketplace of the region that its record names.',
    { field: 'marketplace' },
  ),
  authorization_self: fault(
    409,
    'This authorization was created from a pasted token',
    'No link renews it. Press Authorize app at Amazon again, and paste the new token on its page.',
    {
      seller: {
        title: 'The company renews this connection',
        next: 'The company set it up and renews it. You don’t need to do anything.',
      },
    },
  ),
  authorization_not_self: fault(
    409,
    'This authorization wasn’t created from a pasted token',
    'Send the seller the re-authorization link.',
  ),
} as const satisfies Record<string, ErrorFacts>
