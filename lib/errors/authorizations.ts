import { type ErrorFacts, fault } from './facts.ts'

/** Stored authorizations, and calls made with them. */
export const authorizationErrors = {
  selling_partner_id_malformed: fault(
    400,
    'This is not the id of a selling partner',
    'Enter the merchant token or vendor code: letters and digits, without spaces.',
    { field: 'sellingPartner' },
  ),
  authorization_not_found: fault(
    404,
    'There is no such authorization',
    'It may have been removed. Go back to the list.',
    { program: { next: 'Check the id, and that this API key has access to the authorization.' } },
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
    { program: { next: 'An operator has to act. The authorization page in the dashboard says what to do.' } },
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
  previous_token_gone: fault(
    409,
    'The token from before is not kept any more',
    'Its term is over, or there was none. Ask the seller to authorize again.',
  ),
  previous_token_refused: fault(
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
    { field: 'sellingPartner' },
  ),
  merchant_token_taken: fault(
    409,
    'Another record has this merchant token',
    'Nothing was changed. Find that record by the merchant token; if it is the wrong one, release it first.',
    { field: 'sellingPartner' },
  ),
  merchant_token_differs: fault(
    409,
    'This refresh token is stored with another merchant token',
    'Nothing was changed. Check both: one refresh token belongs to one selling partner.',
    { field: 'sellingPartner' },
  ),
  call_not_found: fault(404, 'There is no such call', 'Go back to the list of calls.'),
  operation_unknown: fault(400, 'The call runner can’t run this operation', 'Choose one from the list.'),
} as const satisfies Record<string, ErrorFacts>
