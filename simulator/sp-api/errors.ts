import type { Answer } from '../call.ts'
import { apiHeaders } from './headers.ts'

interface Row {
  readonly status: number
  readonly code: string
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

/** A refusal in Amazon's words. `reason` says what was really wrong; it is for the list of requests only. */
export function refuseApi(row: ApiRow, reason: string): Answer {
  const facts: Row = rows[row]
  const { code, message, details } = facts
  return {
    status: facts.status,
    headers: { ...apiHeaders(), 'x-amzn-ErrorType': facts.errorType },
    body: JSON.stringify({ errors: [{ code, message, ...(details !== undefined && { details }) }] }),
    row,
    reason,
  }
}
