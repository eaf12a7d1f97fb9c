import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AmazonUnreachableError, isAmazonError } from '#lib/amazon/errors.ts'
import { parseTokenResponse } from '#lib/amazon/lwa.ts'
import { lwaVerdict } from '#lib/amazon/lwa-verdict.ts'
import { maintenancePage, response, thrownBy } from './response.ts'

const refused = (status: number, body: unknown) => thrownBy(() => parseTokenResponse(response(status, body)))
const said = (error: string, error_description?: string) => ({ error, error_description })

/** The rows of the table of LWA's answers: whose fault, and when to try again. */
const table: readonly (readonly [
  row: string,
  status: number,
  body: unknown,
  expected: Record<string, unknown>,
])[] = [
  [
    'L1',
    400,
    said('invalid_grant', 'The request has an invalid grant parameter : code'),
    { code: 'invalid_grant', blame: 'grant', retry: 'after-renewal' },
  ],
  [
    'L2',
    400,
    said('invalid_grant', 'The request has an invalid grant parameter : redirect_uri'),
    { code: 'invalid_grant', blame: 'grant', retry: 'after-renewal' },
  ],
  [
    'L3',
    400,
    said(
      'invalid_grant',
      "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
    ),
    { code: 'invalid_grant', blame: 'grant', retry: 'after-renewal' },
  ],
  [
    'L4',
    400,
    said('unauthorized_client', 'Not authorized for requested operation'),
    { code: 'unauthorized_client', blame: 'grant', retry: 'after-renewal' },
  ],
  [
    'L5',
    401,
    said('invalid_client', 'Client authentication failed'),
    { code: 'invalid_client', blame: 'application', retry: 'never' },
  ],
  [
    'L6',
    400,
    {
      ...said(
        'unsupported_grant_type',
        'The authorization grant type is not supported by the authorization server',
      ),
      error_index: 'x'.repeat(400),
      request_id: 'r',
    },
    { code: 'unsupported_grant_type', blame: 'request', retry: 'never' },
  ],
  [
    'L7',
    400,
    said('invalid_request', 'The request is missing a required parameter : client_id'),
    { code: 'invalid_request', blame: 'request', retry: 'never' },
  ],
  [
    'L8',
    400,
    said('invalid_scope', 'The request has an invalid parameter : scope'),
    { code: 'invalid_scope', blame: 'request', retry: 'never' },
  ],
  [
    'L9',
    400,
    said('invalid_scope', 'An unknown scope was requested'),
    { code: 'invalid_scope', blame: 'request', retry: 'never' },
  ],
  ['L10', 405, '', { kind: 'unreadable', retry: 'later' }],
  [
    'L11',
    403,
    { errors: [{ code: 'MissingAuthenticationToken', message: 'Missing Authentication Token' }] },
    { kind: 'unreadable', retry: 'later' },
  ],
  ['L12', 404, maintenancePage, { kind: 'unreadable', retry: 'later' }],
  ['L12', 500, maintenancePage, { code: 'server_error', blame: 'amazon', retry: 'later' }],
  ['L13', 500, said('server_error'), { code: 'server_error', blame: 'amazon', retry: 'later' }],
  ['L13', 500, said('ServerError', 'Try again'), { code: 'ServerError', blame: 'amazon', retry: 'later' }],
  [
    'L14',
    503,
    said('temporarily_unavailable'),
    { code: 'temporarily_unavailable', blame: 'amazon', retry: 'later' },
  ],
  ['L15', 429, '', { code: 'too_many_requests', blame: 'amazon', retry: 'later' }],
  ['L15', 429, said('slow_down'), { code: 'slow_down', blame: 'amazon', retry: 'later' }],
  ['L17', 400, said('access_denied'), { code: 'access_denied', blame: 'request', retry: 'never' }],
  [
    'an invalid_grant that came with a 5xx, as in an incident',
    503,
    said('invalid_grant', 'x'),
    { blame: 'amazon', retry: 'later' },
  ],
  ['an unknown error with a 401', 401, said('who_are_you'), { blame: 'application', retry: 'never' }],
  [
    'an error named like a property of objects',
    400,
    said('constructor'),
    { blame: 'request', retry: 'never' },
  ],
  [
    'a description that is null',
    400,
    { error: 'invalid_grant', error_description: null },
    { code: 'invalid_grant', description: '' },
  ],
  [
    'a description of a megabyte',
    400,
    said('invalid_grant', 'x'.repeat(1_000_000)),
    { code: 'invalid_grant', description: 'x'.repeat(500) },
  ],
  ['a redirect', 302, '', { kind: 'unreadable' }],
]

