import { type ErrorFacts, fault } from './facts.ts'

/** People, their accounts, and signing in. */
export const peopleErrors = {
  account_unknown: fault(
    400,
    'No account has this name',
    'Enter its full name, the email address of someone who signs in for it, or its id.',
    {
      field: 'account',
      program: { title: 'Unknown account', next: 'Check the id of the account, or leave it out.' },
    },
  ),
  access_changed: fault(
    409,
    'This access has changed',
    'It was changed or removed since this page was loaded. Review it again, then confirm it.',
    { outdated: true },
  ),
  account_not_found: fault(404, 'This account doesn’t exist', 'Check its id.'),
  account_ambiguous: fault(
    400,
    'Several accounts have this name',
    'Enter the email address of someone who signs in for the account you mean.',
    { field: 'account' },
  ),
  account_same: fault(409, 'It already belongs to this account', 'Choose another account.', {
    field: 'account',
  }),
  account_unconfirmed: fault(
    409,
    'Check that this is the account you mean',
    'Anyone can sign up with any email address or name. Compare its id and its age, then confirm it.',
  ),
  sign_in_required: fault(401, 'Please sign in', 'Sign in and come back to this page.'),
  credentials_wrong: fault(
    401,
    'Wrong email address or password',
    'Check both and try again. After ten wrong passwords, only a new password or a passkey works.',
  ),
  too_many_tries: fault(429, 'Too many tries', 'Wait a quarter of an hour and try again.'),
  busy: fault(503, 'Too many people are signing in at this moment', 'Wait a minute and try again.'),
  email_invalid: fault(400, 'This is not an email address', 'Enter an address such as name@example.com.', {
    field: 'email',
  }),
  email_taken: fault(409, 'An account with this email address already exists', 'Sign in instead.', {
    field: 'email',
  }),
  email_taken_out: fault(
    409,
    'Your email address was taken out of this account',
    'It belongs to somebody else, so no email reaches you. Sign in with the address shown here, and ask the company for help.',
  ),
  name_invalid: fault(400, 'Please enter a name', 'Between 1 and 100 characters.', {
    field: 'name',
    program: { title: 'Invalid name', next: 'Send 1 to 100 visible characters on one line.' },
  }),
  password_too_short: fault(
    400,
    'This password is too short',
    'Use at least 12 characters; 15 or more is better.',
    { field: 'password' },
  ),
  password_too_long: fault(400, 'This password is too long', 'Use at most 128 characters.', {
    field: 'password',
  }),
  password_too_common: fault(400, 'This password is easy to guess', 'Use several unrelated words.', {
    field: 'password',
  }),
  password_wrong: fault(403, 'This isn’t your current password', 'Enter the one that you signed in with.', {
    field: 'current',
  }),
  person_exists: fault(
    409,
    'An operator already signs in with this email address',
    'Find them in the list, or invite another address.',
    { field: 'email' },
  ),
  person_is_disabled: fault(409, 'This person is disabled', 'Enable them first; then create a reset link.'),
  person_enters_by_provider: fault(
    409,
    'This person signs in with your provider only',
    'Disable them here, and end their access at your provider. A reset link can’t shut anybody out there.',
  ),
  reset_not_found: fault(404, 'This link was used or has expired', 'Ask for a new one.'),
  person_is_operator: fault(
    409,
    'This person is an operator',
    "Only a seller's email address can be released. Disable the operator instead.",
  ),
  sign_up_closed: fault(403, 'New accounts are by invitation only', 'Ask the company for an account.'),
  invitation_not_found: fault(
    404,
    'This link was used or has expired',
    'Ask an administrator for a new one.',
  ),
  person_not_found: fault(404, 'Person not found', 'Go back to the list.'),
  last_admin: fault(409, 'This is the last administrator', 'Make someone else an administrator first.'),
  provider_unreachable: fault(503, 'Your sign-in provider isn’t responding', 'Wait a minute and try again.', {
    operator: {
      next: 'Try again in a minute. If it continues, check that this server can reach OIDC_ISSUER. The log names the reason.',
    },
  }),
  provider_invalid: fault(
    502,
    'Your sign-in provider’s response can’t be trusted',
    'Nobody was signed in. Try again, and tell the company if it happens again.',
    {
      operator: {
        next: 'Nobody was signed in. Compare OIDC_ISSUER and OIDC_CLIENT_ID with the provider’s settings. The log names the check that failed.',
      },
    },
  ),
  provider_misconfigured: fault(
    502,
    'The sign-in with your provider isn’t set up correctly',
    'The company has to correct its settings. Please tell them.',
    {
      operator: {
        next: 'Check OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and the redirect URI at the provider, and that its ID tokens contain auth_time. The log names the reason.',
      },
    },
  ),
  provider_declined: fault(
    403,
    'Your sign-in provider didn’t sign you in',
    'Try again, or ask the person who manages your access there.',
  ),
  sign_in_lost: fault(
    400,
    'This sign-in can’t be finished',
    'It was started in another browser, took longer than ten minutes, or was finished before. Start again.',
  ),
  sign_in_not_recent: fault(
    403,
    'Your sign-in at the provider was too long ago',
    'Sign out there, then try again.',
  ),
  sign_in_disabled: fault(403, 'Your access is disabled', 'Ask the company to enable it again.'),
  identity_without_role: fault(
    403,
    'You don’t have access to this dashboard',
    'Ask the person who manages your groups at the provider for one of those in OIDC_ROLE_MAP.',
  ),
  identity_not_admitted: fault(
    403,
    'Your email domain isn’t allowed here',
    'Sign in with a verified address of one of OIDC_ALLOWED_DOMAINS.',
  ),
  identity_without_email: fault(
    403,
    'Your sign-in provider doesn’t share your email address',
    'Allow it to share the address, then try again.',
  ),
  identity_unlinked: fault(
    409,
    'An account with your email address already exists',
    'Sign in with your password. Then link your provider under “Your sign-in”.',
    {
      operator: {
        next: 'Sign in with your password. Then link your provider under “Your sign-in”. If a seller signs in with this address, ask an administrator to release that address.',
      },
    },
  ),
  identity_taken: fault(
    409,
    'This account at the provider is linked to someone else',
    'Sign out there, sign in with your own account, and try again.',
  ),
  identity_needed: fault(
    409,
    'This is your only way to sign in',
    'Ask for a link to choose a password first.',
  ),
  confirmation_required: fault(
    403,
    'Please confirm that it’s you',
    'Your last confirmation was more than ten minutes ago. Confirm, then try again.',
  ),
  second_step_required: fault(
    403,
    'Enter the code from your authenticator app',
    'Sign in on the sign-in page. It asks for the code.',
  ),
  code_wrong: fault(
    403,
    'This code doesn’t work',
    'Enter the code that the app shows now. Each code works once; so does a recovery code.',
    { field: 'code' },
  ),
  app_missing: fault(409, 'No app is being set up', 'Start again.'),
  app_is_on: fault(409, 'An authenticator app is already set up', 'Reload the page.', { outdated: true }),
  factor_required: fault(
    409,
    'This is your only second factor',
    'Add a passkey or an authenticator app first.',
  ),
  password_used_before: fault(
    400,
    'You’ve used this password before',
    'Choose one that isn’t among your last ten.',
    { field: 'password' },
  ),
  ceremony_over: fault(
    400,
    'This took too long, or was already answered',
    'Start again. It has to be finished in the same browser, within five minutes.',
  ),
  passkey_refused: fault(
    403,
    'This passkey doesn’t work here',
    'Use another passkey, or sign in as you usually do.',
  ),
  passkey_not_found: fault(404, 'Passkey not found', 'Reload the page.'),
  passkeys_full: fault(409, 'You already have 20 passkeys', 'Remove one that you don’t use.'),
  passkeys_unavailable: fault(409, 'Passkeys don’t work at this address', 'Sign in as you usually do.', {
    operator: { next: 'They need https and a host name in APP_URL, or localhost.' },
  }),
  provider_required: fault(
    403,
    'Operators sign in with their provider here',
    'Passwords are turned off (OIDC_ONLY). Access is granted by a group at the provider.',
  ),
  break_glass_needed: fault(
    409,
    'This administrator is needed for emergencies',
    'They can sign in when the provider can’t. Name someone else in OIDC_BREAK_GLASS_EMAIL first.',
  ),
} as const satisfies Record<string, ErrorFacts>
