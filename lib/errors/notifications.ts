import { type ErrorFacts, fault } from './facts.ts'

/** Notification channels and rules, and the outbox. */
export const notificationErrors = {
  channel_not_found: fault(404, 'Channel not found', 'Reload the page: it may have been deleted.', {
    outdated: true,
  }),
  channel_url_refused: fault(
    400,
    'Messages are not sent to this URL',
    'Copy the URL of the incoming webhook. It begins with https://.',
    { field: 'url' },
  ),
  recipients_invalid: fault(400, 'Invalid email addresses', 'Enter 1 to 20 addresses, separated by commas.', {
    field: 'recipients',
  }),
  smtp_not_configured: fault(
    409,
    'No SMTP server is configured',
    'Set SMTP_URL and MAIL_FROM, and restart the processes.',
    {
      seller: {
        title: 'No email can be sent',
        next: 'Ask the company for a link to choose a new password.',
      },
    },
  ),
  channel_test_failed: fault(502, "The test wasn't delivered", 'Check the channel, then try again.'),
  rule_not_found: fault(404, 'Rule not found', 'Reload the page: it may have been deleted.', {
    outdated: true,
  }),
  rule_without_events: fault(400, 'The rule has no events', 'Select at least one event.'),
  tag_invalid: fault(400, 'Invalid tag', 'Enter its name and value, such as plan=enterprise.', {
    field: 'tag',
  }),
  digest_time_invalid: fault(
    400,
    'Invalid hour or time zone',
    'Choose the hour, and enter a time zone such as Europe/Berlin.',
    { field: 'timeZone' },
  ),
  message_not_found: fault(404, 'Message not found', 'Reload the page: it may have been deleted.', {
    outdated: true,
  }),
  message_not_changeable: fault(
    409,
    'The message has changed in the meantime',
    'Check its status, then decide again.',
    { outdated: true },
  ),
  confirmation_not_found: fault(
    404,
    'This link is not valid',
    'It may have been used, or have expired. Sign in and request another one on your page.',
  ),
  unsubscribe_not_found: fault(
    404,
    'This link is not valid',
    'Copy the whole link from the email, or sign in and change the setting on your page.',
  ),
} as const satisfies Record<string, ErrorFacts>
