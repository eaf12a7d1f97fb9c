import { isDatabaseAway } from './database/errors.ts'
import { type ErrorCode, isAppError } from './errors.ts'

/** The code of any failure, for every transport. */
export function errorCodeOf(error: unknown): ErrorCode {
  if (isAppError(error)) return error.code
  return isDatabaseAway(error) ? 'database_unavailable' : 'internal'
}
