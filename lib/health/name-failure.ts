import { type ErrorCode, isAppError } from '../errors.ts'
import { isDatabaseAway } from '../store/database-away.ts'

/** Pure. What a program is told of any failure. */
export function nameFailure(error: unknown): ErrorCode {
  if (isAppError(error)) return error.code
  return isDatabaseAway(error) ? 'database_unavailable' : 'internal'
}
