import type { Cause } from '../cause.ts'
import { links } from '../links.ts'
import { decided } from './decided.ts'

/** Messages of a tool. When they appear, and Manage Your Apps, tell the causes apart. */
export const answeredToolCauses: readonly Cause[] = [
  ...decided('tool-named', 'tool-when', links.connecting, 'The last page before the message.', [
    [
      'before-amazon',
      'appears-before-amazon',
      'operator',
      'The tool fails before it contacts Amazon',
      'The tool hasn’t contacted Amazon yet, so the cause is your session, settings or plan in the tool.',
      ['Sign out of the tool and sign in again, check its settings, and send the message to its support.'],
    ],
    [
      'after-amazon',
      'appears-after-amazon',
      'operator',
      'The tool’s exchange of the code fails',
      'Amazon granted permission. But the tool uses a wrong client id, secret or redirect URI, or a code that was already used.',
      [
        'If you entered your own client id and secret in the tool, copy both again from LWA credentials > View.',
        'Otherwise tell the company behind the tool, which runs the application at Amazon.',
      ],
    ],
    [
      'later',
      'appears-later',
      'seller',
      'The tool’s permission has ended, or the tool doesn’t renew its access',
      'A permission lasts a year unless the seller disables it under Manage Your Apps. An access token lasts an hour, and the tool has to renew it.',
      [
        'Check Manage Your Apps, and connect again with the tool’s own button.',
        'If the message returns within hours, tell the company behind the tool.',
      ],
    ],
  ]),
  ...decided('tool-named', 'manage-apps', links.renewal, 'Manage Your Apps in Seller Central.', [
    [
      'no-longer-authorized',
      'no-longer-authorized',
      'seller',
      'The tool no longer has permission at Amazon',
      'Manage Your Apps no longer lists the tool as authorized: it was disabled, or its permission ended after a year.',
      ['Connect again with the tool’s own button.'],
    ],
    [
      'still-authorized',
      'still-authorized',
      'operator',
      'The tool has permission, so the cause is in its settings or its token',
      'Amazon still lists the tool as authorized, so authorizing again isn’t necessary.',
      [
        'Connect once with the tool’s own button, then send the message and its time to the company behind it.',
      ],
    ],
  ]),
]

/** Something has expired, but the text doesn't say what. */
export const answeredExpiryCauses: readonly Cause[] = decided(
  'says-token-expired',
  'which-permission',
  links.renewal,
  'Who shows the message, and how long after the authorization.',
  [
    [
      'access-token',
      'expires-after-hour',
      'developer',
      'The access token is more than an hour old',
      'Nobody has to authorize again: LWA issues a new one for the refresh token.',
      [
        'Request a new access token a minute before expires_in has elapsed. In long jobs, check before each call.',
      ],
    ],
    [
      'permission',
      'expires-after-year',
      'seller',
      'The account’s permission has ended or was revoked',
      'Sellers have to re-authorize public applications every 365 days, and can disable them at any time.',
      [
        'Connect again from the application’s or tool’s own page, so that it gets the new permission.',
        'Replace the stored refresh token, if you operate the application.',
      ],
    ],
    [
      'client-secret',
      'expires-secret',
      'operator',
      'The application’s client secret has expired',
      'A secret lasts 180 days. Refresh tokens stay valid, so no seller has to act.',
      ['Rotate it under LWA credentials > View, and store the new one wherever the application reads it.'],
    ],
    [
      'session',
      'expires-session',
      'seller',
      'Your session in the tool has ended, not the permission at Amazon',
      'The tool hasn’t contacted Amazon yet.',
      ['Sign in to the tool again.'],
    ],
  ],
)