test.each(table)(
  '%s (%i) is attributed to the right party and retried at the right time',
  (_row, status, body, expected) => {
    const error = refused(status, body)
    expect(error).toMatchObject({ status, requestId: 'a0b1c2d3-request', ...expected })
    expect(isAmazonError(error)).toBe(true)
  },
)

test('L16: a missing answer is nobody’s fault, and the call is retried', () => {
  expect(new AmazonUnreachableError('not-sent', 'ENOTFOUND')).toMatchObject({
    kind: 'unreachable',
    retry: 'later',
  })
})

test.each([
  [400, said('invalid_grant'), 'grant-refused'],
  [400, said('unauthorized_client'), 'grant-foreign'],
  [401, said('invalid_client'), 'client-refused'],
  [400, said('invalid_request'), 'request-refused'],
  [400, said('access_denied'), 'request-refused'],
  [503, said('invalid_grant'), 'unanswered'],
  [429, '', 'unanswered'],
  [200, maintenancePage, 'unreadable'],
])('an answer with status %i and %o is understood alike wherever LWA is asked', (status, body, verdict) => {
  const error = refused(status, body)
  expect(isAmazonError(error) && lwaVerdict(error)).toBe(verdict)
})

test('the request id is null in a response without one', () => {
  const answer = { ...response(400, said('invalid_grant')), headers: new Headers() }
  expect(thrownBy(() => parseTokenResponse(answer))).toMatchObject({ requestId: null })
})

describe('G1: a refusal that quotes the request', () => {
  test.each([
    'bad token Atzr|IwEBCanary',
    'bad body refresh_token=Atzr%7CIwEBCanary&client_secret=Canary',
    'bad secret amzn1.oa2-cs.v1.Canary0a',
    '{"client_secret":"Canary"}',
  ])('does not repeat it: %s', (description) => {
    const error = refused(400, said('invalid_request', description))
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain('Canary')
    expect(error.description).toContain('[secret]')
  })

  test('is not a refusal when its code is not a word', () => {
    expect(refused(400, said('Atzr|IwEBCanary'))).toMatchObject({ kind: 'unreadable' })
    expect(refused(400, said('Atzr|IwEBCanary')).message).not.toContain('Canary')
  })

  test('loses its control characters, so that Postgres can keep it and no log line breaks', () => {
    expect(refused(400, said('invalid_request', 'a\u0000b\r\nc')).description).toBe('a b c')
  })
})

test('A12: any answer becomes a grant or an error of ours, and no error shows the content of a body', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(null, 0, -1, '', [], {}, true),
    fc.string().map((text) => `Atza|Canary${text}`),
  )
  const body = fc.oneof(
    fc
      .dictionary(
        fc.constantFrom(
          'access_token',
          'refresh_token',
          'token_type',
          'expires_in',
          'error',
          'error_description',
        ),
        value,
      )
      .map((json) => JSON.stringify(json)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  )
  const status = fc.oneof(
    fc.constantFrom(200, 400, 401, 403, 429, 500, 503),
    fc.integer({ min: 100, max: 599 }),
  )
  fc.assert(
    fc.property(status, body, (code, text) => {
      try {
        parseTokenResponse(response(code, text))
      } catch (error) {
        if (!isAmazonError(error)) throw error
        expect(['grant', 'application', 'request', 'amazon', undefined]).toContain(
          'blame' in error ? error.blame : undefined,
        )
        expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('Canary')
      }
    }),
    { numRuns: 10_000 },
  )
})
