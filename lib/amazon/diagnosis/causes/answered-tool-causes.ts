import type { Cause } from '../cause.ts'
import { links } from '../links.ts'
import { decided } from './decided.ts'

/** A message that a tool wrote, told apart by when it appears. */
export const answeredToolCauses: readonly Cause[] = [
  ...decided('tool-named', 'tool-when', links.connecting, 'The last page before the message.', [
    [
      'before-amazon',
      'appears-before-amazon',
      'operator',
      'The tool fails before it asks Amazon',
      'Amazon hasn’t been asked yet: the session, the settings or the plan at the tool are the reason.',
      ['Sign out of the tool and in again, check its settings, and send its support the message.'],
    ],
    [
      'after-amazon',
      'appears-after-amazon',
      'operator',
      'The tool’s exchange of the code fails',
      'Amazon gave its permission. The client id, the secret or the redirect URI that the tool uses is wrong, or its code was spent.',
      [
        'If you entered client id and secret of your own there, copy both again from LWA credentials > View.',
        'Otherwise tell the company behind the tool: the application at Amazon is theirs.',
      ],
    ],
    [
      'later',
      'appears-later',
      'seller',
      'The tool’s permission has ended, or the tool doesn’t renew its access',
      'A permission lasts a year and can be disabled under Manage Your Apps; an access token lasts an hour, and the tool has to renew it.',
      [
        'Check Manage Your Apps, and connect again with the tool’s own button.',
        'If the message returns within hours, the company behind the tool has to act.',
      ],
    ],
  ]),
  ...decided('tool-named', 'manage-apps', links.renewal, 'Manage Your Apps in Seller Central.', [
    [
      'no-longer-authorized',
      'no-longer-authorized',
      'seller',
      'The tool’s permission at Amazon is gone',
      'Manage Your Apps no longer lists the tool as authorized: it was disabled, or its year has ended.',
      ['Connect again with the tool’s own button.'],
    ],
    [
      'still-authorized',
      'still-authorized',
      'operator',
      'The tool has the permission: its own settings, or its access, are the reason',
      'Amazon still lists the tool as authorized, so nothing has to be authorized again.',
      ['Connect once with the tool’s own button, then send the company behind it the message and its time.'],
    ],
  ]),
]

/** Something has expired, and the text doesn't say what. */
export const answeredExpiryCauses: readonly Cause[] = decided(
  'says-token-expired',
  'which-permission',
  links.renewal,
  'Who says so, and how long after the authorization.',
  [
    [
      'access-token',
      'expires-after-hour',
      'developer',
      'The access token is older than its hour',
      'Nobody has to authorize again: the refresh token gets a new one.',
      ['Request a new access token a minute before expires_in has elapsed, for each call of a long job.'],
    ],
    [
      'permission',
      'expires-after-year',
      'seller',
      'The account’s permission has ended, or was withdrawn',
      'Public applications are confirmed once in 365 days, and a seller can disable one at any time.',
      [
        'Connect again from the application’s or tool’s own page, so that it learns of the new permission.',
        'Operator: replace the stored refresh token.',
      ],
    ],
    [
      'client-secret',
      'expires-secret',
      'operator',
      'The application’s client secret has expired',
      'A secret lasts 180 days. Refresh tokens stay valid, so no seller has to act.',
      ['Rotate it under LWA credentials > View, and put the new one wherever the application reads it.'],
    ],
    [
      'session',
      'expires-session',
      'seller',
      'The session at the tool has ended, not the permission at Amazon',
      'Amazon hasn’t been asked yet.',
      ['Sign in to the tool again.'],
    ],
  ],
)
