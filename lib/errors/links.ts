import { type ErrorFacts, fault } from './facts.ts'

/** Connect links and return URLs. */
export const linkErrors = {
  connect_link_not_found: fault(
    404,
    'Unknown connect link',
    'Check that you copied the entire link, and that you are signed in with the account it was sent to. Otherwise ask for a new one.',
    { program: { next: 'Check the id, and that this API key has access to the link.' } },
  ),
  connect_link_expired: fault(
    410,
    'This connect link has expired',
    'Nothing was connected. Ask the person who sent it for a new one.',
  ),
  connect_link_revoked: fault(
    410,
    'This connect link was revoked',
    'Nothing was connected. Ask the person who sent it what to do.',
  ),
  connect_link_used: fault(
    410,
    'This connect link was already used',
    'A link connects one selling account. You can see it under your connections. To connect another one, ask for another link.',
    { program: { next: 'It can’t be revoked anymore. To end access, revoke the authorization.' } },
  ),
  connect_link_taken: fault(
    409,
    'This connect link belongs to another account',
    'Sign in with the account that claimed it or that it was created for, or ask for a link of your own.',
  ),
  connect_link_country: fault(
    409,
    'This connect link isn’t for that country',
    'Nothing was connected. Open the link again and choose one of its countries. At Amazon, check the country at the top of the page before you approve.',
  ),
  connect_link_country_done: fault(
    409,
    'This country is already connected',
    'A link connects each of its countries once. Continue with the next country, or see your connections.',
  ),
  link_countries_conflict: fault(
    400,
    'Several countries can’t be combined with the fields for one',
    'Leave the single country and the expected selling partner empty, or create one link for each country.',
    {
      field: 'countries',
      program: {
        next: 'Send marketplace_ids without marketplace_id and expected_selling_partner_id, or create one link for each country.',
      },
    },
  ),
  link_own_account: fault(
    409,
    'Nobody can open a link for the company’s own account',
    'Nobody signs in with that account. Move the authorization to the seller’s account first; for a new connection, name no account.',
  ),
  link_no_recipient: fault(
    409,
    'Nobody of this account can be emailed',
    'No link was created. Create it without sending it, and pass it on yourself.',
  ),
  recipient_invalid: fault(
    400,
    'This is not an email address',
    'Enter an address such as name@example.com, or leave the field empty.',
    { field: 'sendTo' },
  ),
  link_life_invalid: fault(400, 'This lifetime isn’t available', 'Choose one from the list.', {
    field: 'days',
  }),
  return_address_refused: fault(
    400,
    'The return URL in this link isn’t allowed',
    'Nothing was started. Start again from the company’s page, or contact them: the return URL has to be on the application’s allow-list, with the same path.',
    {
      field: 'returnTo',
      program: {
        title: 'This return URL isn’t allowed',
        next: 'Nothing was created. Send one of the application’s return URLs; only its query may differ.',
      },
    },
  ),
} as const satisfies Record<string, ErrorFacts>
