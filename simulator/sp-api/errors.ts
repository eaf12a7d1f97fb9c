import type { Answer } from '../call.ts'
import { apiHeaders } from './headers.ts'

interface Row {
  readonly status: number
  /** Undefined: only the message was ever reported. */
  readonly code?: string
  readonly message: string
  /** Undefined: the key is not sent. */
  readonly details?: string
  readonly errorType: string
}

const denied = {
  status: 403,
  code: 'Unauthorized',
  message: 'Access to requested resource is denied.',
  errorType: 'AccessDeniedException',
} as const

/** The refusals of SP-API, by the rows of the error table. */
const rows = {
  S1: { ...denied, details: 'Access token is missing in the request header.' },
  S2: { ...denied, details: 'The access token you provided is revoked, malformed or invalid.' },
  S3: { ...denied, details: 'The access token you provided has expired.' },
  S4: { ...denied, details: 'The LWA secret token you provided has expired.' },
  S5: { ...denied, details: 'The marketplaces you provided are not valid for region.' },
  S6: { ...denied, details: '' },
  S7: {
    status: 403,
    code: 'MissingAuthenticationToken',
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
  },
  S8: { status: 403, message: 'Access to the resource is forbidden', errorType: 'ForbiddenException' },
  S9: {
    status: 403,
    message: 'The security token included in the request is expired',
    errorType: 'ExpiredTokenException',
  },
  S10: {
    status: 429,
    code: 'QuotaExceeded',
    message: 'You exceeded your quota for the requested resource.',
    details: '',
    errorType: 'TooManyRequestsException',
  },
  S11: {
    status: 400,
    code: 'InvalidInput',
    message: 'Could not match input arguments',
    errorType: 'ValidationException',
  },
  S12: {
    status: 400,
    code: 'InvalidInput',
    message: 'Invalid Input',
    errorType: 'ValidationException',
  },
  // Reported by developers who sent the id of another account, and by a vendor.
  'S12 seller': {
    status: 400,
    code: 'InvalidInput',
    message: "Invalid 'sellerId' provided.",
    details: '',
    errorType: 'ValidationException',
  },
  'S12 combination': {
    status: 400,
    code: 'InvalidInput',
    message: "Invalid 'sellerId' and 'marketplaceId' combination provided.",
    details: '',
    errorType: 'ValidationException',
  },
  'S12 resource': {
    status: 400,
    code: 'InvalidRequest',
    message: 'Request is missing or has invalid parameters',
    details: 'Resource not provided.',
    errorType: 'ValidationException',
  },
  'S12 enrolled': {
    status: 400,
    code: 'InvalidInput',
    message:
      'Application is not enrolled for rotation notification. Please update application notification preference in Developer console.',
    errorType: 'ValidationException',
  },
  S13: {
    status: 401,
    code: 'Unauthorized',
    message:
      "The request's Authorization header is not formatted correctly or does not contain a valid token.",
    details: '',
    errorType: 'UnauthorizedException',
  },
  S14: {
    status: 404,
    code: 'NotFound',
    message: 'The resource specified does not exist.',
    details: '',
    errorType: 'ResourceNotFoundException',
  },
  conflict: {
    status: 409,
    code: 'Conflict',
    message: 'The resource specified conflicts with the current state.',
    details: '',
    errorType: 'ConflictException',
  },
  'S15 type': {
    status: 415,
    code: 'UnsupportedMediaType',
    message: 'The entity of the request is in a format not supported by the requested resource.',
    errorType: 'UnsupportedMediaTypeException',
  },
  S15: {
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The request size exceeded the maximum accepted size.',
    errorType: 'RequestTooLargeException',
  },
  S16: {
    status: 500,
    code: 'InternalFailure',
    message: 'We encountered an internal error. Please try again.',
    details: '',
    errorType: 'InternalFailure',
  },
  S17: {
    status: 503,
    code: 'ServiceUnavailable',
    message: 'Service is temporarily unavailable. Please try again later.',
    details: '',
    errorType: 'ServiceUnavailableException',
  },
} as const satisfies Readonly<Record<string, Row>>

export type ApiRow = keyof typeof rows

export const apiRows = Object.keys(rows) as readonly ApiRow[]

/** A refusal in Amazon's words. `reason` is the real cause, for the list of requests only. */
export function refuseApi(row: ApiRow, reason: string): Answer {
  const facts: Row = rows[row]
  const { code, message, details } = facts
  return {
    status: facts.status,
    headers: { ...apiHeaders(), 'x-amzn-ErrorType': facts.errorType },
    body: JSON.stringify({
      errors: [{ ...(code !== undefined && { code }), message, ...(details !== undefined && { details }) }],
    }),
    row: row.split(' ')[0] ?? row,
    reason,
  }
}
