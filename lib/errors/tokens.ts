import { type ErrorFacts, fault } from './facts.ts'

/** Tokens for programs. */
export const tokenErrors = {
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
} as const satisfies Record<string, ErrorFacts>
