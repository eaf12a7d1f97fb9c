import { type ErrorFacts, fault } from './facts.ts'

/** Stored authorizations, and calls made with them. */
export const authorizationErrors = {
  selling_partner_id_malformed: fault(
    400,
    'This is not the id of a selling partner',
    'Enter the merchant token or vendor code: letters and digits, without spaces.',
    {
      field: 'sellingPartner',
      program: { next: 'Send the merchant token or vendor code: letters and digits, without spaces.' },
    },
  ),
  authorization_not_found: fault(
    404,
    'Authorization not found',
    'It may have been removed. Go back to the list.',
    { program: { next: 'Check the id, and that this API key has access to the authorization.' } },
  ),
  authorization_disconnected: fault(
    409,
    'This authorization is disconnected',
    'Its tokens were destroyed. Ask the seller to authorize again.',
    { seller: { next: 'Its tokens were destroyed. Authorize again from the connect page.' } },
  ),
  authorization_needs_reauthorization: fault(
    409,
    'Amazon rejects this authorization',
    'The seller has to authorize again: send them the re-authorization link.',
  ),
  roles_unanswered: fault(
    503,
    'Amazon didn’t say which roles this authorization has',
    'It issued no token, or isn’t responding. What was known stays. The worker asks again in 15 minutes; you can also try again now.',
    { outdated: true },
  ),
  updated_since_too_early: fault(
    400,
    'Changes from that long ago are no longer available',
    'Send a time within the last 90 days, or list all authorizations without updated_since.',
  ),
  authorization_changed: fault(
    409,
    'Someone else changed this at the same time',
    'Reload the page to see the current state.',
  ),
  token_unreadable: fault(
    500,
    'A stored token can’t be decrypted',
    'The key that encrypted it is missing, or the row was changed. Check GATEHOUSE_KEYS and restore the row, or ask the seller to authorize again.',
    {
      program: { next: 'An operator has to act. The authorization’s page in the dashboard says what to do.' },
      seller: {
        title: 'A problem on our side is holding this up',
        next: 'The company can see it and has to fix it. You can close this page. If your account isn’t among your connections later, authorize again.',
      },
    },
  ),
  authorization_paused: fault(
    409,
    'This authorization is paused',
    'An operator paused it. Its tokens are kept. Ask an operator to resume it.',
    {
      seller: {
        next: 'The company paused it. Its tokens are kept. Ask the company to resume it.',
      },
    },
  ),
  authorization_released: fault(
    409,
    'This authorization was released',
    'This record is kept as history only. Start again from the connect page: that creates a new record.',
    {
      program: {
        next: 'This record is kept as history only. To connect the selling partner again, send a new connect link.',
      },
    },
  ),
  previous_token_gone: fault(
    409,
    'The previous token is no longer stored',
    'Its retention period has ended, or there was none. Ask the seller to authorize again.',
  ),
  previous_token_refused: fault(
    422,
    'Amazon rejected the previous token',
    'Nothing was changed. The current token stays in use.',
  ),
  merchant_token_known: fault(
    409,
    'This authorization already has a merchant token',
    'Reload the page. A merchant token can’t be changed once it is set.',
  ),
  merchant_token_other: fault(
    409,
    'This doesn’t match the selling partner id of this authorization',
    'Compare them character by character. If they really differ, the account may have connected someone else’s store.',
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
  call_not_found: fault(404, 'Call not found', 'Go back to the list of calls.'),
  operation_unknown: fault(400, 'The call runner can’t run this operation', 'Choose one from the list.'),
  operation_not_offered: fault(
    400,
    'This operation can’t be run for this selling partner',
    'The list says why. Choose another operation, or another selling partner.',
  ),
  call_input_invalid: fault(400, 'A parameter is missing or invalid', 'Check the fields, then run it again.'),
  call_reason_missing: fault(
    400,
    'A reason is missing',
    'Say why you need personal data. The reason is stored in the audit log.',
    { field: 'reason' },
  ),
  call_held_back: fault(
    429,
    'Amazon would refuse this call: its rate limit is used up',
    'Wait until the time shown, then run it again.',
    { outdated: true },
  ),
  call_not_comparable: fault(
    409,
    'These calls can’t be compared',
    'Choose two calls of the same operation whose responses are JSON and still stored in full.',
  ),
} as const satisfies Record<string, ErrorFacts>
