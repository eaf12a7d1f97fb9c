import { type ErrorFacts, fault } from './facts.ts'

/** People, their accounts, and signing in. */
export const peopleErrors = {
  account_unknown: fault(
    400,
    'No account is called so',
    'Enter its whole name, the e-mail address of somebody who signs in for it, or its id.',
    { field: 'account' },
  ),
  account_ambiguous: fault(
    400,
    'Several accounts are called so',
    'Enter the e-mail address of somebody who signs in for the one that you mean.',
    { field: 'account' },
  ),
  account_same: fault(409, 'It belongs to this account already', 'Name another account.', {
    field: 'account',
  }),
  account_unconfirmed: fault(
    409,
    'Check that this is the account you mean',
    'Anybody can sign up with any e-mail address or name. Compare its id and its age, then confirm it.',
  ),
  sign_in_required: fault(401, 'Please sign in', 'Sign in and come back to this page.'),
  credentials_wrong: fault(401, 'E-mail address or password is not right', 'Check both and try again.'),
  too_many_tries: fault(429, 'Too many tries', 'Wait a quarter of an hour and try again.'),
  busy: fault(503, 'Too many people are signing in at this moment', 'Wait a minute and try again.'),
  email_invalid: fault(400, 'This is not an e-mail address', 'Enter an address such as name@example.com.', {
    field: 'email',
  }),
  email_taken: fault(409, 'There is an account with this e-mail address', 'Sign in instead.', {
    field: 'email',
  }),
  name_invalid: fault(400, 'Please enter a name', 'Between 1 and 100 characters.', { field: 'name' }),
  password_too_short: fault(
    400,
    'This password is too short',
    'Use at least 12 characters; 15 or more are better.',
    { field: 'password' },
  ),
  password_too_long: fault(400, 'This password is too long', 'Use at most 128 characters.', {
    field: 'password',
  }),
  password_too_common: fault(
    400,
    'This password is easy to guess',
    'Use several words that do not belong together.',
    { field: 'password' },
  ),
  password_wrong: fault(403, 'This is not your present password', 'Enter the one that you signed in with.', {
    field: 'current',
  }),
  person_exists: fault(
    409,
    'An operator already signs in with this e-mail address',
    'Find them in the list, or invite another address.',
    { field: 'email' },
  ),
  person_is_disabled: fault(409, 'This person is disabled', 'Enable them first; then create a reset link.'),
  reset_not_found: fault(404, 'This link was used or has expired', 'Ask for a new one.'),
  person_is_operator: fault(
    409,
    'This person is an operator',
    "Only a seller's e-mail address can be freed. Disable the operator instead.",
  ),
  sign_up_closed: fault(403, 'New accounts are made by invitation', 'Ask the company for an account.'),
  invitation_not_found: fault(
    404,
    'This link was used or has run out',
    'Ask an administrator for a new one.',
  ),
  person_not_found: fault(404, 'There is no such person', 'Go back to the list.'),
  last_admin: fault(409, 'This is the last administrator', 'Make somebody else an administrator first.'),
} as const satisfies Record<string, ErrorFacts>
