import { type ErrorFacts, fault } from './facts.ts'

/** Applications and their client secrets. */
export const applicationErrors = {
  application_not_found: fault(
    404,
    'There is no such application',
    'It may be another installation that has it. Start again from the connect page, or from the list.',
    { program: { next: 'Check the id, and that this API key has access to the application.' } },
  ),
  application_retired: fault(
    409,
    'This application is retired',
    'Nobody is sent to Amazon for it. An administrator can bring it back on its page.',
    {
      seller: {
        title: 'This application is no longer in use',
        next: 'Nothing was started. Ask the company which application to authorize.',
      },
    },
  ),
  application_partner_type: fault(
    400,
    'This application is not for this kind of selling account',
    'Go back and choose another application, or the other way to sell.',
    { field: 'partner' },
  ),
  application_changed: fault(
    409,
    'Somebody else changed this application meanwhile',
    'Nothing of yours is lost: it stands below, beside what is stored now. Save again to replace that.',
    { outdated: true },
  ),
  application_id_malformed: fault(
    400,
    'This is not an application id',
    'Copy it from the Solution Provider Portal: amzn1.sp.solution.… or amzn1.sellerapps.app.… It is not the LWA client id.',
    { field: 'spApiApplicationId' },
  ),
  application_id_taken: fault(
    409,
    'There is an application with this id',
    'Find it in the list of applications, and change it there.',
    { field: 'spApiApplicationId' },
  ),
  application_name_taken: fault(
    409,
    'Another application is called so',
    'Nobody could tell the two apart: give one of them another name. Only a retired one frees its name.',
    { field: 'name' },
  ),
  lwa_client_id_malformed: fault(
    400,
    'This is not an LWA client id',
    'Copy it from View LWA credentials: amzn1.application-oa2-client.… It is not the application id.',
    { field: 'lwaClientId' },
  ),
  client_secret_same: fault(
    409,
    'This is the client secret that is in force already',
    'Nothing was changed. Copy the new one from LWA credentials, View.',
    { field: 'clientSecret' },
  ),
  client_secret_refused: fault(
    422,
    'Amazon does not accept this client secret',
    'Nothing was changed; the one in force works on. Copy the whole secret from LWA credentials, View, and check that it belongs to this LWA client.',
    { field: 'clientSecret' },
  ),
  client_secret_untried: fault(
    503,
    'Amazon could not tell whether this client secret works',
    'Nothing was changed; the one in force works on. Try again in a minute.',
  ),
  rotation_refused: fault(
    502,
    'Amazon did not make a new client secret',
    'The one in force works on. Make a new one by hand under LWA credentials, View, and paste it here.',
  ),
  client_secret_malformed: fault(
    400,
    'This is not a client secret',
    'Copy the whole of it from View LWA credentials, without spaces or line breaks.',
    { field: 'clientSecret' },
  ),
  secret_date_invalid: fault(
    400,
    'Amazon cannot have made the secret on this day',
    'Enter a day up to today, or leave it empty when you do not know.',
    { field: 'secretCreatedOn' },
  ),
  partner_types_missing: fault(
    400,
    'Nobody could authorize this application',
    'Choose sellers, vendors or both.',
    { field: 'partnerTypes' },
  ),
  redirect_uri_invalid: fault(
    400,
    'Amazon registers no such OAuth Redirect URI',
    'Enter the https address as it is registered, without # and without a user name.',
    { field: 'redirectUri' },
  ),
  log_in_uri_invalid: fault(
    400,
    'Amazon registers no such Log-in URI',
    'Enter the https address as it is registered, without #, or leave it empty when there is none.',
    { field: 'logInUri' },
  ),
  return_address_invalid: fault(
    400,
    'A return address must be an exact https address',
    'One to a line, at most 20, without # and without a user name. http is for this machine only.',
    { field: 'returnAddresses' },
  ),
  roles_affect_sellers: fault(
    409,
    'The new roles affect connected sellers',
    'Nothing was saved yet. Say whether these sellers have to approve the roles.',
  ),
  roles_invalid: fault(
    400,
    'A role has a name of 1 to 100 characters',
    'One to a line, at most 50, as Amazon names them.',
    { field: 'roles' },
  ),
  renewal_term_invalid: fault(
    400,
    'This term is not possible',
    'Enter whole days from 1 to 3650, or leave it empty for none.',
    { field: 'renewalTermDays' },
  ),
  renewal_due_invalid: fault(
    400,
    'This is not possible with the term',
    'Enter whole days from 0 to the length of the term.',
    { field: 'renewalDueDays' },
  ),
  renewal_warnings_invalid: fault(
    400,
    'These warnings are not possible with the term',
    'Enter whole days before its end, at most ten, separated by commas: 60, 30, 7.',
    { field: 'renewalWarningDays' },
  ),
} as const satisfies Record<string, ErrorFacts>
