import { type ErrorFacts, fault } from './facts.ts'

/** Webhook endpoints, their deliveries, and repeated requests of programs. */
export const webhookErrors = {
  webhook_url_invalid: fault(
    400,
    'This URL can’t receive webhooks',
    'Enter an https:// URL without a user name or password.',
    { field: 'url', program: { next: 'Send an https:// URL without a user name or password.' } },
  ),
  webhook_http_refused: fault(
    400,
    'Webhooks are sent over https',
    'Use an https:// URL. Plain http is allowed only in networks listed in OUTBOUND_ALLOWED_NETWORKS.',
    { field: 'url' },
  ),
  webhook_address_refused: fault(
    400,
    'Webhooks aren’t sent to this address',
    'It isn’t on the public internet. Use another URL, or list its network in OUTBOUND_ALLOWED_NETWORKS.',
    { field: 'url' },
  ),
  webhook_types_missing: fault(400, 'No event type is chosen', 'Choose at least one, or all of them.', {
    field: 'types',
    program: { next: 'Send at least one.' },
  }),
  webhook_type_unknown: fault(400, 'Unknown event type', 'Choose event types from the list.', {
    field: 'types',
    program: { next: 'Send types that the guide to webhooks lists.' },
  }),
  webhook_application_unknown: fault(400, 'Application not found', 'Choose one from the list.', {
    field: 'application',
    program: { next: 'Check the id, and that this API key has access to the application.' },
  }),
  webhook_limit_reached: fault(
    409,
    'There are too many webhook endpoints',
    'Delete one that is no longer needed.',
  ),
  webhook_not_found: fault(404, 'Webhook endpoint not found', 'Go back to the list.', {
    program: { next: 'List the endpoints to find its id.' },
  }),
  webhook_delivery_not_found: fault(
    404,
    'Delivery not found',
    'Deliveries are kept for 30 days. Go back to the endpoint.',
    { program: { next: 'List the deliveries of the endpoint to find its id.' } },
  ),
  webhook_disabled: fault(409, 'This webhook endpoint is disabled', 'Enable it first.', { outdated: true }),
  webhook_secret_overlaps: fault(
    409,
    'The previous secret still signs, and would stop',
    'Wait until it ends. If no program needs it anymore, check the box that ends it, and rotate the secret again.',
    {
      outdated: true,
      program: { next: 'Wait until previous_secret_until, or send ends_previous: true.' },
    },
  ),
  webhook_being_sent: fault(
    409,
    'This delivery is being sent right now',
    'Wait a few seconds, and look at the result.',
  ),
  replay_since_invalid: fault(400, 'This time can’t be read', 'Enter a time in the past 30 days.', {
    field: 'since',
    program: { next: 'Send a time in the past 30 days.' },
  }),
  events_pruned: fault(
    410,
    'The events after this cursor are no longer kept',
    'Read the current state of what you track, then continue without a cursor.',
  ),
  idempotency_key_invalid: fault(
    400,
    'The Idempotency-Key is invalid',
    'Send 1 to 255 printable ASCII characters, such as a UUID.',
  ),
  idempotency_key_in_use: fault(
    409,
    'A request with this Idempotency-Key is in progress',
    'Wait a second and send the same request again to get its result.',
  ),
  idempotency_key_reused: fault(
    422,
    'This Idempotency-Key was used for another request',
    'Use a new key for each request, and the same key only to repeat the same request.',
  ),
} as const satisfies Record<string, ErrorFacts>
