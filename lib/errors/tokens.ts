import { type ErrorFacts, fault } from './facts.ts'

/** Tokens for programs. */
export const tokenErrors = {
  min_ttl_invalid: fault(
    400,
    'Invalid min_ttl',
    'Send whole seconds from 0 to 3500, or omit it for the default.',
  ),
  authorization_in_doubt: fault(
    503,
    'Amazon refused this authorization, but not often enough to be conclusive',
    'Gatehouse retries automatically. Ask again after retry_at; nobody has to act yet.',
  ),
  application_credentials_refused: fault(
    503,
    "Amazon is rejecting the application's credentials",
    'No seller is at fault. An operator has to check the client id and the client secret; ask again after retry_at.',
  ),
  refresh_unavailable: fault(
    503,
    "Amazon isn't issuing an access token at the moment",
    'Gatehouse retries at most once a minute. Ask again after retry_at.',
  ),
  token_life_too_short: fault(
    503,
    'Amazon issued an access token with a shorter lifetime than requested',
    'Ask again after retry_at, or with a smaller min_ttl.',
  ),
  grantless_scope_unknown: fault(
    400,
    'Unknown scope',
    'Send one of the values in allowed; note the two colons.',
  ),
  token_grant_type_unsupported: fault(
    400,
    'Unsupported grant type',
    'Send grant_type as refresh_token, with the handle of an authorization, or as client_credentials, as a form or as JSON with the matching Content-Type.',
  ),
  token_parameter_missing: fault(400, 'A parameter is missing', 'Send it in the body of the request.'),
  token_parameter_invalid: fault(400, 'A parameter is invalid', 'Send it once, as a string.'),
  token_request_malformed: fault(
    400,
    'The body isn’t a JSON object',
    'Send a JSON object, or a form with Content-Type: application/x-www-form-urlencoded.',
  ),
  application_not_chosen: fault(
    400,
    'This API key can access several applications',
    'Use a key that is limited to one application: this request can’t name one.',
  ),
  grantless_scope_refused: fault(
    409,
    'Amazon issues no grantless token with this scope to this application',
    'Check that the application is for sellers, and has the role that the operation needs. Ask again after retry_at.',
  ),
  restricted_resources_invalid: fault(
    400,
    'Invalid restricted resources',
    'Fix the field that is named: up to 50 resources, each with method and path, and with dataElements where Amazon asks for them.',
  ),
  restricted_data_refused: fault(
    422,
    'Amazon issues no restricted data token for these resources',
    'Check the paths and the data elements, and that the application has the restricted role. The diagnosis says what Amazon answered.',
  ),
  restricted_data_throttled: fault(
    429,
    'The rate limit for restricted data tokens of this selling partner is used up',
    'Ask again after retry_at. One token can cover up to 50 resources, and is valid for an hour.',
  ),
  restricted_data_unavailable: fault(
    503,
    "Amazon isn't issuing a restricted data token at the moment",
    'Ask again after retry_at.',
  ),
} as const satisfies Record<string, ErrorFacts>
