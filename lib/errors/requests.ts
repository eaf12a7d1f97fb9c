import { type ErrorFacts, fault, startAgain } from './facts.ts'

/** Requests of any kind. */
export const requestErrors = {
  parameter_missing: fault(400, 'Something is missing in this link', startAgain),
  parameter_repeated: fault(400, 'This link contains a parameter twice', startAgain, {
    program: { title: 'A parameter was sent more than once', next: 'Send each parameter once.' },
  }),
  parameter_too_long: fault(400, 'This link is too long', startAgain),
  parameter_malformed: fault(400, 'This link is damaged', startAgain),
  parameter_unknown: fault(
    400,
    'Unknown field in the request',
    'Remove the field and send the request again.',
  ),
  marketplace_unknown: fault(
    400,
    'Unknown marketplace',
    'Choose the country where you sell from the list on the connect page.',
    {
      field: 'marketplace',
      program: { next: 'Send the id of one of Amazon’s marketplaces, such as ATVPDKIKX0DER.' },
    },
  ),
  tags_invalid: fault(400, 'These tags can’t be stored', 'Write one key=value per line, at most 20.', {
    field: 'tags',
    program: {
      title: 'Invalid tags',
      next: 'Send at most 20, with keys of up to 40 lowercase letters, digits, “_”, “.” or “-”, and values of 1 to 200 characters on one line. A filter is key=value.',
    },
  }),
  external_reference_invalid: fault(
    400,
    'This reference can’t be stored',
    'Use at most 200 characters on one line.',
    { field: 'reference' },
  ),
  not_allowed: fault(403, 'You don’t have permission to do this', 'Ask an administrator for access.', {
    seller: { next: 'Ask the company for access.' },
    program: {
      title: 'This API key doesn’t have the required scope',
      next: 'Ask an administrator for a key with a scope that this route accepts.',
    },
  }),
  settings_changed: fault(
    409,
    'Someone else changed these settings',
    'Your changes are kept below. Compare them with the stored values, then save again.',
    { outdated: true },
  ),
  scenario_refused: fault(409, 'This scenario can’t run now', 'Reset the demo, or try another one.'),
  form_repeated: fault(
    409,
    'This form was already submitted',
    'The change has already been made. Reload the page to see it, or to make another one.',
  ),
  too_many_requests: fault(429, 'Too many requests', 'Wait a minute and try again.'),
  database_unavailable: fault(
    503,
    'The database isn’t responding',
    'Nothing was changed. Try again in a few seconds.',
  ),
  api_unreachable: fault(
    502,
    'The API isn’t responding',
    'Try again in a few seconds. If this continues, have the operator of this server check that the api process is running (npm run api) and that API_URL points to it.',
  ),
  not_found: fault(404, 'Page not found', 'Check the address.', {
    program: { title: 'Route not found', next: 'Check the path and the version in it.' },
  }),
  method_not_allowed: fault(405, 'Method not allowed', 'Use one of the methods in the Allow header.'),
  body_unreadable: fault(
    400,
    'The body isn’t a JSON object',
    'Send a JSON object with Content-Type: application/json, or no body at all.',
  ),
  body_too_large: fault(413, 'The body is too large', 'Send only the fields that this route accepts.'),
  form_too_large: fault(413, 'This form is too large', 'Go back, shorten it and submit it again.'),
  input_invalid: fault(400, 'Invalid request', 'Check the fields and send it again.', {
    program: {
      title: 'A parameter is invalid',
      next: 'Fix the field that is named and send the request again.',
    },
  }),
  cross_site_request: fault(403, 'This request came from another site', 'Open the page here and try again.'),
  internal: fault(
    500,
    'Something went wrong on our side',
    'Try again in a moment. If this keeps happening, contact the company and mention the reference.',
    {
      operator: { next: 'Try again in a moment. If this keeps happening, the app’s log says why.' },
      program: { next: 'Retry with backoff. If it persists, give an operator the request id.' },
    },
  ),
} as const satisfies Record<string, ErrorFacts>
