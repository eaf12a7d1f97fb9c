import type { Answer } from '../call.ts'
import { randomText, requestId } from '../random.ts'
import { tokenHeaders } from './headers.ts'

interface Row {
  readonly status: number
  readonly error: string
  readonly description: string
  readonly errorType: string
}

/** The refusals of Login with Amazon, by the rows of the error table. `%` stands for the parameter's name. */
const rows = {
  L1: {
    status: 400,
    error: 'invalid_grant',
    description: 'The request has an invalid grant parameter : code',
    errorType: 'OA2InvalidRequestException',
  },
  L2: {
    status: 400,
    error: 'invalid_grant',
    description: 'The request has an invalid grant parameter : redirect_uri',
    errorType: 'OA2InvalidRequestException',
  },
  L3: {
    status: 400,
    error: 'invalid_grant',
    description:
      "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
    errorType: 'OA2InvalidRequestException',
  },
  L4: {
    status: 400,
    error: 'unauthorized_client',
    description: 'Not authorized for requested operation',
    errorType: 'OA2UnauthorizedClientException',
  },
  L5: {
    status: 401,
    error: 'invalid_client',
    description: 'Client authentication failed',
    errorType: 'OA2InvalidClientException',
  },
  L6: {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'The authorization grant type is not supported by the authorization server',
    errorType: 'OA2UnsupportedGrantTypeException',
  },
  'L7 missing': {
    status: 400,
    error: 'invalid_request',
    description: 'The request is missing a required parameter : %',
    errorType: 'OA2InvalidRequestException',
  },
  'L7 invalid': {
    status: 400,
    error: 'invalid_request',
    description: 'The request has an invalid parameter : %',
    errorType: 'OA2InvalidRequestException',
  },
  'L7 malformed': {
    status: 400,
    error: 'invalid_request',
    description: 'Malformed request',
    errorType: 'OA2InvalidRequestException',
  },
  L8: {
    status: 400,
    error: 'invalid_scope',
    description: 'The request has an invalid parameter : scope',
    errorType: 'OA2InvalidScopeException',
  },
  // Below: unpublished words; only the codes are known.
  L13: {
    status: 500,
    error: 'server_error',
    description: 'The authorization server encountered an unexpected condition',
    errorType: 'InternalFailure',
  },
  L14: {
    status: 503,
    error: 'temporarily_unavailable',
    description: 'The authorization server is temporarily unavailable',
    errorType: 'ServiceUnavailableException',
  },
  L15: {
    status: 429,
    error: 'slow_down',
    description: 'Too many requests',
    errorType: 'ThrottlingException',
  },
  L17: {
    status: 400,
    error: 'access_denied',
    description: 'Access denied',
    errorType: 'OA2AccessDeniedException',
  },
} as const satisfies Readonly<Record<string, Row>>

/** Seen after the type in recorded exchanges. */
const errorTypeSuffix = ':http://internal.amazon.com/coral/com.amazon.panda/'

export type LwaRow = keyof typeof rows

export const lwaRows = Object.keys(rows) as readonly LwaRow[]

/** A refusal in Amazon's words. `reason` is the real cause, for the list of requests only. */
export function refuseToken(row: LwaRow, reason: string, parameter = ''): Answer {
  const facts = rows[row]
  const id = requestId()
  const body = {
    error_description: facts.description.replace('%', parameter),
    error: facts.error,
    // Seen on the wire for a request whose grant type was missing; its whole body had 463 bytes.
    ...(row === 'L6' && { error_index: randomText(264), request_id: id }),
  }
  return {
    status: facts.status,
    headers: { ...tokenHeaders(id), 'x-amzn-ErrorType': facts.errorType + errorTypeSuffix },
    body: JSON.stringify(body),
    row: row.split(' ')[0] ?? row,
    reason,
  }
}
