import { expect } from 'vitest'

/** By row, and by the parameter where a row names one. */
const bodies: Readonly<Record<string, readonly [error: string, description: string, type: string]>> = {
  L1: ['invalid_grant', 'The request has an invalid grant parameter : code', 'OA2InvalidRequestException'],
  L2: [
    'invalid_grant',
    'The request has an invalid grant parameter : redirect_uri',
    'OA2InvalidRequestException',
  ],
  L3: [
    'invalid_grant',
    "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
    'OA2InvalidRequestException',
  ],
  L4: ['unauthorized_client', 'Not authorized for requested operation', 'OA2UnauthorizedClientException'],
  L5: ['invalid_client', 'Client authentication failed', 'OA2InvalidClientException'],
  L6: [
    'unsupported_grant_type',
    'The authorization grant type is not supported by the authorization server',
    'OA2UnsupportedGrantTypeException',
  ],
  'L7 code': [
    'invalid_request',
    'The request is missing a required parameter : code',
    'OA2InvalidRequestException',
  ],
  'L7 client_id': [
    'invalid_request',
    'The request is missing a required parameter : client_id',
    'OA2InvalidRequestException',
  ],
  'L7 scope': [
    'invalid_request',
    'The request is missing a required parameter : scope',
    'OA2InvalidRequestException',
  ],
  'L7 invalid': [
    'invalid_request',
    'The request has an invalid parameter : grant_type',
    'OA2InvalidRequestException',
  ],
  'L7 malformed': ['invalid_request', 'Malformed request', 'OA2InvalidRequestException'],
  L8: ['invalid_scope', 'The request has an invalid parameter : scope', 'OA2InvalidScopeException'],
}

/** Status, words and headers of a row of Amazon's error table. */
export async function expectRefusal(response: Response, status: number, row: string): Promise<void> {
  const [error, error_description, type] = bodies[row] ?? []
  expect(await response.json()).toMatchObject({ error, error_description })
  expect(response.status).toBe(status)
  expect(response.headers.get('x-amzn-errortype')).toBe(
    `${type}:http://internal.amazon.com/coral/com.amazon.panda/`,
  )
  expect(response.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate')
}
