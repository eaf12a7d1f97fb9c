import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAmazonError, type SpApiError } from '#lib/amazon/errors.ts'
import { type Operation, operations } from '#lib/amazon/operations.ts'
import {
  operationRequest,
  parseOperationResponse,
  refusesAccessToken,
  saysSecretExpired,
} from '#lib/amazon/sp-api.ts'
import { Secret } from '#lib/secret.ts'
import { maintenancePage, response, thrownBy } from './response.ts'

const operation: Operation = operations.getMarketplaceParticipations

describe('a call', () => {
  const request = operationRequest(
    operation,
    { region: 'eu' },
    new Secret('Atza|IwEB'),
    'Gatehouse/0.1 (Language=TypeScript)',
    new Date('2026-11-22T05:06:07.890Z'),
  )

  test('goes to the endpoint of its region, with the token in its own header', () => {
    expect(request).toEqual({
      method: 'GET',
      url: 'https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations',
      headers: {
        accept: 'application/json',
        'user-agent': 'Gatehouse/0.1 (Language=TypeScript)',
        'x-amz-access-token': 'Atza|IwEB',
        'x-amz-date': '20261122T050607Z',
      },
    })
  })

  test('is not signed and has no Authorization header, no body and no content type', () => {
    expect(Object.keys(request.headers).join()).not.toMatch(/authorization|content|security-token/i)
    expect(request).not.toHaveProperty('body')
  })

  test('names its language, as Amazon requires, in a user agent of at most 500 characters', () => {
    expect(request.headers['user-agent']).toMatch(
      /^[^/\\]+\/[^(\\]+ \((?:[^=;)]+=[^;)]+; ?)*Language=[^;)]+(?:;[^)]+)?\)$/,
    )
    expect(request.headers['user-agent']?.length).toBeLessThanOrEqual(500)
  })
})

const denied = (details: string) => ({
  errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.', details }],
})
const said = (code: string, message: string, details?: string) => ({ errors: [{ code, message, details }] })

interface Row {
  readonly retry: 'never' | 'later'
  readonly code?: string
  /** Whether a new access token, and one more try, is required. */
  readonly token?: true
  readonly secret?: true
}

const table: readonly (readonly [row: string, status: number, body: unknown, expected: Row])[] = [
  [
    'S1',
    403,
    denied('Access token is missing in the request header.'),
    { code: 'Unauthorized', retry: 'never' },
  ],
  [
    'S2',
    403,
    denied('The access token you provided is revoked, malformed or invalid.'),
    { retry: 'never', token: true },
  ],
  ['S3', 403, denied('The access token you provided has expired.'), { retry: 'never', token: true }],
  ['S4', 403, denied('The LWA secret token you provided has expired.'), { retry: 'never', secret: true }],
  ['S4', 401, denied('The LWA secret token you provided has expired.'), { retry: 'never', secret: true }],
  ['S5', 403, denied('The marketplaces you provided are not valid for region.'), { retry: 'never' }],
  ['S6', 403, denied(''), { code: 'Unauthorized', retry: 'never' }],
  [
    'S7',
    403,
    said('MissingAuthenticationToken', 'Missing Authentication Token'),
    { code: 'MissingAuthenticationToken', retry: 'never' },
  ],
  [
    'S8',
    403,
    { errors: [{ message: 'Access to the resource is forbidden' }] },
    { code: 'Unauthorized', retry: 'never' },
  ],
  [
    'S9',
    403,
    { errors: [{ message: 'The security token included in the request is expired' }] },
    { code: 'Unauthorized', retry: 'never' },
  ],
  [
    'S10',
    429,
    said('QuotaExceeded', 'You exceeded your quota for the requested resource.', ''),
    { code: 'QuotaExceeded', retry: 'later' },
  ],
  ['S10', 429, '', { code: 'QuotaExceeded', retry: 'later' }],
  [
    'S11',
    400,
    said('InvalidInput', 'Could not match input arguments'),
    { code: 'InvalidInput', retry: 'never' },
  ],
  [
    'S12',
    400,
    said('InvalidRequest', 'Request is missing or has invalid parameters', 'Resource not provided.'),
    { code: 'InvalidRequest', retry: 'never' },
  ],
  ['S13', 401, '', { code: 'Unauthorized', retry: 'never', token: true }],
  ['S14', 404, said('NotFound', 'No such order'), { code: 'NotFound', retry: 'never' }],
  ['S15', 413, '', { code: 'RequestTooLarge', retry: 'never' }],
  ['S15', 415, '', { code: 'UnsupportedMediaType', retry: 'never' }],
  [
    'S16',
    500,
    said('InternalFailure', 'We encountered an internal error.'),
    { code: 'InternalFailure', retry: 'later' },
  ],
  ['S16', 500, maintenancePage, { code: 'InternalFailure', retry: 'later' }],
  ['S17', 503, '', { code: 'InternalFailure', retry: 'later' }],
  [
    'a code that is null',
    403,
    { errors: [{ code: null, message: 7 }] },
    { code: 'Unauthorized', retry: 'never' },
  ],
]

test.each(table)(
  '%s (%i) is retried at the right time, with a new token if that helps',
  (_row, status, body, expected) => {
    const { token = false, secret = false, ...facts } = expected
    const error = thrownBy(() => parseOperationResponse(response(status, body)))
    expect(error).toMatchObject({ kind: 'sp-api', status, requestId: 'a0b1c2d3-request', ...facts })
    expect(refusesAccessToken(error as unknown as SpApiError)).toBe(token)
    expect(saysSecretExpired(error as unknown as SpApiError)).toBe(secret)
  },
)

test.each([
  ['a page of a proxy', 403, maintenancePage],
  ['a page of another address', 404, maintenancePage],
  ['an empty list of errors', 400, { errors: [] }],
  ['a redirect', 301, ''],
  ['a success of no JSON', 200, maintenancePage],
  ['a success cut off', 200, '{"payload":[{"marketp'],
  ['an empty success', 200, ''],
])('A12: %s is unreadable, and retried', (_what, status, body) => {
  expect(thrownBy(() => parseOperationResponse(response(status, body)))).toMatchObject({
    kind: 'unreadable',
    status,
    retry: 'later',
  })
})

test('a success is its JSON', () => {
  expect(parseOperationResponse(response(200, ' {"payload" : [ ]} '))).toEqual({ payload: [] })
  expect(parseOperationResponse(response(201, 'null'))).toBeNull()
})

test('G1: a refusal that quotes a token does not repeat it, and is kept short', () => {
  const error = thrownBy(() =>
    parseOperationResponse(
      response(
        403,
        said(
          'Unauthorized',
          'token Atza|IwEBCanary',
          `x-amz-access-token: Canary ${'x'.repeat(9_000)}\u0000`,
        ),
      ),
    ),
  )
  expect(error.message).not.toContain('Canary')
  expect(error.message.length).toBeLessThan(2_300)
})

test('A12: any answer becomes JSON or an error of ours, and no error shows a token', () => {
  const entry = fc.dictionary(
    fc.constantFrom('code', 'message', 'details'),
    fc.oneof(fc.string(), fc.constant('Atza|Canary'), fc.constant(null)),
  )
  const body = fc.oneof(
    fc.array(entry).map((errors) => JSON.stringify({ errors })),
    fc.json(),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
      try {
        parseOperationResponse(response(status, text))
        expect(status).toBeGreaterThanOrEqual(200)
        expect(status).toBeLessThan(300)
      } catch (error) {
        if (!isAmazonError(error)) throw error
        expect(error.message).not.toContain('Canary')
      }
    }),
    { numRuns: 10_000 },
  )
})
