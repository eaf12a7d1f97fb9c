import { type ErrorFacts, fault, startAgain } from './facts.ts'

/** Requests of any kind. */
export const requestErrors = {
  parameter_missing: fault(400, 'Something is missing in this link', startAgain),
  parameter_repeated: fault(400, 'This link says the same thing twice', startAgain, {
    program: { title: 'A parameter was sent more than once', next: 'Send each parameter once.' },
  }),
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
    { field: 'marketplace' },
  ),
  not_allowed: fault(403, 'You may not do this', 'Ask an administrator for the right.', {
    program: {
      title: 'This API key may not do this',
      next: 'Ask an administrator for a key with a scope that this route accepts.',
    },
  }),
  form_repeated: fault(
    409,
    'This form was sent before',
    'What it asked for is done already, once. Load the page again to see it or to make another one.',
  ),
  too_many_requests: fault(429, 'Too many requests', 'Wait a minute and try again.'),
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
  input_invalid: fault(400, 'The request is not right', 'Check the fields and send it again.', {
    program: {
      title: 'A parameter is invalid',
      next: 'Fix the field that is named and send the request again.',
    },
  }),
  cross_site_request: fault(403, 'This request came from another site', 'Open the page here and try again.'),
  internal: fault(
    500,
    'Something went wrong on our side',
    'Try again in a moment. If it stays, tell the company the reference.',
    {
      operator: { next: 'Try again in a moment. If it stays, the log of the app says why.' },
      program: { next: 'Retry with backoff. If it persists, give an operator the request id.' },
    },
  ),
} as const satisfies Record<string, ErrorFacts>
