const brand = Symbol.for('gatehouse.error')
const vaultBrand = Symbol.for('gatehouse.vault-error')

interface ErrorFacts {
  /** The HTTP status at every door. */
  readonly status: number
  /** What happened, in plain words; shown to people and to programs. */
  readonly title: string
  /** What to do next. */
  readonly next: string
}

const fault = (status: number, title: string, next: string): ErrorFacts => ({ status, title, next })

const startAgain = 'Start again from the connect page: choose where you sell and press Authorize.'

/** What can go wrong, with the words for people. The codes are part of the API's contract. */
export const errors = {
  // At the doors that Amazon's parameters pass.
  parameter_missing: fault(400, 'Something is missing in this link', startAgain),
  parameter_repeated: fault(400, 'This link says the same thing twice', startAgain),
  parameter_too_long: fault(400, 'This link is too long', startAgain),
  parameter_malformed: fault(400, 'This link is damaged', startAgain),
  parameter_unknown: fault(
    400,
    'This request has a field that is not known here',
    'Remove the field and send the request again.',
  ),
  marketplace_unknown: fault(
    400,
    'This marketplace is not known',
    'Choose the country where you sell from the list on the connect page.',
  ),
  amazon_callback_uri_refused: fault(
    400,
    'The way back in this link does not lead to Amazon',
    'Nothing was sent there. Start from Seller Central or from the connect page, not from a link in a message.',
  ),
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

  // Applications.
  application_not_found: fault(
    404,
    'There is no such application',
    'It may be another installation that has it. Start again from the connect page, or from the list.',
  ),
  application_retired: fault(
    409,
    'This application is retired',
    'Nobody is sent to Amazon for it. An administrator can bring it back on its page.',
  ),
  application_partner_type: fault(
    400,
    'This application is not for this kind of selling account',
    'Go back and choose another application, or the other way to sell.',
  ),
  application_changed: fault(
    409,
    'Somebody else changed this application meanwhile',
    'Nothing of yours is lost: it stands below, beside what is stored now. Save again to replace that.',
  ),
  application_id_malformed: fault(
    400,
    'This is not an application id',
    'Copy it from the Solution Provider Portal: amzn1.sp.solution.… or amzn1.sellerapps.app.… It is not the LWA client id.',
  ),
  application_id_taken: fault(
    409,
    'There is an application with this id',
    'Find it in the list of applications, and change it there.',
  ),
  application_name_taken: fault(
    409,
    'Another application is called so',
    'Nobody could tell the two apart: give one of them another name. Only a retired one frees its name.',
  ),
  lwa_client_id_malformed: fault(
    400,
    'This is not an LWA client id',
    'Copy it from View LWA credentials: amzn1.application-oa2-client.… It is not the application id.',
  ),
  client_secret_same: fault(
    409,
    'This is the client secret that is in force already',
    'Nothing was changed. Copy the new one from LWA credentials, View.',
  ),
  client_secret_refused: fault(
    422,
    'Amazon does not accept this client secret',
    'Nothing was changed; the one in force works on. Copy the whole secret from LWA credentials, View, and check that it belongs to this LWA client.',
  ),
  client_secret_untried: fault(
    503,
    'Amazon could not tell whether this client secret works',
    'Nothing was changed; the one in force works on. Try again in a minute.',
  ),
  rotation_refused: fault(
    502,
    'Amazon did not make a new client secret',
    'The one in force works on. Make a new one by hand under LWA credentials, View, and paste it here.',
  ),
  client_secret_malformed: fault(
    400,
    'This is not a client secret',
    'Copy the whole of it from View LWA credentials, without spaces or line breaks.',
  ),
  secret_date_invalid: fault(
    400,
    'Amazon cannot have made the secret on this day',
    'Enter a day up to today, or leave it empty when you do not know.',
  ),
  partner_types_missing: fault(
    400,
    'Nobody could authorize this application',
    'Choose sellers, vendors or both.',
  ),
  redirect_uri_invalid: fault(
    400,
    'Amazon registers no such OAuth Redirect URI',
    'Enter the https address as it is registered, without # and without a user name.',
  ),
  log_in_uri_invalid: fault(
    400,
    'Amazon registers no such Log-in URI',
    'Enter the https address as it is registered, without #, or leave it empty when there is none.',
  ),
  return_address_invalid: fault(
    400,
    'A return address must be an exact https address',
    'One to a line, at most 20, without # and without a user name. http is for this machine only.',
  ),
  roles_affect_sellers: fault(
    409,
    'The new roles affect connected sellers',
    'Nothing was saved yet. Say whether these sellers have to approve the roles.',
  ),
  roles_invalid: fault(
    400,
    'A role has a name of 1 to 100 characters',
    'One to a line, at most 50, as Amazon names them.',
  ),
  renewal_term_invalid: fault(
    400,
    'This term is not possible',
    'Enter whole days from 1 to 3650, or leave it empty for none.',
  ),
  renewal_due_invalid: fault(
    400,
    'This is not possible with the term',
    'Enter whole days from 0 to the length of the term.',
  ),
  renewal_warnings_invalid: fault(
    400,
    'These warnings are not possible with the term',
    'Enter whole days before its end, at most ten, separated by commas: 60, 30, 7.',
  ),

  // Connect links and return addresses.
  connect_link_not_found: fault(
    404,
    'This connect link is not known',
    'Check that the whole link was copied, and that you are signed in as whom it was sent to. Otherwise ask for a new one.',
  ),
  connect_link_expired: fault(
    410,
    'This connect link has run out',
    'Nothing was connected. Ask whoever sent it for a new one.',
  ),
  connect_link_revoked: fault(
    410,
    'This connect link was withdrawn',
    'Nothing was connected. Ask whoever sent it what to do.',
  ),
  connect_link_used: fault(
    410,
    'This connect link was used',
    'A link connects one selling account. You find it among your connections; ask for another link to connect another.',
  ),
  connect_link_taken: fault(
    409,
    'This connect link belongs to another account',
    'Sign in with the account that opened it first or that it was made for, or ask for a link of your own.',
  ),
  link_life_invalid: fault(400, 'A link cannot live that long', 'Choose how long from the list.'),
  selling_partner_id_malformed: fault(
    400,
    'This is not the id of a selling partner',
    'Enter the merchant token or vendor code: letters and digits, without spaces.',
  ),
  account_unknown: fault(
    400,
    'No account is called so',
    'Enter its whole name, the e-mail address of somebody who signs in for it, or its id.',
  ),
  account_ambiguous: fault(
    400,
    'Several accounts are called so',
    'Enter the e-mail address of somebody who signs in for the one that you mean.',
  ),
  account_same: fault(409, 'It belongs to this account already', 'Name another account.'),
  account_unconfirmed: fault(
    409,
    'Check that this is the account you mean',
    'Anybody can sign up with any e-mail address or name. Compare its id and its age, then confirm it.',
  ),
  return_address_refused: fault(
    400,
    'The way back in this link is not one of the company',
    'Nothing was begun. Start from the page of the company again, or tell them: the address has to be on the list of the application, with the same path.',
  ),
  form_repeated: fault(
    409,
    'This form was sent before',
    'What it asked for is done already, once. Load the page again to see it or to make another one.',
  ),

  // While a code is exchanged.
  report_empty: fault(
    400,
    'Enter the code or the message',
    'It is on Amazon’s page, such as MD5101 or SPDC8143.',
  ),
  not_finished: fault(400, 'This authorization was not finished at Amazon', startAgain),
  attempt_not_found: fault(404, 'There is no such authorization in this browser', startAgain),
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

  // Authorizations.
  authorization_not_found: fault(
    404,
    'There is no such authorization',
    'It may have been removed. Go back to the list.',
  ),
  authorization_disconnected: fault(
    409,
    'This authorization is disconnected',
    'Its tokens are destroyed. Ask the seller to authorize again.',
  ),
  authorization_needs_reauthorization: fault(
    409,
    'Amazon refuses this authorization',
    'The seller has to authorize again: send them the re-authorization link.',
  ),
  authorization_changed: fault(
    409,
    'Somebody else changed this at the same time',
    'Load the page again and look at the present state.',
  ),
  token_unreadable: fault(
    500,
    'A stored token cannot be opened',
    'The key that sealed it is missing or the row was changed. Check GATEHOUSE_KEYS and restore the row, or ask the seller to authorize again.',
  ),
  authorization_paused: fault(
    409,
    'This authorization is paused',
    'An operator stopped it for a while. Its tokens are kept: ask an operator to resume it.',
  ),
  authorization_released: fault(
    409,
    'This authorization was given free',
    'Its record is history, and another account may authorize this selling partner. Start again from the connect page: that makes a new record.',
  ),
  last_token_gone: fault(
    409,
    'The token from before is not kept any more',
    'Its term is over, or there was none. Ask the seller to authorize again.',
  ),
  last_token_refused: fault(
    422,
    'Amazon gives nothing for the token from before',
    'Nothing was changed: the present token stays.',
  ),
  merchant_token_known: fault(
    409,
    'This authorization has a merchant token',
    'Load the page again. A merchant token is told once and stays.',
  ),
  merchant_token_other: fault(
    409,
    'This is not the selling partner id of this authorization',
    'Compare it letter by letter. If it really differs, the account may have connected somebody else’s store.',
  ),
  merchant_token_taken: fault(
    409,
    'Another record has this merchant token',
    'Nothing was changed. Find that record by the merchant token; if it is the wrong one, release it first.',
  ),
  merchant_token_differs: fault(
    409,
    'This refresh token is stored with another merchant token',
    'Nothing was changed. Check both: one refresh token belongs to one selling partner.',
  ),

  // Self-authorizations: what stands in the field for the refresh token.
  pasted_nothing: fault(
    400,
    'There is no refresh token in the field',
    'Press Authorize app for the application at Amazon, and copy what appears beside it.',
  ),
  pasted_no_token: fault(
    400,
    'This is not a refresh token',
    'A refresh token starts with Atzr| and is a few hundred characters long. Copy the whole of it.',
  ),
  pasted_access_token: fault(
    400,
    'This is an access token',
    'It starts with Atza| and ends within an hour. Copy the refresh token, which starts with Atzr|.',
  ),
  pasted_grantless_token: fault(
    400,
    'This is a grantless access token',
    "It starts with Atc| and acts for the application alone. Copy the seller's refresh token, which starts with Atzr|.",
  ),
  pasted_restricted_token: fault(
    400,
    'This is a restricted data token',
    'It starts with Atz.sprdt| and ends within an hour. Copy the refresh token, which starts with Atzr|.',
  ),
  pasted_code: fault(
    400,
    'This looks like an authorization code',
    'A code lives for five minutes and works once, through the connect page. Copy the refresh token, which starts with Atzr|.',
  ),
  pasted_client_secret: fault(
    400,
    'This is a client secret',
    'It belongs to the application, not to a selling partner. Copy the refresh token, which starts with Atzr|.',
  ),
  pasted_id: fault(
    400,
    'This is an id, not a token',
    'It names an application or an LWA client. Copy the refresh token, which starts with Atzr|.',
  ),
  pasted_token_misspelt: fault(
    400,
    'This token starts with Aztr|, which Amazon does not use',
    'A printed example has this typing error. Copy the token itself: it starts with Atzr|.',
  ),
  pasted_token_short: fault(
    400,
    'The end of this refresh token is missing',
    'Copy the whole of it: it is a few hundred characters long, and has no dots at its end.',
  ),
  pasted_token_long: fault(
    400,
    'This is too long for a refresh token',
    'One has at most 2,048 characters. Copy the token alone.',
  ),
  pasted_token_damaged: fault(
    400,
    'This refresh token is damaged',
    'It has characters that no token has. Copy it again from Amazon.',
  ),
  pasted_two_tokens: fault(
    400,
    'There are two refresh tokens in the field',
    'Paste one of them, and the other for itself.',
  ),
  pasted_token_refused: fault(
    422,
    'Amazon does not accept this refresh token',
    'Nothing was stored. Check that the whole token was copied, or press Authorize app at Amazon again.',
  ),
  pasted_token_foreign: fault(
    422,
    'This refresh token belongs to another application',
    'Nothing was stored. Choose the application for which it was made.',
  ),
  pasted_token_unproven: fault(
    503,
    'Amazon could not tell whether this refresh token works',
    'Nothing was stored. Try again in a minute.',
  ),
  pasted_token_taken: fault(
    409,
    'Another account holds this selling partner',
    'Nothing was changed. Choose that account, or release its record first.',
  ),
  pasted_token_elsewhere: fault(
    409,
    'Another record holds this refresh token',
    'Nothing was changed. Find that record in the list; if it is the wrong one, release it first.',
  ),
  pasted_region_differs: fault(
    409,
    'This selling partner is stored for another region',
    'Nothing was changed. Choose a marketplace of the region that its record names.',
  ),
  authorization_not_self: fault(
    409,
    'This was not authorized by a pasted token',
    'Send the seller the re-authorization link.',
  ),

  // Grants that were set aside.
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
  call_not_found: fault(404, 'There is no such call', 'Go back to the list of calls.'),
  operation_unknown: fault(400, 'The call runner can’t run this operation', 'Choose one from the list.'),

  // People.
  sign_in_required: fault(401, 'Please sign in', 'Sign in and come back to this page.'),
  not_allowed: fault(403, 'You may not do this', 'Ask an administrator for the right.'),
  credentials_wrong: fault(401, 'E-mail address or password is not right', 'Check both and try again.'),
  too_many_tries: fault(429, 'Too many tries', 'Wait a quarter of an hour and try again.'),
  too_many_requests: fault(429, 'Too many requests', 'Wait a minute and try again.'),
  busy: fault(503, 'Too many people are signing in at this moment', 'Wait a minute and try again.'),
  email_invalid: fault(400, 'This is not an e-mail address', 'Enter an address such as name@example.com.'),
  email_taken: fault(409, 'There is an account with this e-mail address', 'Sign in instead.'),
  name_invalid: fault(400, 'Please enter a name', 'Between 1 and 100 characters.'),
  password_too_short: fault(
    400,
    'This password is too short',
    'Use at least 12 characters; 15 or more are better.',
  ),
  password_too_long: fault(400, 'This password is too long', 'Use at most 128 characters.'),
  password_too_common: fault(
    400,
    'This password is easy to guess',
    'Use several words that do not belong together.',
  ),
  password_wrong: fault(403, 'This is not your present password', 'Enter the one that you signed in with.'),
  person_exists: fault(
    409,
    'An operator already signs in with this e-mail address',
    'Find them in the list, or invite another address.',
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

  // Programs.
  api_key_missing: fault(
    401,
    'This request has no API key',
    'Send the header Authorization: Bearer, followed by a key that an administrator made.',
  ),
  api_key_unknown: fault(
    401,
    'This API key is not known',
    'Check that the whole key was copied, and that it belongs to this installation.',
  ),
  api_key_revoked: fault(401, 'This API key was revoked', 'Ask an administrator for a new one.'),
  api_key_expired: fault(401, 'This API key has run out', 'Ask an administrator for a new one.'),
  api_key_not_found: fault(404, 'There is no such API key', 'Go back to the list.'),
  api_key_scopes_missing: fault(400, 'This key would be good for nothing', 'Choose at least one right.'),
  api_key_life_invalid: fault(400, 'This life of a key is not offered', 'Choose one from the list.'),
  api_key_scope_of_account: fault(
    400,
    'Grantless tokens reach beyond one account',
    'Leave the account open, or take the rights to grantless tokens away. One application can be chosen.',
  ),
  api_keys_refused: fault(
    429,
    'Too many requests with keys that are not accepted',
    'Mend the key in the settings of the program. Ask again after retry_at; keys that are accepted work all the while.',
  ),
  min_ttl_invalid: fault(
    400,
    'This min_ttl is not possible',
    'Send whole seconds from 0 to 3300, or leave it out for 300.',
  ),
  authorization_in_doubt: fault(
    503,
    'Amazon has refused this authorization, but not often enough to be sure',
    'It is tried again by itself. Ask again after retry_at; nobody has to act yet.',
  ),
  application_credentials_refused: fault(
    503,
    "Amazon refuses the application's own credentials",
    'No seller is at fault. An operator has to check the client id and the client secret; ask again after retry_at.',
  ),
  refresh_unavailable: fault(
    503,
    'Amazon gives no access token at the moment',
    'It is tried again at most once a minute. Ask again after retry_at.',
  ),
  token_life_too_short: fault(
    503,
    'Amazon gave an access token that lives shorter than asked for',
    'Ask again after retry_at, or with a smaller min_ttl.',
  ),
  grantless_scope_unknown: fault(
    400,
    'This is no scope of a grantless token',
    'Send one of those in allowed; mind the two colons.',
  ),
  grantless_scope_refused: fault(
    409,
    'Amazon gives this application no grantless token of this scope',
    'Check that the application is for sellers, and has the role that the operation needs. Ask again after retry_at.',
  ),
  restricted_resources_invalid: fault(
    400,
    'These are no restricted resources',
    'Mend the field that is named: up to 50 resources, each with method and path, and with dataElements where Amazon asks for them.',
  ),
  restricted_data_refused: fault(
    422,
    'Amazon gives no restricted data token for these resources',
    'Check the paths and the data elements, and that the application has the restricted role. The diagnosis says what Amazon answered.',
  ),
  restricted_data_throttled: fault(
    429,
    'Amazon has no restricted data token left for this selling partner just now',
    'Ask again after retry_at. One token can name up to 50 resources, and lives for an hour.',
  ),
  restricted_data_unavailable: fault(
    503,
    'Amazon gives no restricted data token at the moment',
    'Ask again after retry_at.',
  ),
  database_unavailable: fault(
    503,
    'The database does not answer',
    'Nothing was changed. Try again in a few seconds.',
  ),
  api_unreachable: fault(
    502,
    'The API doesn’t respond',
    'Try again in a few seconds. If this continues, have the operator of this server check that the api process is running (npm run api) and that API_URL leads to it.',
  ),

  // Requests.
  not_found: fault(404, 'There is nothing at this address', 'Check the path and the version in it.'),
  method_not_allowed: fault(
    405,
    'This address takes another method',
    'Use one of those in the header Allow.',
  ),
  body_unreadable: fault(
    400,
    'The body is no JSON object',
    'Send a JSON object with Content-Type: application/json, or no body at all.',
  ),
  body_too_large: fault(413, 'The body is too large', 'Send only the fields that this address takes.'),
  form_too_large: fault(413, 'This is more than a form can take', 'Go back, shorten it and send it again.'),
  input_invalid: fault(400, 'The request is not right', 'Check the fields and send it again.'),
  cross_site_request: fault(403, 'This request came from another site', 'Open the page here and try again.'),
  internal: fault(
    500,
    'Something went wrong on our side',
    'Try again in a moment. If it stays, tell the company the reference.',
  ),
} as const satisfies Record<string, ErrorFacts>

export type ErrorCode = keyof typeof errors

/** A failure with a stable code. `details` may be logged and shown to operators: never a secret in it. */
export class AppError extends Error {
  readonly [brand] = true
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(`${code}: ${errors[code].title}`, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** By brand, because `lib/` exists in several copies. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && brand in error
}

/** Opening fails in one way, whatever the reason. */
export class VaultError extends Error {
  readonly [vaultBrand] = true
  readonly code: 'cannot_open' | 'no_such_key'

  constructor(code: 'cannot_open' | 'no_such_key') {
    super(code === 'cannot_open' ? 'The sealed text cannot be opened.' : 'The key ring lacks this key.')
    this.name = 'VaultError'
    this.code = code
  }
}

export function isVaultError(error: unknown): error is VaultError {
  return typeof error === 'object' && error !== null && vaultBrand in error
}
