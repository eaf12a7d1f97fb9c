import { type ErrorFacts, fault } from './facts.ts'

/** API keys. */
export const keyErrors = {
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
  api_key_life_invalid: fault(400, 'This life of a key is not offered', 'Choose one from the list.', {
    field: 'days',
  }),
  api_key_scope_of_account: fault(
    400,
    'Grantless tokens reach beyond one account',
    'Leave the account open, or take the rights to grantless tokens away. One application can be chosen.',
    { field: 'account' },
  ),
  api_keys_refused: fault(
    429,
    'Too many requests with keys that are not accepted',
    'Mend the key in the settings of the program. Ask again after retry_at; keys that are accepted work all the while.',
  ),
} as const satisfies Record<string, ErrorFacts>
