import { type ErrorFacts, fault } from './facts.ts'

/** Applications and their client secrets. */
export const applicationErrors = {
  application_not_found: fault(
    404,
    'Application not found',
    'It may exist in another installation. Start again from the connect page, or from the list.',
    { program: { next: 'Check the id, and that this API key has access to the application.' } },
  ),
  application_retired: fault(
    409,
    'This application is retired',
    'Sellers can no longer authorize it. An administrator can restore it on its page.',
    {
      seller: {
        title: 'This application is no longer in use',
        next: 'Nothing was changed. Ask the company which application to authorize.',
      },
    },
  ),
  application_partner_type: fault(
    400,
    'This application is not for this kind of selling account',
    'Go back and choose another application, or the other kind of account.',
    {
      field: 'partner',
      program: {
        next: 'Send a partner_type that this application accepts, or the id of another application.',
      },
    },
  ),
  application_changed: fault(
    409,
    'Someone else changed this application',
    'Your changes are kept below, next to the stored values. Save again to overwrite those.',
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
    'An application with this id already exists',
    'Find it in the list of applications and edit it there.',
    { field: 'spApiApplicationId' },
  ),
  application_name_taken: fault(
    409,
    'That name is already in use',
    'Give one of the two applications another name. Names of retired applications can be reused.',
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
    'This client secret is already in use',
    'Nothing was changed. Copy the new secret from LWA credentials > View.',
    { field: 'clientSecret' },
  ),
  client_secret_refused: fault(
    422,
    'Amazon rejected this client secret',
    'Nothing was changed, and the current secret stays in use. Copy the entire secret from LWA credentials > View, and check that it belongs to this LWA client.',
    { field: 'clientSecret' },
  ),
  client_secret_untried: fault(
    503,
    'Amazon didn’t confirm whether this client secret works',
    'Nothing was changed, and the current secret stays in use. Try again in a minute.',
  ),
  rotation_refused: fault(
    502,
    'Amazon didn’t create a new client secret',
    'The current secret stays in use. Create a new one manually under LWA credentials > View, and paste it here.',
  ),
  no_pending_secret: fault(
    409,
    'There is no new client secret to activate',
    'Nothing was changed. It may be active by now: reload the page.',
  ),
  new_secrets_waiting: fault(
    409,
    'Too many new client secrets wait for Amazon’s acceptance',
    'Nothing was changed, so don’t delete the message: send it again later.',
  ),
  notification_unreadable: fault(
    422,
    'This is not a notification from Amazon',
    'Send the body of the message exactly as it arrived in the queue. Nothing was changed, so don’t delete the message.',
  ),
  queue_url_invalid: fault(
    400,
    'This is not the URL of an Amazon SQS queue',
    'Copy it from the queue’s page in the AWS console: https://sqs.us-east-1.amazonaws.com/123456789012/name. Leave it empty if a program of yours delivers the messages.',
    { field: 'queueUrl' },
  ),
  aws_credentials_incomplete: fault(
    400,
    'The AWS access key is incomplete',
    'Enter both the access key ID and the secret access key, or neither if the server has an AWS role.',
    { field: 'awsAccessKeyId' },
  ),
  rotation_not_ready: fault(409, 'A new client secret wouldn’t arrive here', 'Nothing was changed.', {
    field: 'policy',
  }),
  client_secret_malformed: fault(
    400,
    'This is not a client secret',
    'Copy all of it from View LWA credentials, without spaces or line breaks.',
    { field: 'clientSecret' },
  ),
  secret_date_invalid: fault(
    400,
    'This creation date isn’t possible',
    'Enter today’s date or an earlier one, or leave it empty if you don’t know.',
    { field: 'secretCreatedOn' },
  ),
  partner_types_missing: fault(
    400,
    'No one could authorize this application',
    'Choose sellers, vendors or both.',
    { field: 'partnerTypes' },
  ),
  redirect_uri_invalid: fault(
    400,
    'This OAuth Redirect URI isn’t valid',
    'Enter the https address exactly as registered, without # and without a user name.',
    { field: 'redirectUri' },
  ),
  log_in_uri_invalid: fault(
    400,
    'This Login URI isn’t valid',
    'Enter the https address exactly as registered, without #, or leave it empty if you don’t have one.',
    { field: 'logInUri' },
  ),
  return_address_invalid: fault(
    400,
    'Return URLs must be exact https addresses',
    'One per line, at most 20, without # and without a user name. http is allowed for this machine only.',
    { field: 'returnAddresses' },
  ),
  roles_affect_sellers: fault(
    409,
    'The new roles affect connected sellers',
    'Not saved yet. Choose whether these sellers have to approve the roles.',
  ),
  roles_invalid: fault(
    400,
    'Role names have 1 to 100 characters',
    'One per line, at most 50, exactly as Amazon names them.',
    { field: 'roles' },
  ),
  renewal_term_invalid: fault(
    400,
    'This term isn’t valid',
    'Enter whole days from 1 to 3650, or leave it empty for no term.',
    { field: 'renewalTermDays' },
  ),
  renewal_due_invalid: fault(
    400,
    'This doesn’t fit the term',
    'Enter whole days from 0 to the length of the term.',
    { field: 'renewalDueDays' },
  ),
  renewal_warnings_invalid: fault(
    400,
    'These warnings don’t fit the term',
    'Enter whole days before its end, at most ten, separated by commas: 60, 30, 7.',
    { field: 'renewalWarningDays' },
  ),
} as const satisfies Record<string, ErrorFacts>
