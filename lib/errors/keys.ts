import { type ErrorFacts, fault } from './facts.ts'

/** API keys. */
export const keyErrors = {
  api_key_missing: fault(
    401,
    'This request has no API key',
    'Send the header Authorization: Bearer, followed by a key that an administrator created.',
  ),
  api_key_unknown: fault(
    401,
    'Unknown API key',
    'Check that you copied the entire key, and that it belongs to this installation.',
  ),
  api_key_revoked: fault(401, 'This API key was revoked', 'Ask an administrator for a new one.'),
  api_key_expired: fault(401, 'This API key has expired', 'Ask an administrator for a new one.'),
  api_key_network_refused: fault(
    403,
    'This API key doesn’t work from this network',
    'Send the request from a network that the key is limited to, or ask an administrator to add this one.',
  ),
  api_key_networks_invalid: fault(
    400,
    'Invalid networks',
    'Enter up to 20 networks such as 203.0.113.0/24 or 2001:db8::/32, separated by commas.',
    { field: 'networks' },
  ),
  api_key_min_ttl_invalid: fault(
    400,
    'This isn’t a number of seconds',
    'Enter whole seconds from 0 to 3500.',
    {
      field: 'minTtl',
    },
  ),
  api_key_overlap_invalid: fault(400, 'This overlap isn’t available', 'Choose one from the list.', {
    field: 'overlap',
  }),
  api_key_secret_replaced: fault(
    409,
    'The secret was replaced a short while ago',
    'The previous one still works. End it first, once no program uses it, and then replace the secret again.',
  ),
  api_key_ended: fault(409, 'This API key no longer works', 'Create a new one.'),
  usage_days_invalid: fault(
    400,
    'Invalid date range',
    'Send from and to as dates such as 2026-11-22. The range can cover at most 92 days, and from can’t be after to.',
  ),
  api_key_not_found: fault(404, 'API key not found', 'Go back to the list.'),
  api_key_scopes_missing: fault(400, 'No scope is selected', 'Choose at least one scope.'),
  api_key_life_invalid: fault(400, 'This lifetime isn’t available', 'Choose one from the list.', {
    field: 'days',
  }),
  api_key_scope_of_account: fault(
    400,
    'Some of these scopes can’t be limited to one account or to tags',
    'Remove the account and the tags, or remove the scopes for grantless tokens and webhook endpoints. You can still choose one application.',
    { field: 'account' },
  ),
  api_key_scope_of_agent: fault(
    400,
    'An agent can’t have these scopes',
    'Choose among the scopes that are offered for agents. None of them returns a token.',
  ),
  api_key_scope_of_program: fault(
    400,
    'Only agents can have the scope calls:run',
    'Programs get an access token and call SP-API themselves. Create a key for an agent instead.',
  ),
  api_key_not_of_agent: fault(
    403,
    'This API key belongs to a program',
    'Agents need a key of their own, which names them to Amazon and expires: an administrator creates it under API keys.',
  ),
  agents_stopped: fault(
    403,
    'Agents are stopped',
    'An administrator has stopped all agents. They work again once an administrator allows it under API keys.',
  ),
  rate_limit_exceeded: fault(
    429,
    'This API key sends too many requests',
    'Wait until retry_at. RateLimit-Policy says how many requests are allowed in how many seconds. Other keys aren’t affected.',
  ),
  api_keys_refused: fault(
    429,
    'Too many requests with invalid keys',
    'Fix the key in the program’s settings, then retry after retry_at. Valid keys keep working in the meantime.',
  ),
} as const satisfies Record<string, ErrorFacts>
