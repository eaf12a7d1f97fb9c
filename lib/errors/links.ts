import { type ErrorFacts, fault } from './facts.ts'

/** Connect links and return URLs. */
export const linkErrors = {
  connect_link_not_found: fault(
    404,
    'This connect link is not known',
    'Check that the whole link was copied, and that you are signed in as whom it was sent to. Otherwise ask for a new one.',
  ),
  connect_link_expired: fault(
    410,
    'This connect link has run out',
    'Nothing was connected. Ask whoever sent it for a new one.',
  ),
  connect_link_revoked: fault(
    410,
    'This connect link was withdrawn',
    'Nothing was connected. Ask whoever sent it what to do.',
  ),
  connect_link_used: fault(
    410,
    'This connect link was used',
    'A link connects one selling account. You find it among your connections; ask for another link to connect another.',
  ),
  connect_link_taken: fault(
    409,
    'This connect link belongs to another account',
    'Sign in with the account that opened it first or that it was made for, or ask for a link of your own.',
  ),
  link_life_invalid: fault(400, 'A link cannot live that long', 'Choose how long from the list.', {
    field: 'days',
  }),
  return_address_refused: fault(
    400,
    'The way back in this link is not one of the company',
    'Nothing was begun. Start from the page of the company again, or tell them: the address has to be on the list of the application, with the same path.',
    { field: 'returnTo' },
  ),
} as const satisfies Record<string, ErrorFacts>
